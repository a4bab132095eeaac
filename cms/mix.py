"""How people divide among the learner groups, ready to be drawn."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from programmes.figures import Hidden
from programmes.models import LearnerGroup


@dataclass(frozen=True)
class Segment:
    """A group's part of the bar: ``end`` is the running sum, ``text`` the number as the public sees it."""

    shape: str
    name: str
    value: int
    end: int
    text: str
    percent: int | None


@dataclass(frozen=True)
class Mix:
    """Segments, the length of the whole bar, and what a screen reader says instead of it."""

    segments: list[Segment]
    total: int
    label: str


def people_mix(
    by_group: Iterable[tuple[LearnerGroup, int | Hidden]], people: int | Hidden | None
) -> Mix | None:
    """The mix of public numbers per group; None where there is nothing to divide.

    A hidden number keeps its place in the key and has no part of the bar. Percentages are of ``people``,
    each counted once, so they may add up to more than 100 where somebody changed group.
    """
    if not people:
        return None
    segments: list[Segment] = []
    end = 0
    for group, number in by_group:
        value = 0 if isinstance(number, Hidden) else number
        end += value
        if isinstance(number, Hidden):
            text, percent = str(number), None
        else:
            text = _("%(n)s จาก %(all)s คน") % {"n": f"{number:,}", "all": f"{people:,}"}
            percent = int(number * 100 / people + 0.5)
        segments.append(Segment(group.shape, group.name, value, end, text, percent))
    spoken = " ".join(f"{segment.name} {segment.text}" for segment in segments)
    return Mix(segments, end, _("สัดส่วนคนที่ได้เรียนรู้ %(groups)s") % {"groups": spoken}) if end else None
