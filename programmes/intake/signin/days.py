"""Which day each column to sign in belongs to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl.utils.cell import get_column_letter

from thai.clock import today
from thai.dates import BE_OFFSET, DateError, format_date, format_days, format_range, parse_date
from thai.digits import to_arabic
from thai.errors import excerpt

from ...models import Programme, ProgrammeYear
from ..headers import label_key, ordinal
from ..questions import Asking, Choice, Question, QuestionKind
from ..titles import days_in_year
from .columns import DayColumn
from .table import SheetReading

LONGEST = 31  # days; a longer activity is a date misread
EVERY_DAY, NOT_SIGNED, NO_YEAR = "every", "none", "none"
_NUMBER = re.compile(
    r"(?:วันที่|(?P<counted>ครั้งที่|ช่วงที่)|วัน|day)?\s*(?P<number>[0-9]{1,2})\s*(?:เช้า|บ่าย)?", re.IGNORECASE
)


@dataclass
class Days:
    """Days of the activity, and the days each column stands for; ``problem`` says why there are none.

    ``waits``: the year is asked for; ``asked``: keys of the questions which days columns stand for. A column
    of marks where nobody signed is not among ``columns``.
    """

    all: tuple[date, ...] = ()
    columns: dict[int, tuple[date, ...]] = field(default_factory=dict)
    programme: Programme | None = None
    problem: str = ""
    waits: bool = False
    asked: list[str] = field(default_factory=list)


def lay_out(reading: SheetReading, asking: Asking, years: Iterable[ProgrammeYear]) -> Days:
    """Days from the lines above the table, else from the columns themselves; ``years`` are all there are."""
    told = reading.titles.days
    if (
        not told
        and reading.titles.unclear
        and not _named(reading.days)
        and any(days_in_year(reading.titles.unclear, year) for year in _years())
    ):
        year = _ask_year(reading, asking)
        if year.is_open:
            return Days(waits=True)
        if year.answer == NO_YEAR:
            return Days(problem=_again(reading.titles.problem))
        told = days_in_year(reading.titles.unclear, int(year.answer))
    named = _named(reading.days)
    meant = set(told)
    if not (told or named):
        missing = _("ไม่พบวันที่จัด เขียนไว้เหนือตาราง เช่น วันที่ 12–13 มี.ค. 2561")
        return Days(problem=_again(reading.titles.problem or missing))
    if not meant or meant.intersection(named):
        meant.update(named)  # columns may say more than the line above them, and leave days out between
    first, last = span = min(meant), max(meant)
    if (last - first).days >= LONGEST:
        return Days(
            problem=_again(
                _("กิจกรรม %(days)s ยาวเกิน %(most)s วัน")
                % {"days": format_range(*span, _language()), "most": LONGEST}
            )
        )
    days = Days(tuple(sorted(meant)))
    days.problem = _outside(days, first, last, years)
    if not days.problem:
        _lay_columns(days, reading, asking)
    return days


def _years() -> list[int]:
    """Years of programmes, C.E., up to the present one."""
    years = ProgrammeYear.objects.filter(starts_on__lte=today()).values_list(
        "starts_on__year", "ends_on__year"
    )
    return sorted({year for pair in years for year in pair if year <= today().year})


def _ask_year(reading: SheetReading, asking: Asking) -> Question:
    """Which year the title means by two digits that are no year of the programme."""
    return asking.ask(
        f"{reading.number}:year",
        QuestionKind.DAYS,
        _("ปีในวันที่จัดเป็นปีไหน"),
        [
            *(
                Choice(str(year), _("พ.ศ. %(year)s") % {"year": year + BE_OFFSET})
                for year in _years()
                if days_in_year(reading.titles.unclear, year)
            ),
            Choice(NO_YEAR, _("ไม่ใช่ปีเหล่านี้ แก้ในไฟล์")),
        ],
        sheet=reading.name,
        hint=_("ในไฟล์เขียนว่า “%(text)s”") % {"text": excerpt(reading.titles.unclear, 80)},
    )


def _language() -> str:
    return get_language() or "th"


def _again(problem: str) -> str:
    """Every problem of the day is mended in the file."""
    return _("%(problem)s แก้ในไฟล์แล้วนำเข้าใหม่") % {"problem": problem}


def _outside(days: Days, first: date, last: date, years: Iterable[ProgrammeYear]) -> str:
    """Why the days cannot be: in no programme's year, or still to come. Notes the programme they are in."""
    for day in (first, last):
        year = next((year for year in years if year.starts_on <= day <= year.ends_on), None)
        if year is None or days.programme not in (None, year.programme):
            return _again(
                _("วันที่ %(day)s อยู่นอกปีของโครงการ ตรวจปี พ.ศ. อีกครั้ง") % {"day": format_date(day, _language())}
            )
        days.programme = year.programme
    if last > today():
        return _again(_("วันที่ %(day)s ยังมาไม่ถึง ตรวจปี พ.ศ. อีกครั้ง") % {"day": format_date(last, _language())})
    return ""


