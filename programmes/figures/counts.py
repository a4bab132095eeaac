"""Head counts: teams, people, attendances, activities, learning sites."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.db import models
from django.db.models import Count, F, Q, Sum

from geo.models import LearningSite
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
    """Every figure, and with ``before`` also as it stood at that moment under its name with "_before"."""
    sites = LearningSite.objects.published()
    if place is not None:
        sites = sites.within(place)
    activities = activities_in(place, period)
    unnamed = Headcount.objects.filter(activity__in=activities, stage=HeadcountStage.CAME)
    counted = {"teams": teams_of(place, period).count()}
    counted |= _aggregated(activities, before, "verified_at", activities=partial(Count, "pk"))
    counted |= _aggregated(
        attendances_in(place, period),
        before,
        "session__activity__verified_at",
        people=partial(Count, "enrolment__person", distinct=True),
        attendances=partial(Count, "pk"),
    )
    counted |= _aggregated(unnamed, before, "activity__verified_at", unnamed=partial(Sum, "number"))
    counted |= _aggregated(sites, before, "created_at", sites=partial(Count, "pk"))
    if before is not None:
        last = min(period.last, before.date())
        counted["teams_before"] = teams_of(place, Period(min(period.first, last), last)).count()
    return counted


def _aggregated(
    rows: models.QuerySet, before: datetime | None, moment: str, **counts: Callable[..., models.Aggregate]
) -> dict[str, int]:
    """The counts over all rows, and with ``before`` over those not later than it, in one query."""
    wanted = {name: count() for name, count in counts.items()}
    if before is not None:
        earlier = Q(**{f"{moment}__lte": before})
        wanted |= {f"{name}_before": count(filter=earlier) for name, count in counts.items()}
    return {name: number or 0 for name, number in rows.order_by().aggregate(**wanted).items()}


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
