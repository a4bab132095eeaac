"""Spans of days that figures are about."""

from dataclasses import dataclass
from datetime import date

from ..models import Programme


@dataclass(frozen=True)
class Period:
    """From the first to the last day, both included."""

    first: date
    last: date


def programme_so_far(programme: Programme, day: date) -> Period:
    """From the programme's first day to ``day``, but not past its last day.

    A programme that has not begun gives its first day alone; one without years gives ``day`` alone. One that
    was found by ``current`` knows its span already.
    """
    known = vars(programme)
    if "first" in known:
        first, last = known["first"], known["last"]
    else:
        years = list(programme.years.all())
        first = min((year.starts_on for year in years), default=None)
        last = max((year.ends_on for year in years), default=None)
    if first is None:
        return Period(day, day)
    return Period(first, max(first, min(day, last)))
