"""Spelling: typing slips folded away, and keys to sort and to search by."""

from __future__ import annotations

import re
import sys
import unicodedata
from itertools import groupby

from thai.order import sort_key

__all__ = ["TO_ARABIC", "fold", "search_key", "sort_key"]

TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")

# The marks of a syllable in the order in which they are written.
_VOWEL_MARKS = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47\u0e4d"  # ั ิ ี ึ ื ุ ู ฺ ็ ํ
_TONES = "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"  # ่ ้ ๊ ๋ and the killer ์, which stand above whatever vowel there is
_BEHIND = "\u0e30\u0e32\u0e33"  # ะ า ำ
_NIKHAHIT, _AA, _AM = "\u0e4d", "\u0e32", "\u0e33"

# Glyphs that old Thai fonts kept in the private use area; text copied out of a PDF still brings them.
_OLD_FONT = dict(
    zip(
        range(0xF700, 0xF71B),
        "ฐ\u0e34\u0e35\u0e36\u0e37" + _TONES + _TONES + "ญ\u0e31\u0e4d\u0e47" + _TONES + "\u0e38\u0e39\u0e3a",
        strict=True,
    )
)
_UNSEEN = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF])
_CONTROLS = dict.fromkeys(
    code for code in range(0xA0) if unicodedata.category(chr(code)) == "Cc" and not chr(code).isspace()
)
_CLEAN = {**_OLD_FONT, **_UNSEEN, **_CONTROLS}

# Accents of other scripts; the combining marks of Thai itself are not among them.
_ACCENTS = frozenset(
    char
    for char in map(chr, range(0x300, sys.maxunicode + 1))
    if not "\u0e00" <= char <= "\u0e7f" and unicodedata.combining(char)
)
_ON_THAI = re.compile(f"(?<=[\u0e00-\u0e7f])[{''.join(sorted(_ACCENTS))}]+")

_SPACE = re.compile(r"\s+")
_MARKS = re.compile(f"[{_VOWEL_MARKS}{_TONES}{_BEHIND}]{{2,}}")
# Most texts need nothing: printed letters with their marks in order, one space between words.
_AS_IT_IS = re.compile(
    rf"(?:(?:[!-~ก-ฯ฿แ-ๆ๏-๛]|เ(?!เ))[{_VOWEL_MARKS.replace(_NIKHAHIT, '')}]?+[{_TONES}]?+[{_BEHIND}]?+"
    r"(?: (?=[^ ]))?+)*+"
)


def fold(text: str) -> str:
    """The same text without what a slip of the finger or of a program added.

    Unseen characters go, old-font glyphs become letters, เเ becomes แ, ํา becomes ำ, doubled marks become
    one, marks stand in the order of the standard (vowel, then tone), every run of white space (no-break
    spaces and line ends too) is one space, and the ends are trimmed. Folding twice changes nothing more.
    """
    return text if _AS_IT_IS.fullmatch(text) else _folded(text)


def _folded(text: str) -> str:
    folded = _SPACE.sub(" ", _without_accents(text.translate(_CLEAN))).strip()
    while True:
        before = folded
        folded = _without_accents(unicodedata.normalize("NFC", folded))
        folded = _MARKS.sub(_in_order, folded.replace("เเ", "แ"))
        if folded == before:
            return folded


def _without_accents(text: str) -> str:
    """The text without foreign accents on Thai letters."""
    return text if _ACCENTS.isdisjoint(text) else _ON_THAI.sub("", text)


def _in_order(run: re.Match[str]) -> str:
    """Marks that follow each other: each once, vowels above and below, then tones, then ะ า ำ."""
    vowels = [char for char in run[0] if char in _VOWEL_MARKS]
    tones = [char for char in run[0] if char in _TONES]
    behind = [char for char in run[0] if char in _BEHIND]
    if _NIKHAHIT in vowels and behind[:1] == [_AA]:
        vowels = [char for char in vowels if char != _NIKHAHIT]
        behind[0] = _AM
    return "".join(char for kind in (vowels, tones, behind) for char, _same in groupby(kind))


_NOT_A_WORD = re.compile(r"[^0-9a-z\u0e01-\u0e3a\u0e40-\u0e4e]+")


def search_key(text: str) -> str:
    """What to compare when searching: folded, lower case, Arabic digits, punctuation as one space."""
    lowered = fold(text).translate(TO_ARABIC).casefold()
    return _NOT_A_WORD.sub(" ", lowered).strip()
