"""Reads of the work app, and the one place that says who sees which activity."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, Max, Min, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from geo.choices import Role
from geo.querysets import EVERYTHING, FIELD_ROLES, NOTHING, RecordQuerySet, seen_q, within_q
from thai.clock import today
from thai.collation import thai_order

from .choices import ActivityStatus, HeadcountStage, Presence

if TYPE_CHECKING:
    from accounts.models import User
    from geo.models import Area

    from .models import Programme, ProgrammeYear


class ProgrammeQuerySet(models.QuerySet):
    """Programmes by time."""

    def current(self, day: date | None = None) -> "Programme | None":
        """The programme that runs on ``day`` (today unless told), else the latest one begun, else any."""
        day = day or today()
        spans = self.annotate(first=Min("years__starts_on"), last=Max("years__ends_on"))
        running = spans.filter(first__lte=day, last__gte=day).order_by("-first").first()
        return running or spans.order_by("-first", "-pk").first()


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


class ActivityQuerySet(RecordQuerySet):
    """Activities by status, place, time and reader."""

    def verified(self) -> Self:
        """What counts."""
        return self.filter(status=ActivityStatus.VERIFIED)

    def waiting(self) -> Self:
        """What waits for a reviewer, the longest first."""
        return self.filter(status=ActivityStatus.SUBMITTED).order_by("submitted_at", "pk")

    def unfinished(self) -> Self:
        """What its coordinator still has to finish: drafts, and what was returned."""
        return self.filter(status__in=[ActivityStatus.DRAFT, ActivityStatus.RETURNED])

    def within(self, *areas: "Area") -> Self:
        """Activities held in one of ``areas``."""
        return self.filter(within_q(areas, "area"))

    def ending_in(self, first: date, last: date) -> Self:
        """Activities whose last day lies in a span, both days included."""
        return self.filter(ends_on__gte=first, ends_on__lte=last)

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Activities held in the areas where the user works, or by a team of those areas."""
        here, own_team = (seen_q(user, relation, *FIELD_ROLES) for relation in ("area", "team__subdistrict"))
        return self.filter(here if here in (EVERYTHING, NOTHING) else here | own_team)

    def reviewable_by(self, user: "User | AnonymousUser") -> Self:
        """Activities in the areas that the user reviews."""
        return self.filter(seen_q(user, "area", Role.REVIEWER, Role.STAFF))

    def with_place(self) -> Self:
        """Activities with the names of area and team at hand."""
        return self.select_related(
            "area__district", "area__province", "area__region", "team__subdistrict__district",
            "team__subdistrict__province", "site__subdistrict",
        )  # fmt: skip

    def with_counts(self) -> Self:
        """Adds ``people_came`` (distinct persons present) and ``unnamed_came`` (people without names)."""
        attendance = apps.get_model("programmes", "Attendance")
        headcount = apps.get_model("programmes", "Headcount")
        came = (
            attendance.objects.present()
            .filter(session__activity=OuterRef("pk"), session__deleted_at=None)
            .order_by()
            .values("session__activity")
            .annotate(n=Count("enrolment__person", distinct=True))
            .values("n")
        )
        unnamed = (
            headcount.objects.filter(activity=OuterRef("pk"), stage=HeadcountStage.CAME)
            .order_by()
            .values("activity")
            .annotate(n=Sum("number"))
            .values("n")
        )
        return self.annotate(
            people_came=Coalesce(Subquery(came), 0), unnamed_came=Coalesce(Subquery(unnamed), 0)
        )


class AttendanceQuerySet(RecordQuerySet):
    """Attendances by presence and by what counts."""

    def present(self) -> Self:
        """Who came."""
        return self.filter(presence=Presence.PRESENT)

    def counting(self) -> Self:
        """Attendances in live sessions of verified activities."""
        return self.filter(
            session__deleted_at=None,
            session__activity__deleted_at=None,
            session__activity__status=ActivityStatus.VERIFIED,
        )
