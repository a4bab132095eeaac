"""Who came: the roster of the sessions' days by learner group, three answers a person and session."""

import math
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Q

from ..choices import Presence
from ..models import Activity, Attendance, Enrolment, LearnerGroup
from ..services.printing import row_numbers


@dataclass(frozen=True)
class Day:
    """A session as the roll sees it: the prefix of its fields, its uid and its day.

    ``part`` is its place, from 1, where several share the day, else 0.
    """

    prefix: str
    uid: uuid.UUID
    date: date
    part: int = 0


def told_apart(days: Sequence[Day]) -> list[Day]:
    """The days with the place of the part where several share one."""
    shared = Counter(day.date for day in days)
    return [replace(day, part=part) if shared[day.date] > 1 else day for part, day in enumerate(days, 1)]


@dataclass
class Cell:
    """One person at one session: the name of its field, the answer, and whether enrolled that day."""

    name: str
    day: Day
    value: str
    valid: bool = True


@dataclass(eq=False)
class Row:
    """One person of the roster, with a cell for each session; ``number`` is that of the printed sheet."""

    enrolment: Enrolment
    detail: str
    new: bool
    number: int | None = None
    cells: list[Cell] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The person's name as it is called out."""
        return self.enrolment.person.full_name

    @property
    def key(self) -> str:
        """What the names of its fields end with."""
        return f"a{self.enrolment.pk}"

    @property
    def uid(self) -> str:
        """Of somebody who was added with this log: the phone that did knows them by it."""
        return str(self.enrolment.person.uid) if self.new else ""

    @property
    def since(self) -> str:
        """First day on the roster, as an ISO date."""
        return self.enrolment.starts_on.isoformat()

    @property
    def until(self) -> str:
        """Last day on the roster, "" while it is open."""
        return self.enrolment.ends_on.isoformat() if self.enrolment.ends_on else ""

    @property
    def valid_cells(self) -> list[Cell]:
        """Cells of the days on which the person is on the roster."""
        return [cell for cell in self.cells if cell.valid]

    @property
    def shown(self) -> bool:
        """Whether the person is on the roster on one of the days."""
        return bool(self.valid_cells)

    @property
    def came(self) -> bool:
        """Whether the person came to at least one session."""
        return any(cell.value == Presence.PRESENT for cell in self.valid_cells)

    @property
    def away(self) -> bool:
        """Known not to have come, to any session."""
        return not self.came and any(cell.value != Presence.UNKNOWN for cell in self.valid_cells)


class BlankRow:
    """A row that is nobody's yet: the script writes name, key and days in place of its marks."""

    name, detail, key, since, until = "[[name]]", "[[detail]]", "[[key]]", "[[since]]", "[[until]]"
    uid, new, shown, number = "", False, True, None

    def __init__(self, day: Day) -> None:
        self.cells = [Cell(f"{day.prefix}-{self.key}", day, Presence.UNKNOWN)]


@dataclass
class GroupRows:
    """A learner group of the roll; a group without anybody stands there for whoever is added to it."""

    group: LearnerGroup
    rows: list[Row] = field(default_factory=list)

    @property
    def came(self) -> int:
        """How many persons of the group came."""
        return len({row.enrolment.person_id for row in self.rows if row.came})

    @property
    def total(self) -> int:
        """How many persons the group has on the days."""
        return len({row.enrolment.person_id for row in self.rows if row.shown})


class Roll:
    """The roll of an activity for given days; ``data`` of a POST overrides what is kept.

    On it stand all who were ever enrolled in the team: who is on the roster on which day is known to the page
    too, so that another day needs no other page.
    """

    def __init__(
        self,
        activity: Activity,
        days: Sequence[Day],
        groups: Sequence[LearnerGroup],
        data: Mapping[str, Any] | None = None,
    ) -> None:
        self.days = list(days)
        by_group = {group.pk: GroupRows(group) for group in groups}
        kept, numbers = _kept(activity), row_numbers(activity) if activity.pk else {}
        for enrolment in _enrolments(activity, {pk for _, pk in kept}):
            new = _is_new(enrolment, activity)
            row = Row(enrolment, enrolment.detail, new, numbers.get(enrolment.pk))
            for day in self.days:
                name = f"{day.prefix}-{row.key}"
                value = kept.get((day.uid, enrolment.pk), Presence.UNKNOWN)
                row.cells.append(Cell(name, day, _answer(data, name, value), enrolment.covers(day.date)))
            by_group.setdefault(enrolment.group_id, GroupRows(enrolment.group)).rows.append(row)
        self.groups = list(by_group.values())
        if numbers:
            # As on paper, and below them who joined since it was printed.
            for group in self.groups:
                group.rows.sort(key=lambda row: row.number or math.inf)

    @property
    def rows(self) -> list[Row]:
        """Rows of everybody who is on the roster on one of the days, group by group."""
        return [row for group in self.groups for row in group.rows if row.shown]

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
            (cell.day.uid, row.enrolment.pk): Presence(cell.value)
            for row in self.rows
            for cell in row.valid_cells
        }

    def mark_all_present(self) -> None:
        """Everybody came to everything."""
        for row in self.rows:
            for cell in row.valid_cells:
                cell.value = Presence.PRESENT


def _kept(activity: Activity) -> dict[tuple[uuid.UUID, int], str]:
    """Answers on record, by session uid and enrolment id."""
    if activity.pk is None:
        return {}
    rows = Attendance.objects.filter(session__activity=activity, session__deleted_at=None)
    return {
        (row.session.uid, row.enrolment_id): row.presence
        for row in rows.select_related("session").only("presence", "enrolment", "session__uid")
    }


def _enrolments(activity: Activity, on_roll: set[int]) -> list[Enrolment]:
    """The team's rosters of all days, and whoever was ticked from elsewhere; groups and names in order."""
    wanted = Q(pk__in=on_roll)
    if activity.team_id:
        wanted |= Q(team=activity.team_id, programme=activity.programme_id, person__merged_into=None)
    rows = Enrolment.objects.filter(wanted).select_related("person", "group").prefetch_related("issues")
    return list(rows.by_group())


def _answer(data: Mapping[str, Any] | None, name: str, kept: str) -> str:
    sent = data.get(name) if data is not None else None
    return sent if sent in Presence.values else kept


def _is_new(enrolment: Enrolment, activity: Activity) -> bool:
    """Enrolled by coming to this activity."""
    began = enrolment.starts_on == activity.starts_on
    return activity.pk is not None and began and enrolment.created_at >= activity.created_at
