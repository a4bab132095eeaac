"""A public server never starts while the demo's accounts, whose password is printed, exist."""

import sys

from django.db import DatabaseError, connection

from .models import User

# Gunicorn stops altogether when a worker ends with this code, instead of starting it again and again.
CANNOT_START = 3


def demo_accounts() -> list[str]:
    """User names of the demo's accounts; none before the database is migrated.

    Raises django.db.DatabaseError when the database cannot be reached.
    """
    if User._meta.db_table not in connection.introspection.table_names():
        return []
    return list(User.objects.filter(is_demo=True).order_by("username").values_list("username", flat=True))


def refuse_demo_accounts() -> None:
    """End the process with one sentence when a demo account exists, or when that cannot be found out."""
    try:
        names = demo_accounts()
    except DatabaseError as error:
        sys.stderr.write(f"Khabuan cannot start: the database cannot be reached ({error}).\n")
        raise SystemExit(CANNOT_START) from None
    if names:
        sys.stderr.write(
            f"Khabuan does not start with the demo's accounts ({', '.join(names)}) in a public database: "
            "their password is known. Remove the demo with 'manage.py remove_demo', then start again.\n"
        )
        raise SystemExit(CANNOT_START)
