"""Thai telephone numbers: mobile 06, 08, 09 with ten digits, landline 02–05 and 07 with nine."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from thai.digits import to_arabic
from thai.errors import ReadingError, excerpt
from thai.text import fold

_NONE = re.compile(
    r"(?:ยัง)?ไม่มี(?:เบอร์)?(?:โทรศัพท์|โทร|มือถือ)?|ไม่ระบุ|ไม่ทราบ|ไม่บอก|(?:ไม่|ไม่ประสงค์|ไม่สะดวก|ไม่ขอ)(?:จะ)?ให้(?:เบอร์)?|none|n/a|no|",
    re.IGNORECASE,
)
_FLOAT = re.compile(r"(?<=[0-9]{8})\.0$")  # a number that a program wrote out
_REMARK = re.compile(r"\(\s*[^0-9()]+\)")
_EDGES = " '’‘`*"
_LABEL = re.compile(r"^(?:เบอร์)?(?:โทรศัพท์|โทร|มือถือ|tel|phone|mobile)?[\s.:]*", re.IGNORECASE)
_EXTENSION = re.compile(r"\s*(?:ต่อ|#|ext\.?)\s*[0-9]+$", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s().\-‐‑‒–—_]+")
_BETWEEN = re.compile(r"[,/;]|หรือ|และ")
_ABROAD = re.compile(r"^(?:\+|00)?66(?:0(?=[2-9]))?(?=[2-9][0-9]{7,}$)")

_MOBILE_DIGITS, _LANDLINE_DIGITS = 10, 9


class PhoneError(ReadingError):
    """A telephone number that cannot be right; codes wrong_length, wrong_start, several, unreadable."""


def parse_phone(value: object) -> str | None:
    """The number as digits from 0 on ("0810000001"), None when there is none ("ไม่มี", "-", blank).

    Takes Thai digits, dashes, spaces, +66, a label before and an extension behind (which is dropped), and
    puts back the 0 in front that a spreadsheet took for nothing. Raises PhoneError.
    """
    written = fold(to_arabic("" if value is None else _plain_number(value)))
    text = _REMARK.sub(" ", _FLOAT.sub("", written)).strip(_EDGES)
    text = _EXTENSION.sub("", _LABEL.sub("", text))
    bare = _SEPARATORS.sub("", text)
    if _NONE.fullmatch(bare):
        return None
    digits = _ABROAD.sub("0", bare)
    if not re.fullmatch(r"[0-9]+", digits):
        if all(_is_number(part) for part in _BETWEEN.split(text)):
            raise PhoneError("several", _("มีมากกว่าหนึ่งเบอร์ ใส่เบอร์เดียวก่อน"))
        raise PhoneError("unreadable", _("อ่านเบอร์ “%(text)s” ไม่ออก ใส่เฉพาะตัวเลข"), text=excerpt(written))
    return _checked(_with_leading_zero(digits))


def phones_in(text: str) -> list[str]:
    """The numbers of a text that holds several, each as ``parse_phone`` gives it; wrong ones are left out."""
    found: list[str] = []
    for part in _BETWEEN.split(to_arabic(text)):
        try:
            number = parse_phone(part)
        except PhoneError:
            continue
        if number and number not in found:
            found.append(number)
    return found


def format_phone(digits: str | None) -> str:
    """Digits grouped to be read aloud: 081-000-0001, 02-000-0000, 043-000-000. "" for none."""
    if not digits:
        return ""
    if len(digits) == _MOBILE_DIGITS:
        return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
    if len(digits) == _LANDLINE_DIGITS:
        cut = 2 if digits.startswith("02") else 3
        return f"{digits[:cut]}-{digits[cut : cut + 3]}-{digits[cut + 3 :]}"
    return digits


def _plain_number(value: object) -> str:
    """A cell's number without the ".0" that a spreadsheet's float brings."""
    return f"{value:.0f}" if isinstance(value, float) and value == value and abs(value) < 1e15 else str(value)


def _with_leading_zero(digits: str) -> str:
    mobile = len(digits) == _MOBILE_DIGITS - 1 and digits[0] in "689"
    landline = len(digits) == _LANDLINE_DIGITS - 1 and digits[0] in "23457"
    return f"0{digits}" if mobile or landline else digits


def _checked(digits: str) -> str:
    if re.match(r"0[689]", digits):
        expected, text = _MOBILE_DIGITS, _("เบอร์มือถือต้องมี %(expected)s หลัก ตอนนี้มี %(count)s หลัก ตรวจอีกครั้ง")
    elif re.match(r"0[23457]", digits):
        expected, text = _LANDLINE_DIGITS, _("เบอร์บ้านต้องมี %(expected)s หลัก ตอนนี้มี %(count)s หลัก ตรวจอีกครั้ง")
    else:
        raise PhoneError(
            "wrong_start", _("เบอร์ “%(text)s” ขึ้นต้นไม่เหมือนเบอร์โทรไทย เริ่มด้วย 0 เช่น 08"), text=excerpt(digits)
        )
    if len(digits) != expected:
        raise PhoneError("wrong_length", text, expected=expected, count=len(digits))
    return digits


def _is_number(part: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{8,}", _SEPARATORS.sub("", part).removeprefix("+")))
