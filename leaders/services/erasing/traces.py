"""By what a person is recognised in a text: full names and telephone numbers, however they were written."""

import json
import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.utils import translation
from django.utils.text import slugify

from thai.digits import to_thai
from thai.names import name_key

from ...models.person import ERASED

# Blanks, hyphens and dots that may stand within a name or a number; zero-width ones come from copying.
_BETWEEN = r"[\s\u200b\u00a0_\-]*"
_WITHIN = r"[\s\u00a0.()\-\u2010-\u2015]*"
_DIGIT = "[0-9๐-๙]"
# Fewer letters than this are no name that could be looked for.
SHORTEST = 5


@dataclass(frozen=True)
class Traces:
    """``names`` are pairs of given and family name, ``phones`` digits from 0, ``words`` what was quoted."""

    names: frozenset[tuple[str, str]] = frozenset()
    phones: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    gone: str = field(default_factory=lambda: _in_thai(ERASED))

    def __bool__(self) -> bool:
        return bool(self.names or self.phones or self.words)

    @cached_property
    def needles(self) -> list[str]:
        """Parts of which a text that tells of the person holds one at least, for a rough search."""
        parts = {given for given, _family in self.names}
        parts |= {name_key(given, family) for given, family in self.names}
        for phone in self.phones:
            parts |= {phone[-3:], to_thai(phone[-3:])}
        parts |= {words[:SHORTEST] for words in self.words}
        return sorted(parts)

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], str]]:
        names = [_name(given, family) for given, family in self.names]
        names += [re.escape(key) for key in self._keys()]
        found = [(re.compile(pattern, re.IGNORECASE), self.gone) for pattern in sorted(names, key=len)[::-1]]
        found += [(re.compile(re.escape(words)), self.gone) for words in self.words]
        return [*found, *((re.compile(_phone(phone)), "") for phone in self.phones)]

    def _keys(self) -> set[str]:
        return {key for given, family in self.names if len(key := name_key(given, family)) > SHORTEST}

    def without(self, text: str) -> str:
        """``text`` without the person; the same text when it does not tell of them."""
        for pattern, instead in self._patterns:
            text = pattern.sub(instead, text)
        return text

    def without_deep(self, value: Any) -> Any:
        """The same for every text in lists and objects, keys too, and for JSON kept as a text."""
        if isinstance(value, str):
            return self._in_json(value) if value[:1] in ("[", "{") else self.without(value)
        if isinstance(value, list):
            return [self.without_deep(part) for part in value]
        if isinstance(value, dict):
            return {self.without(str(name)): self.without_deep(part) for name, part in value.items()}
        return value

    def _in_json(self, text: str) -> str:
        try:
            value = json.loads(text)
        except ValueError:
            return self.without(text)
        changed = self.without_deep(value)
        return text if changed == value else json.dumps(changed, ensure_ascii=text.isascii())

    @property
    def slugs(self) -> list[str]:
        """Names as they stand in the addresses of pages."""
        return [slugify(f"{given} {family}", allow_unicode=True) for given, family in self.names]

    def with_those_of(self, other: "Traces") -> "Traces":
        """Both together."""
        return replace(
            self,
            names=self.names | other.names,
            phones=self.phones | other.phones,
            words=self.words | other.words,
        )

    def found_in(self, text: str) -> bool:
        """Whether a text tells of the person."""
        return any(pattern.search(text) for pattern, _instead in self._patterns)


def _in_thai(words: object) -> str:
    """What is written into texts is Thai, whoever erases."""
    with translation.override("th"):
        return str(words)


def _name(given: str, family: str) -> str:
    """Given and family name with whatever blanks, also none, within and between."""
    parts = [*given.split(), *family.split()]
    return _BETWEEN.join(map(re.escape, parts))


def _phone(digits: str) -> str:
    """The number as people write it: with +66, with dashes, in Thai digits."""
    rest = _WITHIN.join(f"[{digit}{to_thai(digit)}]" for digit in digits[1:])
    return rf"(?<!{_DIGIT})(?:\+?(?:66|๖๖){_WITHIN}(?:\(?[0๐]\)?)?{_WITHIN}|[0๐]{_WITHIN})?{rest}(?!{_DIGIT})"
