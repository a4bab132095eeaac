"""Head counts: teams, people, attendances, activities, learning sites."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.db import models
from django.db.models import Count, F, Q, Subquery, Sum, Value

from geo.models import Area, LearningSite
from thai.clock import now

from ..choices import HeadcountStage
from ..models import Headcount, LearnerGroup
from .period import Period
from .sources import Place, activities_in, attendances_in, teams_of

__all__ = ["Headline", "Place", "by_province", "headline", "headline_and_change", "week_change"]


@dataclass(frozen=True)
class Headline:
    """What stands side by side: people (each once) and attendances (คน-ครั้ง), and people without names."""

    teams: int
    activities: int
    sites: int
    people: int
    attendances: int
    unnamed: int
    by_group: tuple[tuple[LearnerGroup, int], ...] = ()


FIGURES = ("teams", "activities", "sites", "people", "attendances", "unnamed")


def headline(place: Place, period: Period) -> Headline:
    """Figures of an area and period by where activities were held, exact, for those who work there.

    People in ``by_group`` are counted once per group: who changed group in the period stands in both.
    """
    counted = _counted(place, period, None)
    return Headline(**counted, by_group=people_by_group(place, period))


def headline_and_change(place: Place, period: Period) -> tuple[Headline, Headline]:
    """The headline, and how much each figure rose in the last seven days, without further queries.

    The rise leaves out what was verified, formed or created earlier.
    """
    before = now() - timedelta(weeks=1)
    counted = _counted(place, period, before)
    change = {name: counted[name] - counted.pop(f"{name}_before") for name in FIGURES}
    return Headline(**counted, by_group=people_by_group(place, period)), Headline(**change)


def _counted(place: Place, period: Period, before: datetime | None) -> dict[str, int]:
    """Every figure, and with ``before`` also as it stood at that moment under its name with "_before".

    Two queries: one over the attendances, which are many, and one for all the rest.
    """
    moments = {"": None} | ({"_before": before} if before else {})
    counted = _attended(place, period, before)
    rest = {
        f"{name}{suffix}": _scalar(*source)
        for suffix, moment in moments.items()
        for name, source in _sources(place, period, moment).items()
    }
    # Any one row will do to hang the subqueries on; without areas there is nothing to count.
    row = Area.objects.order_by("pk").values_list(*rest.values()).first() or [0] * len(rest)
    return counted | {name: number or 0 for name, number in zip(rest, row, strict=True)}


def _attended(place: Place, period: Period, before: datetime | None) -> dict[str, int]:
    """People (each once) and attendances, counted in one pass."""
    verified_before = Q(session__activity__verified_at__lte=before)
    counts = {
        "people": partial(Count, "enrolment__person", distinct=True),
        "attendances": partial(Count, "pk"),
    }
    wanted = {name: count() for name, count in counts.items()}
    if before is not None:
        wanted |= {f"{name}_before": count(filter=verified_before) for name, count in counts.items()}
    return attendances_in(place, period).order_by().aggregate(**wanted)


def _sources(
    place: Place, period: Period, moment: datetime | None
) -> dict[str, tuple[models.QuerySet, models.Aggregate]]:
    """Rows and what to count of them, per figure; with ``moment`` only what was there by then."""
    sites = LearningSite.objects.published()
    if place is not None:
        sites = sites.within(place)
    if moment is not None:
        sites = sites.filter(created_at__lte=moment)
        last = min(period.last, moment.date())
        existing = Period(min(period.first, last), last)
    else:
        existing = period
    activities = activities_in(place, period, verified_by=moment)
    unnamed = Headcount.objects.filter(activity__in=activities, stage=HeadcountStage.CAME)
    return {
        "teams": (teams_of(place, existing), Count("pk")),
        "activities": (activities, Count("pk")),
        "sites": (sites, Count("pk")),
        "unnamed": (unnamed, Sum("number")),
    }


def _scalar(rows: models.QuerySet, count: models.Aggregate) -> Subquery:
    """One number of all rows; grouping by a constant is grouping by nothing."""
    return Subquery(rows.order_by().annotate(one=Value(1)).values("one").annotate(n=count).values("n"))


def people_by_group(place: Place, period: Period) -> tuple[tuple[LearnerGroup, int], ...]:
    """People who attended in the area, once per learner group, in the groups' order."""
    counted = dict(
        attendances_in(place, period)
        .order_by()
        .values_list("enrolment__group")
        .annotate(people=Count("enrolment__person", distinct=True))
    )
    groups = LearnerGroup.objects.all()
    return tuple(
        (group, counted.get(group.pk, 0)) for group in groups if group.protected or group.pk in counted
    )


def week_change(place: Place, period: Period) -> Headline:
    """How much each figure rose in the last seven days; teams that were dissolved make it fall."""
    return headline_and_change(place, period)[1]


def by_province(figure: str, period: Period) -> dict[str, int]:
    """One figure for every province that has any: ``{province code: number}``, exact.

    ``figure``: teams, activities, sites, people or attendances. Raises KeyError for another word.
    """
    sources = {
        "teams": (teams_of(None, period), "subdistrict__province__code", Count("pk")),
        "activities": (activities_in(None, period), "area__province__code", Count("pk")),
        "sites": (LearningSite.objects.published(), "subdistrict__province__code", Count("pk")),
        "people": (
            attendances_in(None, period),
            "session__activity__area__province__code",
            Count("enrolment__person", distinct=True),
        ),
        "attendances": (attendances_in(None, period), "session__activity__area__province__code", Count("pk")),
    }
    rows, province, count = sources[figure]
    counted = (
        rows.order_by()
        .annotate(province_code=F(province))
        .exclude(province_code=None)
        .values_list("province_code")
        .annotate(n=count)
    )
    return dict(counted)
