"""How near two spellings of one name are: slips of the hand cost little where the letters are said alike.

Finer than ``likeness``, which asks about a whole name; here each part is judged for itself, so that whoever
compares can say which part is the same, which was only misspelt, and which is another name.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from thai.names.reading import parse_name
from thai.text import fold

_NOT_A_LETTER = re.compile(r"[^0-9a-zก-ฺเ-๎]+")
_KARAN = re.compile(r"(?:[ตทดน]ร|กษ|[ก-ฮ])[ิุ]?์")  # จันทร์, ลักษณ์, ศักดิ์: the group is silent
_SILENT_ENDING = re.compile(r"(?<=[ดตทธ])[ิุ]$")  # ศักดิ์ whose mark was left out, ชาติ, ธาตุ
_LEADING_H = re.compile(r"ห(?=[มนงญยลวร])")
_SR = re.compile(r"[สศ]ร(?=[ะาิีัี้])")  # ศรี, สระ
_MARKS = re.compile(r"[็-๎]")
_TR_AS_S = re.compile(r"ทร(?=[ัาิีงพวุ]|$)")
_RO_HAN = re.compile(r"รร(?=[ก-ฮ])")
_AI = re.compile(r"[ไใ]([ก-ฮ])ย(?![ะ-ฺ])")
_AI_YA = re.compile(r"ัย|[ไใ]ย")
_TWICE = re.compile(r"([ก-ฮ])\1+")
_SAME_SOUND = str.maketrans("ศษซณญฎฏฐถฑฒธภผฬรฆขฃฅฉฌใีืูแ", "สสสนยดตทททททพพลลคคคคชชไิึุเ")
# No word begins with a vowel that hangs on a consonant, and none ends with one that waits for it: a space
# there was typed by mistake, or came with a copy from a PDF.
_STRAY_SPACE = re.compile(r"\s+(?=[ะ-ฺๅ็-๎])|(?<=[เ-ไ])\s+")
_VOWELS = re.compile(r"[ะ-ฺเ-ๅํ]")
# A letter that is put wrong counts so much, of two names of usual length.
_SAME = 100


class Spelt(NamedTuple):
    """A part of a name made ready: ``letters`` as written, ``sound`` as said, ``bones`` its consonants."""

    letters: str
    sound: str
    bones: str


NOTHING = Spelt("", "", "")


@lru_cache(maxsize=65536)
def spelt(part: str) -> Spelt:
    """A given or a family name made ready to be compared; brackets in it do not count."""
    letters = _NOT_A_LETTER.sub("", fold(part).casefold())
    if not letters:
        return NOTHING
    sound = _MARKS.sub("", _KARAN.sub("", letters.replace("ํา", "ำ")))
    sound = _SR.sub("ส", _LEADING_H.sub("", _SILENT_ENDING.sub("", sound)))
    sound = _AI.sub(r"\1ัย", _RO_HAN.sub("ั", sound)).replace("รร", "ัน").replace("ำ", "ัม")
    sound = _TR_AS_S.sub("ซ", sound).replace("ฤ", "ริ")
    sound = _AI_YA.sub("ัย", sound).translate(_SAME_SOUND)
    sound = _TWICE.sub(r"\1", sound)
    bones = _TWICE.sub(r"\1", _VOWELS.sub("", sound))
    return Spelt(letters, sound, bones or sound)


def nearness(one: Spelt, two: Spelt) -> int:
    """How near two spellings are, 0–100: 100 for the same letters, 99 for the same sound.

    Counted is what was changed, left out, added or turned round, of the sounds and of the letters, whichever
    is kinder. Symmetric; 0 when one of them is empty.
    """
    if not one.letters or not two.letters:
        return 0
    if one.letters == two.letters:
        return _SAME
    if one.sound == two.sound:
        return _SAME - 1
    by_sound = OSA.normalized_similarity(one.sound, two.sound)
    by_letters = OSA.normalized_similarity(one.letters, two.letters)
    return min(_SAME - 2, round(_SAME * max(by_sound, by_letters)))


def whole_name(given_name: str, family_name: str) -> tuple[Spelt, Spelt, str]:
    """Given and family name made ready, and a nickname that stands in brackets; prefix and title are left."""
    given, family = (_STRAY_SPACE.sub("", part) for part in (given_name, family_name))
    parsed = parse_name(f"{given} {family}")
    return spelt(parsed.given_name), spelt(parsed.family_name), parsed.nickname
