"""Days from and to, both included, the last one open or not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

_DAY = timedelta(days=1)


class Span(NamedTuple):
    """``last`` is ``date.max`` where it goes on."""

    first: date
    last: date

    @classmethod
    def of(cls, first: date, last: date | None) -> Span:
        """From a row's two days, the last one None while it is open."""
        return cls(first, last or date.max)

    @property
    def ends_on(self) -> date | None:
        """The last day as a row keeps it."""
        return None if self.last == date.max else self.last

    def overlaps(self, other: Span) -> bool:
        """Whether they share a day."""
        return self.first <= other.last and other.first <= self.last

    def covers(self, day: date) -> bool:
        """Whether the day lies within."""
        return self.first <= day <= self.last

    def touches(self, other: Span) -> bool:
        """Whether one begins the day after the other ends."""
        return _follows(self, other) or _follows(other, self)

    def with_(self, other: Span) -> Span:
        """Both together, of two that touch."""
        return Span(min(self.first, other.first), max(self.last, other.last))

    def without(self, others: Iterable[Span]) -> list[Span]:
        """What is left when the days of ``others`` are taken out, in order."""
        left = [self]
        for other in others:
            left = [part for span in left for part in span._cut(other)]
        return left

    def _cut(self, other: Span) -> list[Span]:
        if not self.overlaps(other):
            return [self]
        parts = []
        if self.first < other.first:
            parts.append(Span(self.first, other.first - _DAY))
        if self.last > other.last:
            parts.append(Span(other.last + _DAY, self.last))
        return parts


def _follows(one: Span, two: Span) -> bool:
    return one.last != date.max and one.last + _DAY == two.first
