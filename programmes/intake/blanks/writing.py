"""A blank form as a workbook: the table, the explanation, and a hidden sheet with the lists."""

import io
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from accounts.models import User
from geo.downloads.writing import PLAIN, sheet_title

from ..refusals import MAX_ROWS
from .choices import words_for
from .guides import BLANKS, Blank, Guide, Words

# Rows with lists and formats; more may be added by copying one.
READY_ROWS = 300
NUMBERED_ROWS = 30
# What a spreadsheet shows beside a cell that is chosen.
MOST_IN_A_HINT, MOST_IN_A_HINT_TITLE = 255, 32

Sources = dict[Words, str]


def blank_form(kind: str, *, user: User) -> bytes:
    """The workbook for one kind of ``BLANKS``, with the places where ``user`` works to choose from."""
    blank = BLANKS[kind]
    file = io.BytesIO()
    book = Workbook(file, {**PLAIN, "constant_memory": False})
    formats = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1}),
        "bold": book.add_format({"bold": True, "valign": "top"}),
        "text": book.add_format({"num_format": "@"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    table = book.add_worksheet(sheet_title(str(blank.title)))
    explanation = book.add_worksheet(sheet_title(_("คำอธิบาย")))
    sources = _write_lists(book, blank, user)
    _write_table(table, blank, sources, formats)
    _explain(explanation, blank, formats)
    book.close()
    return file.getvalue()


def _write_lists(book: Workbook, blank: Blank, user: User) -> Sources:
    """Write the lists side by side on a hidden sheet; gives where each stands, for the cells that use it."""
    sheet = book.add_worksheet(title := sheet_title(_("ตัวเลือก")))
    sheet.hide()
    wanted = [guide.words for guide in (*blank.lines, *blank.columns) if guide.words]
    sources: Sources = {}
    for column, (words, texts) in enumerate(words_for(wanted, user).items()):
        sheet.write_column(0, column, texts)
        letter = xl_col_to_name(column, col_abs=True)
        sources[words] = f"='{title}'!{letter}$1:{letter}${len(texts)}"
    return sources


def _write_table(sheet: Worksheet, blank: Blank, sources: Sources, formats: dict[str, Any]) -> None:
    for row, line in enumerate(blank.lines):
        sheet.write_string(row, 0, str(line.label), formats["bold"])
        sheet.write_blank(row, 1, None, formats["text"] if line.text else None)
        sheet.data_validation(row, 1, row, 1, _validation(line, sources))
    head = len(blank.lines) + 1 if blank.lines else 0
    for index, guide in enumerate(blank.columns):
        sheet.set_column(index, index, guide.width, formats["text"] if guide.text else None)
        sheet.write_string(head, index, str(guide.label), formats["head"])
        sheet.data_validation(head + 1, index, head + READY_ROWS, index, _validation(guide, sources))
    if blank.numbered:
        sheet.write_column(head + 1, 0, range(1, NUMBERED_ROWS + 1))
    sheet.freeze_panes(head + 1, 0)


def _validation(guide: Guide, sources: Sources) -> dict[str, Any]:
    """The hint beside the cell, and its list where it has one."""
    example = _("เช่น %(example)s") % {"example": guide.example}
    shown = {
        "input_title": str(guide.label)[:MOST_IN_A_HINT_TITLE],
        "input_message": f"{guide.what}\n{example}"[:MOST_IN_A_HINT],
    }
    if guide.words not in sources:
        return {"validate": "any", **shown}
    refusal = {
        "error_title": _("ไม่มีคำนี้ในรายการ"),
        "error_message": _("เลือกจากรายการ หรือเว้นว่างไว้"),
    }
    source = sources[guide.words]
    return {"validate": "list", "source": source, "show_error": guide.strict, **shown, **refusal}


def _explain(sheet: Worksheet, blank: Blank, formats: dict[str, Any]) -> None:
    """What to write where; nothing on this sheet is read in."""
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 3, 44)
    sheet.write_string(0, 0, _("วิธีกรอก"), formats["bold"])
    how = _("พิมพ์ในแผ่นแรก แผ่นนี้ไม่ถูกนำเข้า ลบช่องที่ไม่ใช้ได้ เพิ่มแถวได้เท่าที่ต้องการ ไม่เกิน %(most)s แถว")
    sheet.write_string(1, 0, how % {"most": f"{MAX_ROWS:,}"})
    heads = [_("ชื่อช่อง"), _("เขียนอะไร"), _("ตัวอย่าง"), _("ถ้าเว้นว่าง")]
    for column, text in enumerate(heads):
        sheet.write_string(3, column, text, formats["head"])
    for row, guide in enumerate((*blank.lines, *blank.columns), start=4):
        sheet.write_string(row, 0, str(guide.label), formats["bold"])
        for column, text in enumerate((guide.what, guide.example, guide.blank), start=1):
            sheet.write_string(row, column, str(text), formats["wrap"])
    sheet.freeze_panes(4, 0)
