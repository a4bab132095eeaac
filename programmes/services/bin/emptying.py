"""Removing for good what lay in the bin for 30 days, unless something that stays refers to it.

What is part of a deleted row (the days, pictures and answers of a log) goes with it, with files and lines of
history; what somebody's attendance, a figure, a merge or an open copy needs stays deleted, whole.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from django.db import models, transaction
from django.db.models import Q

from geo.models import ImportedRow, LearningSite, Record
from leaders.models import MergedRow, Person, SiteContact
from thai.clock import now

from ...choices import SubmissionOutcome
from ...models import Activity, Attendance, Enrolment, Evidence, Session, Submission
from ..removal import Keys, belongs, chunks, links_to, remove
from .further import all_further
from .listing import DAYS

NOUNS = (Activity, Session, Evidence, Person, LearningSite)
ALL = Q()
_IN_BIN = Q(deleted_at__isnull=False)
# What goes along although the database would not let it: what was deleted together, and what phones sent of a
# log, unless somebody still has to decide about it.
ALONG = {
    (Enrolment, "person"): _IN_BIN,
    (Attendance, "enrolment"): _IN_BIN,
    (SiteContact, "site"): _IN_BIN,
    (Submission, "activity"): Q(outcome=SubmissionOutcome.APPLIED) | Q(settled_at__isnull=False),
}


@transaction.atomic
def empty_bin() -> Counter[str]:
    """Remove what can be; gives back how many rows of each noun went, by its label."""
    going = removable(lock=True)
    files = [(row.file.storage, row.file.name) for row in _rows(Evidence, going) if row.file]
    for model, keys in going.items():
        for part in chunks(keys):
            # What an import would put back into a changed row is about somebody, too.
            ImportedRow.objects.filter(label=model._meta.label_lower, object_id__in=part).delete()
    remove(going)
    transaction.on_commit(lambda: [storage.delete(name) for storage, name in files])
    return sum((further.empty() for further in all_further()), _counted(going))


def due() -> Counter[str]:
    """How many rows of each noun would go now, by its label."""
    return sum((further.due() for further in all_further()), _counted(removable()))


def removable(*, lock: bool = False) -> Keys:
    """Keys of all that would go, by model, those that point to others before them.

    With ``lock`` nobody takes any of it back until the transaction ends.
    """
    roots = _old(lock=lock)
    going = {model: set(keys) for model, keys in roots.items()}
    _take_along(going)
    held = _merged(going)
    while True:
        for model, keys in held.items():
            going[model] -= keys
        held = _held(going, roots)
        if not held:
            return {model: going[model] for model in _children_first(going) if going[model]}


def _counted(going: Keys) -> Counter[str]:
    return Counter({model._meta.label: len(keys) for model, keys in going.items()})


def _old(*, lock: bool) -> Keys:
    """What people deleted; other rows in the bin are bookkeeping of what is still there."""
    before, found = now() - timedelta(days=DAYS), {}
    for model in NOUNS:
        rows = model.everything.filter(deleted_at__lt=before).order_by("pk")
        rows = rows.select_for_update() if lock else rows
        found[model] = set(rows.values_list("pk", flat=True))
    return found


def _take_along(going: Keys) -> None:
    """Add, step by step, what hangs on the rows: by cascades, and by what was deleted with them."""
    new = {model: set(keys) for model, keys in going.items()}
    while any(new.values()):
        found: Keys = {}
        for target, keys in new.items():
            for link, condition in _ways_along(target):
                found.setdefault(link.model, set()).update(
                    key for key, _other in _pairs(link, link.attname, keys, condition)
                )
        new = {model: keys - going.get(model, set()) for model, keys in found.items()}
        for model, keys in new.items():
            going.setdefault(model, set()).update(keys)


def _ways_along(target: type[models.Model]) -> Iterator[tuple[models.ForeignKey, Q]]:
    for link in links_to(target):
        if issubclass(link.model, Record) and link.remote_field.on_delete is models.CASCADE:
            yield link, ALL
        elif condition := ALONG.get((link.model, link.name)):
            yield link, condition


def _merged(going: Keys) -> Keys:
    """Rows that a merge of persons changed or made: it can be undone as long as they are there."""
    found: Keys = {}
    for model, keys in going.items():
        for part in chunks(keys):
            noted = MergedRow.objects.filter(label=model._meta.label_lower, object_id__in=part)
            found.setdefault(model, set()).update(noted.values_list("object_id", flat=True))
    return found


def _held(going: Keys, roots: Keys) -> Keys:
    """Rows that something which stays points to; and parts of what stays that nobody deleted."""
    found: Keys = {}
    for target, keys in going.items():
        for link in links_to(target):
            if not belongs(link):
                gone = going.get(link.model, set())
                held = {other for key, other in _pairs(link, link.attname, keys) if key not in gone}
                found.setdefault(target, set()).update(held)
            if link.remote_field.on_delete is models.CASCADE:
                parts = going.get(link.model, set()) - roots.get(link.model, set())
                left = {key for key, other in _pairs(link, "pk", parts) if other not in keys}
                found.setdefault(link.model, set()).update(left)
    return {model: keys for model, keys in found.items() if keys}


def _pairs(
    link: models.ForeignKey, column: str, keys: set[int], condition: Q = ALL
) -> Iterator[tuple[int, int]]:
    """Rows of the link's table whose ``column`` is one of ``keys``, each with what it points to."""
    for part in chunks(keys):
        rows = link.model._base_manager.filter(condition, **{f"{column}__in": part})
        yield from rows.exclude(**{link.attname: None}).values_list("pk", link.attname)


def _rows(model: type[Record], going: Keys) -> Iterator[Record]:
    for part in chunks(going.get(model, ())):
        yield from model.everything.filter(pk__in=part)


def _children_first(going: Keys) -> list[type[models.Model]]:
    """Models in an order in which none is removed before what points to it."""
    left, ordered = set(going), []
    while left:
        free = [
            model
            for model in left
            if not any(link.model in left and link.model is not model for link in links_to(model))
        ]
        ordered += sorted(free or left, key=lambda model: model._meta.label)
        left -= set(ordered)
    return ordered
