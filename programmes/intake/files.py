"""An uploaded file becomes sheets of cells, or is refused with one clear sentence.

What a file is follows from its content, never from its name. Nothing is unpacked before its size is known.
"""

import io
from dataclasses import dataclass

import openpyxl
import tablib
from django.utils.translation import gettext_lazy as _

from .delimited import decoded, read_csv
from .grid import Sheet, digest_of, fill_merged
from .hidden import says_ids
from .national_ids import hide_national_ids, without_ids
from .refusals import FileRefused, not_a_sheet
from .workbooks import read_xlsx

MAX_BYTES = 10 * 1024 * 1024

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_FILES = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"{\\rtf",
)


@dataclass(frozen=True)
class Opened:
    """A file that could be read. ``kept`` is what to store: the file itself, or a copy without ID numbers."""

    sheets: list[Sheet]
    digest: str
    kept: bytes
    suffix: str


def open_file(content: bytes, filename: str) -> Opened:
    """Read ``content``; raises FileRefused for what is no sheet, too large, locked or not safe to open."""
    check_size(len(content))
    if not content.strip(b"\x00\r\n\t ,;\xef\xbb\xbf"):
        raise FileRefused("empty", _("ไฟล์นี้ว่าง ตรวจว่าเลือกไฟล์ถูก แล้วส่งใหม่"))
    sheets, suffix = _read(content, filename)
    if not any(True for sheet in sheets for _row in sheet.numbered()):
        raise FileRefused("empty", _("ไฟล์นี้ว่าง ตรวจว่าเลือกไฟล์ถูก แล้วส่งใหม่"))
    hidden = hide_national_ids(sheets)
    digest = digest_of(sheets)  # before cells are filled: a CSV of the same sheet has no merged cells
    for sheet in sheets:
        fill_merged(sheet)
    if hidden or says_ids_elsewhere(content):
        return Opened(sheets, digest, as_workbook(sheets), "xlsx")
    return Opened(sheets, digest, content, suffix)


def read_sheets(content: bytes, filename: str) -> list[Sheet]:
    """The sheets of a file that was kept, cells that span rows not filled. Raises FileRefused."""
    return _read(content, filename)[0]


def says_ids_elsewhere(content: bytes) -> bool:
    """Whether an ID number stands where no cell is read: comments, hidden sheets, properties, far columns."""
    if content.startswith(_ZIP):
        return says_ids(content)
    return any(without_ids(line) != line for line in decoded(content).splitlines())


def bare_name(filename: str) -> str:
    """A file's own name, without folders and ID numbers, short enough to keep."""
    return without_ids(filename.replace("\\", "/").rsplit("/", 1)[-1])[-200:] or "sheet"


def check_size(size: int) -> None:
    """Raises FileRefused when a file of ``size`` bytes is too large to be a sheet."""
    if size > MAX_BYTES:
        raise FileRefused(
            "too_large",
            _("ไฟล์นี้ใหญ่ %(size)s MB รับได้ไม่เกิน %(most)s MB เอารูปออกจากไฟล์แล้วส่งใหม่"),
            size=f"{size / 1024 / 1024:.0f}",
            most=MAX_BYTES // 1024 // 1024,
        )


def _read(content: bytes, filename: str) -> tuple[list[Sheet], str]:
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise FileRefused("locked", _("ไฟล์นี้ตั้งรหัสผ่านไว้ เอารหัสผ่านออก บันทึกใหม่ แล้วส่งอีกครั้ง"))
        raise FileRefused("old_excel", _("ไฟล์แบบเก่า (.xls) อ่านไม่ได้ เปิดใน Excel แล้วบันทึกเป็น .xlsx หรือ .csv"))
    if content.startswith(_ZIP):
        return read_xlsx(content), "xlsx"
    if content.startswith(_OTHER_FILES):
        raise not_a_sheet()
    name = bare_name(filename).rsplit(".", 1)[0]
    return [read_csv(content, name)], "csv"


def as_workbook(sheets: list[Sheet]) -> bytes:
    """The sheets as a plain workbook with the same row numbers."""
    book = tablib.Databook()
    for sheet in sheets:
        if sheet.unread:
            continue
        width = max((len(row) for row in sheet.rows), default=1)
        data = tablib.Dataset(title=sheet.name)
        for row in sheet.rows:
            data.append([*row, *[None] * (width - len(row))])
        book.add_sheet(data)
    content = book.export("xlsx", escape=True)
    return _merged(content, sheets) if any(sheet.merged for sheet in sheets) else content


def _merged(content: bytes, sheets: list[Sheet]) -> bytes:
    """The workbook with cells merged as they were: an amount over several rows is said once of them all."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for page, sheet in zip(book.worksheets, (sheet for sheet in sheets if not sheet.unread), strict=True):
        for column, first, last in sheet.merged:
            where = {"start_row": first, "end_row": last}
            page.merge_cells(start_column=column + 1, end_column=column + 1, **where)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
