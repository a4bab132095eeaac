"""What a workbook says where nobody reads cells: such a file is not kept as it came, only what was read."""

import html
import io
import re
import zipfile

from .national_ids import without_ids

_HIDDEN_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^<>]*\bstate\s*=\s*[\"'](?:hidden|veryHidden)")
# Runs of one text: "123" in bold and "4567890123" after it are one number. What stands between them ends
# where a text or a run begins or ends, so that a file of broken runs is looked through once.
_FORMAT = r"<(?:\w+:)?rPr\b(?:[^<>]*/>|(?:[^<]|<(?!/?(?:\w+:)?(?:rPr|r|t)\b))*</(?:\w+:)?rPr>)"
_BETWEEN_RUNS = re.compile(
    rf"</(?:\w+:)?t>\s*</(?:\w+:)?r>\s*<(?:\w+:)?r\b[^<>]*>\s*(?:{_FORMAT}\s*)?<(?:\w+:)?t\b[^<>]*>"
)
_TEXTS = (".xml", ".rels", ".vml")
_PRINTERS = "xl/printerSettings/"


def says_ids(content: bytes) -> bool:
    """Whether a workbook may hold an ID number besides the cells that are read.

    Comments, properties, heads of pages, formulas, unused texts and far columns are looked through; hidden
    sheets, pictures and embedded files cannot be, so a workbook with them counts as one that may.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.infolist():
            if part.is_dir() or part.filename.startswith(_PRINTERS):
                continue
            if not part.filename.endswith(_TEXTS):
                return True
            text = _text(archive.read(part))
            if part.filename == "xl/workbook.xml" and _HIDDEN_SHEET.search(text):
                return True
            said = html.unescape(_BETWEEN_RUNS.sub("", text))
            if without_ids(said) != said:
                return True
    return False


def text_of_parts(content: bytes) -> list[str]:
    """What each part of a workbook says, markup included; pictures and the like are left out."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [
            html.unescape(_BETWEEN_RUNS.sub("", _text(archive.read(part))))
            for part in archive.infolist()
            if part.filename.endswith(_TEXTS)
        ]


def _text(content: bytes) -> str:
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    return content.decode(encoding, errors="replace")
