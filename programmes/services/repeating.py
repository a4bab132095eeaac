"""Which days a repeated activity falls on. The calendar is python-dateutil's (RFC 5545), not ours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice

from dateutil.rrule import FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, rrule

from ..choices import Repeats

MOST_TIMES = 60
# Only some months have a fifth Wednesday.
NOT_IN_EVERY_MONTH = 5
_WEEKDAYS = (MO, TU, WE, TH, FR, SA, SU)


@dataclass(frozen=True)
class Rule:
    """Again and again from ``first`` on: until a day, itself included, or so many times in all."""

    first: date
    repeats: Repeats
    until: date | None = None
    times: int | None = None

    @property
    def week(self) -> int:
        """Which of its month's days of that name the first day is: the 1st to 5th Wednesday."""
        return (self.first.day - 1) // 7 + 1


def days_of(rule: Rule) -> list[date]:
    """The days, ascending; one more than ``MOST_TIMES`` when there would be more than that.

    "The same weekday every month" is the same one of the month: the second Wednesday. A month without a
    fifth one is skipped (``skipped_months`` names them).
    """
    start = datetime.combine(rule.first, time.min)
    end = None if rule.until is None else datetime.combine(rule.until, time.min)
    count = None if end else rule.times
    if rule.repeats == Repeats.MONTHLY:
        weekday = _WEEKDAYS[rule.first.weekday()](rule.week)
        days = rrule(MONTHLY, dtstart=start, byweekday=weekday, until=end, count=count)
    else:
        interval = 2 if rule.repeats == Repeats.FORTNIGHTLY else 1
        days = rrule(WEEKLY, dtstart=start, interval=interval, until=end, count=count)
    return [moment.date() for moment in islice(days, MOST_TIMES + 1)]


def skipped_months(rule: Rule, days: Sequence[date]) -> list[date]:
    """First days of the months between the first and last of ``days`` that the rule leaves out."""
    if rule.repeats != Repeats.MONTHLY or rule.week < NOT_IN_EVERY_MONTH or not days:
        return []
    months = rrule(MONTHLY, dtstart=_month(days[0]), until=_month(days[-1]))
    held = {(day.year, day.month) for day in days}
    return [month.date() for month in months if (month.year, month.month) not in held]


def _month(day: date) -> datetime:
    return datetime(day.year, day.month, 1)
