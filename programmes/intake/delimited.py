"""CSV as Thai offices save it: UTF-8 with or without a mark, TIS-620, UTF-16; comma, semicolon or tab."""

import csv
import io
import re

from geo.downloads.cells import unguarded
from geo.downloads.writing import MOST_IN_A_CELL

from .grid import MAX_COLUMNS, Cell, Sheet
from .refusals import MAX_ROWS, not_a_sheet, too_long, too_long_a_cell

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = ",;\t|"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_LOOKED_AT = 50  # rows that decide about the delimiter

# A quote that does not end would make one cell of the rest of a file. Holds for all that is read as CSV.
csv.field_size_limit(MOST_IN_A_CELL)


def read_csv(content: bytes, name: str) -> Sheet:
    """The file's one sheet, named ``name``. A blank line is a row: the numbers stay those of the user's file.

    An apostrophe that keeps a text from being run as a formula is no part of the text.

    Raises FileRefused when the bytes are no text or no table.
    """
    text = decoded(content)
    first, _newline, rest = text.partition("\n")
    if first.strip().casefold().startswith("sep=") and len(first.strip()) == 5:
        delimiter, text = first.strip()[4], rest  # a hint for Excel, which does not count it as a row
    else:
        delimiter = _delimiter(text)
    return Sheet(name, _rows(text, delimiter))


def _rows(text: str, delimiter: str) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1):
            if number <= MAX_ROWS:
                rows.append([unguarded(cell) for cell in row[:MAX_COLUMNS]])
            elif any(row):
                raise too_long()
    except csv.Error as error:
        if "field limit" in str(error):
            raise too_long_a_cell(len(rows) + 1) from error
        raise not_a_sheet() from error
    return rows


def decoded(content: bytes) -> str:
    """The text of a file; raises FileRefused when it is none."""
    if content.startswith(_UTF16):
        encodings = ["utf-16"]
    elif b"\x00" in content:
        raise not_a_sheet()
    else:
        encodings = ["utf-8-sig", "cp874"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text
    raise not_a_sheet()


def _delimiter(text: str) -> str:
    """The delimiter that cuts the first rows into the most cells, the same number in most of them."""

    def score(delimiter: str) -> tuple[int, int]:
        try:
            lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
            widths = [len(row) for row, _ in zip(lines, range(_LOOKED_AT), strict=False) if row]
        except csv.Error:
            return 0, 0
        usual = max(set(widths), key=widths.count, default=0)
        return (widths.count(usual), usual) if usual > 1 else (0, 0)

    return max(_DELIMITERS, key=score)
