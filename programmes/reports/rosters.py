"""Who is on a team's roster, when each of them came last, and who left it or changed group."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, OuterRef, Subquery

from leaders.models import Team

from ..choices import ActivityStatus
from ..models import Attendance, Enrolment

# A tick tells that somebody came also before a reviewer has seen it; what was put off never was.
TOLD = (ActivityStatus.DRAFT, ActivityStatus.SUBMITTED, ActivityStatus.RETURNED, ActivityStatus.VERIFIED)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class RosterRow:
    """Somebody on today's roster, since when without a break, and the day they came last (None: never).

    ``last_day`` is that of any log that was not put off, ``verified``: the log is. ``away`` are the days
    since they came, or since they joined if that was later.
    """

    enrolment: Enrolment
    since: date
    last_day: date | None
    verified: bool
    away: int

    @property
    def came_here(self) -> bool:
        """Whether they came at all since they joined."""
        return self.last_day is not None and self.last_day >= self.since


def roster_of(team: Team, day: date) -> list[RosterRow]:
    """The roster of ``day``, group by group, names in dictionary order. In three queries."""
    rows = list(
        Enrolment.objects.on(day)
        .filter(team=team, person__merged_into=None)
        .select_related("person", "group", "team__subdistrict", "programme")
        .prefetch_related("issues")
        .annotate(last_day=_last_day(day, TOLD), last_verified=_last_day(day, (ActivityStatus.VERIFIED,)))
        .by_group()
    )
    since = _since(team, rows)
    return [
        RosterRow(
            enrolment=row,
            since=since[row.pk],
            last_day=row.last_day,
            verified=row.last_day is not None and row.last_day == row.last_verified,
            away=(day - max(since[row.pk], row.last_day or since[row.pk])).days,
        )
        for row in rows
    ]


def _last_day(day: date, statuses: Iterable[ActivityStatus]) -> Subquery:
    """The last day until ``day`` on which the person was ticked, in whichever team."""
    came = Attendance.objects.present().filter(
        enrolment__person=OuterRef("person"), session__deleted_at=None, session__date__lte=day,
        session__activity__deleted_at=None, session__activity__status__in=list(statuses),
    )  # fmt: skip
    last = came.order_by().values("enrolment__person").annotate(last=Max("session__date"))
    return Subquery(last.values("last"))


def _since(team: Team, rows: list[Enrolment]) -> dict[int, date]:
    """Since when each of ``rows`` has been on the roster: a change of group is no break."""
    held = Enrolment.objects.filter(team=team, person__in=[row.person_id for row in rows])
    ended = {
        (person, programme, ends_on): starts_on
        for person, programme, starts_on, ends_on in held.exclude(ends_on=None).values_list(
            "person", "programme", "starts_on", "ends_on"
        )
    }
    since = {}
    for row in rows:
        first = row.starts_on
        while earlier := ended.get((row.person_id, row.programme_id, first - ONE_DAY)):
            first = earlier
        since[row.pk] = first
    return since


@dataclass(frozen=True)
class Departure:
    """An enrolment of a team that ended, and the person's next one in the programme, if there is any."""

    enrolment: Enrolment
    then: Enrolment | None

    @property
    def changed_group(self) -> bool:
        """They stayed in the team, without a break."""
        return self._at_once and self.then.team_id == self.enrolment.team_id

    @property
    def changed_team(self) -> bool:
        """They went on in another team at once."""
        return self._at_once and self.then.team_id != self.enrolment.team_id

    @property
    def _at_once(self) -> bool:
        return self.then is not None and self.then.starts_on == self.enrolment.ends_on + ONE_DAY


def departures(team: Team, most: int) -> list[Departure]:
    """The latest ``most`` enrolments of the team that end on a day, the latest first. In two queries."""
    ended = list(
        Enrolment.objects.filter(team=team, person__merged_into=None)
        .exclude(ends_on=None)
        .select_related("person", "group", "team__subdistrict")
        .order_by("-ends_on", "-pk")[:most]
    )
    held = Enrolment.objects.filter(person__in={row.person_id for row in ended})
    by_person: dict[tuple[int, int], list[Enrolment]] = defaultdict(list)
    for row in held.select_related("group", "team__subdistrict").order_by("starts_on"):
        by_person[row.person_id, row.programme_id].append(row)
    return [
        Departure(
            row,
            next(
                (
                    other
                    for other in by_person[row.person_id, row.programme_id]
                    if other.starts_on > row.ends_on
                ),
                None,
            ),
        )
        for row in ended
    ]
