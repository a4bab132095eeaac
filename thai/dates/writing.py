"""Days and times written out. Plain strings with ordinary spaces; a template keeps them on one line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from thai.clock import BANGKOK
from thai.dates.calendar import BE_OFFSET
from thai.dates.words import ENGLISH_DAYS, ENGLISH_MONTHS, THAI_DAYS, THAI_MONTHS


def shown_year(year: int, lang: str = "th") -> int:
    """A C.E. year as it is shown: B.E. in Thai, C.E. in English."""
    return year if lang.startswith("en") else year + BE_OFFSET


def month_name(month: int, lang: str = "th", *, short: bool = False) -> str:
    """Name of month 1–12, full or short ("มี.ค.", "Mar")."""
    if lang.startswith("en"):
        return ENGLISH_MONTHS[month - 1][:3] if short else ENGLISH_MONTHS[month - 1]
    return THAI_MONTHS[month - 1][short]


def format_date(day: date, lang: str = "th", style: str = "short") -> str:
    """A day (C.E. `date`) in words.

    style: short "พุธ 21 ก.พ. 2561", long "วันพุธที่ 21 กุมภาพันธ์ 2561", day "21 ก.พ. 2561", month "ก.พ. 2561",
    table "21 ก.พ. 61" (two-digit years belong in table heads only), weekday "พุธ". English: "Wed 21 Feb 2018",
    "Wednesday 21 February 2018", "21 Feb 2018", "Feb 2018", "21 Feb 18", "Wed".
    """
    if isinstance(day, datetime):
        day = _local(day).date()
    english = lang.startswith("en")
    weekday = ENGLISH_DAYS[day.weekday()] if english else THAI_DAYS[day.weekday()][0]
    short_weekday = weekday[:3] if english else THAI_DAYS[day.weekday()][1]
    month = month_name(day.month, lang, short=True)
    year = shown_year(day.year, lang)
    match style:
        case "short":
            return f"{short_weekday} {day.day} {month} {year}"
        case "long":
            opening = f"{weekday} {day.day}" if english else f"วัน{weekday}ที่ {day.day}"
            return f"{opening} {month_name(day.month, lang)} {year}"
        case "day":
            return f"{day.day} {month} {year}"
        case "month":
            return f"{month} {year}"
        case "table":
            return f"{day.day} {month} {year % 100:02d}"
        case "weekday":
            return short_weekday
    raise ValueError(f"unknown style {style!r}")


def format_range(start: date, end: date | None = None, lang: str = "th", style: str = "short") -> str:
    """Days from `start` to `end`, both included: "12–13 มี.ค. 2561", "30 มี.ค.–2 เม.ย. 2561".

    One day alone is written by `format_date` in `style`; months of `style` "month" are "ม.ค.–มี.ค. 2562".
    """
    if style == "month":
        return _month_range(start, end or start, lang)
    if end is None or start == end:
        return format_date(start, lang, style)
    short = style != "long"
    last = f"{end.day} {month_name(end.month, lang, short=short)} {shown_year(end.year, lang)}"
    first = f"{start.day} {month_name(start.month, lang, short=short)}"
    if start.year != end.year:
        return f"{first} {shown_year(start.year, lang)}–{last}"
    if start.month != end.month:
        return f"{first}–{last}"
    return f"{start.day}–{last}"


def format_days(days: Iterable[date], lang: str = "th") -> str:
    """Days in their order, those in a row as a range: "5–7 เม.ย. 2561, พฤหัส 12 เม.ย. 2561"."""
    spans: list[list[date]] = []
    for day in days:
        if spans and day - spans[-1][-1] == timedelta(days=1):
            spans[-1].append(day)
        else:
            spans.append([day])
    return ", ".join(format_range(span[0], span[-1], lang) for span in spans)


def format_time(moment: time | datetime, lang: str = "th") -> str:
    """Time of day in Asia/Bangkok: "09.00 น.", in English "09:00"."""
    return _clock(moment, lang) + ("" if lang.startswith("en") else " น.")


def format_time_range(start: time | datetime, end: time | datetime | None, lang: str = "th") -> str:
    """From one time of day to another: "09.00–15.30 น."; without an end just the start."""
    if end is None:
        return format_time(start, lang)
    return f"{_clock(start, lang)}–{format_time(end, lang)}"


def format_datetime(moment: datetime, lang: str = "th") -> str:
    """A moment in Asia/Bangkok: "พุธ 20 ก.พ. 2562 เวลา 08.00 น.", in English "Wed 20 Feb 2019, 08:00"."""
    local = _local(moment)
    joint = ", " if lang.startswith("en") else " เวลา "
    return f"{format_date(local.date(), lang)}{joint}{format_time(local, lang)}"


def quarter_months(fiscal_year: int, quarter: int) -> tuple[date, date]:
    """First and last month (each as its first day) of a quarter 1–4 of a fiscal year B.E."""
    year = fiscal_year - BE_OFFSET - (quarter == 1)
    first = (9 + 3 * (quarter - 1)) % 12 + 1
    return date(year, first, 1), date(year, first + 2, 1)


def format_quarter(fiscal_year: int, quarter: int, lang: str = "th", style: str = "long") -> str:
    """A fiscal quarter, always with its months, since "quarter 1 of 2562" means two things.

    long "ไตรมาส 2 ปีงบประมาณ 2562 (ม.ค.–มี.ค. 2562)", short "ไตรมาส 2 ปีงบฯ 62 (ม.ค.–มี.ค. 62)",
    months "ม.ค.–มี.ค. 62" for table heads.
    """
    first, last = quarter_months(fiscal_year, quarter)
    long = style == "long"
    months = _month_range(first, last, lang, two_digits=not long)
    if style == "months":
        return months
    if lang.startswith("en"):
        year = fiscal_year - BE_OFFSET
        name = f"Quarter {quarter}, fiscal year {year}" if long else f"Q{quarter} FY {year}"
        return f"{name} ({months})"
    if long:
        return f"ไตรมาส {quarter} ปีงบประมาณ {fiscal_year} ({months})"
    return f"ไตรมาส {quarter} ปีงบฯ {fiscal_year % 100:02d} ({months})"


def _month_range(first: date, last: date, lang: str, *, two_digits: bool = False) -> str:
    def year(day: date) -> str:
        return f"{shown_year(day.year, lang) % 100:02d}" if two_digits else str(shown_year(day.year, lang))

    end = f"{month_name(last.month, lang, short=True)} {year(last)}"
    if (first.year, first.month) == (last.year, last.month):
        return end
    start = month_name(first.month, lang, short=True)
    return f"{start}–{end}" if first.year == last.year else f"{start} {year(first)}–{end}"


def _clock(moment: time | datetime, lang: str) -> str:
    local = _local(moment) if isinstance(moment, datetime) else moment
    return f"{local.hour:02d}{':' if lang.startswith('en') else '.'}{local.minute:02d}"


def _local(moment: datetime) -> datetime:
    """The same moment by the clocks of Thailand; a naive one already is."""
    return moment if moment.tzinfo is None else moment.astimezone(BANGKOK)
