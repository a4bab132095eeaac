"""Goes through every text of every table, of this project and of what it is built on, and takes traces out.

Rows are read and written below the models, so that append-only tables, pages and JSON are reached alike.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from .traces import NO_WORDS, Traces

# Tables without anybody in them, tables that handlers look after, and the index that follows another table.
LEFT_OUT = {
    "accounts.User",
    "auth.Permission",
    "auth.Group",
    "contenttypes.ContentType",
    "geo.Area",
    "geo.AreaShape",
    "geo.HistoricalArea",
    "sessions.Session",
    "wagtailcore.Locale",
    "wagtailsearch.SQLiteFTSIndexEntry",
}
# Of other people only what is said freely: a name or a number of theirs is theirs.
SAID_FREELY = {"position", "address", "history_change_reason"}
OF_PEOPLE = {"leaders.Person", "leaders.HistoricalPerson"}
# What has to change together with a text, by table: told the row's key.
Refit = Callable[[int], None]
_refits: dict[str, Refit] = {}


def register_refit(label: str, refit: Refit) -> None:
    """Have ``refit`` called for each row of the table ``label`` of which a text was changed."""
    _refits[label] = refit


@dataclass(frozen=True)
class Text:
    """One column of one table."""

    model: type[models.Model]
    column: str
    is_json: bool
    longest: int | None


def texts() -> Iterator[Text]:
    """Every column in which words may stand."""
    for model in apps.get_models(include_auto_created=True):
        options = model._meta
        if not options.proxy and options.managed and options.label not in LEFT_OUT:
            for column in filter(_holds_words, options.local_concrete_fields):
                if options.label in OF_PEOPLE and column.name not in SAID_FREELY:
                    continue
                is_json = column.get_internal_type() == "JSONField"
                yield Text(model, column.column, is_json, getattr(column, "max_length", None))


def _holds_words(column: models.Field) -> bool:
    if column.is_relation or column.choices or column.name in NO_WORDS:
        return False
    if isinstance(column, models.FileField):
        return False
    return (
        isinstance(column, models.CharField | models.TextField) or column.get_internal_type() == "JSONField"
    )


def sweep(
    traces: Traces,
    note: Callable[[type[models.Model], int], None],
    only: Callable[[type[models.Model]], models.QuerySet | None] | None = None,
) -> None:
    """Take ``traces`` out of every text; ``note`` is told of each row that was changed.

    ``only`` gives, table by table, the rows to which this is limited; None leaves a table out.
    """
    if not traces:
        return
    for text in texts():
        rows = only(text.model) if only else None
        if only and rows is None:
            continue
        for key, written in _telling(text, traces):
            changed = _changed(text, written, traces)
            if changed != written and (rows is None or rows.filter(pk=key).exists()):
                _write(text, key, changed)
                if refit := _refits.get(text.model._meta.label):
                    refit(key)
                note(text.model, key)


def telling(traces: Traces) -> Iterator[tuple[type[models.Model], int]]:
    """Rows of any table in which a trace stands."""
    for text in texts() if traces else ():
        for key, written in _telling(text, traces):
            if _changed(text, written, traces) != written:
                yield text.model, key


def _telling(text: Text, traces: Traces) -> list[tuple[int, str]]:
    """Keys and texts of rows that may hold a trace; a rough search by parts, made by the database."""
    quote = connection.ops.quote_name
    column, table = quote(text.column), quote(text.model._meta.db_table)
    cast = f"CAST({column} AS text)"
    place = "strpos" if connection.vendor == "postgresql" else "instr"
    needles = [needle for part in traces.needles for needle in _written(part)]
    where = " OR ".join(f"{place}({cast}, %s) > 0" for _needle in needles)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {quote(text.model._meta.pk.column)}, {cast} FROM {table} WHERE {where}", needles
        )
        return cursor.fetchall()


def _written(part: str) -> list[str]:
    """A text as it is, and as JSON writes it, once and within another JSON text."""
    once = json.dumps(part)[1:-1]
    return list(dict.fromkeys([part, once, json.dumps(once)[1:-1]]))


def _changed(text: Text, written: str, traces: Traces) -> str:
    if not text.is_json:
        changed = traces.without_deep(written)
        return changed if text.longest is None else changed[: max(text.longest, len(written))]
    value = json.loads(written)
    changed = traces.without_deep(value)
    return written if changed == value else json.dumps(changed)


def _write(text: Text, key: Any, written: str) -> None:
    """A text that has to be unlike all others of its column gets the key of its row behind it."""
    quote = connection.ops.quote_name
    cast = "::jsonb" if text.is_json and connection.vendor == "postgresql" else ""
    statement = (
        f"UPDATE {quote(text.model._meta.db_table)} SET {quote(text.column)} = %s{cast} "
        f"WHERE {quote(text.model._meta.pk.column)} = %s"
    )
    for attempt in (written, f"{written[:100]}-{key}"):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement, [attempt, key])
            return
        except IntegrityError:
            if attempt != written:
                raise
