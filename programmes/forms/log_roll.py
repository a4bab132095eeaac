"""Who came: the roster of the sessions' days by learner group, three answers a person and session."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.functional import cached_property

from ..choices import Presence
from ..models import Activity, Attendance, Enrolment, LearnerGroup

SHOWN_AT_ONCE = 5


@dataclass(frozen=True)
class Day:
    """A session as the roll sees it: the prefix of its fields, its uid and its day."""

    prefix: str
    uid: uuid.UUID
    date: date


@dataclass
class Cell:
    """One person at one session: the name of its field and the answer."""

    name: str
    day: Day
    value: str


@dataclass(eq=False)
class Row:
    """One person of the roster with the sessions of days on which the enrolment is valid."""

    enrolment: Enrolment
    detail: str
    new: bool
    cells: list[Cell] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The person's name as it is called out."""
        return self.enrolment.person.full_name

    @property
    def came(self) -> bool:
        """Whether the person came to at least one session."""
        return any(cell.value == Presence.PRESENT for cell in self.cells)

    @property
    def answered(self) -> bool:
        """Whether anything is known of the person."""
        return any(cell.value != Presence.UNKNOWN for cell in self.cells)

    @property
    def away(self) -> bool:
        """Known not to have come, to any session."""
        return self.answered and not self.came


@dataclass
class GroupRows:
    """A learner group of the roll."""

    group: LearnerGroup
    rows: list[Row] = field(default_factory=list)

    @cached_property
    def rest(self) -> list[Row]:
        """Rows behind "show the others": nothing is known of them yet, and enough stand above them."""
        spare = max(SHOWN_AT_ONCE - sum(row.answered for row in self.rows), 0)
        return [row for row in self.rows if not row.answered][spare:]

    @property
    def first(self) -> list[Row]:
        """Rows shown at once: all that are answered, and of the others the first few."""
        return [row for row in self.rows if row not in self.rest]

    @property
    def came(self) -> int:
        """How many persons of the group came."""
        return len({row.enrolment.person_id for row in self.rows if row.came})

    @property
    def total(self) -> int:
        """How many persons the group has."""
        return len({row.enrolment.person_id for row in self.rows})


class Roll:
    """The roll of an activity for given days; ``data`` of a POST overrides what is kept."""

    def __init__(
        self, activity: Activity, days: Sequence[Day], data: Mapping[str, Any] | None = None
    ) -> None:
        self.days = list(days)
        self.groups: list[GroupRows] = []
        kept = {
            (row.session.uid, row.enrolment_id): row.presence
            for row in Attendance.objects.filter(session__activity=activity, session__deleted_at=None)
            .select_related("session")
            .only("presence", "enrolment", "session__uid")
        }
        for enrolment in _enrolments(activity, self.days, {pk for _, pk in kept}):
            row = Row(enrolment, _detail(enrolment), _is_new(enrolment, activity))
            for day in self.days:
                if enrolment.covers(day.date):
                    name = f"{day.prefix}-a{enrolment.pk}"
                    value = kept.get((day.uid, enrolment.pk), Presence.UNKNOWN)
                    row.cells.append(Cell(name, day, _answer(data, name, value)))
            if row.cells:
                self._add(row)

    def _add(self, row: Row) -> None:
        if not self.groups or self.groups[-1].group != row.enrolment.group:
            self.groups.append(GroupRows(row.enrolment.group))
        self.groups[-1].rows.append(row)

    @property
    def rows(self) -> list[Row]:
        """All rows, group by group."""
        return [row for group in self.groups for row in group.rows]

    @property
    def total(self) -> int:
        """How many persons are on the roll."""
        return len({row.enrolment.person_id for row in self.rows})

    @property
    def came(self) -> int:
        """How many persons came."""
        return len({row.enrolment.person_id for row in self.rows if row.came})

    @property
    def away(self) -> int:
        """How many persons are known not to have come."""
        return len({row.enrolment.person_id for row in self.rows if row.away})

    @property
    def unknown(self) -> int:
        """Of how many persons nothing is known."""
        return self.total - self.came - self.away

    def answers(self) -> dict[tuple[uuid.UUID, int], Presence]:
        """What is to be written: (session uid, enrolment id) → answer."""
        return {
            (cell.day.uid, row.enrolment.pk): Presence(cell.value) for row in self.rows for cell in row.cells
        }

    def mark_all_present(self) -> None:
        """Everybody came to everything."""
        for row in self.rows:
            for cell in row.cells:
                cell.value = Presence.PRESENT


def _enrolments(activity: Activity, days: Sequence[Day], on_roll: set[int]) -> list[Enrolment]:
    """The team's roster on the days, and whoever was ticked from elsewhere; groups and names in order."""
    wanted = Q(pk__in=on_roll)
    if activity.team_id and days:
        dates = [day.date for day in days]
        roster = Enrolment.objects.filter(team=activity.team_id, programme=activity.programme_id)
        wanted |= Q(pk__in=roster.during(min(dates), max(dates)).values("pk"))
    rows = Enrolment.objects.filter(wanted).select_related("person", "group").prefetch_related("issues")
    return list(rows.by_group())


def _answer(data: Mapping[str, Any] | None, name: str, kept: str) -> str:
    sent = data.get(name) if data is not None else None
    return sent if sent in Presence.values else kept


def _detail(enrolment: Enrolment) -> str:
    """What tells two people of one name apart: issues of an issue specialist, else where or what."""
    if enrolment.group.with_issues and (issues := [issue.name for issue in enrolment.issues.all()]):
        return " · ".join(issues)
    person = enrolment.person
    return person.address or person.position


def _is_new(enrolment: Enrolment, activity: Activity) -> bool:
    """Enrolled by coming to this activity."""
    return enrolment.starts_on == activity.starts_on and enrolment.created_at >= activity.created_at
