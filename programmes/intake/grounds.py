"""What a plan rests on: the rows that were looked at when it was made, so that it need not be made again."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import models

from geo.models import Record


@dataclass
class Grounds:
    """Records as they were when a plan was made, and what has to be held while it is written.

    ``saw`` is told of every query whose answer the plan depends on. The number of a record's version rises
    with each change, so the same numbers for the same query mean the same answer.
    """

    _seen: list[tuple[models.QuerySet, frozenset[tuple[int, int]]]] = field(default_factory=list)
    _held: list[models.QuerySet] = field(default_factory=list)

    def saw(self, rows: models.QuerySet, found: Iterable[Record]) -> None:
        """The plan rests on ``rows`` being just ``found``."""
        self._seen.append((rows, frozenset((row.pk, row.version) for row in found)))

    def must_hold(self, rows: models.QuerySet) -> None:
        """While the plan is written nobody else may change ``rows``, or add to them what points to them."""
        self._held.append(rows)

    def hold(self) -> None:
        """Wait for whoever is writing there now, and keep others waiting until the transaction ends."""
        by_model: dict[type[models.Model], set[int]] = {}
        for rows in self._held:
            by_model.setdefault(rows.model, set()).update(rows.values_list("pk", flat=True))
        for model, keys in by_model.items():
            locked = model._base_manager.select_for_update().filter(pk__in=keys).order_by("pk")
            list(locked.values_list("pk", flat=True))

    def stand(self) -> bool:
        """Whether every query still gives the same records in the same versions."""
        return all(
            frozenset(rows.order_by().values_list("pk", "version")) == found for rows, found in self._seen
        )
