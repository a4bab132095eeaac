"""When an activity of the list was, or will be."""

import re
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thai.dates import BE_OFFSET, DateError, format_date, format_range, parse_days
from thai.digits import to_arabic

from ..questions import Choice, QuestionKind
from ..typed_days import serial_as_typed
from .context import Context
from .drafts import Draft
from .puttingoff import parted

SKIP = "skip"  # the answer that leaves a row to be mended in the file
LONGEST = 31  # days; a longer activity is a date misread
_FISCAL_MONTH = 10  # October to December lie in the calendar year before the fiscal one
_SHORT = re.compile(r"[0-9]{2}")


def read_days(draft: Draft, context: Context) -> None:
    """Every day of the activity and its programme; what cannot be is refused, an unclear year asked about."""
    written, draft.beside_days = parted(draft.row["days"])
    if not written:
        draft.refuse("days", _("ยังไม่ได้ใส่วันที่"))
        return
    text = serial_as_typed(written)
    try:
        days = context.once("days", text, parse_days)
    except DateError as error:
        days = _asked(draft, context, text, error)
        if days is None:
            return
    if text != written:
        said = {"label": draft.label("days"), "text": written, "days": shown_days(days)}
        draft.note(_("ช่อง %(label)s: ในไฟล์เป็น “%(text)s” อ่านเป็น %(days)s") % said)
    _settle(draft, days, context)


def _asked(draft: Draft, context: Context, text: str, error: DateError) -> tuple[date, ...] | None:
    """Days with the year that was answered, None while there is none or when asking would not help."""
    written = str(error.params.get("year", ""))
    unclear = error.code == "year_unclear" and (not written or _SHORT.fullmatch(written))
    years = _years(text, written, context) if unclear else {}
    if not years:
        draft.refuse("days", _why(error))
        return None
    if not written and (titled := _in_title_year(draft, years)):
        return titled
    words = _("ช่อง %(label)s: ปี “%(year)s” คือปีไหน") if written else _("ช่อง %(label)s: ยังไม่มีปี เป็นปีไหน")
    question = draft.ask(
        context,
        "year",
        QuestionKind.DAYS,
        words % {"label": draft.label("days"), "year": written},
        [
            *(Choice(str(year), _("พ.ศ. %(year)s") % {"year": year + BE_OFFSET}) for year in years),
            Choice(SKIP, _("ไม่ใช่ปีเหล่านี้ ข้ามแถวนี้ แก้ในไฟล์")),
        ],
        about=_("ปี %(year)s") % {"year": written} if written else _("ไม่มีปี"),
        hint=_("ในไฟล์เขียนว่า “%(text)s”") % {"text": text},
    )
    if question.answer == SKIP:
        draft.refuse("days", _why(error))
    return years[int(question.answer)] if question.answer not in ("", SKIP) else None


def _in_title_year(draft: Draft, years: dict[int, tuple[date, ...]]) -> tuple[date, ...] | None:
    """The days in the year of the lines above the table; None where they name none of ``years``."""
    titles = draft.reading.titles
    days = years.get(titles.year or 0)
    if days and titles.fiscal and days[0].month >= _FISCAL_MONTH:
        days = years.get(titles.year - 1)
    if days:
        said = {"label": draft.label("days"), "year": days[0].year + BE_OFFSET}
        draft.note(_("ช่อง %(label)s: ไม่มีปี ใช้ปี %(year)s ตามหัวเรื่อง") % said)
    return days


def _years(text: str, written: str, context: Context) -> dict[int, tuple[date, ...]]:
    """The days meant, by the year (C.E.) that two digits, or none, may stand for: those of programmes."""
    found = {}
    for year in sorted({day.year for row in context.years for day in (row.starts_on, row.ends_on)}):
        full = f"{text} {year + BE_OFFSET}"
        if written:
            full = re.sub(rf"(?<![0-9]){written}(?=[^0-9]*$)", str(year + BE_OFFSET), to_arabic(text))
        try:
            found[year] = context.once("days", full, parse_days)
        except DateError:
            continue
    return found


def _why(error: DateError) -> str:
    if error.code == "no_such_day" and "day" in error.params:
        return _("ไม่มีวันที่ %(day)s") % {"day": error.params["day"]}
    return error.message


def _settle(draft: Draft, days: tuple[date, ...], context: Context) -> None:
    draft.days = days
    if len(days) > LONGEST:
        span = format_range(days[0], days[-1], get_language() or "th")
        draft.refuse("days", _("กิจกรรม %(days)s ยาวเกิน %(most)s วัน") % {"days": span, "most": LONGEST})
        return
    draft.programme = context.programme_on(days[0])
    for day in days:
        if draft.programme is None or context.programme_on(day) != draft.programme:
            outside = _("วันที่ %(day)s อยู่นอกปีของโครงการ ตรวจปี พ.ศ. อีกครั้ง") % {"day": shown_days((day,))}
            draft.refuse("days", outside)
            return


def shown_days(days: tuple[date, ...]) -> str:
    """First and last day for people: "12–13 มี.ค. 2561"."""
    language = get_language() or "th"
    if len(days) == 1:
        return format_date(days[0], language, "day")
    return format_range(days[0], days[-1], language, "day")
