"""What stands in every table, to be compared before an import and after its undoing."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import connection

from geo.models import ImportBatch
from programmes.intake.services import confirm_batch

from ..conftest import sheet_of
from ..test_writing import uploaded

# The batch itself and its notes; who looked at what; how the database counts.
BESIDE = {
    "geo_importbatch",
    "geo_importbatch_areas",
    "geo_importedrow",
    "accounts_accesslog",
    "sqlite_sequence",
}
# A changed row's bookkeeping moves on, and its history and roll calls say that it was put back.
MOVES_ON = {"version", "changed_at", "changed_by_id"}
Tables = dict[str, list[tuple[Any, ...]]]


def everything(*, without: Iterable[str] = ()) -> Tables:
    """Every row of every table, in order; ``without`` leaves out columns by name."""
    left_out = set(without)
    found: Tables = {}
    with connection.cursor() as cursor:
        for table in sorted(set(connection.introspection.table_names(cursor)) - BESIDE):
            columns = [
                column.name
                for column in connection.introspection.get_table_description(cursor, table)
                if column.name not in left_out
            ]
            told = ", ".join(map(connection.ops.quote_name, columns)) or "1"  # then rows are only counted
            cursor.execute(f'SELECT {told} FROM "{table}"')
            found[table] = sorted(cursor.fetchall(), key=repr)
    return found


def differences(before: Tables, after: Tables, *, telling: bool = False) -> dict[str, tuple[list, list]]:
    """Rows that only one side has, by table; with ``telling`` no history, steps and roll calls."""
    tells = {
        model._meta.db_table
        for model in apps.get_models()
        if telling and ("Historical" in model.__name__ or model.__name__ in {"RollCall", "StatusChange"})
    }
    return {
        table: (
            [row for row in rows if row not in after[table]],
            [row for row in after[table] if row not in rows],
        )
        for table, rows in before.items()
        if rows != after[table] and table not in tells
    }


def brought(by: Any, *rows: Iterable[object], **kwargs: Any) -> ImportBatch:
    """A sign-in sheet of these rows, written."""
    batch = uploaded(by, sheet_of(*rows, **kwargs), method="forum")
    assert confirm_batch(batch, by=by).number
    return batch
