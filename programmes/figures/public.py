"""What of the figures the public may see.

Source (domain.md, rules that always hold, 6): public figures of people stand at province level and above,
rounded to 5, nothing under 5. Below a province activities and sites only.
"""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from geo.choices import Level

from ..models import Programme
from .counts import Headline, headline, headline_and_change
from .directions import Direction, Measure, Unit, directions
from .period import Period
from .sources import Place

STEP = 5
PEOPLE = ("people", "attendances", "unnamed")


class Hidden:
    """A number too small to show. Reads as words, is false, and has no value to compute with."""

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return _("ไม่แสดง (น้อยกว่า 5 คน)")


HIDDEN = Hidden()


@dataclass(frozen=True)
class PublicHeadline:
    """A headline for everybody. People are rounded or HIDDEN, and None below a province."""

    teams: int
    activities: int
    sites: int
    people: int | Hidden | None
    attendances: int | Hidden | None
    unnamed: int | Hidden | None
    by_group: tuple[tuple[object, int | Hidden], ...]
    change: Headline | None = None


def rounded(number: int) -> int | Hidden:
    """A number of people for the public: to the nearest 5, one to four HIDDEN, nobody 0."""
    if 0 < number < STEP:
        return HIDDEN
    return (number + STEP // 2) // STEP * STEP


def may_show_people(place: Place) -> bool:
    """Whether figures of people of this area may stand on a public page."""
    return place is None or place.level in {Level.NATION, Level.REGION, Level.PROVINCE}


def public_headline(place: Place, period: Period, *, with_change: bool = False) -> PublicHeadline:
    """The headline of an area as the public may see it."""
    shown = may_show_people(place)
    if with_change and shown:
        exact, change = headline_and_change(place, period)
    else:
        exact, change = headline(place, period), None
    return PublicHeadline(
        teams=exact.teams,
        activities=exact.activities,
        sites=exact.sites,
        **{name: rounded(getattr(exact, name)) if shown else None for name in PEOPLE},
        by_group=tuple((group, rounded(people)) for group, people in exact.by_group) if shown else (),
        change=_public_change(exact, change) if change else None,
    )


def _public_change(exact: Headline, change: Headline) -> Headline:
    """Weekly changes; those of people are differences of rounded numbers, so that they tell no more."""
    people = {}
    for name in PEOPLE:
        now, before = rounded(getattr(exact, name)), rounded(getattr(exact, name) - getattr(change, name))
        people[name] = 0 if isinstance(now, Hidden) or isinstance(before, Hidden) else now - before
    return replace(change, **people)


def public_directions(place: Place, period: Period, programme: Programme | None = None) -> list[Direction]:
    """The eight directions as the public may see them: numbers of people are rounded, small ones hidden."""
    return [
        replace(direction, measures=tuple(_publish(measure, place) for measure in direction.measures))
        for direction in directions(place, period, programme)
    ]


def _publish(measure: Measure, place: Place) -> Measure:
    if not measure.counts_people:
        return measure
    if not may_show_people(place):
        why = _("แสดงตั้งแต่ระดับจังหวัดขึ้นไป")
        return replace(measure, numerator=None, denominator=None, people=(), measurable=False, why_not=why)
    if measure.unit != Unit.PEOPLE:
        return replace(measure, people=tuple((group, rounded(number)) for group, number in measure.people))
    numerator, denominator = (
        None if n is None else rounded(n) for n in (measure.numerator, measure.denominator)
    )
    if isinstance(numerator, Hidden) or isinstance(denominator, Hidden):
        return replace(measure, numerator=None, denominator=None, measurable=False, why_not=str(HIDDEN))
    return replace(measure, numerator=numerator, denominator=denominator)
