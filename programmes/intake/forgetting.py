"""A kept file without one person: their row of a sign-in sheet, their name anywhere else."""

from leaders.services.erasing import Traces
from thai.names import parse_name
from thai.text import fold

from .delimited import decoded
from .files import as_workbook, read_sheets
from .grid import Cell, Sheet, text_of
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
    changed = any(found) or _found_elsewhere(content, traces, any(sheet.unread for sheet in sheets))
    return as_workbook(sheets) if changed else None


def tells_of(content: bytes, filename: str, traces: Traces) -> bool:
    """Whether a kept file names the person. Cells are read only where its bare text holds a trace at all."""
    said = _said(content)
    if not any(given in part for given, _family in traces.names for part in said):
        return any(map(traces.found_in, said))
    try:
        sheets = read_sheets(content, filename)
    except FileRefused:
        return False
    hidden = any(sheet.unread for sheet in sheets)
    return any(_forget(sheet, traces, False) for sheet in sheets) or _found_elsewhere(content, traces, hidden)


def _said(content: bytes) -> list[str]:
    """All texts of the file, wherever they stand."""
    return text_of_parts(content) if content.startswith(b"PK") else decoded(content).splitlines()


def _found_elsewhere(content: bytes, traces: Traces, has_unread: bool) -> bool:
    """Whether any part of the file tells of the person; in sheets that are not read, in two cells too."""
    said = _said(content)
    if any(map(traces.found_in, said)):
        return True
    whole = "\n".join(said) if has_unread else ""
    return any(given in whole and family in whole for given, family in traces.names)


def _forget(sheet: Sheet, traces: Traces, by_row: bool) -> bool:
    found = False
    name = traces.without(sheet.name)
    found |= name != sheet.name
    sheet.name = name
    for row in sheet.rows:
        apart = _cells_of_name(row, traces)
        if by_row and (apart or traces.found_in(" ".join(map(text_of, row)))):
            row[:], found = [None] * len(row), True
            continue
        for column in apart:
            row[column], found = traces.gone, True
        for column, cell in enumerate(row):
            written = text_of(cell)
            if (changed := traces.without(written)) != written:
                row[column], found = changed, True
    return found


def _cells_of_name(row: list[Cell], traces: Traces) -> set[int]:
    """Columns in which a name stands in parts: given and family name in any two cells, in either order.

    Prefixes and nicknames in brackets do not hide it; a cell with the whole name and such between counts too.
    """
    texts = [text_of(cell).casefold() for cell in row]
    found: set[int] = set()
    for given, family in ((fold(part).casefold() for part in pair) for pair in traces.names):
        if not any(given in text for text in texts) or not any(family in text for text in texts):
            continue
        read = [parse_name(text) if given in text else None for text in texts]
        bare = [f"{name.given_name} {name.family_name}".strip() if name else "" for name in read]
        givens = {column for column, text in enumerate(texts) if given in {text, bare[column]}}
        families = {column for column, text in enumerate(texts) if text == family}
        if families - givens or len(families) > 1:
            found |= givens and givens | families
        found |= {column for column, text in enumerate(bare) if text == f"{given} {family}"}
    return found
