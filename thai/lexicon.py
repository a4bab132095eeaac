"""PyThaiNLP's words in a fifth of the memory: a set of words instead of a tree of letters."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator

# Without this the package makes a folder in the home of whoever runs it.
os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")

from pythainlp.util import Trie

_BEGINNING = 3


class Lexicon(Trie):
    """Words to cut by, for newmm, which asks a ``Trie`` for the words that begin at a place.

    ``_lengths`` tells how long the words are that begin with the same three letters, so that only a few
    places have to be tried. Nothing is added to it or taken from it.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(word.strip() for word in words)
        lengths: dict[str, set[int]] = defaultdict(set)
        for word in self._words:
            if len(word) >= _BEGINNING:
                lengths[word[:_BEGINNING]].add(len(word))
        alike: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._lengths = {
            beginning: alike.setdefault(found := tuple(sorted(of_it)), found)
            for beginning, of_it in lengths.items()
        }

    def prefixes(self, text: str, start: int = 0) -> list[str]:
        """The words that begin at ``start`` of ``text``, the shortest first."""
        lengths = (*range(1, _BEGINNING), *self._lengths.get(text[start : start + _BEGINNING], ()))
        return [
            part
            for length in lengths
            if len(part := text[start : start + length]) == length and part in self._words
        ]

    def __contains__(self, word: object) -> bool:
        return word in self._words

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)
