"""By what a person is recognised in a text: full names and telephone numbers, however they were written."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.utils import translation
from django.utils.text import slugify

from thai.digits import to_thai
from thai.names import Prefix, name_key

from ...models.person import ERASED

# Fewer letters than this are no number that could be looked for.
SHORTEST = 5
# A part of fewer letters stands for itself only between blanks or the like: "ดี", "ใจ" are words too. Written
# without a blank, both parts together need more.
SHORT_PART, SHORT_WHOLE = 5, 10
# Keys of JSON whose values are no words of people.
NO_WORDS = {"code", "data_hash", "digest", "file_hash", "key", "path", "password", "slug", "url_path"}

_HIDDEN = "[\u200b\u200c\u200d\u2060\ufeff\u00ad]*"
_GAP = r"(?:[\s\u00a0,._\-]|&nbsp;|&\#160;|<[^<>]{0,60}>|[\u200b-\u200d\u2060\ufeff])"
_ASIDE = r"(?:[(\[（][^()\[\]]{1,24}[)\]）])"
_LETTER = "ก-ฮะ-ฺเ-๎A-Za-z"
# What belongs to the letter before it: a name does not end in front of it.
_HANGING = "ะ-ฺๅ็-๎"
_WITHIN = r"[\s\u00a0.,()\-\u2010-\u2015]*"
_DIGIT = "[0-9๐-๙]"
_PREFIXES = sorted({prefix.value for prefix in Prefix} | {"น.ส.", "นส.", "ผญ.", "กำนัน", "ดร.", "คุณ"})


@dataclass(frozen=True)
class Traces:
    """``names`` are pairs of given and family name, ``phones`` digits from 0 on.

    ``others`` are names of other people that hold one of these: "สมชาย ดีพร้อม" is not "สมชาย ดี". ``codes`` are
    those of the person's consents; of a quotation with one in ``stories`` the words go too. ``exact`` are
    texts that go where they are all that a cell says.
    """

    names: frozenset[tuple[str, str]] = frozenset()
    phones: frozenset[str] = frozenset()
    others: frozenset[tuple[str, str]] = frozenset()
    codes: frozenset[str] = frozenset()
    stories: frozenset[str] = frozenset()
    exact: frozenset[str] = frozenset()
    gone: str = field(default_factory=lambda: _in_thai(ERASED))

    def __bool__(self) -> bool:
        return bool(self.names or self.phones or self.codes or self.exact)

    @cached_property
    def needles(self) -> list[str]:
        """Parts of which a text that tells of the person holds one at least, for a rough search."""
        parts = {form for pair in self.names for part in pair for form in _forms(part)}
        parts |= {name_key(given, family) for given, family in self.names}
        for phone in self.phones:
            parts |= {phone[-3:], to_thai(phone[-3:])}
        return sorted(parts | self.codes | {words[:40] for words in self.exact})

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], str]]:
        names = [pattern for pair in self.names for pattern in self._names_of(*pair)]
        found = [(re.compile(pattern, re.IGNORECASE), self.gone) for pattern in sorted(names, key=len)[::-1]]
        return [*found, *((re.compile(_phone(phone)), "") for phone in self.phones)]

    def _names_of(self, given: str, family: str) -> Iterable[str]:
        heads = {one[: -len(given)] for one, _last in self.others if one.endswith(given)} - {""}
        tails = {last[len(family) :] for _one, last in self.others if last.startswith(family)} - {""}
        before, after = _left(given, heads), _right(family, tails)
        yield f"{before}{_letters(given)}{_GAP}*{_ASIDE}?{_GAP}+{_letters(family)}{after}"
        yield f"{before}{_letters(given)}{_GAP}*{_ASIDE}{_GAP}*{_letters(family)}{after}"
        if len(given) + len(family) >= SHORT_WHOLE:
            yield f"{before}{_letters(given)}{_letters(family)}{after}"
            yield re.escape(name_key(given, family)) + after
        if min(len(given), len(family)) >= SHORT_PART - 1:
            yield f"{_left(family, set())}{_letters(family)}{_GAP}+{_letters(given)}{_right(given, set())}"

    def without(self, text: str) -> str:
        """``text`` without the person; the same text when it does not tell of them."""
        if text.strip() in self.exact:
            return self.gone
        for pattern, instead in self._patterns:
            text = pattern.sub(instead, text)
        return "" if _bare_number(text) in self.phones else text

    def without_deep(self, value: Any) -> Any:
        """The same for every text in lists and objects, keys too, and for JSON kept as a text."""
        if isinstance(value, str):
            return self._in_json(value) if value[:1] in ("[", "{") else self.without(value)
        if isinstance(value, bool) or not isinstance(value, list | dict | int):
            return value
        if isinstance(value, int):
            return None if f"0{value}" in self.phones else value
        if isinstance(value, list):
            apart = self._apart(value)
            return [self.gone if _bare(part) in apart else self.without_deep(part) for part in value]
        apart = self._apart(value.values())
        changed = {
            self.without(str(name)): part if name in NO_WORDS else self.without_deep(part)
            for name, part in value.items()
            if _bare(part) not in apart
        } | {name: "" for name, part in value.items() if _bare(part) in apart}
        return self._unquoted(changed)

    def _apart(self, parts: Iterable[Any]) -> set[str]:
        """Given and family name that stand side by side in two boxes."""
        told = {_bare(part) for part in parts}
        return {part for pair in self.names if set(pair) <= told for part in pair}

    def _unquoted(self, block: dict[str, Any]) -> dict[str, Any]:
        """A quotation that rests on one of the codes loses the name, and with a story's code its words."""
        told = block.get("consent")
        if not isinstance(told, str) or not {"text", "name"} <= block.keys():
            return block
        if any(code in told for code in self.stories):
            return block | {"text": "", "name": "", "role": ""}
        return block | {"name": ""} if any(code in told for code in self.codes) else block

    def _in_json(self, text: str) -> str:
        try:
            value = json.loads(text)
        except ValueError:
            return self.without(text)
        changed = self.without_deep(value)
        return text if changed == value else json.dumps(changed, ensure_ascii=text.isascii())

    def found_in(self, text: str) -> bool:
        """Whether a text tells of the person."""
        return self.without(text) != text

    @property
    def slugs(self) -> list[str]:
        """Names as they stand in the addresses of pages, where they are long enough to be one."""
        found = [slugify(f"{given} {family}", allow_unicode=True) for given, family in self.names]
        return [slug for slug in found if len(slug) > SHORTEST]

    def with_those_of(self, other: "Traces") -> "Traces":
        """Both together."""
        return replace(
            self, names=self.names | other.names, phones=self.phones | other.phones,
            others=self.others | other.others, codes=self.codes | other.codes,
            stories=self.stories | other.stories, exact=self.exact | other.exact,
        )  # fmt: skip


