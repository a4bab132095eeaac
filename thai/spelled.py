"""Sums of money spelled out, as they stand in brackets behind the figures: "หนึ่งหมื่นห้าพันบาทถ้วน"."""

import re
from decimal import Decimal

_DIGITS = {
    "ศูนย์": 0, "หนึ่ง": 1, "เอ็ด": 1, "สอง": 2, "ยี่": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7,
    "แปด": 8, "เก้า": 9,
}  # fmt: skip
_POWERS = {"สิบ": 10, "ร้อย": 100, "พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000}
_MILLION = "ล้าน"
_WORDS = rf"(?:{'|'.join((*_DIGITS, *_POWERS, _MILLION))})+"
_SUM = re.compile(rf"(?P<baht>{_WORDS})บาท(?:ถ้วน|(?P<satang>{_WORDS})สตางค์)?|(?P<only>{_WORDS})สตางค์")
_PART = re.compile(
    rf"(?P<digit>{'|'.join(_DIGITS)})?(?P<power>{'|'.join(_POWERS)})|(?P<last>{'|'.join(_DIGITS)})"
)


def parse_spelled_baht(text: str) -> Decimal | None:
    """The sum that a text spells out; None if it holds anything but words for numbers and money."""
    found = _SUM.fullmatch("".join(text.split()))
    if found is None:
        return None
    satang = found["satang"] or found["only"]
    return Decimal(_number(found["baht"] or "")) + Decimal(_number(satang or "")) / 100


def _number(words: str) -> int:
    number = 0
    for part in words.split(_MILLION):
        number = number * 1_000_000 + _below_a_million(part)
    return number


def _below_a_million(words: str) -> int:
    """ "สิบ" alone is one of them."""
    return sum(
        _DIGITS[part["last"]] if part["last"] else _DIGITS.get(part["digit"], 1) * _POWERS[part["power"]]
        for part in _PART.finditer(words)
    )
