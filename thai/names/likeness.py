"""Whether two names may be one person's: a key that is the same, and a score that is high."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from thai.names.reading import parse_name, without_prefix
from thai.text import fold

_NOT_A_LETTER = re.compile(r"[^0-9a-zก-ฺเ-๎]+")
_SILENT = re.compile(r"[ก-ฮ][ิุ]?์")  # a letter killed by the karan
_MARKS = re.compile(r"[็-๎]")
_AI = re.compile(r"[ไใ]([ก-ฮ])ย(?![ะ-ฺ])")  # ไชย sounds as ชัย
_RO_HAN = re.compile(r"รร(?=[ก-ฮ])")  # พรรณ as พัน
# Letters that sound alike; a long vowel is as easily written short.
_SAME_SOUND = str.maketrans("ศษณญฎฏฐฑฒธภฬฆใีืู", "สสนยดตถทททพลคไิึุ")

_WITHOUT_FAMILY = 0.88  # the most that given names alone can say
_NEAR = 99  # for names that sound the same and are spelled differently


def name_key(given_name: str, family_name: str = "") -> str:
    """The same for the same name typed with other spaces, prefix or slips; for looking up duplicates."""
    _prefix, bare = without_prefix(f"{given_name} {family_name}")
    return _letters(bare)


def name_similarity(first: str, second: str) -> int:
    """How alike two full names are, 0–100; 100 only when their keys are the same.

    Prefixes and titles do not count, nor do tone marks, silent letters and letters that sound alike (ศ ษ ส).
    Given and family name are compared each for itself, and the less alike of the two weighs more. When one of
    them has no family name, 88 is the most.
    """
    one, two = parse_name(first), parse_name(second)
    if _letters(one.given_name + one.family_name) == _letters(two.given_name + two.family_name):
        return 100 if one.given_name else 0
    given = fuzz.ratio(_sound(one.given_name), _sound(two.given_name))
    if not (one.family_name and two.family_name):
        return round(given * _WITHOUT_FAMILY)
    family = fuzz.ratio(_sound(one.family_name), _sound(two.family_name))
    return min(_NEAR, round(0.6 * min(given, family) + 0.4 * max(given, family)))


def _letters(name: str) -> str:
    return _NOT_A_LETTER.sub("", fold(name).casefold())


def _sound(name: str) -> str:
    """Roughly how a name sounds, so that its usual spellings fall together."""
    heard = _SILENT.sub("", _letters(name))
    heard = _MARKS.sub("", heard).translate(_SAME_SOUND)
    heard = _RO_HAN.sub("ั", _AI.sub(r"\1ัย", heard))
    return heard.replace("รร", "ัน")
