"""Files made byte by byte, whole and broken."""

import csv
import io
import struct
import zipfile
import zlib
from collections.abc import Iterable

import xlsxwriter

MB = 1024 * 1024
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"

SIGNIN = ["ที่", "ชื่อ-สกุล", "กลุ่ม", "วันที่ 1"]
TITLES = [["ใบลงทะเบียน เวทีพัฒนาทีมตำบล"], ["วันที่ 12 มี.ค. 61 ณ ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"]]
PERSON = ["1", "นายกล้า ทดสอบ", "สมาชิก", "/"]

Rows = Iterable[Iterable[object]]


def text(rows: Rows, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    """Rows as CSV."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def book(*sheets: Rows) -> bytes:
    """Rows as a workbook with a sheet each."""
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    for rows in sheets:
        sheet = made.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, list(row))
    made.close()
    return out.getvalue()


def table() -> Rows:
    """A sheet to sign in as it should be, with one person."""
    return [*TITLES, SIGNIN, PERSON]


def with_parts(parts: dict[str, bytes | None], content: bytes | None = None) -> bytes:
    """A workbook with parts added, replaced, or (None) left out."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content or book(table()))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            if part.filename not in parts:
                new.writestr(part.filename, old.read(part))
        for name, body in parts.items():
            if body is not None:
                new.writestr(name, body)
    return out.getvalue()


def sheet(data: str, *, before: str = "", after: str = "") -> bytes:
    """A workbook whose one sheet holds ``data`` within its rows."""
    body = f'{before}<worksheet xmlns="{SPREADSHEET}"><sheetData>{data}</sheetData>{after}</worksheet>'
    return with_parts({SHEET: body.encode()})


def archive(parts: dict[str, bytes]) -> bytes:
    """A zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in parts.items():
            made.writestr(name, body)
    return out.getvalue()


def flagged(content: bytes) -> bytes:
    """A zip whose parts say that they are locked by a password."""
    changed = bytearray(content)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + offset] |= 1
            at = changed.find(mark, at + 4)
    return bytes(changed)


def lying(size: int) -> bytes:
    """A workbook whose directory says that its sheet unpacks to ``size`` bytes more than it does."""
    changed = bytearray(book(table()))
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        length = struct.unpack_from("<H", changed, at + 28)[0]
        if changed[at + 46 : at + 46 + length] == SHEET.encode():
            struct.pack_into("<I", changed, at + 24, struct.unpack_from("<I", changed, at + 24)[0] + size)
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def damaged() -> bytes:
    """A workbook whose sheet is not what its checksum says."""
    content = bytearray(archive_stored())
    at = content.find("กล้า".encode())
    content[at] ^= 0x01
    return bytes(content)


def archive_stored() -> bytes:
    """A workbook whose parts are not packed, with its texts in the sheet."""
    with zipfile.ZipFile(io.BytesIO(sheet(inline(table())))) as packed:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as plain:
            for part in packed.infolist():
                plain.writestr(part.filename, packed.read(part))
    return out.getvalue()


def inline(rows: Rows) -> str:
    """Rows as XML with the texts in the cells."""
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    return "".join(f"<row>{''.join(map(cell.format, row))}</row>" for row in rows)


def bomb() -> bytes:
    """200 MB of zeros in a part, packed to some 200 kB."""
    return with_parts({"xl/media/image1.xml": bytes(200 * MB)})


def png() -> bytes:
    """A picture of one point."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(4))) + chunk(b"IEND", b"")


def letter(kind: str) -> bytes:
    """A word processor's document."""
    return archive({"[Content_Types].xml": f"<Types>{kind}</Types>".encode(), "word/document.xml": b"<d/>"})


def hidden(rows: Rows = ()) -> bytes:
    """A workbook whose one sheet with rows is hidden beside an empty one."""
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    made.add_worksheet().activate()
    secret = made.add_worksheet()
    for number, row in enumerate(rows):
        secret.write_row(number, 0, list(row))
    secret.hide()
    made.close()
    return out.getvalue()


def styled(number: int) -> bytes:
    """A workbook with ``number`` formats of cells."""
    formats = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>' * number
    styles = f'<styleSheet xmlns="{SPREADSHEET}"><cellXfs count="{number}">{formats}</cellXfs></styleSheet>'
    return with_parts({"xl/styles.xml": styles.encode()})
