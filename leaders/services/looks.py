"""Who looked at, or took out, whose data: read from the record that is only ever added to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from accounts.models import AccessLog, User

from ..models import Person


@dataclass(frozen=True)
class Look:
    """One look or one file: who, when, what it was, on which page, and whom it showed."""

    entry: AccessLog
    persons: list[Person]


def looks(
    *, first: datetime, last: datetime, user: User | None = None, person: Person | None = None
) -> Iterator[Look]:
    """Looks from ``first`` until before ``last``, the earliest first; of one user, or at one person.

    A person who was merged is found under every record that became part of it.
    """
    entries = AccessLog.objects.filter(at__gte=first, at__lt=last).select_related("user").order_by("at", "pk")
    if user is not None:
        entries = entries.filter(user=user)
    wanted = _records(person) if person else None
    for entry in entries.iterator(chunk_size=500):
        if wanted is None or wanted.intersection(entry.object_ids):
            shown = entry.object_ids if wanted is None else wanted.intersection(entry.object_ids)
            yield Look(entry, list(Person.everything.filter(pk__in=shown).order_by("pk")))


def _records(person: Person) -> set[int]:
    """The keys of a person and of everybody merged into it, however often."""
    found, fresh = set(), {person.pk}
    while fresh:
        found |= fresh
        fresh = set(Person.everything.filter(merged_into__in=fresh).values_list("pk", flat=True)) - found
    return found
