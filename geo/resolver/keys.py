"""The form in which names of places are compared."""

import re
import unicodedata

from thai.digits import to_arabic
from thai.text import fold

# Older ways to write Thai in Latin letters, word by word, as the gazetteer now spells them.
OLD_SPELLINGS = {
    "muang": "mueang",
    "meuang": "mueang",
    "nakorn": "nakhon",
    "sri": "si",
    "koh": "ko",
    "baan": "ban",
    "klong": "khlong",
    "pra": "phra",
}
_OLD_WORD = re.compile(r"\b(?:" + "|".join(OLD_SPELLINGS) + r")\b")
_ACCENTS = re.compile("[\u0300-\u036f]")
_NOT_IN_NAMES = re.compile(r"[^0-9a-z\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e4e]+")


def tidy(text: str) -> str:
    """Folded, Arabic digits, lower case, no accents: what everything else here reads."""
    plain = unicodedata.normalize("NFD", to_arabic(fold(text)).casefold())
    return _ACCENTS.sub("", plain)


def key(text: str) -> str:
    """A name without spaces, dots, hyphens and ฯ, in today's spelling: "Muang-Nan" → "mueangnan"."""
    words = _OLD_WORD.sub(lambda found: OLD_SPELLINGS[found[0]], tidy(text))
    return _NOT_IN_NAMES.sub("", words)


def name_keys(name: str) -> set[str]:
    """Keys of a name and of what it gives in brackets: "ปอภาร (ปอพาน)" goes by both."""
    forms = [name, *re.split(r"[()]", name)] if "(" in name else [name]
    return {form for form in map(key, forms) if form}
