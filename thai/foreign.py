"""Thai inside pages of another language: what is still Thai, and how it is marked for voices and fonts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.html import conditional_escape, strip_tags
from django.utils.safestring import SafeString, mark_safe

_LETTER = "[\u0e01-\u0e5b]"
_THAI = re.compile(_LETTER)
_LATIN = re.compile("[A-Za-z]")
# From the first to the last Thai letter, with figures and marks between them, but no other words.
_RUN = re.compile(rf"{_LETTER}(?:[^A-Za-z<>]*{_LETTER})?")
_TAG = re.compile(r"(<[^>]*>)")
_OPENED = re.compile(r"<([a-z][a-z0-9]*)\b([^>]*?)(/?)>", re.IGNORECASE)
_IS_MARKED = re.compile(r"""\blang=["']th["']""")
_VOID = frozenset({"br", "img", "hr", "input", "wbr", "use", "path"})


def has_thai(text: object) -> bool:
    """Whether there is any Thai letter, vowel, tone mark or digit."""
    return _THAI.search(str(text or "")) is not None


def reads_thai(text: str) -> bool:
    """Whether a text (plain or HTML) is Thai: it has more Thai letters than Latin ones.

    "Khabuan (ขบวน), the movement" is not; a text of figures alone is neither.
    """
    plain = strip_tags(text)
    return len(_THAI.findall(plain)) > len(_LATIN.findall(plain))


def mark_thai(text: object) -> SafeString:
    """HTML whose Thai words stand in `<span lang="th">`, so that a voice reads them as Thai.

    Plain text is escaped, safe HTML keeps its tags, and what is marked already is left alone: applying it
    twice changes nothing.
    """
    if text is None:
        return mark_safe("")
    html = str(conditional_escape(text))
    return mark_safe("".join(_marked(html)) if has_thai(html) else html)


def _marked(html: str) -> Iterator[str]:
    """Piece by piece; inside an element that is marked as Thai nothing is marked again."""
    left_alone, depth = "", 0
    for place, piece in enumerate(_TAG.split(html)):
        if place % 2 == 0:
            yield piece if depth else _RUN.sub(r'<span lang="th">\g<0></span>', piece)
            continue
        yield piece
        opened = _OPENED.fullmatch(piece)
        tag = opened[1].lower() if opened else piece.strip("</> ").lower()
        if opened and (tag in _VOID or opened[3]):
            continue
        if depth:
            if tag == left_alone:
                depth += 1 if opened else -1
        elif opened and _IS_MARKED.search(opened[2]):
            left_alone, depth = tag, 1
