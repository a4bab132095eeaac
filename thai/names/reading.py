"""A written name taken apart."""

from __future__ import annotations

import re
from typing import NamedTuple

from thai.names import words
from thai.names.words import Prefix
from thai.text import fold

_NUMBERED = re.compile(r"^[0-9๐-๙]{1,4}\s*[.)]\s*(?=\D)")
_NICKNAME = re.compile(r"\s*[(（\[]\s*(?:ชื่อเล่น\s*)?([^()（）\[\]]*?)\s*[)）\]]\s*")
_BEGINS_A_NAME = re.compile(r"[ก-ฮ](?!์)[่-๋]?[ก-ฮะ-ฺเ-ไ]|[เ-ไ][ก-ฮ](?!์)|[ก-ฮ]็|[a-z]{2}", re.IGNORECASE)
_EDGES = " .,;:/-–_*\"'“”"
_MOST_PARTS = 6


class ParsedName(NamedTuple):
    """A name in its parts; a part that was not written is ""."""

    prefix: Prefix | str  # in its one right form (นางสาว for น.ส.)
    title: str  # as written ("ผญ.", "ว่าที่ ร.ต.")
    given_name: str
    family_name: str  # all words behind the given name ("ณ อยุธยา")
    nickname: str  # from brackets
    raw: str


def parse_name(text: str) -> ParsedName:
    """Take a name apart: prefix, titles, given name, family name, nickname in brackets.

    A prefix or title glued to the name counts only if what follows can begin a Thai word, so นายิกา, นภา and
    นางสาวิตรี (นาง + สาวิตรี) are read right. Never raises: what cannot be taken apart is the given name.
    """
    rest = _NUMBERED.sub("", fold(text))
    rest, nickname = _without_nickname(rest)
    prefix: Prefix | str = ""
    title = ""
    for _part in range(_MOST_PARTS):
        if not prefix and (found := _prefix(rest)):
            prefix, rest = found
        elif end := _title_end(rest, glued=not prefix):
            behind = rest[end:]
            title += rest[:end] + (" " if behind.startswith(" ") else "")
            rest = behind.lstrip()
        else:
            break
    given, _space, family = rest.strip(_EDGES).partition(" ")
    return ParsedName(prefix, title.strip(), given, family.strip(_EDGES), nickname, text)


def without_prefix(text: str) -> tuple[Prefix | str, str]:
    """The prefix that opens a name ("" if none does) and the rest, titles and all."""
    bare = fold(text)
    return _prefix(bare) or ("", bare)


def _without_nickname(text: str) -> tuple[str, str]:
    bracketed = [found[1] for found in _NICKNAME.finditer(text)]
    nicknames = [name for name in bracketed if not any(char.isdigit() for char in name)]
    return _NICKNAME.sub(" ", text).strip(), nicknames[0] if nicknames else ""


def _prefix(text: str) -> tuple[Prefix, str] | None:
    """The prefix that opens the text, and the text behind it."""
    for pattern, prefix in words.SHORT_PREFIXES:
        if found := pattern.match(text):
            return prefix, text[found.end() :].lstrip(" .")
    if text.startswith("นาย") and _title_end(text, glued=True):
        return None  # นายก อบต., นายอำเภอ, นายแพทย์
    for word, prefix in (*words.WORD_PREFIXES, (words.GLUED_MISS, Prefix.MISS)):
        if text.startswith(word):
            rest = text[len(word) :]
            if rest[:1] in ("", " ", ".") or _can_be_a_name(rest):
                return prefix, rest.lstrip(" .")
    return None


def _title_end(text: str, *, glued: bool) -> int:
    """Where the title that opens the text ends; 0 if none does.

    A word that may be glued is taken only in front (`glued`): behind a prefix it is the name (นายครูบา …).
    """
    if found := words.DOTTED_TITLE.match(text):
        return found.end()
    if (found := words.SPACED_TITLE.match(text)) and text[found.end() :].strip().count(" ") >= 1:
        return found.end()
    found = words.WORD_TITLE.match(text)
    if not found:
        return 0
    rest = text[found.end() :]
    if rest.startswith(" "):
        return found.end() if len(rest.split()) > (0 if glued else 1) else 0
    return found.end() if glued and _can_be_a_name(rest) else 0


def _can_be_a_name(rest: str) -> bool:
    """Whether the text can begin a name: a letter or leading vowel, then something sounded."""
    return bool(_BEGINS_A_NAME.match(rest))
