"""Two rosters of one person as one: no day twice, no attendance lost.

Source (domain.md, nouns): no two enrolments of a person and programme overlap, and the past stays as it was.
Where both records were on a roster on the same days, the one with more attendances says where the person
was; what the other one has beside those days stays its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ...models import Enrolment
from .spans import Span


@dataclass
class Place:
    """An enrolment as it will be: its days, and whether it goes to the bin, having none left."""

    row: Enrolment
    span: Span
    gone: bool = False


@dataclass
class Arrangement:
    """``first`` hold their days, ``second`` what is left of theirs; ``further`` are new pieces of a second.

    ``folded`` says of which first one a second one's issues become too.
    """

    first: list[Place]
    second: list[Place] = field(default_factory=list)
    further: list[Place] = field(default_factory=list)
    folded: dict[int, Place] = field(default_factory=dict)

    def holding(self, row: Enrolment, day: date) -> Place | None:
        """Who holds that day of ``row``, one of the second: itself, a piece of it, or a first one."""
        own = [place for place in (*self.second, *self.further) if place.row.pk == row.pk and not place.gone]
        for place in (*own, *self.first):
            if place.span.covers(day):
                return place
        return own[0] if own else self._nearest(row)

    def _nearest(self, row: Enrolment) -> Place | None:
        span = span_of(row)
        return next((place for place in self.first if place.span.overlaps(span)), None)


def span_of(row: Enrolment) -> Span:
    """The days of an enrolment."""
    return Span.of(row.starts_on, row.ends_on)


def arrange(first: Sequence[Enrolment], second: Sequence[Enrolment]) -> Arrangement:
    """Enrolments in one programme: ``first`` keep all their days, ``second`` those that are left."""
    found = Arrangement([Place(row, span_of(row)) for row in first])
    for row in second:
        span = span_of(row)
        taken = [place for place in found.first if place.span.overlaps(span)]
        own = []
        for part in span.without([place.span for place in found.first]):
            joined = next((place for place in found.first if _continues(place, row, part)), None)
            if joined is not None and taken:
                joined.span = joined.span.with_(part)
            else:
                own.append(part)
        found.second.append(Place(row, own[0] if own else span, gone=not own))
        found.further += [Place(row, part) for part in own[1:]]
        if same := next((place for place in taken if _alike(place.row, row)), None):
            found.folded[row.pk] = same
    return found


def _continues(place: Place, row: Enrolment, part: Span) -> bool:
    return _alike(place.row, row) and place.span.touches(part)


def _alike(one: Enrolment, two: Enrolment) -> bool:
    return (one.team_id, one.group_id) == (two.team_id, two.group_id)
