"""A sheet as rows of cells, with the row numbers of the user's own file."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time

from thai.digits import to_arabic
from thai.text import fold

Cell = str | int | float | bool | date | datetime | time | None

MAX_COLUMNS = 100

# Stands where a 13-digit number was: such numbers are never kept, yet the row can say that one was there.
HIDDEN = "█" * 13

# A national ID: thirteen digits in a row, or in its printed groups (1-2345-67890-12-3) with any separator.
_BETWEEN = r"[\s./_\-\u2010-\u2015\u2212]*"
_NATIONAL_ID = re.compile(
    r"(?<![0-9])" + _BETWEEN.join(["[0-9]", "[0-9]{4}", "[0-9]{5}", "[0-9]{2}", "[0-9]"]) + r"(?![0-9])"
)


@dataclass
class Sheet:
    """One sheet of a file. ``rows[0]`` is row 1 of the user's file; rows may differ in length.

    ``merged`` lists cells that span rows: (column, first row, last row), column from 0, rows from 1.
    """

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    merged: list[tuple[int, int, int]] = field(default_factory=list)

    def numbered(self) -> Iterator[tuple[int, list[Cell]]]:
        """Rows that hold something, each with its number."""
        for number, row in enumerate(self.rows, start=1):
            if any(text_of(cell) for cell in row):
                yield number, row


def fill_merged(sheet: Sheet) -> None:
    """Write the value of a cell that spans rows into each of them.

    Sideways a value stays in its first column: that tells a head over several columns from a head of one,
    and a CSV saved from the same sheet looks alike.
    """
    for column, first, last in sheet.merged:
        value = sheet.rows[first - 1][column] if text_at(sheet, first, column) else None
        for row in sheet.rows[first:last] if value is not None else []:
            row.extend([None] * (column + 1 - len(row)))
            row[column] = value


def text_at(sheet: Sheet, number: int, column: int) -> str:
    """The text in row ``number`` of a sheet; "" outside of it."""
    return at(sheet.rows[number - 1], column) if 1 <= number <= len(sheet.rows) else ""


def text_of(cell: Cell) -> str:
    """A cell as somebody would read it aloud: folded text, whole numbers without ".0", days as ISO dates."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "✓" if cell else "-"
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.15g}"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time.min else cell.isoformat(" ")
    return fold(str(cell))


def at(row: list[Cell], column: int | None) -> str:
    """The text in a column of a row; "" beyond its end and for no column."""
    return "" if column is None or column >= len(row) else text_of(row[column])


def without_ids(text: str) -> str:
    """``text`` with ``HIDDEN`` for every 13-digit number; the same text when there is none."""
    if sum(map(str.isdigit, text)) < 13:
        return text
    written = to_arabic(text)
    hidden = _NATIONAL_ID.sub(HIDDEN, written)
    return text if hidden == written else hidden


def lines_at(row: list[Cell], column: int) -> str:
    """The text in a column of a row with its line ends; blank lines go."""
    cell = row[column] if column < len(row) else None
    if not isinstance(cell, str) or "\n" not in cell:
        return at(row, column)
    return "\n".join(filter(None, map(fold, cell.splitlines())))


def hide_national_ids(sheets: Iterable[Sheet]) -> bool:
    """Replace every 13-digit number by ``HIDDEN``, in place, also in sheets' names; whether there was one."""
    found = False
    for sheet in sheets:
        name = without_ids(sheet.name)
        found |= name != sheet.name
        sheet.name = name
        for row in sheet.rows:
            for column, cell in enumerate(row):
                if isinstance(cell, bool) or not isinstance(cell, str | int | float):
                    continue
                written = text_of(cell)
                if len(written) >= 13 and (hidden := without_ids(written)) != written:
                    row[column], found = hidden, True
    return found


def digest_of(sheets: Iterable[Sheet]) -> str:
    """SHA-256 of what the cells say: the same sheet saved as CSV and as XLSX has the same digest."""
    digest = hashlib.sha256()
    for sheet in sheets:
        rows = [[text_of(cell) for cell in row] for row in sheet.rows]
        while rows and not any(rows[-1]):
            rows.pop()
        for row in rows:
            while row and not row[-1]:
                row.pop()
            digest.update("\x1f".join(row).encode() + b"\x1e")
        digest.update(b"\x1d")
    return digest.hexdigest()
