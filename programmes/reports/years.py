"""What a team's people did, year by year."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from django.db.models import Aggregate, Count, Q, QuerySet, Sum

from leaders.models import Team

from ..choices import HeadcountStage
from ..models import Activity, Attendance, Enrolment, Headcount, LearnerGroup, Programme, ProgrammeYear


@dataclass
class GroupYear:
    """Of a learner group on today's roster: how many persons, and how many of them came this year."""

    group: LearnerGroup
    total: int = 0
    came: int = 0


@dataclass
class TeamYear:
    """A team's year: persons on today's roster, those of them who came, and everybody's attendances.

    ``people`` counts everybody who came as the team's learner, once, also who left the roster since.
    """

    team: Team
    total: int = 0
    came: int = 0
    people: int = 0
    times: int = 0
    groups: list[GroupYear] = field(default_factory=list)


def team_years(teams: Iterable[Team], programme: Programme, year: ProgrammeYear, day: date) -> list[TeamYear]:
    """One row a team, in the given order. Only verified activities that ended in the year count."""
    teams = list(teams)
    attended = _attended(teams, programme, year)
    roster: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    rows = Enrolment.objects.on(day).filter(team__in=teams, programme=programme)
    for team_id, group_id, person_id in rows.values_list("team", "group", "person"):
        roster[team_id][group_id].add(person_id)
    groups = list(LearnerGroup.objects.filter(programmes=programme))
    return [_team_year(team, groups, roster[team.pk], attended[team.pk]) for team in teams]


def _attended(teams: list[Team], programme: Programme, year: ProgrammeYear) -> dict[int, dict[int, int]]:
    """Team id → person id → at how many sessions of the year that person was present."""
    rows = (
        Attendance.objects.present()
        .counting()
        .filter(
            enrolment__team__in=teams,
            enrolment__programme=programme,
            session__activity__ends_on__range=(year.starts_on, year.ends_on),
        )
        .order_by()
        .values_list("enrolment__team", "enrolment__person")
        .annotate(times=Count("pk"))
    )
    attended: dict[int, dict[int, int]] = defaultdict(dict)
    for team_id, person_id, times in rows:
        attended[team_id][person_id] = times
    return attended


def _team_year(
    team: Team, groups: list[LearnerGroup], roster: dict[int, set[int]], attended: dict[int, int]
) -> TeamYear:
    everybody = set().union(*roster.values())
    return TeamYear(
        team=team,
        total=len(everybody),
        came=len(everybody & attended.keys()),
        people=len(attended),
        times=sum(attended.values()),
        groups=[
            GroupYear(group, len(roster[group.pk]), len(roster[group.pk] & attended.keys()))
            for group in groups
        ],
    )


@dataclass(frozen=True)
class YearOfTeam:
    """Verified work of one programme year, or of all of them (``year`` None).

    ``activities`` the team held, ``unnamed`` people without names at them; ``people`` (each once) and
    ``times`` are of the team's learners, wherever they came, as in ``TeamYear``.
    """

    year: ProgrammeYear | None
    activities: int
    people: int
    times: int
    unnamed: int


def years_of(team: Team, programme: Programme) -> list[YearOfTeam]:
    """A row a programme year, then one for all of them, whose people are counted anew; in four queries."""
    years = list(programme.years.all())
    if not years:
        return []
    spans = [(year.starts_on, year.ends_on) for year in years]
    spans.append((spans[0][0], max(last for _first, last in spans)))
    held = Activity.objects.verified().filter(team=team, programme=programme)
    came = Attendance.objects.present().counting()
    came = came.filter(enrolment__team=team, enrolment__programme=programme)
    unnamed = Headcount.objects.filter(activity__in=held, stage=HeadcountStage.CAME)
    person = partial(Count, "enrolment__person", distinct=True)
    columns = (
        _by_span(held, spans, "", partial(Count, "pk")),
        _by_span(came, spans, "session__activity__", person),
        _by_span(came, spans, "session__activity__", partial(Count, "pk")),
        _by_span(unnamed, spans, "activity__", partial(Sum, "number", default=0)),
    )
    return [YearOfTeam(year, *numbers) for year, *numbers in zip((*years, None), *columns, strict=True)]


def _by_span(
    rows: QuerySet, spans: list[tuple[date, date]], relation: str, count: Callable[..., Aggregate]
) -> list[int]:
    """What ``count`` makes of the rows whose activity ends in each span; ``relation`` leads to it."""
    counts = {
        f"span_{number}": count(filter=Q(**{f"{relation}ends_on__range": span}))
        for number, span in enumerate(spans)
    }
    counted = rows.order_by().aggregate(**counts)
    return [counted[name] for name in counts]
