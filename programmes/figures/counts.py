"""Head counts: teams, people, attendances, activities, learning sites."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, F, Sum

from geo.models import LearningSite
from thai.clock import now

from ..choices import HeadcountStage
from ..models import Headcount, LearnerGroup
from .period import Period
from .sources import Place, activities_in, attendances_in, teams_of

__all__ = ["Headline", "Place", "by_province", "headline", "week_change"]


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


def headline(place: Place, period: Period, *, weeks_ago: int = 0) -> Headline:
    """Figures of an area and period by where activities were held, exact, for those who work there.

    People in ``by_group`` are counted once per group: who changed group in the period stands in both.
    ``weeks_ago`` leaves out what was verified, formed or created in the last so many weeks.
    """
    cutoff = now() - timedelta(weeks=weeks_ago) if weeks_ago else None
    if cutoff:
        last = min(period.last, cutoff.date())
        teams = teams_of(place, Period(min(period.first, last), last))
    else:
        teams = teams_of(place, period)
    activities = activities_in(place, period, verified_by=cutoff)
    came = attendances_in(place, period, verified_by=cutoff).aggregate(
        people=Count("enrolment__person", distinct=True), attendances=Count("pk")
    )
    unnamed = Headcount.objects.filter(activity__in=activities, stage=HeadcountStage.CAME)
    sites = LearningSite.objects.published()
    if place is not None:
        sites = sites.within(place)
    if cutoff:
        sites = sites.filter(created_at__lte=cutoff)
    return Headline(
        teams=teams.count(),
        activities=activities.count(),
        sites=sites.count(),
        people=came["people"],
        attendances=came["attendances"],
        unnamed=unnamed.aggregate(total=Sum("number"))["total"] or 0,
        by_group=people_by_group(place, period) if not cutoff else (),
    )


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
    """How much each figure rose in the last seven days; falls (a reopened log) are negative."""
    today, before = headline(place, period), headline(place, period, weeks_ago=1)
    names = ("teams", "activities", "sites", "people", "attendances", "unnamed")
    return Headline(**{name: getattr(today, name) - getattr(before, name) for name in names})


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
        rows.order_by().annotate(code=F(province)).exclude(code=None).values_list("code").annotate(n=count)
    )
    return dict(counted)