def _bare(part: Any) -> str:
    return part.strip() if isinstance(part, str) else ""


def _in_thai(words: object) -> str:
    """What is written into texts is Thai, whoever erases."""
    with translation.override("th"):
        return str(words)


def _forms(part: str) -> set[str]:
    """A part of a name in the ways in which its letters are put together."""
    return {part, part.replace("ำ", "ํา"), part.replace("แ", "เเ")}


def _letters(part: str) -> str:
    """The letters of a part, with what is not seen between them; blanks in it may be any gap."""
    signs = {"ำ": "(?:ำ|ํา)", "แ": "(?:แ|เเ)", " ": f"{_GAP}*"}
    return _HIDDEN.join(signs.get(sign) or re.escape(sign) for sign in part)


def _left(part: str, heads: set[str]) -> str:
    """What may not stand before: a head that makes it another's name; before a short part any letter."""
    found = "".join(f"(?<!{re.escape(head)})" for head in sorted(heads))
    if len(part) >= SHORT_PART:
        return found
    known = "|".join(f"(?<={re.escape(prefix)})" for prefix in _PREFIXES)
    return f"{found}(?:(?<![{_LETTER}])|{known})"


def _right(part: str, tails: set[str]) -> str:
    """What may not stand behind: a vowel or mark, another's rest; behind a short part any letter."""
    found = "".join(f"(?!{re.escape(tail)})" for tail in sorted(tails))
    return f"{found}(?![{_LETTER if len(part) < SHORT_PART else _HANGING}])"


def _phone(digits: str) -> str:
    """The number as people write it: with 0 or +66 before it, with dashes, in Thai digits."""
    rest = _WITHIN.join(f"[{digit}{to_thai(digit)}]" for digit in digits[1:])
    return rf"(?<!{_DIGIT})(?:\+?(?:66|๖๖){_WITHIN}(?:\(?[0๐]\)?)?{_WITHIN}|[0๐]{_WITHIN}){rest}(?!{_DIGIT})"


def _bare_number(text: str) -> str:
    """A number that lost its 0 in a cell of its own."""
    return f"0{text.strip()}" if text.strip().isascii() and text.strip().isdigit() else ""