def _lay_columns(days: Days, reading: SheetReading, asking: Asking) -> None:
    by_date = _are_dates(reading.days, days.all)
    for column in reading.days:
        if column.guessed:
            found = _asked_of(column, days, reading, asking)
            if found is None:
                continue
        elif not column.label and len(days.all) == 1:
            found = days.all
        elif not column.label:
            only = len(reading.days) == 1
            found = _asked(days, reading, asking) if only else _asked_of(column, days, reading, asking)
        else:
            day = _day_of(column.label, days.all, by_date=by_date)
            if day is None:
                days.problem = _again(
                    _("ช่องลงชื่อ “%(label)s” ไม่ตรงกับวันจัด %(days)s")
                    % {"label": _shown(column.label), "days": format_days(days.all, _language())}
                )
                return
            found = (day,)
        days.columns[column.index] = found or ()


def _asked(days: Days, reading: SheetReading, asking: Asking) -> tuple[date, ...]:
    """One column for several days: which of them did somebody come who signed?"""
    question = asking.ask(
        f"{reading.number}:days",
        QuestionKind.DAYS,
        _("มีช่องลงชื่อช่องเดียว แต่กิจกรรมมี %(number)s วัน คนที่ลงชื่อมาวันไหน") % {"number": len(days.all)},
        [Choice(EVERY_DAY, _("มาทุกวัน")), *_each(days)],
        sheet=reading.name,
        alike=f"{reading.number}:days",
    )
    days.asked.append(question.key)
    return _answered(question, days)


def _asked_of(
    column: DayColumn, days: Days, reading: SheetReading, asking: Asking
) -> tuple[date, ...] | None:
    """Which days a column stands for whose head names none; None when nobody signed there."""
    every = [Choice(EVERY_DAY, _("ทุกวัน"))] if len(days.all) > 1 else []
    none = [Choice(NOT_SIGNED, _("ไม่ใช่ช่องลงชื่อ"))] if column.guessed else []
    head = column.head or _("คอลัมน์ %(letter)s") % {"letter": get_column_letter(column.index + 1)}
    question = asking.ask(
        f"{reading.number}:days:{column.index}",
        QuestionKind.DAYS,
        _("ช่อง “%(label)s” เป็นช่องลงชื่อของวันไหน") % {"label": excerpt(head)},
        [*_each(days), *every, *none],
        sheet=reading.name,
        alike=f"{reading.number}:days:{column.index} {label_key(head)}",
    )
    days.asked.append(question.key)
    return None if question.answer == NOT_SIGNED else _answered(question, days)


def _each(days: Days) -> list[Choice]:
    return [Choice(day.isoformat(), format_date(day)) for day in days.all]


def _answered(question: Question, days: Days) -> tuple[date, ...]:
    if question.answer == EVERY_DAY:
        return days.all
    return (date.fromisoformat(question.answer),) if question.answer else ()


def _are_dates(columns: list[DayColumn], days: tuple[date, ...]) -> bool:
    """Whether "วันที่ 3 | วันที่ 5" are days of the month, not the third and the fifth day."""
    numbers = [match for column in columns if (match := _NUMBER.fullmatch(to_arabic(column.label).strip()))]
    held = {day.day for day in days}
    return not any(match["counted"] or int(match["number"]) not in held for match in numbers)


def _day_of(label: str, days: tuple[date, ...], *, by_date: bool) -> date | None:
    """The day a column's head names: "วันที่ ๒" the second, "13 มี.ค." or "วันที่ 13" that day."""
    for text in (label, f"{label} {days[0].year + BE_OFFSET}"):
        try:
            day = parse_date(text)
        except DateError:
            continue
        return day if day in days else None
    match = _NUMBER.fullmatch(to_arabic(label).strip())
    number = int(match["number"]) if match else ordinal(label)
    if number == -1:
        return days[-1]
    if 1 <= number <= len(days) and not (match and by_date):
        return days[number - 1]
    return next((day for day in days if day.day == number), None)


def _shown(label: str) -> str:
    """A column's head for people: a workbook's date cell would be read out as 2018-03-14."""
    try:
        return format_date(parse_date(label), get_language() or "th", "day")
    except DateError:
        return label


def _named(columns: list[DayColumn]) -> list[date]:
    """The days that the columns' own heads name in full; none unless every column does."""
    try:
        return [parse_date(column.label) for column in columns]
    except DateError:
        return []
