"""History of many rows at once, copied within the database from the rows themselves."""

from collections.abc import Sequence

from django.db import connection, models

from ..models import Record

CHUNK = 500


def copy_history(model: type[Record], keys: Sequence[int], kind: str) -> None:
    """Put a row on record for each of the records with these keys, as they stand now, as ``save`` does.

    ``kind`` is "+" for rows just made, "~" for changed ones. When and who are those of the records' stamp.
    """
    history = model.history.model
    names = ", ".join(_quoted(field.column) for field in history.tracked_fields)
    for start in range(0, len(keys), CHUNK):
        some = keys[start : start + CHUNK]
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {_quoted(history._meta.db_table)}"
                f" ({names}, history_date, history_user_id, history_type)"
                f" SELECT {names}, changed_at, changed_by_id, %s FROM {_quoted(model._meta.db_table)}"
                f" WHERE id IN ({_places(some)}) ORDER BY id",
                [kind, *some],
            )


def copy_links(field: models.ManyToManyField, keys: Sequence[int]) -> None:
    """Put what these records are linked to beside the latest row of their history."""
    history = field.model.history.model
    links, told = field.remote_field.through, getattr(history, field.name).model
    own = _quoted(links._meta.get_field(field.m2m_field_name()).column)
    names = [_quoted(column.column) for column in links._meta.fields]
    for start in range(0, len(keys), CHUNK):
        some = keys[start : start + CHUNK]
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {_quoted(told._meta.db_table)} ({', '.join(names)}, history_id)"
                f" SELECT {', '.join(f'link.{name}' for name in names)},"
                f" (SELECT MAX(history_id) FROM {_quoted(history._meta.db_table)} WHERE id = link.{own})"
                f" FROM {_quoted(links._meta.db_table)} link WHERE link.{own} IN ({_places(some)})"
                f" ORDER BY link.id",
                list(some),
            )


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _places(keys: Sequence[int]) -> str:
    return ", ".join(["%s"] * len(keys))
