"""Files that are sheets, however they were saved, and files that are not."""

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest

from programmes.intake.files import MAX_BYTES, open_file
from programmes.intake.grid import MAX_COLUMNS, Sheet, Unread, text_of
from programmes.intake.national_ids import HIDDEN
from programmes.intake.refusals import MAX_ROWS, FileRefused

from .conftest import csv_of, sample

MERGED = 2_100  # cells over two rows each
ROWS = [["ที่", "ชื่อ-สกุล", "กลุ่ม"], ["1", "นายกล้า ทดสอบ", "สมาชิก"], [], ["2", "นางขวัญ สมมติ", "ผู้นำ"]]


def workbook(rows: list[list[object]] | None = None, **sheets: list[list[object]]) -> bytes:
    """A workbook with the rows in its first sheet, and further sheets by name."""
    book = openpyxl.Workbook()
    for name, content in {"Sheet": ROWS if rows is None else rows, **sheets}.items():
        sheet = book.active if name == "Sheet" else book.create_sheet(name)
        for row in content:
            sheet.append(row)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(name: str, body: bytes) -> bytes:
    """A workbook with one part added or replaced."""
    content = workbook()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part.filename, old.read(part.filename))
        new.writestr(name, body)
    return out.getvalue()


def bomb() -> bytes:
    """A small workbook with a part that unpacks to 100 MB."""
    return with_part("xl/media/image1.xml", b"0" * (100 * 1024 * 1024))


def macro_by_type() -> bytes:
    """A workbook that says of itself that it has macros."""
    kinds = (
        b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        b'<Override PartName="/xl/workbook.xml"'
        b' ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
    )
    return with_part("[Content_Types].xml", kinds)


