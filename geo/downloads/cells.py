"""What a cell of a file may hold, and how a text stands in a CSV so that no spreadsheet runs it."""

import re
from collections.abc import Sequence
from decimal import Decimal

Value = str | int | float | Decimal | None
Row = Sequence[Value]

# What a spreadsheet begins a formula with, full-width too, behind anything that it may strip or not show.
_FORMULA = re.compile(
    r"'*(?:[\t\r\n]|[\s\x00-\x1f\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212])"
)
_LINE_END = re.compile(r"\r\n?")
# Control codes, halves of characters and what is no character: no XML and hardly a program takes them.
_UNSAYABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def kept(value: object) -> Value:
    """A value as a file keeps it: numbers as they are, all else as text without control codes.

    Line ends become one kind, so that the same text comes back from a CSV and from a workbook.
    """
    if value is None or (isinstance(value, int | float | Decimal) and not isinstance(value, bool)):
        return value
    return _UNSAYABLE.sub("", _LINE_END.sub("\n", str(value)))


def guarded(text: str) -> str:
    """A text for a CSV: with an apostrophe before it when a spreadsheet would take it for a formula.

    A text that already has apostrophes before a formula gets one more: ``unguarded`` takes off exactly one,
    so every text comes back as it was.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text that ``guarded`` made this of, or that somebody kept from being run in the same way."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
