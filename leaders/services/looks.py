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
    wanted = None
    if person is not None:
        wanted = set(Person.everything.records_of(person).values_list("pk", flat=True))
        entries = entries.showing(wanted)
    for entry in entries.iterator(chunk_size=500):
        shown = entry.object_ids if wanted is None else wanted.intersection(entry.object_ids)
        yield Look(entry, list(Person.everything.filter(pk__in=shown).order_by("pk")))
