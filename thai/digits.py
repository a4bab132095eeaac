"""Numbers as people type them: Thai digits, thousands commas, baht."""

from __future__ import annotations

import re
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from thai.errors import ReadingError, excerpt
from thai.text import TO_ARABIC, TO_THAI, fold

_UNIT = re.compile(r"\s*(?:\.\s*-|บาท(?:ถ้วน)?|บ\.|฿|คน|ชั่วโมง|ชม\.?)$")
_NUMBER = re.compile(r"([+-]?)((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?)(\.[0-9]*)?")
_BLANK = frozenset({"", "-"})
_MOST_DIGITS = 18


class NumberError(ReadingError):
    """A number that cannot be read; codes `unreadable`, `not_whole`, `too_long`."""


def to_arabic(text: str) -> str:
    """Thai digits ๐–๙ as 0–9; every other character stays, so positions stay too."""
    return text.translate(TO_ARABIC)


def to_thai(text: str) -> str:
    """0–9 as Thai digits ๐–๙; every other character stays."""
    return text.translate(TO_THAI)


def parse_decimal(value: object) -> Decimal | None:
    """A number as typed or as a spreadsheet cell holds it.

    Takes Thai digits, thousands commas, spaces, a closing ".-", "บาท", "คน" or "ชั่วโมง". Blank and "-"
    mean that nothing was given: None. Raises NumberError for everything else ("ประมาณ 20" is for the
    caller, who must keep that it is an estimate).
    """
    if value is None:
        return None
    if isinstance(value, bool):
        raise _unreadable(str(value))
    text = f"{value:f}" if isinstance(value, Decimal) and value.is_finite() else str(value)
    text = to_arabic(fold(text)).replace("−", "-").replace("–", "-")
    if text in _BLANK:
        return None
    bare = _UNIT.sub("", text)
    bare = bare.removeprefix("฿").replace(" ", "")
    match = _NUMBER.fullmatch(bare)
    if not match or not any(char.isdigit() for char in bare):
        raise _unreadable(text)
    sign, whole, fraction = match.groups()
    if len(bare) > _MOST_DIGITS:
        raise NumberError("too_long", _("ตัวเลข “%(text)s” ยาวเกินไป ตรวจอีกครั้ง"), text=excerpt(text))
    return Decimal(f"{sign}{whole.replace(',', '') or '0'}{fraction or ''}")


def parse_int(value: object) -> int | None:
    """A whole number, read as `parse_decimal` reads; "12.0" is 12, "12.5" raises NumberError."""
    number = parse_decimal(value)
    if number is None:
        return None
    if number != number.to_integral_value():
        raise NumberError("not_whole", _("“%(text)s” ไม่ใช่จำนวนเต็ม ใส่เป็นจำนวนเต็ม"), text=excerpt(str(value)))
    return int(number)


def _unreadable(text: str) -> NumberError:
    return NumberError(
        "unreadable", _("อ่านตัวเลข “%(text)s” ไม่ออก ใส่เฉพาะตัวเลข เช่น 1,200"), text=excerpt(text)
    )
