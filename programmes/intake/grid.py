"""A sheet as rows of cells, with the row numbers of the user's own file."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from thai.text import fold

Cell = str | int | float | bool | date | datetime | time | None

MAX_COLUMNS = 100


class Unread(StrEnum):
    """Why a sheet of a workbook was not read."""

    HIDDEN = "hidden"
    TOO_MANY = "too_many"


@dataclass
class Sheet:
    """One sheet of a file. ``rows[0]`` is row 1 of the user's file; rows may differ in length.

    ``merged`` lists cells that span rows: (column, first row, last row), column from 0, rows from 1.
    ``unread`` ones have no rows here.
    """

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    merged: list[tuple[int, int, int]] = field(default_factory=list)
    unread: Unread | None = None

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


def lines_at(row: list[Cell], column: int) -> str:
    """The text in a column of a row with its line ends; blank lines go."""
    cell = row[column] if column < len(row) else None
    if not isinstance(cell, str) or "\n" not in cell:
        return at(row, column)
    return "\n".join(filter(None, map(fold, cell.splitlines())))


def digest_of(sheets: Iterable[Sheet]) -> str:
    """SHA-256 of what the cells say: the same sheet saved as CSV and as XLSX has the same digest."""
    digest = hashlib.sha256()
    for sheet in sheets:
        if sheet.unread:
            continue
        rows = [[text_of(cell) for cell in row] for row in sheet.rows]
        while rows and not any(rows[-1]):
            rows.pop()
        for row in rows:
            while row and not row[-1]:
                row.pop()
            digest.update("\x1f".join(row).encode() + b"\x1e")
        digest.update(b"\x1d")
    return digest.hexdigest()
