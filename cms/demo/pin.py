"""Pins the work's day while the demo is here."""

from datetime import date
from time import monotonic

from django.db import DatabaseError, connection

# Seconds for which one process trusts what it read: how long it takes to notice that another one
# loaded or removed the demo.
TRUSTED = 10.0
_kept: list[tuple[float, date | None]] = []
_table_there: list[bool] = []


def demo_day() -> date | None:
    """The day the demo lives on; None without a demo. Asks the database every ten seconds at most."""
    moment = monotonic()
    if _kept and moment - _kept[0][0] < TRUSTED:
        return _kept[0][1]
    day = _read()
    _kept[:] = [(moment, day)]
    return day


def forget() -> None:
    """Ask anew next time."""
    _kept.clear()


def _read() -> date | None:
    from ..models import Demo

    try:
        if not _table_there:
            # Asking for a table that is not there would break a transaction on PostgreSQL.
            if Demo._meta.db_table not in connection.introspection.table_names():
                return None
            _table_there.append(True)
        return Demo.objects.values_list("day", flat=True).first()
    except DatabaseError:
        return None
