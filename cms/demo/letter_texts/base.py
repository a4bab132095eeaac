"""What a letter of the demo consists of."""

from dataclasses import dataclass
from datetime import date

from ..story_texts import Part


@dataclass(frozen=True)
class Words:
    """A letter in one language."""

    title: str
    lead: str
    body: tuple[Part, ...]
    closing: str
    signer: str


@dataclass(frozen=True)
class Letter:
    """One letter; ``readings`` are pairs of a day and how often it was read on it."""

    slug: str
    number: int
    letter_date: date
    signed_on: date
    thai: Words
    english: Words
    readings: tuple[tuple[date, int], ...]


THAI_SIGNER = "ผอ.พอช. (จดหมายตัวอย่าง)"
ENGLISH_SIGNER = "Director of CODI (sample letter)"
