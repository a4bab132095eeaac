"""Words inside unspaced Thai, and the one form under which an English word goes.

The dictionary and the way of cutting are PyThaiNLP's (newmm), read in on first use, some 20 MB; nothing
is fetched or written. Cutting alone loses words: newmm reads โครงการพัฒนา as โครง·การพัฒนา. So a text
has *joints*, the places where a word may begin or end: where newmm cuts, and inside a word where both sides
are words themselves (การ·พัฒนา). Every word of the dictionary between two joints is a word of the text; ยา in
พยายาม is none, because พ is no word. Words of four letters and more need no joints.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from thai.text import TO_ARABIC

if TYPE_CHECKING:
    from pythainlp.util import Trie

# A new number makes every kept list of words an old one.
VERSION = 1

# Thai letters and marks without ฯ and ๆ, which are signs; Latin letters; digits.
THAI = "ก-ฮะ-ฺเ-ๅ็-๎"
_RUN = re.compile(f"[{THAI}]+|[a-z]+|[0-9]+")
_IS_THAI = re.compile(f"[{THAI}]")
# What cannot begin a word, and what cannot end one: a mark stands on a letter, a leading vowel before one.
_HANGING = frozenset("ะัาำิีึืฺุูๅ็่้๊๋์ํ๎")
_LEADING = frozenset("เแโใไ")
_SHORTEST, _LONG, LONGEST = 2, 4, 60
# Two letters inside a word are mostly chance (โค in โครง, ชา in ประชา); these are people, and what they farm.
_HALF = 3
_SHORT_HALVES = frozenset(("คน", "นา", "ปู", "นก", "ฝน", "ลม", "ไฟ", "ทอ", "ยา", "ทำ"))
# ส.ป.ก., ก.พ., พ.ศ.: two or more pairs of letter and dot. And the commas of 1,240.
_DOTTED = re.compile(r"(?<![ก-๎])(?:เ?[ก-ฮ][ิี]?[ก-ฮ]?\.\s?){2,}(?:[ก-ฮ](?![ก-๎.]))?|(?<![a-z.])(?:[a-z]\.){2,}")
# Letters alone are spelt, not read: พอช, สปก, อบต; months have a vowel, เมย, มีค, มิย.
_SPELT = re.compile("เ?[ก-ฮ][ิี]?[ก-ฮ]{1,4}")
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_GENITIVE = re.compile(r"(?<=[a-z])['’]s(?![a-z])")


def letter_key(text: str) -> str:
    """Lower case and Arabic digits, letter for letter: a place in the key is the same place in the text."""
    arabic = text.translate(TO_ARABIC)
    low = arabic.lower()
    # Hardly any letter grows when it is made small (İ does); then each is made small by itself or stays.
    return low if len(low) == len(text) else "".join(_small(char) for char in arabic)


def _small(char: str) -> str:
    low = char.lower()
    return low if len(low) == 1 else char


def undotted(key: str) -> str:
    """A ``letter_key`` without the dots of ส.ป.ก., the comma of 1,240 and the ’s of the director’s."""
    return _DOTTED.sub(_joined, _THOUSANDS.sub("", _GENITIVE.sub("", key)))


def _joined(dotted: re.Match[str]) -> str:
    letters = re.sub(r"[.\s]", "", dotted[0])
    # What follows is a word of its own.
    return f"{letters} " if dotted[0][-1] in ". " else letters


def runs(key: str) -> Iterator[re.Match[str]]:
    """Stretches of Thai, of Latin letters, and of digits in a ``letter_key``, in the order written."""
    return _RUN.finditer(key)


def is_thai(word: str) -> bool:
    """Whether a run or word is Thai."""
    return bool(_IS_THAI.match(word))


def load_dictionary() -> None:
    """Read in the dictionary now, in some 0.2 s, and not with the first word that is cut."""
    _dictionary()


@lru_cache(maxsize=1)
def _dictionary() -> Trie:
    from pythainlp.corpus import thai_words

    from thai.lexicon import Lexicon

    return Lexicon(thai_words())


_DOUBLED = re.compile(r"([bdfgmnprt])\1$")
_VOWEL = re.compile("[aeiouy]")
# What -ing and -ed took an e from: mak·ing, sav·ed.
_SHORT_SYLLABLE = re.compile("[^aeiouy][aeiouy][^aeiouywx]")


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """The form under which an English word goes: house, houses, housing → hous; numbers stay as they are.

    Plurals, -ing and -ed are all that is taken off; what is left is compared, never shown.
    """
    bare = word
    if bare.endswith("ies") and len(bare) > 4:
        bare = bare[:-3] + "y"
    elif bare.endswith("s") and not bare.endswith(("ss", "us", "is")) and len(bare) > 3:
        bare = bare[:-1]
    for ending in ("ing", "ed"):
        rest = bare.removesuffix(ending)
        if rest != bare and len(rest) >= 3 and _VOWEL.search(rest):
            bare = f"{rest}e" if _SHORT_SYLLABLE.fullmatch(rest) else _DOUBLED.sub(r"\1", rest)
            break
    return bare[:-1] if bare.endswith("e") and len(bare) > 4 else bare


@lru_cache(maxsize=4_096)
def cut(run: str) -> tuple[str, ...]:
    """A run of Thai letters in the words that newmm finds; an abbreviation is one word."""
    from pythainlp.tokenize.newmm import segment

    parts = tuple(segment(run, _dictionary()))
    return (run,) if _is_spelt(run, parts) else parts


def is_abbreviation(run: str) -> bool:
    """Whether a run of Thai letters is spelt and not read: a few letters that are no words."""
    return len(run) >= _SHORTEST and cut(run) == (run,) and not is_word(run) and bool(_SPELT.fullmatch(run))


def _is_spelt(run: str, parts: tuple[str, ...]) -> bool:
    return bool(_SPELT.fullmatch(run)) and not all(map(is_word, parts))


def is_word(word: str) -> bool:
    """Whether the dictionary has the word; single letters and abbreviations with a dot are none."""
    return len(word) >= _SHORTEST and word in _dictionary()


@lru_cache(maxsize=65_536)
def _inner_joints(word: str) -> frozenset[int]:
    """Places inside a word of newmm's where both sides are words, found at the most even place, side by side
    again; anywhere between letters of a word that the dictionary has not, which is mostly a name."""
    places = range(1, len(word))
    if not is_word(word):
        return frozenset(place for place in places if is_between_letters(word, place))
    halves = [place for place in places if _is_half(word[:place]) and _is_half(word[place:])]
    if not halves:
        return frozenset()
    # The most even place: เกษตร·กรรม rather than เกษตรกร·รม.
    half = max(halves, key=lambda place: (min(place, len(word) - place), place))
    behind = {half + place for place in _inner_joints(word[half:])}
    return frozenset({half} | _inner_joints(word[:half]) | behind)


def _is_half(part: str) -> bool:
    return is_word(part) and (len(part) >= _HALF or part in _SHORT_HALVES)


def is_between_letters(text: str, place: int) -> bool:
    """Whether a cut at ``place`` leaves marks on their letter and leading vowels before it."""
    if not 0 < place < len(text):
        return True
    return text[place] not in _HANGING and text[place - 1] not in _LEADING


@lru_cache(maxsize=4_096)
def joints(run: str) -> frozenset[int]:
    """Places in a run of Thai letters where a word may begin or end, its two ends among them."""
    found, start = {0}, 0
    for token in cut(run):
        found.update(start + place for place in _inner_joints(token))
        start += len(token)
        found.add(start)
    return frozenset(found)


def words_of(key: str) -> list[str]:
    """The words of a ``letter_key``, each once: those of the dictionary, unknown ones, stems, numbers.

    What is longer than ``LONGEST`` is no word.
    """
    found: dict[str, None] = {}
    for run in runs(key):
        found.update(dict.fromkeys(word for word in _words_of_run(run[0]) if len(word) <= LONGEST))
    return list(found)


def parts_of(key: str) -> list[str]:
    """The words by which a ``letter_key`` is looked for: as it is cut, without single Thai letters."""
    found: list[str] = []
    for run in runs(key):
        parts = cut(run[0]) if is_thai(run[0]) else (stem(run[0]),)
        found += [part for part in parts if len(part) >= _SHORTEST or not is_thai(part)]
    return list(dict.fromkeys(found))


def _words_of_run(run: str) -> Iterator[str]:
    if not is_thai(run) or is_abbreviation(run):
        yield run if is_thai(run) else stem(run)
        return
    yield from (token for token in cut(run) if len(token) >= _SHORTEST)
    places = joints(run)
    for start in range(len(run)):
        if not is_between_letters(run, start):
            continue
        for word in _dictionary().prefixes(run, start):
            if len(word) >= _SHORTEST and stands(run, start, start + len(word), places):
                yield word


def stands(run: str, start: int, end: int, places: Container[int]) -> bool:
    """Whether a word that begins at ``start`` and ends before ``end`` of a run is one there.

    ``places`` are the joints of the run. Long words need none: newmm cuts wrongly here and there, but they
    hardly stand anywhere by chance.
    """
    if end - start >= _LONG:
        return is_between_letters(run, start) and is_between_letters(run, end)
    return start in places and end in places
