"""Programmes and their years by time, enrolments by day and group."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Max, Min, Q

from geo.querysets import FIELD_ROLES, RecordQuerySet, seen_q, within_q
from thai.clock import today
from thai.collation import thai_order

if TYPE_CHECKING:
    from accounts.models import User
    from geo.models import Area

    from ..models import Programme, ProgrammeYear


class ProgrammeQuerySet(models.QuerySet):
    """Programmes by time."""

    def current(self, day: date | None = None) -> "Programme | None":
        """The programme that runs on ``day`` (today unless told), else the latest one begun, else any."""
        day = day or today()
        spans = self.annotate(first=Min("years__starts_on"), last=Max("years__ends_on"))
        running = spans.filter(first__lte=day, last__gte=day).order_by("-first")
        begun = spans.filter(first__lte=day).order_by("-first", "-pk")
        # One that only begins later, or has no years yet, stands in when there is nothing else.
        later = spans.order_by(F("first").asc(nulls_last=True), "pk")
        return running.first() or begun.first() or later.first()


class ProgrammeYearQuerySet(models.QuerySet):
    """Programme years by day."""

    def covering(self, day: date) -> "ProgrammeYear | None":
        """The year that holds ``day``."""
        return self.filter(starts_on__lte=day, ends_on__gte=day).first()


class EnrolmentQuerySet(RecordQuerySet):
    """Enrolments by day and reader."""

    def on(self, day: date | None = None) -> Self:
        """Enrolments valid on ``day`` (today unless told)."""
        day = day or today()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def during(self, first: date, last: date) -> Self:
        """Enrolments valid on at least one day of a span."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=first), starts_on__lte=last)

    def within(self, *areas: "Area") -> Self:
        """Enrolments of teams in one of ``areas``."""
        return self.filter(within_q(areas, "team__subdistrict"))

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Enrolments of the teams in the areas where the user works."""
        return self.filter(seen_q(user, "team__subdistrict", *FIELD_ROLES))

    def by_group(self) -> Self:
        """Group by group, names in dictionary order."""
        return self.order_by(
            "group__order", thai_order("person__given_name"), thai_order("person__family_name"), "pk"
        )

    def by_team(self) -> Self:
        """Team by team in dictionary order of the subdistrict, then as ``by_group``."""
        team = [thai_order("team__subdistrict__name_th"), "team_id"]
        return self.order_by(*team, *self.by_group().query.order_by)
