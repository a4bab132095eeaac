"""A kept file without one person: their row of a sign-in sheet, their name anywhere else."""

from leaders.services.erasing import Traces

from .delimited import decoded
from .files import as_workbook, read_sheets
from .grid import Sheet, text_of
from .hidden import text_of_parts
from .kinds import KINDS
from .refusals import FileRefused


def without_person(content: bytes, filename: str, kind: str, traces: Traces) -> bytes | None:
    """The file as a plain workbook with the same row numbers; None when it does not tell of the person.

    Of a sign-in sheet the whole row goes, because all of it is about them. What stands where no cell is read
    (comments, hidden sheets, properties) is not in the copy.
    """
    try:
        sheets = read_sheets(content, filename)
    except FileRefused:
        return None
    by_row = kind == KINDS["signin"].key
    found = [_forget(sheet, traces, by_row) for sheet in sheets]
    elsewhere = any(traces.found_in(said) for said in _said(content))
    return as_workbook(sheets) if any(found) or elsewhere else None


def _said(content: bytes) -> list[str]:
    """All texts of the file, wherever they stand."""
    return text_of_parts(content) if content.startswith(b"PK") else decoded(content).splitlines()


def _forget(sheet: Sheet, traces: Traces, by_row: bool) -> bool:
    found = False
    name = traces.without(sheet.name)
    found |= name != sheet.name
    sheet.name = name
    for row in sheet.rows:
        if by_row and traces.found_in(" ".join(map(text_of, row))):
            row[:], found = [None] * len(row), True
            continue
        for column, cell in enumerate(row):
            written = text_of(cell)
            if (changed := traces.without(written)) != written:
                row[column], found = changed, True
    return found
