"""Why a file is not taken, said beside the field it was chosen in."""

from django.utils.translation import gettext_lazy as _

from geo.downloads.writing import MOST_IN_A_CELL
from thai.errors import ReadingError

# Of all sheets of a file together: a year of a province. Reading them takes seconds, writing them too,
# and on SQLite whoever else writes waits that long.
MAX_ROWS = 6_000


class FileRefused(ReadingError):
    """A file that cannot be read as a sheet; ``message`` says why and what to do."""


def not_a_sheet() -> FileRefused:
    """The refusal of a picture, a letter, a program …"""
    return FileRefused("no_sheet", _("ไฟล์นี้ไม่ใช่ตาราง ส่งไฟล์ .xlsx หรือ .csv"))


def broken() -> FileRefused:
    """The refusal of a workbook that was cut off or changed on its way."""
    return FileRefused("broken", _("ไฟล์นี้เสีย เปิดใน Excel แล้วบันทึกใหม่ หรือบันทึกเป็น .csv แล้วส่งอีกครั้ง"))


def too_long() -> FileRefused:
    """The refusal of a file with more rows than one person looks through."""
    text = _("ไฟล์นี้มีเกิน %(most)s แถว แบ่งเป็นหลายไฟล์แล้วส่งใหม่")
    return FileRefused("too_long", text, most=f"{MAX_ROWS:,}")


def too_long_a_cell(row: int) -> FileRefused:
    """The refusal of a file with a cell that no spreadsheet would hold; ``row`` is where it begins."""
    text = _('แถว %(row)s มีช่องที่ยาวเกิน %(most)s ตัวอักษร ดูว่าเครื่องหมายคำพูด (") ครบคู่ไหม แก้แล้วส่งใหม่')
    return FileRefused("long_cell", text, row=row, most=f"{MOST_IN_A_CELL:,}")
