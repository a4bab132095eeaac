"""Marks what was found in a text, and cuts a piece out of a long one, never inside of a letter."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from thai.words import (
    THAI,
    is_abbreviation,
    is_between_letters,
    is_thai,
    joints,
    letter_key,
    runs,
    stands,
    stem,
)

from .query import Form, Query

WIDTH, BEFORE, REACH = 180, 40, 30
# So many stretches of a long text are looked at: enough to choose a piece from.
MOST_RUNS = 40

_NO_LETTER = f"[^0-9a-z{THAI}]+"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, and whether it was found."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where something was found: from ``start`` up to ``end``; ``term`` numbers what it meets."""

    start: int
    end: int
    term: int


def marked(text: str, query: Query) -> list[Piece]:
    """The whole text in pieces; joined they are the text, letter for letter."""
    return _pieces(text, 0, len(text), spans(text, query))


def excerpt(text: str, query: Query, width: int = WIDTH) -> list[Piece]:
    """About ``width`` letters where most terms are found, else the beginning; "…" where it goes on."""
    found = spans(text, query)
    start = _start(text, found, width)
    end = _end(text, found, start + width)
    pieces = _pieces(text, start, end, found)
    before = [Piece("… ", False)] if start else []
    return [*before, *pieces, *([Piece(" …", False)] if end < len(text) else [])]


def spans(text: str, query: Query) -> list[Span]:
    """Where terms are met, in order: of two that overlap the first and longest stands."""
    key = letter_key(text)
    met: set[Span] = set()
    for number, term in enumerate(query.terms):
        for form in term.forms:
            met.update(_of_form(key, form, number))
    found: list[Span] = []
    for span in sorted(met, key=lambda span: (span.start, -span.end, span.term)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return found


def _of_form(key: str, form: Form, term: int) -> Iterator[Span]:
    for phrase in form.phrases:
        for match in _pattern(phrase).finditer(key):
            if is_between_letters(key, match.start()) and is_between_letters(key, match.end()):
                yield Span(*match.span(), term)
    for word in form.words:
        if is_abbreviation(word):
            places = (match.span() for match in _spelt(word).finditer(key))
        else:
            places = _of_thai(key, word) if is_thai(word) else _of_latin(key, word)
        yield from (Span(start, end, term) for start, end in places)


@lru_cache(maxsize=512)
def _pattern(phrase: str) -> re.Pattern[str]:
    """The words of a phrase one after the other, with whatever is no letter between them."""
    return re.compile(_NO_LETTER.join(map(re.escape, phrase.split())))


@lru_cache(maxsize=512)
def _spelt(word: str) -> re.Pattern[str]:
    """The letters of an abbreviation, with or without dots, not inside a word."""
    return re.compile(f"(?<![{THAI}])" + r"\.?\s?".join(word) + rf"(?:(?![{THAI}])\.?|\.)")


def _of_thai(key: str, word: str) -> Iterable[tuple[int, int]]:
    """Where a Thai word stands between two joints."""
    looked_at, place = 0, key.find(word)
    while place >= 0 and looked_at < MOST_RUNS:
        looked_at += 1
        start, end = _run_around(key, place)
        run = key[start:end]
        if stands(run, place - start, place - start + len(word), joints(run)):
            yield place, place + len(word)
        place = key.find(word, place + 1)


_RUN_BEFORE = re.compile(f"[{THAI}]*$")
_RUN = re.compile(f"[{THAI}]*")
# Longer stretches without a space are cut: words around the place are what counts.
_FAR = 200


def _run_around(key: str, place: int) -> tuple[int, int]:
    low = max(0, place - _FAR)
    before = _RUN_BEFORE.search(key[low:place])
    behind = _RUN.match(key, place, place + _FAR)
    return low + (before.start() if before else place - low), behind.end() if behind else place


def _of_latin(key: str, word: str) -> Iterable[tuple[int, int]]:
    """Where a word with the same stem stands, or a number."""
    for run in runs(key):
        if not is_thai(run[0]) and stem(run[0]) == word:
            yield run.span()


def _start(text: str, found: list[Span], width: int) -> int:
    """Where to begin: a little before the place from which most terms are met within ``width``."""
    if not found:
        return 0

    def terms_from(span: Span) -> int:
        return len({other.term for other in found if span.start <= other.start < span.start + width - BEFORE})

    best = max(found, key=lambda span: (terms_from(span), -span.start))
    if found[0].end <= width - BEFORE and terms_from(found[0]) == terms_from(best):
        return 0
    wanted = max(0, best.start - BEFORE)
    if wanted == 0:
        return 0
    space = text.find(" ", wanted, best.start)
    return space + 1 if space >= 0 else _whole(text, wanted)


def _end(text: str, found: list[Span], wanted: int) -> int:
    """Where to end: at a space near by, never inside of what was found."""
    if wanted >= len(text):
        return len(text)
    for span in found:
        if span.start < wanted < span.end:
            wanted = span.end
    space = text.find(" ", wanted, wanted + REACH)
    return space if space >= 0 else _whole(text, wanted)


def _whole(text: str, place: int) -> int:
    """The next place where no mark loses its letter."""
    while not is_between_letters(text, place):
        place += 1
    return place


def _pieces(text: str, start: int, end: int, found: list[Span]) -> list[Piece]:
    pieces, place = [], start
    for span in found:
        if span.start < start or span.end > end:
            continue
        pieces += [Piece(text[place : span.start], False), Piece(text[span.start : span.end], True)]
        place = span.end
    pieces.append(Piece(text[place:end], False))
    return [piece for piece in pieces if piece.text]
