"""National ID numbers in sheets: found however they are written, and never kept.

Thirteen digits in a row, or in their printed groups, always count as one, whoever mistyped them. Written
in any other way they count when the last digit is the check digit of the others, and when they are not
plainly something else: a grid reference, degrees and minutes, a day with its time, a decimal number.
"""

import re
import unicodedata
from collections.abc import Iterable

from .grid import Sheet, text_of

# Stands where a number was: such numbers are never kept, yet the row can say that one was there.
HIDDEN = "█" * 13
LENGTH = 13

_PRINTED_GROUPS = (1, 4, 5, 2, 1)
_SPACES = r"[\s./_\-\u2010-\u2015\u2212]+"
_PRINTED = _SPACES.join(f"[0-9]{{{size}}}" for size in _PRINTED_GROUPS)
_THOUSANDS = "[0-9](?:,[0-9]{3}){4}"
_SCIENTIFIC = r"[0-9]\.[0-9]{12}[eE]\+?12"  # as spreadsheets show a long number in a narrow column
_SPACE = r"[ \t\u00a0/_:|·•\-\u2010-\u2015\u2212]{1,3}"
_LOOSE = f"[1-8](?:(?:{_SPACE})?[0-9]){{{LENGTH - 1}}}"
_PLAIN = re.compile(rf"(?<![0-9])(?:[0-9]{{{LENGTH}}}|{_PRINTED}|{_THOUSANDS}|{_SCIENTIFIC})(?![0-9])")
_ODD = re.compile(rf"(?<![0-9])(?<![0-9][,.:|/\-]){_LOOSE}(?![,.:|/\-]?[0-9])")

_ARABIC = {
    code: str(unicodedata.decimal(chr(code))) for code in range(0x80, 0x10000) if chr(code).isdecimal()
}

# Whole cells that are a latitude or a longitude of Thailand, however many decimals a formula gave them.
_DEGREES = re.compile(r"\s*-?(?:[5-9]|1[0-9]|2[01]|9[7-9]|10[0-6])\.[0-9]+°?\s*")
# Sizes of groups that are something else: UTM metres, degrees with minutes and seconds, days with times.
SOMETHING_ELSE = {(6, 7), (7, 6), (2, 2, 2, 3, 2, 2), (4, 2, 2, 1, 2, 2), (2, 2, 4, 1, 2, 2)}
MOST_GROUPS = 6


def without_ids(text: str) -> str:
    """``text`` with ``HIDDEN`` for every ID number; the same text when there is none."""
    if sum(map(str.isdecimal, text)) < LENGTH or _DEGREES.fullmatch(text):
        return text
    written = _in_arabic(text)
    found = [match for match in _PLAIN.finditer(written) if _is_plain_id(written, match)]
    found += [match for match in _ODD.finditer(written) if _is_odd_id(match[0])]
    hidden, end = "", 0
    for match in sorted(found, key=lambda match: match.start()):
        if match.start() >= end:
            hidden, end = f"{hidden}{text[end : match.start()]}{HIDDEN}", match.end()
    return hidden + text[end:]


def hide_national_ids(sheets: Iterable[Sheet]) -> bool:
    """Replace every ID number by ``HIDDEN``, in place, also in sheets' names; whether there was one."""
    found = False
    for sheet in sheets:
        name = without_ids(sheet.name)
        found |= name != sheet.name
        sheet.name = name
        for row in sheet.rows:
            for column, cell in enumerate(row):
                if isinstance(cell, bool) or not isinstance(cell, str | int | float):
                    continue
                written = text_of(cell)
                if len(written) >= LENGTH and (hidden := without_ids(written)) != written:
                    row[column], found = hidden, True
            found |= _hide_boxes(row)
    return found


def _hide_boxes(row: list) -> bool:
    """A number written one digit a cell, as forms print boxes for it. Marks of 0 and 1 are no number."""
    digits = "".join(text if len(text := text_of(cell)) == 1 and text.isdecimal() else " " for cell in row)
    found = False
    for match in re.finditer(rf"(?<![0-9])[0-9]{{{LENGTH}}}(?![0-9])", _in_arabic(digits)):
        if has_check_digit(match[0]) and not set(match[0]) <= {"0", "1"}:
            row[match.start() : match.end()] = [HIDDEN, *[None] * (LENGTH - 1)]
            found = True
    return found


def has_check_digit(digits: str) -> bool:
    """Whether the last of thirteen digits follows from the others: 11 less their weighted sum modulo 11.

    The weights are 13 down to 2. Source: the Department of Provincial Administration's identity numbers.
    """
    weighted = sum(int(digit) * (LENGTH - place) for place, digit in enumerate(digits[:-1]))
    return (11 - weighted % 11) % 10 == int(digits[-1])


def _is_plain_id(written: str, match: re.Match[str]) -> bool:
    """Decimals of a number look like an ID in a row; they are one when the check digit says so."""
    decimals = re.search(r"[0-9]\.$", written[max(0, match.start() - 2) : match.start()])
    return not decimals or has_check_digit(_digits(match[0]))


def _is_odd_id(written: str) -> bool:
    groups = tuple(map(len, re.findall("[0-9]+", written)))
    if groups in SOMETHING_ELSE or (len(groups) > MOST_GROUPS and set(groups) != {1}):
        return False
    return has_check_digit(_digits(written))


def _digits(written: str) -> str:
    return "".join(filter(str.isdecimal, written))


def _in_arabic(text: str) -> str:
    """Decimal digits of every script as 0–9; positions stay."""
    return text if text.isascii() else text.translate(_ARABIC)
