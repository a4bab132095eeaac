"""The demo's day, and times that follow from days."""

from datetime import UTC, date, datetime, timedelta
from random import Random

TODAY = date(2019, 2, 20)
FIRST_DAY = date(2018, 1, 15)
LAST_DAY = date(2020, 12, 18)


def dice(section: str) -> Random:
    """Chance that falls the same way at each run, for one section of the demo."""
    return Random(f"khabuan demo: {section}")


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A time of day in Bangkok, which has no summer time, as UTC."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC) - timedelta(hours=7)
