"""What several directions are measured from, each read from the database once."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import Case, Count, Exists, OuterRef, Q, Sum, Value, When
from django.db.models.functions import Coalesce

from ..choices import MethodKind
from ..models import ActivityPartner, LearnerGroup, Programme, ProgrammeYear, Session
from .period import Period
from .sources import Place, activities_in, attendances_in, attendances_of_learners, teams_of

# Index of a programme year for what lies in none of them.
NO_YEAR = -1


@dataclass(frozen=True)
class Hours:
    """Learner-hours by kind of method, where known, and for how many sessions they are known."""

    practice: Decimal
    training: Decimal
    total: Decimal


@dataclass(frozen=True)
class Counts:
    """How many are in A: activities, those with a partner, sessions, and those whose hours are known."""

    activities: int
    activities_with_partner: int
    sessions: int
    sessions_known: int


@dataclass(frozen=True)
class Partners:
    """Who worked along in A: how many partners, and their kinds by team of T."""

    partners: int
    kinds_of_team: dict[int, set[str]]


class Facts:
    """Facts of an area and a period; every property is one query, made when first asked for."""

    def __init__(self, place: Place, period: Period, programme: Programme | None = None) -> None:
        self.place, self.period = place, period
        self.programme = programme or Programme.objects.prefetch_related("years").current(period.last)

    @cached_property
    def years(self) -> list[Period]:
        """The programme years that the period touches, the last one as far as the period goes."""
        years: list[ProgrammeYear] = list(self.programme.years.all()) if self.programme else []
        touched = [
            year
            for year in sorted(years, key=lambda year: year.starts_on)
            if year.starts_on <= self.period.last and year.ends_on >= self.period.first
        ]
        return [Period(year.starts_on, min(year.ends_on, self.period.last)) for year in touched]

    @cached_property
    def year_goes_on(self) -> bool:
        """Whether the period ends before the last year it touches."""
        return bool(self.years) and any(
            year.starts_on == self.years[-1].first and year.ends_on > self.period.last
            for year in self.programme.years.all()
        )

    @cached_property
    def groups(self) -> list[LearnerGroup]:
        """The learner groups of the programme."""
        return list(self.programme.groups.order_by("order")) if self.programme else []

    @cached_property
    def teams(self) -> dict[int, tuple[int, bool]]:
        """T: ``{team id: (subdistrict id, whether it held at least one A)}``."""
        held = activities_in(self.place, self.period).filter(team=OuterRef("pk"))
        rows = teams_of(self.place, self.period).order_by().annotate(held=Exists(held))
        return {
            team: (subdistrict, held)
            for team, subdistrict, held in rows.values_list("pk", "subdistrict", "held")
        }

    @cached_property
    def methods_by_team(self) -> dict[int, dict[int, str]]:
        """``{team id: {method id: kind}}``, main and further methods, over teams of T with at least one A."""
        held = activities_in(self.place, self.period).filter(team__in=teams_of(self.place, self.period))
        sessions = Session.objects.filter(activity__in=held).order_by()
        main = sessions.exclude(method=None).values_list("activity__team", "method", "method__kind")
        further = sessions.exclude(further_methods=None).values_list(
            "activity__team", "further_methods", "further_methods__kind"
        )
        used: dict[int, dict[int, str]] = {team: {} for team, (_, held_any) in self.teams.items() if held_any}
        for team, method, kind in main.union(further):
            used[team][method] = kind
        return used

    @cached_property
    def counts(self) -> Counts:
        """Activities and sessions of A, counted together."""
        held = activities_in(self.place, self.period)
        along = ActivityPartner.objects.filter(activity=OuterRef("pk"))
        live = Q(sessions__deleted_at=None)
        counts = held.annotate(along=Exists(along)).aggregate(
            activities=Count("pk", distinct=True),
            activities_with_partner=Count("pk", distinct=True, filter=Q(along=True)),
            sessions_known=Count("sessions", distinct=True, filter=live & Q(sessions__hours__isnull=False)),
            sessions=Count("sessions", distinct=True, filter=live),
        )
        return Counts(**counts)

    @cached_property
    def hours(self) -> Hours:
        """Learner-hours attended in A over sessions whose hours are known."""
        spent = Coalesce("hours", "session__hours")
        known = attendances_in(self.place, self.period).filter(session__hours__isnull=False)
        total = known.aggregate(
            practice=Sum(spent, filter=Q(session__method__kind=MethodKind.PRACTICE)),
            training=Sum(spent, filter=Q(session__method__kind=MethodKind.TRAINING)),
            total=Sum(spent),
        )
        return Hours(**{name: hours or Decimal(0) for name, hours in total.items()})

    @cached_property
    def partners(self) -> Partners:
        """Who worked along in A; a kind that nobody told is none."""
        held = activities_in(self.place, self.period)
        rows = ActivityPartner.objects.filter(activity__in=held).order_by()
        partners: set[int] = set()
        kinds: dict[int, set[str]] = defaultdict(set)
        for partner, team, kind in rows.values_list("partner", "activity__team", "partner__kind").distinct():
            partners.add(partner)
            if team and kind:
                kinds[team].add(kind)
        return Partners(len(partners), kinds)

    @cached_property
    def learners(self) -> "Learners":
        """Who attended, by the learner's team, in the period and in each of its programme years."""
        since = min([self.period.first, *(year.first for year in self.years)])
        day = "session__activity__ends_on"
        in_year = Case(
            *(
                When(**{f"{day}__gte": year.first, f"{day}__lte": year.last}, then=Value(number))
                for number, year in enumerate(self.years)
            ),
            default=Value(NO_YEAR),
        )
        in_period = Case(When(**{f"{day}__gte": self.period.first}, then=Value(True)), default=Value(False))
        rows = (
            attendances_of_learners(self.place, Period(since, self.period.last))
            .order_by()
            .annotate(in_year=in_year, in_period=in_period)
            .values_list("enrolment__person", "enrolment__team", "enrolment__group", "in_year", "in_period")
            .distinct()
        )
        found = Learners([set() for _year in self.years])
        for person, team, group, year, inside in rows:
            if year != NO_YEAR:
                found.by_year[year].add(person)
            if inside:
                found.by_group[group].add(person)
                found.groups_of_team[team].add(group)
        return found


class Learners:
    """Ids of persons who attended per programme year and per group, and the groups that came of each team."""

    def __init__(self, by_year: list[set[int]]) -> None:
        self.by_year = by_year
        self.by_group: dict[int, set[int]] = defaultdict(set)
        self.groups_of_team: dict[int, set[int]] = defaultdict(set)
