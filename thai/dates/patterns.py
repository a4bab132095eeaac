"""What the readers of days look for: months in every spelling, eras, dashes, and the shapes of a day."""

from __future__ import annotations

import re

from thai.dates.words import ENGLISH_DAYS, ENGLISH_MONTHS, OTHER_DAYS, OTHER_MONTHS, THAI_DAYS, THAI_MONTHS

_NOT_THAI = r"(?![ก-ฺเ-๎])"
_GAP = r"[\s.]*"  # between the letters of an abbreviation: "ม.ค.", "มค", "ม. ค."


def _any(words: object) -> str:
    """One of the words, the longest that fits."""
    return "|".join(sorted(words, key=len, reverse=True))


def _month(number: int) -> str:
    """Every spelling of month 1–12."""
    full, short = THAI_MONTHS[number - 1]
    spelled = _any((full, *OTHER_MONTHS[number - 1]))
    shortened = _GAP.join(short.rstrip(".").split("."))
    english = ENGLISH_MONTHS[number - 1].lower()
    english = rf"(?<![a-z]){english[:3]}(?:{english[3:]}|t)?\b\.?"
    return rf"(?:{spelled}){_NOT_THAI}|{shortened}(?:\.|{_NOT_THAI})|{english}"


MONTHS = tuple(re.compile(_month(number), re.IGNORECASE) for number in range(1, 13))

_BUDDHIST = r"พ\s*\.?\s*ศ\s*\.?|พุทธศักราช|(?<![a-z])b\.?e\.?(?![a-z])"
_COMMON = r"ค\s*\.?\s*ศ\s*\.?|คริสต์?ศักราช|(?<![a-z])(?:c\.?e|a\.?d)\.?(?![a-z])"
ERA = re.compile(rf"(?P<be>{_BUDDHIST})|(?P<ce>{_COMMON})")

# Short names of days ("พ.") are read only in front of a number, where they can be nothing else.
_DAY_NAMES = _any({name for names in THAI_DAYS for name in names} | set(OTHER_DAYS))
_DAY_LETTERS = _any(re.escape(letters) for letters in ("จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส.", "อา."))
_ENGLISH_DAYS = _any(f"{day[:3]}(?:{day[3:]})?" for day in map(str.lower, ENGLISH_DAYS))
WEEKDAY = re.compile(
    rf"(?:วัน\s*)?(?:{_DAY_NAMES})(?:\s*ที่)?|^\s*(?:{_DAY_LETTERS})\s*(?=[0-9])|\b(?:{_ENGLISH_DAYS})\b\.?,?"
    rf"|\(\s*(?:{_DAY_LETTERS})\s*\)"
)
NUMBERED_MONTH = re.compile(r"\s*เดือน(?:ที่)?\s*(?=[0-9])")
CUT_YEAR = re.compile(r"['’‘ʼ](?=[0-9]{2}(?![0-9]))")  # '61
FILLER = re.compile(r"วันที่|วัน|เมื่อ|ที่|เดือน|ปี|ระหว่าง")
UNTIL = re.compile(r"\s*(?:จนถึง|ถึง|\bto\b)\s*")
_HOURS = r"(?<![0-9.])[0-9]{1,2}[.:][0-9]{2}(?:\s*-\s*[0-9]{1,2}[.:][0-9]{2})?"
CLOCK = re.compile(
    rf"\s*{_HOURS}\s*น\.?$|\s*เวลา\s*{_HOURS}(?:\s*น\.?)?$"
    r"|[t ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:z|[+-][0-9]{2}:?[0-9]{2})?$"
)
# Which half of the day it was: only the day is kept.
_HALF = r"(?:เช้า|บ่าย|เย็น|ค่ำ)"
HALF_DAY = re.compile(
    rf"\s*(?:ช่วง|ภาค|ตอน|ครึ่งวัน)?\s*{_HALF}(?:\s*(?:-|ถึง|และ)\s*{_HALF})?\s*\)?$|\s*(?:ครึ่ง|เต็ม|ทั้ง|หนึ่ง)วัน\s*\)?$"
)
LENGTH = re.compile(r"\s*\(?\s*(?:รวม|จำนวน|เป็นเวลา)?\s*(?P<days>[0-9]{1,2})\s*วัน\s*\)?\s*$")

