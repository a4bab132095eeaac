"""Several days in one cell: a range, or days listed one by one."""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from thai.dates.calendar import DateError
from thai.dates.reading import parse_date_range, without_length
from thai.errors import excerpt

LONGEST = 366  # days; a longer range is one misread
_MAY_BE_A_LIST = frozenset({"unreadable", "year_unclear"})
_AND = re.compile(r"\s*(?:,|;|\s/\s|\n|&|\+|และ(?:วันที่)?|กับ(?:วันที่)?)\s*")
_DAYS_AHEAD = re.compile(r"^\s*(?:วันที่\s*)?[0-9๐-๙]{1,2}(?:\s*(?:-|–|—|ถึง)\s*[0-9๐-๙]{1,2})?\s*")
_YEAR_BEHIND = re.compile(r"\s*(?:พ\.?\s*ศ\.?\s*)?[0-9๐-๙]{2,4}\s*$")


def parse_days(value: object) -> tuple[date, ...]:
    """Every day meant, in order: "12-13 มี.ค. 61" both days, "5, 12 และ 19 มี.ค. 61" those three.

    What a day of a list leaves out it takes from the last one. Raises DateError, also for days out of order.
    """
    try:
        first, last = parse_date_range(value)
    except DateError as error:
        if error.code not in _MAY_BE_A_LIST or not isinstance(value, str):
            raise
        text, number = without_length(value)
        found = _listed(text, error)
        if number and number != len(found):
            raise
        return found
    return _span(first, last, value)


def _span(first: date, last: date, value: object) -> tuple[date, ...]:
    number = (last - first).days + 1
    if number > LONGEST:
        raise DateError("out_of_range", _("“%(text)s” ยาวเกินปี ตรวจวันที่อีกครั้ง"), text=excerpt(str(value)))
    return tuple(first + timedelta(days=step) for step in range(number))


def _listed(text: str, error: DateError) -> tuple[date, ...]:
    """Days of a list, each part read with what the last one says of month and year."""
    parts = [part for part in _AND.split(text.strip()) if part]
    if len(parts) < 2:
        raise error
    month_and_year = _DAYS_AHEAD.sub("", parts[-1])
    year = _YEAR_BEHIND.search(parts[-1])
    tails = ("", f" {month_and_year}", f" {year[0].strip()}" if year else "")
    found: list[date] = []
    for part in parts:
        found.extend(_first_that_reads([part + tail for tail in tails], error))
    if found != sorted(set(found)):
        raise error
    return tuple(found)


def _first_that_reads(texts: list[str], error: DateError) -> tuple[date, ...]:
    problem = error
    for text in texts:
        try:
            return _span(*parse_date_range(text), text)
        except DateError as refused:
            # What is wrong with a day is said as it is; "unreadable" only asks for the next way to read.
            problem = problem if refused.code == "unreadable" else refused
    raise problem
