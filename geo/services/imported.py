"""What an import made and changed, noted while it writes, so that it can be undone exactly."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

from ..models import ImportBatch, ImportedRow, Record

# The bookkeeping of a row is no content: undoing moves it on like any change.
BOOKKEEPING = frozenset({"version", "changed_at", "changed_by"})
CHUNK = 500

Fields = dict[str, Any]


class Imported:
    """Notes of one writing of ``batch``. Use within the transaction that writes::

        imported = Imported(batch)
        imported.watch(person)         # before an existing row is changed
        …                              # services write; what they make carries import_batch=batch
        imported.close()

    ``watch`` may be called for rows that stay as they are: only differences are noted.
    """

    def __init__(self, batch: ImportBatch) -> None:
        self.batch = batch
        self._seen: dict[type[Record], dict[int, tuple[int, Fields]]] = {}

    def watch(self, *rows: Record) -> None:
        """Keep what ``rows`` hold now; of a row watched twice the first look counts."""
        fresh: dict[type[Record], set[int]] = {}
        for row in rows:
            if row.pk not in self._seen.setdefault(type(row), {}):
                fresh.setdefault(type(row), set()).add(row.pk)
        for model, keys in fresh.items():
            for row in _rows_of(model, keys):
                self._seen[model][row.pk] = row.version, contents_of(row)

    def close(self) -> None:
        """Note the rows that were made, and those among the watched ones that are not as they were."""
        noted = {(row.label, row.object_id): row for row in self.batch.imported_rows.all()}
        fresh: list[ImportedRow] = []
        moved: list[ImportedRow] = []
        for model, seen in self._seen.items():
            for row in _rows_of(model, seen):
                version, before = seen[row.pk]
                if row.version == version and contents_of(row) == before:
                    continue
                known = noted.get((row._meta.label_lower, row.pk))
                if known is None:
                    fresh.append(self._note(row, {**before, "version": version}))
                elif known.version == version:
                    # Nobody else came in between; what it was before the first writing stands.
                    known.version = row.version
                    moved.append(known)
        ImportedRow.objects.bulk_create(fresh, batch_size=CHUNK)
        ImportedRow.objects.bulk_update(moved, ["version"], batch_size=CHUNK)
        for model in record_models():
            self._note_made(model)

    def _note_made(self, model: type[Record]) -> None:
        """Note all rows of a model that carry the batch and are not noted yet, within the database."""
        notes, label = ImportedRow._meta.db_table, model._meta.label_lower
        with connection.cursor() as cursor:
            cursor.execute(
                f"""INSERT INTO {notes} (batch_id, label, object_id, version)
                SELECT made.import_batch_id, %s, made.id, made.version FROM {model._meta.db_table} made
                WHERE made.import_batch_id = %s AND NOT EXISTS (
                    SELECT 1 FROM {notes} noted
                    WHERE noted.batch_id = %s AND noted.label = %s AND noted.object_id = made.id
                )""",
                [label, self.batch.pk, self.batch.pk, label],
            )

    def _note(self, row: Record, before: Fields) -> ImportedRow:
        return ImportedRow(
            batch=self.batch,
            label=row._meta.label_lower,
            object_id=row.pk,
            version=row.version,
            before=before,
        )


def record_models() -> list[type[Record]]:
    """Every noun that an import may make."""
    return [model for model in apps.get_models() if issubclass(model, Record)]


@dataclass(frozen=True)
class Tie:
    """A table that only ties a noun's rows to others: ``own`` and ``other`` are its two columns.

    ``name`` is what the noun calls it, ``rows`` whether its accessor gives rows of the table itself.
    """

    name: str
    table: type[models.Model]
    own: str
    other: str
    rows: bool = False


def ties_of(model: type[models.Model]) -> list[Tie]:
    """Many-to-many fields of a noun, and tables from elsewhere that only tie its rows to others."""
    found = [
        Tie(
            field.name,
            field.remote_field.through,
            f"{field.m2m_field_name()}_id",
            f"{field.m2m_reverse_field_name()}_id",
        )
        for field in model._meta.many_to_many
    ]
    for relation in model._meta.related_objects:
        table = relation.related_model
        columns = [field for field in table._meta.concrete_fields if not field.primary_key]
        if len(columns) == 2 and all(field.many_to_one for field in columns):
            (other,) = (field.attname for field in columns if field != relation.field)
            found.append(Tie(relation.get_accessor_name(), table, relation.field.attname, other, rows=True))
    return found


def contents_of(row: models.Model) -> Fields:
    """The fields of a row as plain values by name, what it is tied to as sorted keys; no bookkeeping."""
    found: Fields = {}
    for field in row._meta.concrete_fields:
        if field.name not in BOOKKEEPING and not field.primary_key:
            found[field.attname] = plain(field.value_from_object(row))
    for tie in ties_of(type(row)):
        column = tie.other if tie.rows else "pk"
        found[tie.name] = sorted(getattr(other, column) for other in getattr(row, tie.name).all())
    return found


def plain(value: Any) -> Any:
    """``value`` as JSON keeps it; moments to the microsecond, as they are put back."""
    if value is None or isinstance(value, str | int | float | bool | list | dict):
        return value
    return value.isoformat() if isinstance(value, datetime) else DjangoJSONEncoder().default(value)


def _rows_of(model: type[Record], keys: Iterable[int]) -> Iterator[Record]:
    wanted = list(keys)
    many = [tie.name for tie in ties_of(model)]
    for start in range(0, len(wanted), CHUNK):
        yield from model.everything.filter(pk__in=wanted[start : start + CHUNK]).prefetch_related(*many)
