"""What the readers of days look for: months in every spelling, eras, dashes, and the shapes of a day."""

from __future__ import annotations

import re

from thai.dates.words import ENGLISH_DAYS, ENGLISH_MONTHS, OTHER_DAYS, OTHER_MONTHS, THAI_DAYS, THAI_MONTHS

_NOT_THAI = r"(?![ก-ฮะ-ฺเ-๎])"
_GAP = r"[\s.]*"  # between the letters of an abbreviation: "ม.ค.", "มค", "ม. ค."


def _month(number: int) -> str:
    """Every spelling of month 1–12, longest first."""
    full, short = THAI_MONTHS[number - 1]
    english = ENGLISH_MONTHS[number - 1]
    words = sorted((full, *OTHER_MONTHS[number - 1]), key=len, reverse=True)
    abbreviated = _GAP.join(re.escape(part) for part in short.rstrip(".").split("."))
    latin = (
        rf"\b{english[:3].lower()}(?:{english[3:].lower()}|t)?\b\.?"
        if len(english) > 3
        else rf"\b{english.lower()}\b"
    )
    return rf"(?:{'|'.join(words)}){_NOT_THAI}|{abbreviated}(?:\.|{_NOT_THAI})|{latin}".replace(
        r"\b", r"(?<![a-z])", 1
    )


MONTHS = tuple(re.compile(_month(number), re.IGNORECASE) for number in range(1, 13))

_ERA = r"(?P<be>พ\s*\.?\s*ศ\s*\.?|พุทธศักราช|(?<![a-z])b\.?e\.?(?![a-z]))|(?P<ce>ค\s*\.?\s*ศ\s*\.?|คริสต์?ศักราช|(?<![a-z])[ac]\.?[de]\.?(?![a-z]))"
ERA = re.compile(_ERA)

_DAY_NAMES = sorted(
    {name for pair in THAI_DAYS for name in pair} | {day for day in OTHER_DAYS if len(day) > 3}, key=len
)[::-1]
_DAY_LETTERS = [re.escape(day) for day in OTHER_DAYS if len(day) <= 3]
_ENGLISH_DAYS = "|".join(f"{day[:3]}(?:{day[3:]})?" for day in ENGLISH_DAYS).lower()
WEEKDAY = re.compile(
    rf"(?:วัน\s*)?(?:{'|'.join(_DAY_NAMES)})(?:\s*ที่)?|^\s*(?:{'|'.join(_DAY_LETTERS)})\s*(?=[0-9])|\b(?:{_ENGLISH_DAYS})\b\.?,?"
)
FILLER = re.compile(r"วันที่|วัน|เมื่อ|ที่|เดือน|ปี|ระหว่าง")
UNTIL = re.compile(r"\s*(?:จนถึง|ถึง|\bto\b)\s*")
CLOCK = re.compile(
    r"(?:\s*เวลา)?\s*(?<![0-9.])[0-9]{1,2}[.:][0-9]{2}(?:\s*-\s*[0-9]{1,2}[.:][0-9]{2})?\s*น\.?$"
    r"|[t ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:z|[+-][0-9]{2}:?[0-9]{2})?$"
)

_DASH_KINDS = "‐‑‒–—―−~～〜"
DASHES = dict.fromkeys(map(ord, _DASH_KINDS), "-")
# For looking into a line without moving anything: one character for one.
SAME_LENGTH = DASHES | dict.fromkeys([0x00A0, 0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF], " ")

_DAY, _YEAR = r"(?P<day>[0-9]{1,2})", r"(?P<era>be|ce)? ?(?P<year>[0-9]{1,4})(?: (?:be|ce))?"
PARTS = tuple(
    re.compile(shape)
    for shape in (
        rf"{_DAY}[ .-]*m(?P<month>[0-9]{{2}})[ .,-]*{_YEAR}",
        rf"{_DAY}(?P<by>[-/.])(?P<month>[0-9]{{1,2}})(?P=by) ?{_YEAR}",
        r"(?P<year>[0-9]{4})(?P<by>[-/.])(?P<month>[0-9]{1,2})(?P=by)(?P<day>[0-9]{1,2})",
        rf"m(?P<month>[0-9]{{2}}) ?{_DAY},? ?{_YEAR}",
        rf"{_DAY}[ .-]*m(?P<month>[0-9]{{2}})",
        rf"{_DAY}[/.](?P<month>[0-9]{{1,2}})",
        _DAY,
    )
)

_ANY_MONTH = "|".join(f"(?:{_month(number)})" for number in range(1, 13))
_LINE_YEAR = r"[\s.,]*(?:(?:พ\s*\.?\s*ศ|ค\s*\.?\s*ศ)\s*\.?\s*)?(?:ปี\s*)?[0-9]{2,4}(?![0-9])"
_LINE_DAY = r"(?<![0-9])[0-9]{1,2}"
_LINE_TO = r"\s*(?:-|ถึง(?:\s*วันที่)?|และ|,)\s*(?:วันที่\s*)?"
_WORDED = rf"{_LINE_DAY}\s*(?:(?:เดือน\s*)?(?:{_ANY_MONTH})(?:{_LINE_YEAR})?)?(?:{_LINE_TO}{_LINE_DAY}\s*)?(?:เดือน\s*)?(?:{_ANY_MONTH}){_LINE_YEAR}"
_FIGURES = r"(?<![0-9/.-])[0-9]{1,2}(?:\s*-\s*[0-9]{1,2})?/[0-9]{1,2}/[0-9]{2,4}(?:\s*-\s*[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4})?(?![0-9/])"
_ISO = r"(?<![0-9-])[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9])"
_OPENING = rf"(?:(?:วัน)?(?:{'|'.join(_DAY_NAMES)})?\s*ที่\s*|(?:{'|'.join(_DAY_NAMES)})\s*)?"
IN_A_LINE = re.compile(rf"{_OPENING}(?P<dates>{_WORDED}|{_FIGURES}|{_ISO})", re.IGNORECASE)
