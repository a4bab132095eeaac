"""Activities by what counts, and the one place that says who sees which; who came."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Sum, When
from django.db.models.functions import Coalesce

from geo.choices import Role
from geo.querysets import EVERYTHING, FIELD_ROLES, NOTHING, RecordQuerySet, seen_q, within_q
from thai.clock import today

from ..choices import (
    ActivityStatus,
    HeadcountKind,
    HeadcountStage,
    Presence,
)

if TYPE_CHECKING:
    from accounts.models import User
    from geo.models import Area
    from leaders.querysets import TeamQuerySet

    from ..models import Activity


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

    def to_log(self) -> Self:
        """What can be logged these days: begun ones, and planned ones of two weeks before and after today."""
        near = timedelta(days=14)
        planned = Q(status=ActivityStatus.PLANNED, ends_on__gte=today() - near, starts_on__lte=today() + near)
        return self.filter(planned | Q(status__in=[ActivityStatus.DRAFT, ActivityStatus.RETURNED]))

    def awaited(self) -> Self:
        """What is still to be held: planned, or put off to a day that is known.

        Adds ``expected_on`` and ``expected_until``, the days it is now expected on; the earliest come first.
        """
        known = Q(status=ActivityStatus.POSTPONED, postponed_to__isnull=False)
        later = When(status=ActivityStatus.POSTPONED, then=F("postponed_to"))
        days = {
            "expected_on": Case(later, default=F("starts_on")),
            "expected_until": Case(later, default=F("ends_on")),
        }
        rows = self.filter(Q(status=ActivityStatus.PLANNED) | known).annotate(**days)
        return rows.order_by("expected_on", "pk")

    def overdue(self) -> Self:
        """What was to be held on days that are over, and nobody has begun its log; as ``awaited``."""
        return self.awaited().filter(self.overdue_q())

    def overdue_q(self) -> Q:
        """The condition of ``overdue``, which can be counted beside others."""
        planned = Q(status=ActivityStatus.PLANNED, ends_on__lt=today())
        return planned | Q(status=ActivityStatus.POSTPONED, postponed_to__lt=today())

    def touching(self, first: date, last: date) -> Self:
        """Activities with a day in a span: one of their own, or the one they were put off to."""
        put_off = Q(status=ActivityStatus.POSTPONED, postponed_to__range=(first, last))
        return self.filter(Q(starts_on__lte=last, ends_on__gte=first) | put_off)

    def after_in_series(self, activity: "Activity") -> Self:
        """Those planned in one go with ``activity`` that come after it, the next first."""
        later = Q(starts_on__gt=activity.starts_on) | Q(starts_on=activity.starts_on, pk__gt=activity.pk)
        return self.filter(later, series=activity.series_id).order_by("starts_on", "pk")

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

    def loggable_by(self, user: "User | AnonymousUser") -> Self:
        """Activities whose log the user writes: of teams of the own areas, or held there by no team."""
        own_team, here = (seen_q(user, relation, *FIELD_ROLES) for relation in ("team__subdistrict", "area"))
        return self.filter(own_team | Q(team=None) & here)

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

    def with_review_facts(self, reader: "User") -> Self:
        """Adds to ``with_counts`` what a reviewer weighs before verifying.

        ``roster`` (persons on the team's roster on one of the days), ``unnamed_learners`` (people without
        names who belong to a learner group), ``longest_day`` (hours of the day with most, None if unknown),
        ``evidence_number``, ``reused_photos`` (the same file lies with another activity), ``twins`` (other
        activities of the team on the same days that are not off), ``in_years`` (both days lie in years of the
        programme), ``own`` (``reader`` is an author).
        """
        model = apps.get_model
        here = OuterRef("pk")
        valid = Q(ends_on=None) | Q(ends_on__gte=OuterRef("starts_on"))
        roster = model("programmes", "Enrolment").objects.filter(
            valid, team=OuterRef("team"), programme=OuterRef("programme"), starts_on__lte=OuterRef("ends_on")
        )
        learners = model("programmes", "Headcount").objects.filter(
            activity=here, stage=HeadcountStage.CAME, kind=HeadcountKind.GROUP
        )
        days = model("programmes", "Session").objects.filter(activity=here, hours__isnull=False)
        twins = self.model.objects.filter(
            team=OuterRef("team"), starts_on__lte=OuterRef("ends_on"), ends_on__gte=OuterRef("starts_on")
        ).exclude(Q(pk=here) | Q(status__in=[ActivityStatus.POSTPONED, ActivityStatus.CANCELLED]))
        years = model("programmes", "ProgrammeYear").objects.filter(programme=OuterRef("programme"))
        first, last = (
            Exists(years.filter(starts_on__lte=OuterRef(day), ends_on__gte=OuterRef(day)))
            for day in ("starts_on", "ends_on")
        )
        return self.with_counts().annotate(
            roster=_one(roster, "team", Count("person", distinct=True), 0),
            unnamed_learners=_one(learners, "activity", Sum("number"), 0),
            longest_day=Subquery(
                days.order_by().values("date").annotate(n=Sum("hours")).order_by("-n").values("n")[:1]
            ),
            evidence_number=_one(
                model("programmes", "Evidence").objects.filter(activity=here), "activity", Count("pk"), 0
            ),
            reused_photos=_one(_used_elsewhere(here), "activity", Count("pk"), 0),
            twins=_one(twins, "team", Count("pk"), 0),
            in_years=Q(first) & Q(last),
            own=Exists(self.model.authors.through.objects.filter(activity=here, user=reader.pk)),
        )


def _used_elsewhere(activity: OuterRef) -> models.QuerySet:
    """Files of an activity that lie with another one as well."""
    files = apps.get_model("programmes", "Evidence").objects
    others = files.filter(digest=OuterRef("digest"), activity__deleted_at=None)
    return files.filter(Exists(others.exclude(activity=OuterRef("activity"))), activity=activity)


def _one(rows: models.QuerySet, by: str, of: models.Aggregate, default: int) -> Coalesce:
    """The aggregate ``of`` of a subquery's rows, which all share one value of ``by``."""
    return Coalesce(Subquery(rows.order_by().values(by).annotate(n=of).values("n")), default)


