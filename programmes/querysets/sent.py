"""What was sent in: files, logs of phones; and private calendars."""

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from geo.choices import Role
from geo.querysets import EVERYTHING, FIELD_ROLES, NOTHING, RecordQuerySet, seen_q

from ..choices import (
    EvidenceKind,
    SubmissionOutcome,
)

if TYPE_CHECKING:
    from accounts.models import User


class EvidenceQuerySet(RecordQuerySet):
    """Kept files by reader."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Photos for whoever sees their activity; signed sheets and files name people, so for fewer.

        They are for those who work for its team (for its area where no team holds it) and for who reviews
        the area: not for the coordinator of a place where another team was a guest.
        """
        logged = seen_q(user, "activity__team__subdistrict", *FIELD_ROLES)
        here = seen_q(user, "activity__area", *FIELD_ROLES)
        if here in (EVERYTHING, NOTHING):
            return self.filter(here)
        reviewed = seen_q(user, "activity__area", Role.REVIEWER, Role.STAFF)
        photo = Q(kind=EvidenceKind.PHOTO)
        return self.filter(logged | reviewed | here & (photo | Q(activity__team=None)))


class SubmissionQuerySet(models.QuerySet):
    """What phones sent, by what became of it and by reader."""

    def unsettled(self) -> Self:
        """Conflicts and held ones that nobody has decided about."""
        return self.aside().filter(settled_at=None)

    def aside(self) -> Self:
        """Those that were not written at once: conflicts and held ones, decided about or not."""
        return self.exclude(outcome=SubmissionOutcome.APPLIED)

    def conflicts_of(self, user: "User | AnonymousUser") -> Self:
        """Conflicts that the user may settle: the own ones, and those of logs in the areas one works in."""
        return self.filter(outcome=SubmissionOutcome.CONFLICT).filter(_own_or_in(user, *FIELD_ROLES))

    def held_for(self, user: "User | AnonymousUser") -> Self:
        """Held ones of the areas that the user reviews."""
        here = seen_q(user, "team__subdistrict", Role.REVIEWER, Role.STAFF)
        return self.filter(here, outcome=SubmissionOutcome.HELD)

    def aside_for(self, user: "User | AnonymousUser") -> Self:
        """Conflicts that the user may settle, and held ones that the user reviews."""
        return self.conflicts_of(user) | self.held_for(user)


def _own_or_in(user: "User | AnonymousUser", *roles: Role) -> Q:
    here = seen_q(user, "team__subdistrict", *roles)
    return here if here == EVERYTHING or not user.is_authenticated else here | Q(account=user.pk)


class CalendarFeedQuerySet(models.QuerySet):
    """Private addresses of calendars by whether they work."""

    def working(self) -> Self:
        """Those that were not revoked, of accounts that may still sign in."""
        return self.filter(revoked_at=None, user__is_active=True)
