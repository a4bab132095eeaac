"""Rows written as CSV or XLSX while they come, so that a long list needs no more memory than a short one."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format

from .cells import Row, Value, guarded, kept

BOM = "\ufeff"
# Units of UTF-16: what a cell of a workbook may hold.
MOST_IN_A_CELL = 32_767
# A text is a text, whatever it begins with: no formula, no link, no number.
PLAIN = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def csv_lines(head: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Lines of a CSV, each with its end; the first has a byte order mark, for Thai in spreadsheets."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    buffer.write(BOM)
    for row in chain([head], rows):
        writer.writerow([_in_csv(kept(value)) for value in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


@dataclass(frozen=True)
class Page:
    """One sheet of a workbook: ``widths`` in letters, one for each column of ``head``."""

    title: str
    head: Sequence[str]
    rows: Iterable[Row]
    widths: Sequence[int]


def write_xlsx(
    file: BinaryIO, head: Sequence[str], rows: Iterable[Row], *, title: str, widths: Sequence[int]
) -> None:
    """A workbook of one sheet: a bold head that stays in sight, with filters; ``widths`` in letters."""
    write_book(file, [Page(title, head, rows, widths)])


def write_book(file: BinaryIO, pages: Iterable[Page]) -> None:
    """A workbook of several such sheets."""
    book = Workbook(file, PLAIN)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    for page in pages:
        _write_page(book, page, bold)
    book.close()


def _write_page(book: Workbook, page: Page, bold: Format) -> None:
    sheet = book.add_worksheet(sheet_title(page.title))
    for index, width in enumerate(page.widths):
        sheet.set_column(index, index, width)
    sheet.freeze_panes(1, 0)
    for index, text in enumerate(page.head):
        sheet.write_string(0, index, text, bold)
    number = 0
    for number, row in enumerate(page.rows, start=1):
        for index, value in enumerate(map(kept, row)):
            if isinstance(value, str):
                sheet.write_string(number, index, in_a_cell(value))
            elif value is not None:
                sheet.write_number(number, index, value)
    sheet.autofilter(0, 0, number, len(page.head) - 1)


def in_a_cell(text: str) -> str:
    """A text that fits a cell of a workbook: one that is too long ends by saying where all of it is."""
    if len(text) * 2 <= MOST_IN_A_CELL or _units(text) <= MOST_IN_A_CELL:
        return text
    rest = " … " + _("(ยาวเกินช่อง ดูครบในไฟล์ CSV)")
    room = MOST_IN_A_CELL - _units(rest)
    return text.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore") + rest


def sheet_title(text: str) -> str:
    """A name that a sheet may have: 31 letters, none of them one that means something in a formula."""
    return "".join(" " if char in "[]:*?/\\'" else char for char in text)[:31].strip()


def _in_csv(value: Value) -> Value:
    return guarded(value) if isinstance(value, str) else value


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
