"""Dictionary order: ก … ฮ, leading vowels behind their consonant, tone marks only as a second key.

The order is that of ICU's `th` collation, which follows the Royal Institute's dictionary, so that SQLite
(with the collation made from this key) and PostgreSQL (with its own `th-x-icu`) list names alike.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

SortKey = tuple[str, str, str, str]

_LEADING = re.compile(r"([เแโใไ])([ก-ฮ])")
_LETTERS = "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลฦวศษสหฬอฮ" + "ํะัาิีึืุูเแโใไฺ"
_MARKS = "๎์็่้๊๋"
_LOOKED_THROUGH = "ฯๆ"  # letters by their Unicode category, yet signs like any punctuation

# Weights of the first key. Symbols come first, then digits, Thai letters, Latin letters, every other script.
_SYMBOL, _LATIN, _OTHER = "\x02", "\u0400", "\u0500"
_PRIMARY = {letter: chr(0x100 + place) for place, letter in enumerate(_LETTERS)}
_PRIMARY |= {
    digit: chr(0x10 + value) for digits in ("0123456789", "๐๑๒๓๔๕๖๗๘๙") for value, digit in enumerate(digits)
}
_PRIMARY["ๅ"] = _PRIMARY["า"]
_SECONDARY = {mark: chr(2 + place) for place, mark in enumerate(_MARKS)}
_PLAIN, _ACCENT, _CAPITAL = "\x01", "\x40", "\x02"


@lru_cache(maxsize=65_536)
def sort_key(text: str) -> SortKey:
    """Key for `sorted`: letters, then tone marks, then capitals, then the text itself.

    Spaces, punctuation, ฯ and ๆ count only in the last part, as in a dictionary. Two texts have equal keys
    only if they are equal, so the order is total and strict.
    """
    primary: list[str] = []
    secondary: list[str] = []
    tertiary: list[str] = []
    plain = unicodedata.normalize("NFD", text).replace("ํา", "ำ").replace("ำ", "าํ")  # ำ files as า and ํ
    for char in _LEADING.sub(r"\2\1", plain):
        if mark := _SECONDARY.get(char):
            secondary.append(mark)
            continue
        weight = _PRIMARY.get(char) or _foreign_weight(char)
        if weight is None:
            continue
        if weight == _ACCENT:
            secondary.append(_ACCENT + char)
            continue
        primary.append(weight)
        secondary.append(_PLAIN)
        tertiary.append(_CAPITAL if char.isupper() or char == "ๅ" else _PLAIN)
    return "".join(primary), "".join(secondary), "".join(tertiary), text


def _foreign_weight(char: str) -> str | None:
    """First-key weight of a character that is not Thai; None for what the order looks through."""
    category = unicodedata.category(char)
    if char in _LOOKED_THROUGH:
        return None
    if category[0] == "L":
        lowered = char.lower()
        return (_LATIN if lowered < "\u0250" else _OTHER) + lowered
    if category[0] == "M":
        return _ACCENT
    if category[0] == "S":
        return _SYMBOL + char
    if category[0] == "N":
        value = unicodedata.digit(char, None)
        return _OTHER + char if value is None else chr(0x10 + value)
    return None
