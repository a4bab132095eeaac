"""Filters for templates: days, times, numbers and lines that do not tear.

Days and times come as `<span class="nb">…</span>`. Where markup cannot stand (an attribute, a title, an
option) ask for `"plain"`: `{{ day|thai_date:"plain" }}`, `{{ day|thai_date:"long plain" }}`.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django import template
from django.utils.safestring import SafeString, mark_safe

from thai.clock import BANGKOK
from thai.dates import format_date, format_datetime, format_range, format_time, shown_year
from thai.foreign import has_thai, mark_thai
from thai.linebreaks import keep_whole, whole
from thai.phones import format_phone
from thai.widgets import active_language

register = template.Library()

_NOTHING = "—"
_PLAIN = "plain"


def _shown(text: str, options: str) -> str | SafeString:
    return text if _PLAIN in options.split() else whole(text)


def _style(options: str, default: str) -> str:
    return next((word for word in options.split() if word != _PLAIN), default)


def _as_day(value: object) -> date | None:
    """The day in Thailand; None for what is no day, so that an empty field prints nothing."""
    if isinstance(value, datetime):
        return (value.astimezone(BANGKOK) if value.tzinfo else value).date()
    return value if isinstance(value, date) else None


@register.filter
def thai_date(value: date | None, options: str = "") -> str:
    """ "พุธ 21 ก.พ. 2561". Options: a style of `format_date` (long, day, month, table, weekday), plain."""
    day = _as_day(value)
    return _shown(format_date(day, active_language(), _style(options, "short")), options) if day else ""


@register.filter
def thai_date_long(value: date | None, options: str = "") -> str:
    """ "วันพุธที่ 21 กุมภาพันธ์ 2561". Options: plain."""
    return thai_date(value, f"long {options}")


@register.filter
def thai_month(value: date | None, options: str = "") -> str:
    """ "ก.พ. 2561". Options: plain."""
    return thai_date(value, f"month {options}")


@register.filter
def thai_range(start: date | None, end: date | None = None) -> str:
    """ "12–13 มี.ค. 2561"; one day alone as `thai_date` writes it."""
    return whole(thai_range_plain(start, end))


@register.filter
def thai_range_plain(start: date | None, end: date | None = None) -> str:
    """`thai_range` without markup."""
    first = _as_day(start)
    return format_range(first, _as_day(end), active_language()) if first else ""


@register.filter
def thai_time(value: time | datetime | None, options: str = "") -> str:
    """ "09.00 น.", in Asia/Bangkok. Options: plain."""
    return (
        _shown(format_time(value, active_language()), options) if isinstance(value, time | datetime) else ""
    )


@register.filter
def thai_datetime(value: datetime | None, options: str = "") -> str:
    """ "พุธ 20 ก.พ. 2562 เวลา 08.00 น.", in Asia/Bangkok. Options: plain."""
    return _shown(format_datetime(value, active_language()), options) if isinstance(value, datetime) else ""


@register.filter
def be_year(year: int | None) -> str:
    """A C.E. year as the language shows it: B.E. in Thai, C.E. in English."""
    return "" if year is None or year == "" else str(shown_year(int(year), active_language()))


@register.filter
def number(value: object, places: int = 2) -> str:
    """ "1,431", "12.5": thousands commas, at most `places` decimals, no trailing zeros; "—" for no number."""
    try:
        exact = Decimal(str(value))
        rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    except (InvalidOperation, ValueError):
        return _NOTHING
    if not rounded.is_finite():
        return _NOTHING
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@register.filter
def percent_of(part: object, whole_number: object) -> str:
    """ "61%" of part and base; "—" where there is no base."""
    if part is None or not whole_number:
        return _NOTHING
    share = Decimal(str(part)) * 100 / Decimal(str(whole_number))
    return f"{share.quantize(Decimal(1), ROUND_HALF_UP)}%"


@register.filter
def thai_phone(digits: str | None) -> str:
    """Digits as they are read aloud: 081-000-0001."""
    return whole(format_phone(digits))


@register.filter
def thai_text(text: object) -> object:
    """Text that may be Thai for want of a translation: on pages in another language it is marked as Thai."""
    return text if active_language() == "th" else mark_thai(text)


@register.filter
def nb(text: object, name: str = "") -> SafeString:
    """Text whose dates, places, figures and set phrases stay on one line (`thai.linebreaks.keep_whole`).

    Marked as Thai where it is Thai and the page is not.
    """
    return keep_whole(thai_text(text), name)


@register.filter
def lang_th(text: object) -> SafeString:
    """` lang="th"` for an element whose attribute or title is Thai on a page in another language, else ""."""
    return mark_safe(' lang="th"' if active_language() != "th" and has_thai(text) else "")
