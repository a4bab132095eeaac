"""Days read from what people write: a cell of a sheet, a title line, a filter box.

Every reader goes the same way: the text is brought to a plain shape (Arabic digits, months as "m03",
an era as "be" or "ce", one kind of dash), then short patterns read that shape.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from thai.clock import BANGKOK
from thai.dates import patterns
from thai.dates.calendar import DateError, day_of, year_of
from thai.digits import to_arabic
from thai.errors import excerpt
from thai.text import fold

_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_SERIALS = range(36526, 54789)  # 1 January 2000 to 31 December 2049
_LONGEST = 120  # characters; a longer text is no date

# A day as far as it was written: year and era are None and "" when left out, month too.
_Part = tuple[int, int | None, str | None, str]


def parse_date(value: object) -> date:
    """One day, as typed or as a spreadsheet cell holds it (text, date, datetime, Excel serial number).

    Raises DateError for anything else, a range of days included.
    """
    start, end = parse_date_range(value)
    if start != end:
        raise DateError("unreadable", _("“%(text)s” มีหลายวัน ใส่วันเดียว"), text=excerpt(str(value)))
    return start


def parse_date_range(value: object) -> tuple[date, date]:
    """First and last day, both included; a single day is a range of one. Raises DateError.

    Reads "12-13 มี.ค. 61", "๕ เมษายน พ.ศ. ๒๕๖๑", "30 มี.ค.–2 เม.ย. 2561", "21/2/2561", "2018-02-21", 43241,
    with or without the weekday in front (not checked against the day) and a time of day behind.
    """
    if isinstance(value, datetime):
        value = (value.astimezone(BANGKOK) if value.tzinfo else value).date()
    if isinstance(value, date):
        day = day_of(value.day, value.month, year_of(f"{value.year:04d}"))
        return day, day
    if isinstance(value, bool) or value is None:
        raise unreadable("" if value is None else str(value))
    if isinstance(value, int | float):
        day = _from_serial(value)
        return day, day
    text, days = without_length(str(value))
    if len(text) > _LONGEST:
        raise unreadable(text)
    start, end = _read(_plain(text), text)
    if days and days != (end - start).days + 1:
        raise _other_length(str(value))
    return start, end


def without_length(text: str) -> tuple[str, int | None]:
    """The text without the number of days that it names behind the days, and that number: "(2 วัน)"."""
    found = patterns.LENGTH.search(to_arabic(text)) if len(text) <= _LONGEST else None
    return (text[: found.start()], int(found["days"])) if found else (text, None)


def _plain(text: str) -> str:
    """The text with digits, dashes, months, eras and filler words in one shape."""
    plain = to_arabic(fold(text)).casefold().translate(patterns.DASHES)
    plain = patterns.HALF_DAY.sub("", patterns.CLOCK.sub("", plain))
    plain = patterns.CUT_YEAR.sub("", patterns.NUMBERED_MONTH.sub("/", plain))
    plain = patterns.ERA.sub(lambda found: " be " if found["be"] else " ce ", plain)
    for number, month in enumerate(patterns.MONTHS, start=1):
        plain = month.sub(f" m{number:02d} ", plain)
    plain = patterns.WEEKDAY.sub(" ", plain)
    plain = patterns.FILLER.sub(" ", plain)
    plain = patterns.UNTIL.sub("-", re.sub(r"[()]", " ", plain))
    return re.sub(r"\s+", " ", re.sub(r"\s*([-/.,])\s*", r"\1", plain)).strip(" .,*")


def _read(plain: str, written: str) -> tuple[date, date]:
    if re.fullmatch(r"[0-9]{5}(\.[0-9]+)?", plain):
        day = _from_serial(float(plain))
        return day, day
    if whole := _part(plain):
        day = _day(whole, written)
        return day, day
    if patterns.WITHOUT_DAY.fullmatch(plain):
        raise DateError("unreadable", _("“%(text)s” ยังไม่บอกวัน เขียนแบบ 21 ก.พ. 2561"), text=excerpt(written))
    for dash in re.finditer(r"-|(?<=[0-9]),(?=[0-9])|(?<=[0-9]) และ (?=[0-9])", plain):
        left, right = _part(plain[: dash.start()]), _part(plain[dash.end() :])
        if left and right and right[1] is not None:
            return _range(left, right, written, adjacent=dash.group() != "-")
    raise unreadable(written)


def _part(plain: str) -> _Part | None:
    """A day, with as much of month and year as was written; None when it has no such shape."""
    for pattern in patterns.PARTS:
        if found := pattern.fullmatch(plain.strip(" .,")):
            groups = found.groupdict()
            month = int(groups["month"]) if groups.get("month") else None
            era = groups.get("era") or groups.get("era_behind") or ""
            return int(groups["day"]), month, groups.get("year"), era
    return None


def _day(part: _Part, written: str) -> date:
    day, month, year, era = part
    if month is None:
        raise unreadable(written)
    if year is None:
        raise DateError("year_unclear", _("“%(text)s” ยังไม่มีปี ใส่ปี พ.ศ. ให้ครบ 4 หลัก"), text=excerpt(written))
    return day_of(day, month, year_of(year, era))


def _range(left: _Part, right: _Part, written: str, *, adjacent: bool) -> tuple[date, date]:
    """First and last day; the first takes from the last what it leaves out.

    `adjacent`: "12, 13" and "12 และ 13" list days, so they are a range only when nothing lies between.
    """
    end = _day(right, written)
    day, month, year, _era = left
    if month is None:
        start = day_of(day, end.month, end.year)
    elif year is None:
        over_new_year = month == 12 and end.month == 1
        start = day_of(day, month, end.year - over_new_year)
    else:
        start = _day(left, written)
    if adjacent and end - start != timedelta(days=1):
        raise unreadable(written)
    if end < start:
        text = _("“%(text)s” วันสุดท้ายมาก่อนวันแรก ตรวจวันที่อีกครั้ง")
        raise DateError("out_of_range", text, text=excerpt(written))
    return start, end


def _from_serial(number: float) -> date:
    """The day Excel counts as `number`; only numbers of the years 2000–2049 are taken for days."""
    if not math.isfinite(number) or int(number) not in _EXCEL_SERIALS:
        raise unreadable(f"{number:g}")
    return _EXCEL_EPOCH + timedelta(days=int(number))


def _other_length(text: str) -> DateError:
    return DateError("unreadable", _("“%(text)s” จำนวนวันไม่ตรงกับวันที่ ตรวจวันที่อีกครั้ง"), text=excerpt(text))


def unreadable(text: str) -> DateError:
    """What to say of a text that is no day, or of none."""
    if not text.strip():
        return DateError("unreadable", _("ยังไม่ได้ใส่วันที่"))
    return DateError("unreadable", _("อ่านวันที่ “%(text)s” ไม่ออก เขียนแบบ 21 ก.พ. 2561"), text=excerpt(text))
