"""What a workbook's parts hold, counted as they are unpacked piece by piece, before anything is built of it.

A few bytes of XML become an object of hundreds: a file that is small even when unpacked can still fill the
memory. Nor does any workbook bring definitions of its own for its XML.
"""

import re
import zipfile

from django.utils.translation import gettext_lazy as _

from .refusals import FileRefused, broken

# Three elements a cell, thirty cells a row, 6,000 rows, and room for empty cells that only have a style.
MAX_CELL_ELEMENTS = 800_000
# Styles, names and properties; an often copied workbook has some tens of thousands of styles.
MAX_OTHER_ELEMENTS = 60_000

_PIECE = 64 * 1024
_CELLS = re.compile(rb"<(?:\w+:)?(?:worksheet|sst)\b")
_DEFINITION, _LONGEST = b"<!DOCTYPE", 20  # the same in UTF-16, whose letters are two bytes, is found too
_PARTS = (".xml", ".rels")


def too_much_inside() -> FileRefused:
    """The refusal of a workbook that takes too much to open."""
    return FileRefused("too_large_inside", _("ไฟล์นี้คลายแล้วใหญ่เกินไป คัดลอกเฉพาะตารางไปไว้ในไฟล์ใหม่ แล้วส่งอีกครั้ง"))


def look_inside(archive: zipfile.ZipFile) -> None:
    """Raises FileRefused for more elements than a sheet of people can have, and for definitions."""
    cells = others = 0
    for part in archive.infolist():
        if not part.filename.lower().endswith(_PARTS):
            continue
        number, of_cells = _elements(archive, part)
        cells, others = (cells + number, others) if of_cells else (cells, others + number)
        if cells > MAX_CELL_ELEMENTS or others > MAX_OTHER_ELEMENTS:
            raise too_much_inside()


def _elements(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> tuple[int, bool]:
    """How many elements a part has, about, and whether it holds cells or their texts."""
    number, of_cells, before = 0, None, b""
    with archive.open(part) as file:
        while piece := file.read(_PIECE):
            if of_cells is None:
                of_cells = bool(_CELLS.search(piece[:2_000].replace(b"\x00", b"")))
            seam = before + piece
            if _DEFINITION in seam.replace(b"\x00", b"").upper():
                raise broken()
            number += piece.count(b"<") - seam.count(b"</") + before.count(b"</")
            before = piece[-_LONGEST:]
            if number > MAX_CELL_ELEMENTS:
                break
    return number, bool(of_cells)
