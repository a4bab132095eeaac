"""Files that nobody can import, as they come and as somebody might make them: each by name, with its kind.

``whole``: the file is refused. ``rows``: it is kept, and every row is refused or asks.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from programmes.intake.files import MAX_BYTES
from programmes.intake.refusals import MAX_ROWS
from programmes.intake.workbooks import MAX_PARTS, MAX_UNPACKED

from .making import (
    MB,
    PERSON,
    SHEET,
    SIGNIN,
    TITLES,
    Rows,
    archive,
    bomb,
    book,
    damaged,
    flagged,
    hidden,
    inline,
    letter,
    lying,
    png,
    sheet,
    styled,
    table,
    text,
    with_parts,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

ACTIVITIES = ["วันที่จัด", "กิจกรรม", "พื้นที่", "จริง(คน)", "งบที่ใช้"]
HERE = "ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"
SITES = ["รหัส", "ชื่อแหล่งเรียนรู้", "ที่ตั้ง", "รับได้(คน)"]


@dataclass(frozen=True)
class Malformed:
    """One file: ``make`` gives its bytes. ``kept``: it is a sheet, though no row of it can be written."""

    name: str
    filename: str
    make: Callable[[], bytes]
    kept: bool = False


def signed(*rows: Iterable[object], titles: Rows = TITLES) -> bytes:
    """A sheet to sign in with these people."""
    return text([*titles, SIGNIN, *rows])


def listed(**cells: object) -> bytes:
    """A list with one activity, some of its cells as given."""
    usual = {"วันที่จัด": "12 มี.ค. 61", "กิจกรรม": "ดูงาน", "พื้นที่": HERE, "จริง(คน)": "20", "งบที่ใช้": "1000"}
    return text([ACTIVITIES, [(usual | cells)[label] for label in ACTIVITIES]])


def site(**cells: object) -> bytes:
    """A list with one learning site, some of its cells as given."""
    usual = {"รหัส": "ลร-1", "ชื่อแหล่งเรียนรู้": "ศูนย์ทดสอบ", "ที่ตั้ง": HERE, "รับได้(คน)": "20"}
    return text([SITES, [(usual | cells)[label] for label in SITES]])


LAUGHS = "<!DOCTYPE w [<!ENTITY a 'ฮา'>" + "".join(
    f"<!ENTITY {one} '{f'&{before};' * 10}'>" for before, one in zip("abcdefgh", "bcdefghi", strict=True)
)

_NOTHING = [
    Malformed("empty", "a.csv", lambda: b""),
    Malformed("empty workbook", "a.xlsx", lambda: book([])),
    Malformed("only a mark", "a.csv", lambda: b"\xef\xbb\xbf"),
    Malformed("only a mark of UTF-16", "a.csv", lambda: b"\xff\xfe"),
    Malformed("only spaces", "a.csv", lambda: b"   \r\n \t\r\n"),
    Malformed("only delimiters", "a.csv", lambda: b",,,,\r\n" * 50),
    Malformed("only zeros", "a.csv", lambda: bytes(4_000)),
    Malformed("only a hidden sheet", "a.xlsx", hidden),
    Malformed("only a format far away", "a.xlsx", lambda: sheet('<row r="900000"><c r="XFD900000"/></row>')),
]

_OTHER = [
    Malformed("a picture", "a.png", png),
    Malformed("a picture called a list", "a.csv", png),
    Malformed("a photo", "a.xlsx", lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(500)),
    Malformed("a printed page", "a.pdf", lambda: b"%PDF-1.7\n1 0 obj\n<<>>\nendobj"),
    Malformed("a program", "a.csv", lambda: b"MZ\x90\x00\x03" + bytes(range(256))),
    Malformed("a letter called a workbook", "a.xlsx", lambda: letter("wordprocessingml")),
    Malformed(
        "an open document", "a.ods",
        lambda: archive({"mimetype": b"spreadsheet", "content.xml": b"<x/>"}),
    ),
    Malformed("an old workbook", "a.xls", lambda: OLE + bytes(2_000)),
    Malformed(
        "a locked workbook", "a.xlsx",
        lambda: OLE + "EncryptedPackage".encode("utf-16-le") + bytes(500),
    ),
    Malformed("another kind of archive", "a.xlsx", lambda: b"Rar!\x1a\x07\x00" + bytes(100)),
    Malformed("a packed list", "a.csv.gz", lambda: b"\x1f\x8b\x08" + bytes(100)),
    Malformed("a page of the web", "a.csv", lambda: b"<html><body><p>hello</p></body></html>"),
    Malformed("data of a program", "a.csv", lambda: b'{"rows": [{"name": "x"}]}'),
    Malformed("rich text", "a.csv", lambda: b"{\\rtf1\\ansi x}"),
    Malformed("UTF-16 without a mark", "a.csv", lambda: text(table(), "utf-16-le")),
    Malformed("half a letter of UTF-16", "a.csv", lambda: text(table(), "utf-16")[:-1]),
    Malformed("zeros between letters", "a.csv", lambda: text(table()).replace(b",", b",\x00")),
    Malformed("control codes", "a.csv", lambda: text([*TITLES, SIGNIN, ["1", "ก\x07ข ค", "", "/"]])),
    Malformed("bytes of no alphabet", "a.csv", lambda: bytes([0xDB, 0xFC, 0xFD, 0xFE]) * 50),
    Malformed("two alphabets", "a.csv", lambda: text(TITLES) + b"\xfc\xfe" + text([SIGNIN, PERSON], "cp874")),
]  # fmt: skip

_ARCHIVES = [
    Malformed("cut off", "a.xlsx", lambda: book(table())[:2_000]),
    Malformed("only its beginning", "a.xlsx", lambda: b"PK\x03\x04"),
    Malformed("an archive of nothing", "a.xlsx", lambda: b"PK\x05\x06" + bytes(18)),
    Malformed("not what its checksum says", "a.xlsx", damaged),
    Malformed("a bomb", "a.xlsx", bomb),
    Malformed("a bomb that its directory hides", "a.xlsx", lambda: lying(-500)),
    Malformed("a size that is not there", "a.xlsx", lambda: lying(MAX_UNPACKED)),
    Malformed("an archive in an archive", "a.xlsx", lambda: archive({"a.xlsx": book(table())})),
    Malformed(
        "thousands of parts", "a.xlsx",
        lambda: with_parts({f"xl/{n}.xml": b"" for n in range(MAX_PARTS)}),
    ),
    Malformed("parts with a password", "a.xlsx", lambda: flagged(book(table()))),
    Malformed("a way out of the folder", "a.xlsx", lambda: archive({"../../etc/x": b"x", "a.xml": b"<a/>"})),
    Malformed("macros", "a.xlsm", lambda: with_parts({"xl/vbaProject.bin": OLE})),
    Malformed("old macros", "a.xlsx", lambda: with_parts({"xl/macrosheets/sheet1.xml": b"<m/>"})),
    Malformed("no list of parts", "a.xlsx", lambda: with_parts({"[Content_Types].xml": None})),
    Malformed("no workbook", "a.xlsx", lambda: with_parts({"xl/workbook.xml": None})),
    Malformed("no sheet", "a.xlsx", lambda: with_parts({SHEET: None})),
    Malformed("no texts", "a.xlsx", lambda: with_parts({"xl/sharedStrings.xml": None})),
    Malformed("more than may be sent", "a.csv", lambda: b"a,b\r\n" * (MAX_BYTES // 5 + 1)),
]  # fmt: skip

_INSIDE = [
    Malformed(
        "a sheet that does not end", "a.xlsx",
        lambda: with_parts({SHEET: b"<worksheet><sheetData><row>"}),
    ),
    Malformed("a sheet of no XML", "a.xlsx", lambda: with_parts({SHEET: png()})),
    Malformed("a workbook of no XML", "a.xlsx", lambda: with_parts({"xl/workbook.xml": b"workbook"})),
    Malformed("laughs by the billion", "a.xlsx", lambda: sheet(inline([["&i;"]]), before=f"{LAUGHS}]>")),
    Malformed(
        "a word from another file", "a.xlsx",
        lambda: sheet(inline([["&x;"]]), before='<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    ),
    Malformed(
        "rules from another address", "a.xlsx",
        lambda: sheet(inline(table()), before='<!DOCTYPE w SYSTEM "http://127.0.0.1:1/x.dtd">'),
    ),
    Malformed(
        "rules in another alphabet", "a.xlsx",
        lambda: with_parts({SHEET: '<!DOCTYPE w SYSTEM "x.dtd"><worksheet/>'.encode("utf-16")}),
    ),
    Malformed("a text that is not there", "a.xlsx", lambda: sheet('<row><c t="s"><v>99999</v></c></row>')),
    Malformed("a text of no number", "a.xlsx", lambda: sheet('<row><c t="s"><v>x</v></c></row>')),
    Malformed("a cell that is nowhere", "a.xlsx", lambda: sheet('<row><c r="%$1"><v>1</v></c></row>')),
    Malformed("a row that is no number", "a.xlsx", lambda: sheet('<row r="one"><c><v>1</v></c></row>')),
    Malformed("a row below all rows", "a.xlsx", lambda: sheet('<row r="99999999"><c><v>1</v></c></row>')),
    Malformed(
        "cells merged over each other", "a.xlsx",
        lambda: sheet(inline(table()), after="<mergeCell ref='A1:A1048576'/>" * 200),
    ),
    Malformed(
        "merged beyond all cells", "a.xlsx",
        lambda: sheet(inline(table()), after="<mergeCell ref='A:A0'/>"),
    ),
    Malformed("empty rows by the million", "a.xlsx", lambda: sheet("<row/>" * 3_000_000)),
    Malformed("empty cells by the million", "a.xlsx", lambda: sheet(f"<row>{'<c/>' * 5_000_000}</row>")),
    Malformed("styles by the hundred thousand", "a.xlsx", lambda: styled(300_000)),
    Malformed("only errors", "a.xlsx", lambda: sheet('<row><c t="e"><v>#REF!</v></c></row>' * 5)),
    Malformed("formulas nobody worked out", "a.xlsx", lambda: sheet("<row><c><f>A2</f></c></row>" * 5)),
    Malformed("too many rows", "a.xlsx", lambda: book([*table(), *[PERSON] * MAX_ROWS])),
    Malformed(
        "too many rows on two sheets", "a.xlsx",
        lambda: book(*[[*table(), *[PERSON] * (MAX_ROWS // 2)]] * 2),
    ),
    Malformed(
        "a word far below", "a.xlsx",
        lambda: sheet('<row r="900000"><c r="A900000"><v>1</v></c></row>'),
    ),
]  # fmt: skip

_HEADS = [
    Malformed("prose", "a.csv", lambda: "เรียนทุกท่าน\r\nขอเชิญประชุม\r\n".encode()),
    Malformed("no head", "a.csv", lambda: text([PERSON, PERSON])),
    Malformed("nothing but a head", "a.csv", lambda: text([*TITLES, SIGNIN])),
    Malformed("nothing but a head of activities", "a.csv", lambda: text([ACTIVITIES])),
    Malformed("nothing but a head of sites", "a.csv", lambda: text([SITES])),
    Malformed("a head twice and nobody", "a.csv", lambda: text([*TITLES, SIGNIN, SIGNIN])),
    Malformed("only totals", "a.csv", lambda: text([*TITLES, SIGNIN, ["รวม", "12 คน", "", ""]])),
    Malformed("a head without names", "a.csv", lambda: text([["ที่", "กลุ่ม", "โทร."], ["1", "สมาชิก", ""]])),
    Malformed(
        "a list without days", "a.csv",
        lambda: text([["กิจกรรม", "งบ(บาท)", "วิธีการ"], ["ดูงาน", "1", "KM"]]),
    ),
    Malformed("another kind of list", "a.csv", lambda: text([["สินค้า", "ราคา"], ["ข้าว", "20"]])),
    Malformed("a head far below", "a.csv", lambda: text([*[["x"]] * 100, SIGNIN, PERSON])),
    Malformed(
        "a head far to the right", "a.csv",
        lambda: text([[*[""] * 200, *SIGNIN], [*[""] * 200, *PERSON]]),
    ),
    Malformed("a head over hidden rows", "a.xlsx", lambda: hidden(table())),
    Malformed(
        "quotes that do not end", "a.csv",
        lambda: text(TITLES) + '"ชื่อ-สกุล,กลุ่ม\r\nนายกล้า ทดสอบ,สมาชิก\r\n'.encode(),
    ),
    Malformed("one line of megabytes", "a.csv", lambda: b"x" * (9 * MB)),
    Malformed("one row of a million cells", "a.csv", lambda: b"x," * 2_000_000),
    Malformed("millions of short lines", "a.csv", lambda: b"1\n" * (4 * MB)),
    Malformed("megabytes in quotes", "a.csv", lambda: b'"' + "ก\n".encode() * (2 * MB) + b'"'),
    Malformed("megabytes of quotes", "a.csv", lambda: b'"' * (9 * MB)),
    Malformed("too many rows of a list", "a.csv", lambda: text([*table(), *[PERSON] * MAX_ROWS])),
]  # fmt: skip

_ROWS = [
    Malformed("no place", "a.csv", lambda: signed(PERSON, titles=[["วันที่ 12 มี.ค. 61"]]), kept=True),
    Malformed("no day", "a.csv", lambda: signed(PERSON, titles=[[HERE]]), kept=True),
    Malformed(
        "a day that never was", "a.csv",
        lambda: signed(PERSON, titles=[[f"วันที่ 31 ก.พ. 61 {HERE}"]]), kept=True,
    ),
    Malformed(
        "a day to come", "a.csv",
        lambda: signed(PERSON, titles=[[f"วันที่ 12 มี.ค. 63 {HERE}"]]), kept=True,
    ),
    Malformed(
        "a year of no programme", "a.csv",
        lambda: signed(PERSON, titles=[[f"12 มี.ค. 2451 {HERE}"]]), kept=True,
    ),
    Malformed(
        "somebody else's place", "a.csv",
        lambda: signed(PERSON, titles=[["วันที่ 12 มี.ค. 61 ต.เต่าเล่า อ.บางซ้าย จ.พระนครศรีอยุธยา"]]), kept=True,
    ),
    Malformed("a number for a name", "a.csv", lambda: signed(["1", "12345", "สมาชิก", "/"]), kept=True),
    Malformed("an activity without a title", "a.csv", lambda: listed(กิจกรรม=""), kept=True),
    Malformed("an activity of a long title", "a.csv", lambda: listed(กิจกรรม="ยาว" * 5_000), kept=True),
    Malformed("an activity on no day", "a.csv", lambda: listed(วันที่จัด="31/4/2561"), kept=True),
    Malformed("an activity beyond the calendar", "a.csv", lambda: listed(วันที่จัด="99999999"), kept=True),
    Malformed("an activity on a day without end", "a.csv", lambda: listed(วันที่จัด="1e999"), kept=True),
    Malformed(
        "an activity of a year", "a.csv",
        lambda: listed(วันที่จัด="1 ม.ค. 61 - 31 ธ.ค. 61"), kept=True,
    ),
    Malformed("less than nobody", "a.csv", lambda: listed(**{"จริง(คน)": "-5"}), kept=True),
    Malformed("people without end", "a.csv", lambda: listed(**{"จริง(คน)": "Infinity"}), kept=True),
    Malformed("people who are no number", "a.csv", lambda: listed(**{"จริง(คน)": "NaN"}), kept=True),
    Malformed("more people than there are", "a.csv", lambda: listed(**{"จริง(คน)": "9" * 40}), kept=True),
    Malformed("less than no money", "a.csv", lambda: listed(งบที่ใช้="-1000"), kept=True),
    Malformed("money without end", "a.csv", lambda: listed(งบที่ใช้="1e400"), kept=True),
    Malformed("more money than there is", "a.csv", lambda: listed(งบที่ใช้="9" * 30), kept=True),
    Malformed("a place nobody knows", "a.csv", lambda: listed(พื้นที่="ต.ไม่มีจริง อ.ที่ไหน"), kept=True),
    Malformed("a site without a name", "a.csv", lambda: site(ชื่อแหล่งเรียนรู้=""), kept=True),
    Malformed("a site of a long name", "a.csv", lambda: site(ชื่อแหล่งเรียนรู้="ยาว" * 1_000), kept=True),
    Malformed("a site nowhere", "a.csv", lambda: site(ที่ตั้ง="ต.ไม่มีจริง อ.ที่ไหน"), kept=True),
]  # fmt: skip

FILES = [*_NOTHING, *_OTHER, *_ARCHIVES, *_INSIDE, *_HEADS, *_ROWS]
