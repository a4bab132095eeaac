"""Learner groups and issue areas as sheets write them. What fits several, or none, is left to a question."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from geo.models.issue import Vocabulary

from .headers import label_key

_BRACKETS = re.compile(r"^(?P<outside>[^(（]*)[(（](?P<inside>[^()（）]*)[)）]?\s*$")
_AND = re.compile(r"[,;/、]|\s+และ\s*|\s*\+\s*")
_SHORTEST = 4  # letters of a beginning that may stand for the whole word


@dataclass(frozen=True)
class GroupReading:
    """What a group cell says: the group's key or None, keys of issues, and words for issues nobody knows."""

    group: str | None
    issues: tuple[str, ...] = ()
    unknown_issues: tuple[str, ...] = ()


class Words:
    """Rows of a vocabulary by every spelling: key, names, aliases."""

    def __init__(self, rows: Iterable[Vocabulary]) -> None:
        self.rows = list(rows)
        self.by_key = {row.key: row for row in self.rows}
        self._spellings: dict[str, set[str]] = {}
        for row in self.rows:
            short = getattr(row, "short_th", "")
            for word in (row.key, row.name_th, row.name_en, short, *row.aliases):
                if word:
                    self._spellings.setdefault(label_key(word), set()).add(row.key)

    def named(self, text: str) -> str | None:
        """The key of the one row that has ``text`` for a spelling; ฯ behind it only says that it goes on."""
        word = label_key(text)
        keys = self._spellings.get(word) or self._spellings.get(word.rstrip("ฯ"), set())
        return next(iter(keys)) if len(keys) == 1 else None

    def find(self, text: str) -> str | None:
        """The row that ``text`` names, or the only one whose name it begins ("สวัสดิการ" of สวัสดิการชุมชน)."""
        word = label_key(text).rstrip("ฯ")
        if len(word) < _SHORTEST or word in self._spellings or label_key(text) in self._spellings:
            return self.named(text)
        begun = [keys for spelling, keys in self._spellings.items() if spelling.startswith(word)]
        keys = set().union(*begun)
        return next(iter(keys)) if len(keys) == 1 else None

    def find_opening(self, text: str) -> tuple[str, str] | None:
        """The row that the beginning of ``text`` names, by its longest spelling, and the rest of the text."""
        word = label_key(text)
        for spelling in sorted(self._spellings, key=len, reverse=True):
            keys = self._spellings[spelling]
            if (
                len(keys) == 1
                and len(spelling) >= _SHORTEST
                and word.startswith(spelling)
                and word != spelling
            ):
                return next(iter(keys)), word[len(spelling) :]
        return None


def read_group(text: str, groups: Words, issues: Words) -> GroupReading:
    """ "แกนนำประเด็น(สวัสดิการ)" → issue specialist with welfare; a bare "ผู้นำ" names no group.

    Groups go by whole spellings only: "ผู้นำ" begins names of two groups, "แกนนำ" is said of both.
    """
    if match := _BRACKETS.match(text):
        key = groups.named(match["outside"])
        return _with_issues(key, match["inside"], issues) if key else GroupReading(None)
    if key := groups.named(text):
        return GroupReading(key)
    if opening := groups.find_opening(text):
        found = _with_issues(opening[0], opening[1], issues)
        if found.issues and not found.unknown_issues:
            return found
    return GroupReading(None)


def read_issues(text: str, issues: Words) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Keys of the issues that a cell names, and the words that name none."""
    if not text or text == "-":
        return (), ()
    if whole := issues.find(text):
        return (whole,), ()
    words = [word.strip() for word in _AND.split(text) if word.strip()]
    found = {word: issues.find(word) for word in words}
    known = tuple(dict.fromkeys(key for key in found.values() if key))
    return known, tuple(word for word, key in found.items() if not key)


def _with_issues(key: str, text: str, issues: Words) -> GroupReading:
    known, unknown = read_issues(text, issues)
    return GroupReading(key, known, unknown)
