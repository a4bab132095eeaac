"""Which rows and files the demo made, so that exactly these go when it is removed."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Model

from accounts.models import User

from ..models import Demo
from ..services.streams import fixed_id

BATCH = 2000
Row = TypeVar("Row", bound=Model)


def fixed_uid(section: str, number: int) -> UUID:
    """The same for the same thing at each run."""
    return fixed_id(section, number)


class Ledger:
    """Makes rows in bulk and notes their keys."""

    def __init__(self) -> None:
        self._keys: dict[str, list[int]] = {}
        self.files: list[list[str]] = []

    def make(self, model: type[Row], rows: Iterable[Row]) -> list[Row]:
        """Write new rows in few queries; they come back with their keys."""
        made = model._base_manager.bulk_create(list(rows), batch_size=BATCH)
        self.note(*made)
        return made

    def make_with_history(self, model: type[Row], rows: Iterable[Row]) -> list[Row]:
        """The same, and the first line of each row's history as ``remember`` set it."""
        made = self.make(model, rows)
        model.history.bulk_history_create(made, batch_size=BATCH)
        return made

    def link(self, through: type[Model], pairs: Iterable[tuple[Model, Model]]) -> None:
        """Ties rows by a plain many-to-many relation, given its table."""
        first, second = [field.attname for field in through._meta.fields if field.is_relation]
        self.make(through, (through(**{first: one.pk, second: other.pk}) for one, other in pairs))

    def note(self, *rows: Model) -> None:
        """Rows that were made in another way."""
        for row in rows:
            self._keys.setdefault(row._meta.label, []).append(row.pk)

    def note_file(self, storage: str, name: str) -> None:
        """A file in one of ``settings.STORAGES``."""
        self.files.append([storage, name])

    def mark(self, day: object) -> Demo:
        """Write the mark that the demo is here."""
        rows = {label: spans(sorted(keys)) for label, keys in sorted(self._keys.items())}
        return Demo.objects.create(day=day, rows=rows, files=self.files)


def remember(row: Row, *, by: User | None, at: datetime) -> Row:
    """Who made ``row`` and when, for itself and for its history."""
    row._history_user, row._history_date = by, at
    if hasattr(row, "created_at"):
        row.created_at = row.changed_at = at
        row.created_by = row.changed_by = by
    return row


def spans(keys: Sequence[int]) -> list[list[int]]:
    """Rising numbers as first and last of each unbroken run: 1 2 3 7 → [1, 3], [7, 7]."""
    found: list[list[int]] = []
    for key in keys:
        if found and key == found[-1][1] + 1:
            found[-1][1] = key
        else:
            found.append([key, key])
    return found
