"""Spelling: typing slips folded away, and keys to sort and to search by."""

from __future__ import annotations

import re
import unicodedata

from thai.order import sort_key

__all__ = ["TO_ARABIC", "fold", "search_key", "sort_key"]

TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")

_UPPER_LOWER = "\u0e31\u0e34-\u0e39\u0e47\u0e4d"  # ั ิ ี ึ ื ุ ู ็ ํ
_TONES = "\u0e48-\u0e4c"  # ่ ้ ๊ ๋ and the killer ์, which stand above whatever vowel there is

# Glyphs that old Thai fonts kept in the private use area; text copied out of a PDF still brings them.
_OLD_FONT = dict(
    zip(
        range(0xF700, 0xF71B),
        "ฐ" + "ิีึื" + "่้๊๋์" + "่้๊๋์" + "ญ" + "ัํ็" + "่้๊๋์" + "ฺุู",
        strict=True,
    )
)
_UNSEEN = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF])
_CLEAN = {**_OLD_FONT, **_UNSEEN}

_SPACE = re.compile(r"\s+")
_SLIPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("เเ"), "แ"),
    # A tone typed after า, ำ or ะ belongs before it.
    (re.compile(f"([าำะ])([{_TONES}]+)"), r"\2\1"),
    # ํ + tone + า, in either order of the marks, is one ำ.
    (re.compile(f"\u0e4d([{_TONES}]*)า"), r"\1ำ"),
    (re.compile(f"([{_TONES}]+)\u0e4dา"), r"\1ำ"),
    # The vowel above or below is written before the tone.
    (re.compile(f"([{_TONES}]+)([{_UPPER_LOWER}]+)"), r"\2\1"),
    (re.compile(f"([{_UPPER_LOWER}{_TONES}ะาำ])\\1+"), r"\1"),
)


def fold(text: str) -> str:
    """The same text without what a slip of the finger or of a program added.

    Unseen characters go, old-font glyphs become letters, เเ becomes แ, ํา becomes ำ, doubled marks become
    one, marks stand in the order of the standard (vowel, then tone), every run of white space (no-break
    spaces and line ends too) is one space, and the ends are trimmed. Folding twice changes nothing more.
    """
    seen = text.translate(_CLEAN)
    seen = "".join(char for char in seen if char.isspace() or unicodedata.category(char) != "Cc")
    folded = _SPACE.sub(" ", seen).strip()
    while True:
        before = folded
        folded = unicodedata.normalize("NFC", folded)
        for slip, mended in _SLIPS:
            folded = slip.sub(mended, folded)
        if folded == before:
            return folded


_NOT_A_WORD = re.compile(r"[^0-9a-z\u0e01-\u0e3a\u0e40-\u0e4e]+")


def search_key(text: str) -> str:
    """What to compare when searching: folded, lower case, Arabic digits, punctuation as one space."""
    lowered = fold(text).translate(TO_ARABIC).casefold()
    return _NOT_A_WORD.sub(" ", lowered).strip()
