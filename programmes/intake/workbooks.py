"""XLSX workbooks: looked at from outside first, then read row by row, with merged cells filled.

openpyxl's streaming reader keeps memory small but does not know merged cells, so these are read from the
sheet's XML in a second pass. Formulas give the value that Excel kept.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable

import openpyxl
from django.utils.translation import gettext_lazy as _
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.xml.functions import iterparse

from geo.downloads.writing import MOST_IN_A_CELL

from .grid import MAX_COLUMNS, Cell, Sheet, Unread
from .inside import look_inside, too_much_inside
from .refusals import (
    MAX_ROWS,
    FileRefused,
    broken,
    not_a_sheet,
    too_long,
    too_long_a_cell,
)

# A list of 5,000 rows unpacks to some 4 MB, to a few times that with styles in every cell; what needs more
# is a bomb or full of other things.
MAX_UNPACKED = 30 * 1024 * 1024
MAX_PARTS = 1_000
MAX_SHEETS = 30
TOP = 20  # rows; a sheet that is blank so far down counts as empty

# Control codes as workbooks write them, and the underscore that keeps a text of this look from being one.
_CODED = re.compile("_x(005F|00[01][0-9A-F]|FFF[EF])_")
_DAMAGED = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError
)  # fmt: skip
_MACRO_PARTS = re.compile(r"(^|/)(vbaProject|vbaData|macrosheets?)\b", re.IGNORECASE)


def read_xlsx(content: bytes) -> list[Sheet]:
    """The visible sheets of a workbook, then names of those that are not read; raises FileRefused."""
    _look_from_outside(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # openpyxl raises whatever its parsers do
        raise broken() from error
    try:
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        hidden = [sheet for sheet in book.worksheets if sheet.sheet_state != "visible"]
        return [
            *_sheets(visible[:MAX_SHEETS]),
            *_unread(visible[MAX_SHEETS:], Unread.TOO_MANY),
            *_unread(hidden[:MAX_SHEETS], Unread.HIDDEN),
        ]
    except FileRefused:
        raise
    except Exception as error:
        raise broken() from error
    finally:
        book.close()


def _look_from_outside(content: bytes) -> None:
    """Refuse by the directory of the zip alone, before anything is unpacked, then by what its parts hold."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            # Python never unpacks more of a part than the directory says, so this sum is a true bound.
            if sum(part.file_size for part in parts) > MAX_UNPACKED or len(parts) > MAX_PARTS:
                raise too_much_inside()
            if any(part.flag_bits & 1 for part in parts):
                raise FileRefused("locked", _("ไฟล์นี้ตั้งรหัสผ่านไว้ เอารหัสผ่านออก บันทึกใหม่ แล้วส่งอีกครั้ง"))
            if "[Content_Types].xml" not in names:
                raise not_a_sheet()
            kinds = archive.read("[Content_Types].xml")
            _look_at_kind(kinds, names)
            look_inside(archive)
    except _DAMAGED as error:
        raise broken() from error


def _look_at_kind(kinds: bytes, names: set[str]) -> None:
    """Refuse workbooks with macros, and whatever is none."""
    if b"macroEnabled" in kinds or any(_MACRO_PARTS.search(name) for name in names):
        raise FileRefused("macros", _("ไฟล์นี้มีมาโคร เราไม่เปิดไฟล์แบบนี้ บันทึกเป็น .xlsx ธรรมดาแล้วส่งใหม่"))
    if b"spreadsheetml" not in kinds:
        raise not_a_sheet()


def _sheets(sources: Iterable[ReadOnlyWorksheet]) -> list[Sheet]:
    sheets, filled = [], 0
    for source in sources:
        sheets.append(_sheet(source))
        filled += sum(map(bool, sheets[-1].rows))
        if filled > MAX_ROWS:
            raise too_long()
    return sheets


def _sheet(source: ReadOnlyWorksheet) -> Sheet:
    # The size that a file states for its sheets may be wrong, and a stray format may stand a million rows
    # down: rows are read up to the limit, and the XML tells whether anything is said beyond it.
    source.reset_dimensions()
    rows: list[list[Cell]] = []
    wanted = source.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True)
    for number, values in enumerate(wanted, start=1):
        row = _trimmed(values)
        if any(isinstance(cell, str) and len(cell) > MOST_IN_A_CELL for cell in row):
            raise too_long_a_cell(number)
        if row:
            rows.extend([] for _ in range(number - len(rows) - 1))
            rows.append(row)
    last_row, merged = _outlines(source)
    if last_row > MAX_ROWS:
        raise too_long()
    return Sheet(source.title, rows, merged)


def _unread(sources: Iterable[ReadOnlyWorksheet], why: Unread) -> list[Sheet]:
    """Sheets by their names only, those that say something near their top."""
    return [Sheet(source.title, unread=why) for source in sources if _says_something(source)]


def _says_something(source: ReadOnlyWorksheet) -> bool:
    source.reset_dimensions()
    rows = source.iter_rows(max_row=TOP, max_col=MAX_COLUMNS, values_only=True)
    return any(cell is not None for row in rows for cell in row)


def _trimmed(values: tuple[Cell, ...]) -> list[Cell]:
    last = next((index for index in reversed(range(len(values))) if values[index] is not None), -1)
    return [_decoded(value) if isinstance(value, str) else value for value in values[: last + 1]]


def _decoded(text: str) -> str:
    return _CODED.sub(lambda code: chr(int(code[1], 16)), text) if "_x" in text else text


def _outlines(source: ReadOnlyWorksheet) -> tuple[int, list[tuple[int, int, int]]]:
    """The last row that says something, and the cells that span rows, as ``Sheet.merged`` keeps them."""
    last_row, says, merged, spanned = 0, False, [], 0
    with source._get_source() as xml:
        for _event, element in iterparse(xml):
            tag = element.tag.rpartition("}")[2]
            if tag in {"v", "t"}:
                says = says or bool(element.text)
            elif tag == "row":
                last_row, says = int(element.get("r", last_row + 1)) if says else last_row, False
            elif tag == "mergeCell":
                first_column, first, _last_column, last = range_boundaries(element.get("ref", ""))
                last = min(last, MAX_ROWS)
                if last > first and first_column <= MAX_COLUMNS:
                    merged.append((first_column - 1, first, last))
                    spanned += last - first
                if spanned > MAX_ROWS * MAX_COLUMNS:  # more cells than there are: some lie in two ranges
                    raise broken()
            element.clear()
    return last_row, merged
