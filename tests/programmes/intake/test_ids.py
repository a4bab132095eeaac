"""National IDs are nowhere: not in the kept file, not in the database, wherever the sheet had them."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import assume, given
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from geo.models import ImportBatch
from programmes.intake.files import open_file
from programmes.intake.national_ids import HIDDEN, without_ids
from programmes.intake.services import answer_batch, confirm_batch, plan_of, upload_batch
from programmes.intake.undo import undo_batch
from thai.digits import to_arabic

from .conftest import HEAD, TITLES, sample, sheet_of
from .test_files import saved

DIGITS = "1234567890123"
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
WAYS = {
    "plain": DIGITS,
    "number": int(DIGITS),
    "float": float(DIGITS),
    "dashes": "1-2345-67890-12-3",
    "spaces": "1 2345 67890 12 3",
    "dots": "1.2345.67890.12.3",
    "long dashes": "1–2345–67890–12–3",
    "Thai digits": DIGITS.translate(THAI),
    "Thai digits in groups": "1-2345-67890-12-3".translate(THAI),
    "within a text": f"บัตรเลขที่{DIGITS}หมดอายุ",
    "scientific": "1.234567890123E+12",
}
# Rows and files that were looked through: most tables hold the same thousands of rows each time, and the
# storage holds whatever the tests before have left.
_HARMLESS: set[tuple[Any, ...]] = set()
_HARMLESS_FILES: set[tuple[Path, int, int, int]] = set()


def bare(text: str) -> str:
    """Digits and letters only, digits as Arabic ones."""
    return "".join(filter(str.isalnum, to_arabic(text)))


def unpacked(content: bytes) -> str:
    """All that a file says, workbooks part by part."""
    if content[:2] != b"PK":
        return content.decode("utf-8", errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", errors="replace") for name in archive.namelist())


def assert_nowhere(batch: ImportBatch) -> None:
    """Neither storage nor any table has the digits."""
    root = Path(batch.file.storage.location)
    for path in root.rglob("*"):
        known = path.stat()
        same = (path, known.st_ino, known.st_size, known.st_mtime_ns)
        if path.is_file() and same not in _HARMLESS_FILES:
            assert DIGITS not in bare(unpacked(path.read_bytes())), path
            _HARMLESS_FILES.add(same)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = [row for row in cursor.fetchall() if row not in _HARMLESS]
            assert not [row for row in rows if any(DIGITS in bare(str(value)) for value in row)], table
            _HARMLESS.update(rows)


def through_all(content: bytes, name: str, by: Any, client_of: Any) -> ImportBatch:
    """Brought, answered, looked at, written and undone; nowhere at any time."""
    batch = upload_batch(content, name, by=by)
    assert_nowhere(batch)
    plan = plan_of(batch, by=by)
    answers = {question.key: question.choices[0].value for question in plan.every_question()}
    answer_batch(batch, answers, by=by)
    assert confirm_batch(batch, by=by).number
    assert_nowhere(batch)
    assert DIGITS not in bare(client_of(by).get(f"/sheets/{batch.uid}/").content.decode())
    undo_batch(batch, by=by)
    assert_nowhere(batch)
    return batch


def book(*rows: list[str]) -> openpyxl.Workbook:
    """A workbook with a sign-in sheet of ``rows``, else of one person."""
    made = openpyxl.Workbook()
    for row in [*TITLES, HEAD, *(rows or [["1", "นายกล้า ทดสอบ", "สมาชิก", "", "", "/", "/"]])]:
        made.active.append(row)
    return made


def people() -> list[list[str]]:
    """As many rows of a sign-in sheet as there are ways to write the number."""
    names = ["กล้า", "ขวัญ", "คำปัน", "งาม", "จันทร์", "ฉวี", "ชื่น", "ดวง", "ถนอม", "ทองดี", "บัวผัน"]
    return [
        [str(number), f"นาง{name} ทดสอบ", "สมาชิก", "", "", "/", "/"]
        for number, (name, _) in enumerate(zip(names, WAYS, strict=True), start=1)
    ]


@pytest.mark.parametrize("column", ["กลุ่ม", "องค์กร/ตำแหน่ง", "โทร.", "ชื่อ-สกุล"])
def test_in_cells_of_a_csv(column: str, coordinator: Any, client_of: Any) -> None:
    rows, at = people(), HEAD.index(column)
    for row, written in zip(rows, WAYS.values(), strict=True):
        row[at] = f"{row[at]} {written}" if column == "ชื่อ-สกุล" else written
    through_all(sheet_of(*rows), "a.csv", coordinator, client_of)


@pytest.mark.parametrize("column", ["D", "E", "J", "DZ"])
def test_in_cells_of_a_workbook(column: str, coordinator: Any, client_of: Any) -> None:
    rows = people()
    below = len(TITLES) + 2
    made = book(*rows)
    for number, written in enumerate(WAYS.values(), start=below):
        made.active[f"{column}{number}"] = written
    through_all(saved(made), "a.xlsx", coordinator, client_of)


@pytest.mark.parametrize("way", WAYS)
def test_in_a_title_of_a_workbook(way: str, coordinator: Any, client_of: Any) -> None:
    made = book()
    made.active["A2"] = f"{TITLES[1][0]} {WAYS[way]}"
    through_all(saved(made), "a.xlsx", coordinator, client_of)


def in_comment(made: openpyxl.Workbook, text: str) -> None:
    made.active["B4"].comment = Comment(text, "ใคร")


def in_properties(made: openpyxl.Workbook, text: str) -> None:
    made.properties.description = text


def in_header(made: openpyxl.Workbook, text: str) -> None:
    made.active.oddHeader.center.text = text


def in_hidden_sheet(made: openpyxl.Workbook, text: str) -> None:
    made.create_sheet("ลับ").append([float(bare(text)[:13])])
    made["ลับ"].sheet_state = "veryHidden"


def in_sheet_name(made: openpyxl.Workbook, text: str) -> None:
    made.active.title = text


def in_formula(made: openpyxl.Workbook, text: str) -> None:
    made.active["K1"] = f'=IF(TRUE,"","{text}")'


def in_validation(made: openpyxl.Workbook, text: str) -> None:
    made.active.add_data_validation(DataValidation(type="list", formula1=f'"{text}"', sqref="C4"))


def in_defined_name(made: openpyxl.Workbook, text: str) -> None:
    made.defined_names["card"] = DefinedName("card", attr_text=f'"{text}"')


ELSEWHERE = [
    in_comment,
    in_properties,
    in_header,
    in_hidden_sheet,
    in_sheet_name,
    in_formula,
    in_validation,
    in_defined_name,
]


@pytest.mark.parametrize("put", ELSEWHERE)
@pytest.mark.parametrize("way", ["plain", "dashes", "Thai digits"])
def test_elsewhere_in_a_workbook(put: Any, way: str, coordinator: Any, client_of: Any) -> None:
    made = book()
    put(made, WAYS[way])
    through_all(saved(made), "a.xlsx", coordinator, client_of)


def test_in_runs_of_a_comment_and_in_texts_that_no_cell_shows() -> None:
    runs = (
        b'<?xml version="1.0"?><comments><commentList><comment ref="A1"><text>'
        b"<r><rPr><b/></rPr><t>123456</t></r><r><rPr><i/></rPr><t>7890123</t></r></text></comment></commentList></comments>"
    )
    unused = b"<?xml version='1.0'?><sst><si><t>&#49;234567890123</t></si></sst>"
    for part in (runs, unused):
        out = io.BytesIO()
        content = saved(book())
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                new.writestr(name, old.read(name))
            new.writestr("xl/further.xml", part)
        assert open_file(content, "a.xlsx").kept == content
        kept = open_file(out.getvalue(), "a.xlsx").kept
        assert kept != out.getvalue()
        assert DIGITS not in bare(unpacked(kept))


@pytest.mark.parametrize("part", ["xl/media/image1.png", "xl/embeddings/other.xlsx"])
def test_what_cannot_be_looked_through_is_not_kept(part: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(book()))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr(part, b"\x00picture of a card")
    kept = open_file(out.getvalue(), "a.xlsx").kept
    assert part not in zipfile.ZipFile(io.BytesIO(kept)).namelist()


def test_what_is_kept_instead_reads_the_same(coordinator: Any) -> None:
    made = book()
    in_properties(made, DIGITS)
    first = open_file(saved(made), "a.xlsx")
    again = open_file(first.kept, "a.xlsx")
    assert (again.digest, again.kept) == (first.digest, first.kept)


def test_in_the_files_own_name(coordinator: Any, client_of: Any) -> None:
    batch = through_all(sample("csv"), f"ใบลงชื่อ {DIGITS}.csv", coordinator, client_of)
    assert batch.filename == f"ใบลงชื่อ {HIDDEN}.csv"


def test_in_the_report_for_programs(tmp_path: Path, coordinator: Any) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(sheet_of(["1", "นายกล้า ทดสอบ", DIGITS, WAYS["dashes"], WAYS["Thai digits"], "/", "/"]))
    out = io.StringIO()
    call_command("import_sheet", str(path), "--user", coordinator.username, "--format", "json", stdout=out)
    assert json.loads(out.getvalue())["rows"]
    assert DIGITS not in bare(out.getvalue())


@pytest.mark.parametrize("text", ["123456789012", "12345678901234", "081-000-0001", "12-13 มี.ค. 2561", ""])
def test_other_numbers_stay(text: str) -> None:
    assert without_ids(text) == text


@given(st.text(max_size=20), st.text(max_size=20))
def test_whatever_stands_around_it(before: str, after: str) -> None:
    longer = before[-1:].isdigit() or after[:1].isdigit()
    decimals = before[-1:] == "." and before[-2:-1].isdigit()
    assume(not longer and not decimals)
    assert DIGITS not in without_ids(f"{before}{DIGITS}{after}")


def test_decimals_that_only_look_like_one_stay() -> None:
    assert without_ids(f"0.{DIGITS}") == f"0.{DIGITS}"
    assert without_ids("ลำดับ 1.1234567890121") == f"ลำดับ 1.{HIDDEN}"