def teams_with_work(teams: "TeamQuerySet") -> "TeamQuerySet":
    """Adds what the teams did.

    ``last_day`` of the logs they sent (None: none yet), ``roster_now`` (persons on the roster today),
    ``waiting`` (logs that wait for a reviewer). A function here, since teams know nothing of activities.
    """
    model = apps.get_model
    roster = model("programmes", "Enrolment").objects.on().filter(team=OuterRef("pk"))
    waiting = model("programmes", "Activity").objects.filter(
        team=OuterRef("pk"), status=ActivityStatus.SUBMITTED
    )
    return _with_last_day(teams).annotate(
        roster_now=_one(roster, "team", Count("person", distinct=True), 0),
        waiting=_one(waiting, "team", Count("pk"), 0),
    )


def quiet_teams(teams: "TeamQuerySet", days: int = 14) -> "TeamQuerySet":
    """Approved, active teams that sent no log of the last ``days`` days, the longest without first."""
    since = today() - timedelta(days=days)
    waited_for = _with_last_day(teams.approved().active()).filter(
        Q(last_day__lt=since) | Q(last_day=None, formed_on__lt=since)
    )
    return waited_for.order_by(Coalesce("last_day", "formed_on"), "pk")


def _with_last_day(teams: "TeamQuerySet") -> "TeamQuerySet":
    logs = apps.get_model("programmes", "Activity").objects.filter(team=OuterRef("pk"))
    sent = logs.filter(status__in=[ActivityStatus.SUBMITTED, ActivityStatus.VERIFIED])
    return teams.annotate(last_day=Subquery(sent.order_by("-ends_on").values("ends_on")[:1]))


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
