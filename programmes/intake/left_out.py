"""Sheets of a workbook that are not read are told, each with the reason."""

from functools import cache

from django.utils import translation
from django.utils.translation import gettext as _

from geo.models import ImportBatch

from .grid import Sheet, Unread
from .kinds import KINDS, Kind
from .workbooks import MAX_SHEETS

UNREAD = "unread"  # in a batch's result: names of sheets that are not read, each with the reason


def note_unread(batch: ImportBatch, sheets: list[Sheet]) -> None:
    """Keep in mind which sheets are not read: of a workbook with hidden ones a copy without them is kept."""
    if unread := {sheet.name: sheet.unread.value for sheet in sheets if sheet.unread}:
        batch.result = {**batch.result, UNREAD: unread}


def with_unread(batch: ImportBatch, sheets: list[Sheet]) -> list[Sheet]:
    """The sheets of a kept file, and those of the file as it came that are not read."""
    there = {sheet.name for sheet in sheets}
    noted = batch.result.get(UNREAD, {}).items()
    return [*sheets, *(Sheet(name, unread=Unread(why)) for name, why in noted if name not in there)]


def tell_left_out(kind: Kind, sheets: list[Sheet]) -> list[str]:
    """One sentence for each sheet that says something and is hidden, too many, or not of the ``kind``."""
    if len(sheets) < 2:
        return []
    others = [sheet for sheet in sheets if sheet.name not in _own_pages()]
    return [
        *(
            _why(kind, sheet)
            for sheet in others
            if any(True for _row in sheet.numbered()) and not kind.recognises(sheet)
        ),
        *(_why_unread(sheet) for sheet in others if sheet.unread),
    ]


def _why_unread(sheet: Sheet) -> str:
    told = {"sheet": sheet.name, "most": MAX_SHEETS}
    if sheet.unread is Unread.HIDDEN:
        return _("ไม่ได้อ่านแผ่น “%(sheet)s” เพราะซ่อนไว้ ถ้าจะนำเข้า เลิกซ่อนในไฟล์แล้วส่งใหม่") % told
    return _("ไม่ได้อ่านแผ่น “%(sheet)s” อ่านได้ไฟล์ละ %(most)s แผ่น แยกแผ่นนั้นเป็นอีกไฟล์แล้วส่งใหม่") % told


def _why(kind: Kind, sheet: Sheet) -> str:
    other = next((other for other in KINDS.values() if other.recognises(sheet)), None)
    if other is not None:
        return _("ไม่ได้อ่านแผ่น “%(sheet)s” เพราะเป็น%(other)s ไฟล์นี้อ่านเป็น%(kind)s แยกแผ่นนั้นเป็นอีกไฟล์แล้วส่งใหม่") % {
            "sheet": sheet.name,
            "other": other.name,
            "kind": kind.name,
        }
    if complaint := kind.complain(sheet):
        return _("ไม่ได้อ่านแผ่น “%(sheet)s” %(problem)s") % {"sheet": sheet.name, "problem": complaint.text}
    return _("ไม่ได้อ่านแผ่น “%(sheet)s” เพราะไม่พบหัวตารางของ%(kind)s") % {"sheet": sheet.name, "kind": kind.name}


@cache
def _own_pages() -> frozenset[str]:
    """What blank forms bring along besides the table, in both languages: explanations and words to choose."""
    names = []
    for language in ("th", "en"):
        with translation.override(language):
            names += [_("คำอธิบาย"), _("ตัวเลือก")]
    return frozenset(names)
