"""What a word of the glossary begins with."""

from typing import NamedTuple


class Word(NamedTuple):
    """A word and its meaning in both languages, as ``cms.models.Term`` keeps it."""

    key: str
    term_th: str
    term_en: str
    meaning_th: str
    meaning_en: str