def document() -> bytes:
    """A zip that is no workbook, as a .docx is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", b"<Types>wordprocessingml</Types>")
        archive.writestr("word/document.xml", b"<document/>")
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600

REFUSED: list[tuple[str, Callable[[], bytes], str]] = [
    ("empty.csv", lambda: b"", "ไฟล์นี้ว่าง"),
    ("blank.csv", lambda: b"\xef\xbb\xbf,,,\r\n,,,\r\n", "ไฟล์นี้ว่าง"),
    ("blank.xlsx", lambda: workbook([]), "ไฟล์นี้ว่าง"),
    ("letter.pdf", lambda: b"%PDF-1.7\n1 0 obj", "ไฟล์นี้ไม่ใช่ตาราง"),
    ("photo.csv", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "ไฟล์นี้ไม่ใช่ตาราง"),
    ("program.csv", lambda: b"\x7fELF\x02\x01\x01\x00" + bytes(64), "ไฟล์นี้ไม่ใช่ตาราง"),
    ("letter.xlsx", document, "ไฟล์นี้ไม่ใช่ตาราง"),
    ("huge.csv", lambda: b"a,b\r\n" * (50 * 1024 * 1024 // 5), "ไฟล์นี้ใหญ่ 50 MB รับได้ไม่เกิน 10 MB"),
    ("old.xls", lambda: OLE, "ไฟล์แบบเก่า (.xls)"),
    ("locked.xlsx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "ตั้งรหัสผ่านไว้"),
    ("cut.xlsx", lambda: sample("xlsx")[:3000], "ไฟล์นี้เสีย"),
    ("changed.xlsx", lambda: with_part("xl/worksheets/sheet1.xml", b"<sheet"), "ไฟล์นี้เสีย"),
    ("macro.xlsm", lambda: with_part("xl/vbaProject.bin", b"\x00macro"), "มีมาโคร"),
    ("macro.xlsx", macro_by_type, "มีมาโคร"),
    ("bomb.xlsx", bomb, "คลายแล้วใหญ่เกินไป"),
    ("long.csv", lambda: csv_of([["ที่", "ชื่อ-สกุล"]] + [[1, "ก ข"]] * MAX_ROWS), f"มีเกิน {MAX_ROWS:,} แถว"),
    ("prose.csv", lambda: "เรียนทุกท่าน\r\nขอเชิญประชุม\r\n".encode(), "ไม่พบหัวตาราง"),
    ("nameless.csv", lambda: csv_of([["ที่", "กลุ่ม", "โทร."], ["1", "สมาชิก", ""]]), "หัวตารางแถว 1 ไม่มีช่อง"),
    ("nobody.csv", lambda: csv_of([["ที่", "ชื่อ-สกุล", "โทร."], ["รวม", "0 คน", ""]]), "ไม่มีชื่อคน"),
]  # fmt: skip


def texts(sheet: Sheet) -> list[list[str]]:
    """What the cells say."""
    return [[text_of(cell) for cell in row] for row in sheet.rows]


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ","), ("utf-8-sig", ","), ("cp874", ","), ("utf-8", ";"), ("cp874", ";"), ("utf-16", "\t")],
)
def test_csv_as_offices_save_it(encoding: str, delimiter: str) -> None:
    text = "\r\n".join(delimiter.join(row) for row in ROWS)
    (sheet,) = open_file(text.encode(encoding), "a.csv").sheets
    assert texts(sheet) == ROWS


def test_a_blank_line_keeps_its_number() -> None:
    (sheet,) = open_file(csv_of(ROWS), "a.csv").sheets
    assert [number for number, _row in sheet.numbered()] == [1, 2, 4]


def test_the_content_decides_not_the_name() -> None:
    assert texts(open_file(workbook(), "a.csv").sheets[0])[1] == ROWS[1]
    assert texts(open_file(csv_of(ROWS), "a.xlsx").sheets[0])[1] == ROWS[1]


def test_excels_hint_is_no_row() -> None:
    (sheet,) = open_file(b"sep=;\r\n" + "ที่;ชื่อ-สกุล\r\n".encode(), "a.csv").sheets
    assert texts(sheet) == [["ที่", "ชื่อ-สกุล"]]


def test_cells_of_a_workbook_keep_their_rows_and_kinds() -> None:
    rows = [[], ["วันที่", date(2018, 3, 12)], [1.0, True, 0.5, None, "=1+1"]]
    (sheet,) = open_file(workbook(rows), "a.xlsx").sheets
    assert texts(sheet) == [[], ["วันที่", "2018-03-12"], ["1", "✓", "0.5"]]


def test_cells_merged_downwards_hold_for_each_row() -> None:
    book = openpyxl.Workbook()
    for row in [["ก", "ข"], ["1", "ท่าช้าง"], ["2", None], ["3", None]]:
        book.active.append(row)
    book.active.merge_cells("B2:B4")
    (sheet,) = open_file(saved(book), "a.xlsx").sheets
    assert texts(sheet)[1:] == [["1", "ท่าช้าง"], ["2", "ท่าช้าง"], ["3", "ท่าช้าง"]]


def test_every_merged_cell_is_filled_however_many_there_are() -> None:
    book = openpyxl.Workbook()
    for number in range(1, 2 * MERGED, 2):
        book.active.cell(number, 1).value = f"ที่ {number}"
        book.active.cell(number + 1, 2).value = "มา"
        book.active.merge_cells(start_row=number, end_row=number + 1, start_column=1, end_column=1)
    (sheet,) = open_file(saved(book), "a.xlsx").sheets
    assert texts(sheet)[-1] == [f"ที่ {2 * MERGED - 1}", "มา"]


def test_cells_that_are_merged_over_each_other_are_damage() -> None:
    ranges = b'<mergeCell ref="A1:A1048576"/>' * (MAX_COLUMNS + 1)
    body = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        b'<c r="A1"><v>1</v></c></row></sheetData><mergeCells>' + ranges + b"</mergeCells></worksheet>"
    )
    with pytest.raises(FileRefused) as refused:
        open_file(with_part("xl/worksheets/sheet1.xml", body), "a.xlsx")
    assert refused.value.code == "broken"


@pytest.mark.parametrize(("more", "code"), [(0, None), (1, "too_long")])
def test_rows_of_all_sheets_count_together(more: int, code: str | None) -> None:
    half = MAX_ROWS // 2
    content = workbook([["ก"]] * half, อีกแผ่น=[["ข"]] * (half + more))
    if code is None:
        assert [len(sheet.rows) for sheet in open_file(content, "a.xlsx").sheets] == [half, half]
        return
    with pytest.raises(FileRefused) as refused:
        open_file(content, "a.xlsx")
    assert refused.value.code == code


def test_hidden_sheets_are_left_out() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(อื่น=[["ก"]])))
    book["อื่น"].sheet_state = "hidden"
    read, hidden = open_file(saved(book), "a.xlsx").sheets
    assert (read.name, read.unread) == ("Sheet", None)
    assert (hidden.name, hidden.unread, hidden.rows) == ("อื่น", Unread.HIDDEN, [])


def test_a_stray_format_far_away_is_no_row() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook()))
    book.active.cell(900_000, 9_000).number_format = "0"
    (sheet,) = open_file(saved(book), "a.xlsx").sheets
    assert len(sheet.rows) == len(ROWS)


def test_a_stray_word_far_away_is_too_much() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook()))
    book.active.cell(900_000, 2).value = "ก"
    with pytest.raises(FileRefused) as refused:
        open_file(saved(book), "a.xlsx")
    assert refused.value.code == "too_long"


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("1-2345-67890-12-3", HIDDEN),
        ("เลข ๑๒๓๔๕๖๗๘๙๐๑๒๓ ครับ", f"เลข {HIDDEN} ครับ"),
        ("1 2345 67890 12 3", HIDDEN),
        ("081-000-0001", "081-000-0001"),
        ("0810000001, 0810000002", "0810000001, 0810000002"),
    ],
)
def test_id_numbers_never_come_in(cell: str, kept: str) -> None:
    opened = open_file(csv_of([["ชื่อ-สกุล", "โทร."], ["กล้า ทดสอบ", cell]]), "a.csv")
    assert texts(opened.sheets[0])[1][1] == kept
    again = open_file(opened.kept, f"a.{opened.suffix}")
    assert texts(again.sheets[0]) == texts(opened.sheets[0])


def test_an_id_number_as_a_number() -> None:
    opened = open_file(workbook([["ชื่อ-สกุล", "เลข"], ["กล้า ทดสอบ", 1234567890123]]), "a.xlsx")
    assert texts(opened.sheets[0])[1][1] == HIDDEN


@pytest.mark.parametrize(("name", "content", "said"), REFUSED[:-3], ids=[name for name, _, _ in REFUSED[:-3]])
def test_what_is_no_sheet_is_refused_with_a_reason(
    name: str, content: Callable[[], bytes], said: str
) -> None:
    with pytest.raises(FileRefused) as refused:
        open_file(content(), name)
    assert said in refused.value.message


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    content = bomb()
    assert len(content) < MAX_BYTES
    tracemalloc.start()
    with pytest.raises(FileRefused):
        open_file(content, "bomb.xlsx")
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5 * 1024 * 1024
