"""What a batch made and changed, as far as it is still there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.db import models

from geo.models import ImportBatch, Record
from geo.services.imported import Fields

from ...services.removal import Keys, chunks

Node = tuple[type[models.Model], int]


@dataclass
class Notes:
    """Keys of rows that were made, and contents of changed ones as they were.

    ``moved`` are those that somebody changed since, with the version in which the import left them.
    """

    made: Keys = field(default_factory=dict)
    before: dict[type[Record], dict[int, Fields]] = field(default_factory=dict)
    moved: dict[Node, int] = field(default_factory=dict)

    def is_made(self, node: Node) -> bool:
        """The import made this row."""
        return node[1] in self.made.get(node[0], ())

    def knows(self, node: Node) -> bool:
        """The import made or changed this row."""
        return self.is_made(node) or node[1] in self.before.get(node[0], ())

    def models(self) -> set[type[Record]]:
        """Every noun that occurs."""
        return {*self.made, *self.before}

    def keys(self, model: type[Record]) -> set[int]:
        """All noted rows of a noun."""
        return self.made.get(model, set()) | set(self.before.get(model, ()))


def read_notes(batch: ImportBatch, *, lock: bool = False) -> Notes:
    """The notes of ``batch``; with ``lock`` nobody changes the rows until the transaction ends."""
    noted: dict[str, dict[int, tuple[int, Fields | None]]] = {}
    for label, key, version, before in batch.imported_rows.values_list(
        "label", "object_id", "version", "before"
    ):
        noted.setdefault(label, {})[key] = version, before
    notes = Notes()
    for label, rows in sorted(noted.items()):
        model = apps.get_model(label)
        for key, version in _versions(model, rows, lock=lock):
            left_in, before = rows[key]
            if before is None:
                notes.made.setdefault(model, set()).add(key)
            else:
                notes.before.setdefault(model, {})[key] = before
            if version != left_in:
                notes.moved[model, key] = left_in
    return notes


def _versions(model: type[Record], keys: Iterable[int], *, lock: bool) -> Iterator[tuple[int, int]]:
    for part in chunks(keys):
        rows = model.everything.filter(pk__in=part).order_by("pk")
        yield from (rows.select_for_update() if lock else rows).values_list("pk", "version")