_DASH_KINDS = "‐‑‒–—―−~～〜"
DASHES = dict.fromkeys(map(ord, _DASH_KINDS), "-")
# For looking into a line without moving anything: one character for one.
SAME_LENGTH = DASHES | dict.fromkeys([0x00A0, 0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF], " ")

# A day in its plain shape: months are "m01"–"m12", eras "be" and "ce".
_DAY = r"(?P<day>[0-9]{1,2})"
_YEAR = r"(?P<era>be|ce)? ?(?P<year>[0-9]{1,4})(?: (?P<era_behind>be|ce))?"
PARTS = tuple(
    re.compile(shape)
    for shape in (
        rf"{_DAY}[ ./-]*m(?P<month>[0-9]{{2}})[ .,/-]*{_YEAR}",
        rf"{_DAY}(?P<by>[-/.])(?P<month>[0-9]{{1,2}})(?P=by) ?{_YEAR}",
        r"(?P<year>[0-9]{4})(?P<by>[-/.])(?P<month>[0-9]{1,2})(?P=by)(?P<day>[0-9]{1,2})",
        rf"m(?P<month>[0-9]{{2}}) ?{_DAY}[, ] ?{_YEAR}",
        rf"{_DAY}/(?P<month>[0-9]{{1,2}}) {_YEAR}",
        rf"{_DAY}[ ./-]*m(?P<month>[0-9]{{2}})",
        rf"{_DAY}[/.](?P<month>[0-9]{{1,2}})",
        _DAY,
    )
)
WITHOUT_DAY = re.compile(rf"m[0-9]{{2}}[ .,/-]*{_YEAR}")

# The same inside a longer line, as it was written. Only what has a year is taken for a date.
_ANY_MONTH = "(?:" + "|".join(_month(number) for number in range(1, 13)) + ")"
_YEAR_ITSELF = r"(?:(?:พ\s*\.?\s*ศ|ค\s*\.?\s*ศ)\s*\.?\s*)?(?:ปี\s*)?[0-9]{2,4}(?![0-9])"
_LINE_YEAR = rf"[\s.,]*{_YEAR_ITSELF}"
# Possessive blanks: a long list can be read in one way only, so that looking for it stays quick.
_LINE_DAY = r"(?<![0-9])[0-9]{1,2}\s*+"
_LINE_AND = r"(?:,\s*และ|และ|กับ|&|,|;|(?<=\s)/(?=\s))"
_LINE_TO = rf"\s*(?:-|ถึง|{_LINE_AND})\s*+"
_MANY = "{0,40}"  # more days than a list can have
_LINE_NAME = rf"(?:(?:วัน\s*+)?(?:{_DAY_NAMES})?\s*ที่\s*|(?:วัน\s*)?(?:{_DAY_NAMES})\s*)?"
_WORDED = (
    rf"{_LINE_DAY}(?:(?:(?:เดือน\s*)?{_ANY_MONTH}(?:[\s.]*{_YEAR_ITSELF})?)?{_LINE_TO}{_LINE_NAME}{_LINE_DAY}){_MANY}"
    rf"(?:เดือน\s*)?{_ANY_MONTH}{_LINE_YEAR}"
)
_SPAN = rf"{_LINE_DAY}(?:(?:(?:เดือน\s*)?{_ANY_MONTH})?{_LINE_TO}{_LINE_NAME}{_LINE_DAY}){_MANY}"
YEARLESS_IN_A_LINE = re.compile(
    rf"{_LINE_NAME}(?P<dates>{_SPAN}(?:เดือน\s*)?{_ANY_MONTH})(?!{_LINE_YEAR})", re.IGNORECASE
)
_FIGURES = (
    rf"(?<![0-9/.-])(?:[0-9]{{1,2}}/[0-9]{{1,2}}/[0-9]{{2,4}}\s*{_LINE_AND}\s*(?:วันที่\s*)?){_MANY}"
    r"(?:[0-9]{1,2}(?:/[0-9]{1,2}(?:/[0-9]{2,4})?)?\s*-\s*)?"
    r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}(?![0-9/])"
)
_ISO = r"(?<![0-9-])[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9])"
IN_A_LINE = re.compile(rf"{_LINE_NAME}(?P<dates>{_WORDED}|{_FIGURES}|{_ISO})", re.IGNORECASE)
FIRST_OF_A_LIST = re.compile(rf"[0-9]{{1,2}}\s*{_LINE_AND}")
