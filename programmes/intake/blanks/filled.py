"""The sign-in sheet of one activity as a workbook: the rows of the paper, filled in and brought back."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from geo.downloads.cells import kept
from geo.downloads.writing import PLAIN, in_a_cell, sheet_title
from thai.dates import format_date, format_days
from thai.widgets import active_language

from ...models import PrintedSheet
from ...services.printing import SheetRow
from ..headings import SIGNIN

MARKS = ["✓", "-"]
WIDTHS = [14, 34, 30, 30]
A4 = 9


def filled_form(sheet: PrintedSheet, rows: Sequence[SheetRow], days: Sequence[date]) -> bytes:
    """A workbook with the people of ``rows``, the sheet's empty rows, and a column to tick for each day.

    Lines above the table name the sheet by its code, by which it is known again. No phone stands in it.
    """
    file = io.BytesIO()
    book = Workbook(file, {**PLAIN, "constant_memory": False})
    table = book.add_worksheet(sheet_title(pgettext("to print", "ใบลงชื่อ")))
    formats = {
        "bold": book.add_format({"bold": True, "valign": "top"}),
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1}),
        "cell": book.add_format({"border": 1, "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"border": 1, "num_format": "@", "align": "center"}),
        "line": book.add_format({"num_format": "@", "valign": "top"}),
    }
    head = _write_lines(table, sheet, days, formats) + 1
    columns = [str(SIGNIN[name]) for name in ("number", "name", "group", "position")]
    columns += [format_date(day, active_language(), "day") for day in days]
    table.write_row(head, 0, columns, formats["head"])
    last = _write_rows(table, head + 1, sheet, rows, len(days), formats)
    for index, width in enumerate([*WIDTHS, *[14] * len(days)]):
        table.set_column(index, index, width)
    _offer(table, book, sheet, (head + 1, last), len(days))
    table.freeze_panes(head + 1, 2)
    table.set_paper(A4)
    table.set_landscape()
    table.fit_to_pages(1, 0)
    table.repeat_rows(head)
    book.close()
    return file.getvalue()


def _write_lines(table: Worksheet, sheet: PrintedSheet, days: Sequence[date], formats: dict[str, Any]) -> int:
    """The lines above the table; the day comes before the title, in which another day may be named.

    The place is in Thai for everybody: above a table it is found by its Thai marks.
    """
    with translation.override("th"):
        place = sheet.activity.area.full_name
    lines = [
        (_("รหัสใบลงชื่อ:"), sheet.shown_code),
        (_("วันที่:"), format_days(days, active_language())),
        (_("กิจกรรม:"), sheet.activity.title),
        (_("ตำบล:"), place),
    ]
    for row, (label, text) in enumerate(lines):
        table.write_string(row, 0, label, formats["bold"])
        table.write_string(row, 1, _said(text), formats["line"])
    return len(lines)


def _write_rows(
    table: Worksheet,
    first: int,
    sheet: PrintedSheet,
    rows: Iterable[SheetRow],
    days: int,
    formats: dict[str, Any],
) -> int:
    """People, then empty rows, all numbered as on paper; answers the last row."""
    written = [
        (row.number, row.name, row.enrolment.group.name, row.enrolment.person.position)
        for row in rows
        if row.enrolment
    ]
    written += [(number, "", "", "") for number in sheet.empty_numbers]
    place = first
    for place, (number, *texts) in enumerate(written, start=first):
        table.write_number(place, 0, number, formats["cell"])
        for column, text in enumerate(texts, start=1):
            table.write_string(place, column, _said(text), formats["cell"])
        for column in range(len(WIDTHS), len(WIDTHS) + days):
            table.write_blank(place, column, None, formats["text"])
    return place


def _said(text: object) -> str:
    return in_a_cell(str(kept(str(text))))


def _offer(table: Worksheet, book: Workbook, sheet: PrintedSheet, rows: tuple[int, int], days: int) -> None:
    """Groups and marks to choose from, with a word on what to write."""
    first, last = rows
    groups = [group.name for group in sheet.activity.programme.groups.all()]
    lists = book.add_worksheet(sheet_title(_("ตัวเลือก")))
    lists.hide()
    lists.write_column(0, 0, groups)
    source = f"='{lists.get_name()}'!$A$1:$A${max(len(groups), 1)}"
    words = {"validate": "list", "source": source, "show_error": False}
    table.data_validation(first, 2, last, 2, words)
    if days:
        hint = _("มาใส่ ✓ ไม่มาใส่ - ไม่ทราบเว้นว่าง")
        marks = {"validate": "list", "source": MARKS, "show_error": False, "input_message": hint}
        table.data_validation(first, len(WIDTHS), last, len(WIDTHS) + days - 1, marks)
