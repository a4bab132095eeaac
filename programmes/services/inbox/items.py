"""One kind of thing that waits: how many, the first few, and where to go."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from leaders.models import Team
from leaders.querysets import TeamQuerySet
from thai.clock import BANGKOK
from thai.dates import format_range

from ...choices import Waits
from ...models import Activity
from ...querysets import ActivityQuerySet, SubmissionQuerySet


@dataclass(frozen=True)
class Line:
    """Where it is, and its days: nothing that names a person. ``first`` is None where no day matters."""

    place: str
    first: date | None = None
    last: date | None = None
    of: Team | None = None

    @classmethod
    def about(cls, activity: Activity) -> Self:
        """Of an activity: its team, or the area where no team holds it, and its days as awaited or held."""
        where = activity.team.name if activity.team_id else activity.area.full_name
        first = getattr(activity, "expected_on", activity.starts_on)
        return cls(where, first, getattr(activity, "expected_until", activity.ends_on))

    @property
    def text(self) -> str:
        """ "ทีมตำบลท่าขอนยาง 12–13 มี.ค. 2561"."""
        if self.first is None:
            return self.place
        return f"{self.place} {format_range(self.first, self.last, get_language() or 'th')}".strip()


def lines_about(rows: ActivityQuerySet) -> Iterator[Line]:
    """A line for each activity, looked up when it is asked for."""
    yield from map(Line.about, rows.with_place())


def lines_of_copies(rows: SubmissionQuerySet) -> Iterator[Line]:
    """Of copies and held ones: the team they are of, and the day they came."""
    for one in rows.select_related("team__subdistrict"):
        day = one.received_at.astimezone(BANGKOK).date()
        yield Line(one.team.name if one.team else "", day, day)


def lines_of_quiet(rows: TeamQuerySet) -> Iterator[Line]:
    """Of teams from ``quiet_teams``: the last day each logged, else the day it was formed."""
    for team in rows.with_place():
        day = team.last_day or team.formed_on
        yield Line(team.name, day, day, of=team)


@dataclass(frozen=True)
class Item:
    """``number`` things of one kind, which stand at ``href``.

    ``since`` is the day from which the oldest waits, where that matters; ``lines`` are the first few.
    """

    kind: Waits
    number: int
    href: str
    since: date | None = None
    lines: tuple[Line, ...] = ()

    @property
    def words(self) -> str:
        """ "รอคุณตรวจ 12 รายการ"."""
        return sentence(self.kind, self.number)


def sentence(kind: Waits, number: int) -> str:
    """How many of a kind there are, as a heading says it."""
    match kind:
        case Waits.COPIES:
            words = _("มีสองฉบับ %(n)s รายการ")
        case Waits.RETURNED:
            words = _("ต้องแก้ %(n)s รายการ")
        case Waits.OVERDUE:
            words = _("เลยวันแล้ว ยังไม่ได้บันทึก %(n)s รายการ")
        case Waits.DRAFTS:
            words = _("ร่าง %(n)s รายการ")
        case Waits.REVIEW:
            words = ngettext("รอคุณตรวจ %(n)s รายการ", "รอคุณตรวจ %(n)s รายการ", number)
        case Waits.HELD:
            words = _("พักไว้ให้คุณดู %(n)s รายการ")
        case Waits.TEAMS:
            words = ngettext("ทีมที่เสนอมา %(n)s ทีม", "ทีมที่เสนอมา %(n)s ทีม", number)
        case Waits.SITES:
            words = ngettext("แหล่งเรียนรู้ที่เสนอมา %(n)s แห่ง", "แหล่งเรียนรู้ที่เสนอมา %(n)s แห่ง", number)
        case Waits.ALIKE:
            words = ngettext("คนที่อาจซ้ำกัน %(n)s คู่", "คนที่อาจซ้ำกัน %(n)s คู่", number)
        case Waits.QUIET:
            words = ngettext("ทีมที่ยังไม่มีบันทึกเกิน 14 วัน %(n)s ทีม", "ทีมที่ยังไม่มีบันทึกเกิน 14 วัน %(n)s ทีม", number)
    return words % {"n": f"{number:,}"}
