"""The calendar itself: eras, days that exist, fiscal quarters."""

from __future__ import annotations

import calendar
from datetime import date

from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thai.dates.words import ENGLISH_MONTHS, THAI_MONTHS
from thai.errors import ReadingError, excerpt

BE_OFFSET = 543
_FIRST_BE_YEAR = 2400
_YEARS = range(1858, 2200)  # C.E. years worth believing: from B.E. 2401 on
_SHORT_BE_YEARS = range(60, 65)  # two digits that can only be B.E. 25xx
_FIRST_FISCAL_MONTH = 10  # the fiscal year begins on 1 October


class DateError(ReadingError):
    """A day that cannot be read; codes `no_such_day`, `year_unclear`, `unreadable`, `out_of_range`."""


def day_of(day: int, month: int, year: int) -> date:
    """The day of a C.E. year. Raises DateError `no_such_day` if the month has no such day."""
    if month not in range(1, 13):
        raise DateError("no_such_day", _("ไม่มีเดือนที่ %(month)s เขียนวัน/เดือน/ปี เช่น 21/2/2561"), month=month)
    length = calendar.monthrange(year, month)[1]
    if day not in range(1, length + 1):
        text = _("ไม่มีวันที่ %(day)s เดือนนั้นมี %(length)s วัน เลือกวันใหม่")
        raise DateError("no_such_day", text, day=_day_label(day, month, year), length=length)
    return date(year, month, day)


def year_of(written: str, era: str = "") -> int:
    """The C.E. year of a year as written in Arabic digits, before any leap day is judged.

    `era` is "be", "ce" or "" as the writer marked it. From 2400 a year is B.E.; 60–64 are B.E. 2560–2564;
    every other short year, and a year that contradicts its mark, raises DateError `year_unclear`, and a year
    nobody's work can lie in `out_of_range`.
    """
    year = int(written)
    short = len(written) == 2 and era != "ce" and year in _SHORT_BE_YEARS
    if short:
        return year + 2500 - BE_OFFSET
    is_be = year >= _FIRST_BE_YEAR
    if len(written) != 4 or (era == "be" and not is_be) or (era == "ce" and is_be):
        text = _("ปี “%(year)s” คือปีไหน ใส่ปี พ.ศ. ให้ครบ 4 หลัก")
        raise DateError("year_unclear", text, year=excerpt(written))
    common = year - BE_OFFSET if is_be else year
    if common not in _YEARS:
        raise DateError("out_of_range", _("ปี %(year)s ไม่น่าใช่ ตรวจปี พ.ศ. อีกครั้ง"), year=written)
    return common


def fiscal_quarter(day: date) -> tuple[int, int]:
    """(fiscal year B.E., quarter 1–4) of a day. Fiscal year 2561 began on 1 October 2560."""
    months = day.month - _FIRST_FISCAL_MONTH
    return day.year + BE_OFFSET + (months >= 0), months % 12 // 3 + 1


def _write_day(day: int, month: int, year: int) -> str:
    """A day that may not exist, as `format_date` would write it, in the active language."""
    if (get_language() or "th").startswith("en"):
        return f"{day} {ENGLISH_MONTHS[month - 1][:3]} {year}"
    return f"{day} {THAI_MONTHS[month - 1][1]} {year + BE_OFFSET}"


_day_label = lazy(_write_day, str)
