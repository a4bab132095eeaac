"""Whether two names may be one person's: a key that is the same, and a score that is high."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from thai.names.reading import parse_name, without_prefix
from thai.text import fold

_NOT_A_LETTER = re.compile(r"[^0-9a-zก-ฺเ-๎]+")
_SILENT = re.compile(r"[ก-ฮ][ิุ]?์")  # a letter killed by the karan
_MARKS = re.compile(r"[็-๎]")
_AI = re.compile(r"[ไใ]([ก-ฮ])ย(?![ะ-ฺ])")  # ไชย sounds as ชัย
_RO_HAN = re.compile(r"รร(?=[ก-ฮ])")  # พรรณ as พัน
# Letters that sound alike; a long vowel is as easily written short.
_SAME_SOUND = str.maketrans("ศษณญฎฏฐฑฒธภฬฆใีืู", "สสนยดตถทททพลคไิึุ")

_LESS_ALIKE = 0.6  # how much the less alike of given and family name weighs
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
    return likeness(hear(first), hear(second))


class Heard(NamedTuple):
    """A name ready to be compared."""

    letters: str  # given and family name without anything else
    given: str  # how they sound
    family: str


@lru_cache(maxsize=4096)
def hear(name: str) -> Heard:
    """How a full name sounds: whoever compares it with many others does this once."""
    parsed = parse_name(name)
    letters = _letters(parsed.given_name + parsed.family_name) if parsed.given_name else ""
    return Heard(letters, _sound(parsed.given_name), _sound(parsed.family_name))


def likeness(one: Heard, two: Heard) -> int:
    """``name_similarity`` of two names that were heard."""
    if one.letters == two.letters:
        return 100 if one.letters else 0
    given = fuzz.ratio(one.given, two.given)
    if not (one.family and two.family):
        return round(given * _WITHOUT_FAMILY)
    family = fuzz.ratio(one.family, two.family)
    return min(_NEAR, round(_LESS_ALIKE * min(given, family) + (1 - _LESS_ALIKE) * max(given, family)))


def may_be_heard_as(given: str, among: Sequence[str], least: int) -> list[str]:
    """The sounds of given names without which names of other letters are not ``least`` alike.

    A score rounds up from half a point below, and the more alike of the two parts reaches 100 at the most.
    """
    cutoff = (least - 0.5 - 100 * (1 - _LESS_ALIKE)) / _LESS_ALIKE
    rows = process.extract(
        given, among, scorer=fuzz.ratio, processor=None, score_cutoff=cutoff - 0.01, limit=None
    )
    return [other for other, _score, _at in rows]


def _letters(name: str) -> str:
    return _NOT_A_LETTER.sub("", fold(name).casefold())


def _sound(name: str) -> str:
    """Roughly how a name sounds, so that its usual spellings fall together."""
    heard = _SILENT.sub("", _letters(name))
    heard = _MARKS.sub("", heard).translate(_SAME_SOUND)
    heard = _RO_HAN.sub("ั", _AI.sub(r"\1ัย", heard))
    return heard.replace("รร", "ัน")
