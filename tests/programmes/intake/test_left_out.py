"""Sheets of a workbook that are not read, and heads that are nearly those of a kind, are told."""

import io
from typing import Any

import openpyxl
import pytest

from geo.models import ImportBatch
from programmes.intake.files import open_file
from programmes.intake.grid import Sheet
from programmes.intake.kinds import kind_of
from programmes.intake.refusals import FileRefused
from programmes.intake.services import confirm_batch, preview, upload_batch
from programmes.intake.verdicts import Plan

from .conftest import HEAD, TITLES

PERSON = ["1", "นายกล้า ทดสอบ", "สมาชิก", "", "", "/", "/"]
ACTIVITIES = [["วันที่จัด", "กิจกรรม", "พื้นที่"], ["12 มี.ค. 61", "เวทีทีม", "ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"]]
PEOPLE = [*TITLES, HEAD, PERSON]


def plan_of(by: Any, sheets: dict[str, list[list[object]]], hidden: str = "") -> Plan:
    """The plan of such a workbook."""
    return preview(open_file(saved(sheets, hidden), "b.xlsx"), {}, by=by)


def saved(sheets: dict[str, list[list[object]]], hidden: str = "") -> bytes:
    """A workbook with sheets of these names, the one named ``hidden`` not to be seen."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
        page.sheet_state = "hidden" if name == hidden else "visible"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_sheet_of_another_kind_is_told(coordinator: Any) -> None:
    plan = plan_of(coordinator, {"รายชื่อ": PEOPLE, "กิจกรรม": ACTIVITIES})
    assert (plan.kind, [row.sheet for row in plan.rows]) == ("activities", ["กิจกรรม"])
    assert plan.notes == ["ไม่ได้อ่านแผ่น “รายชื่อ” เพราะเป็นใบลงชื่อ ไฟล์นี้อ่านเป็นรายการกิจกรรม แยกแผ่นนั้นเป็นอีกไฟล์แล้วส่งใหม่"]


def test_a_sheet_that_lacks_something_or_is_no_table_is_told_with_the_reason(coordinator: Any) -> None:
    without_days = [["กิจกรรม", "พื้นที่", "จริง(คน)"], ["เวที", "ต.ท่าขอนยาง", "5"]]
    summary = [["ไตรมาส", "จำนวน"], [1, 4]]
    sheets = {"กิจกรรม": ACTIVITIES, "มีนาคม": without_days, "สรุป": summary, "ว่าง": []}
    plan = plan_of(coordinator, sheets)
    assert plan.notes == [
        "ไม่ได้อ่านแผ่น “มีนาคม” หัวตารางแถว 1 ไม่มีช่อง วันที่จัด เติมในไฟล์แล้วส่งใหม่",
        "ไม่ได้อ่านแผ่น “สรุป” เพราะไม่พบหัวตารางของรายการกิจกรรม",
    ]


def test_sheets_of_one_kind_are_all_read(coordinator: Any) -> None:
    explained = [["ช่อง", "เขียนอะไร"]]
    plan = plan_of(coordinator, {"หนึ่ง": ACTIVITIES, "สอง": ACTIVITIES, "คำอธิบาย": explained})
    assert ([row.sheet for row in plan.rows], plan.notes) == (["หนึ่ง", "สอง"], [])


def test_a_hidden_sheet_is_told_wherever_it_stands_and_changes_no_key(coordinator: Any) -> None:
    sheets = {"เก่า": ACTIVITIES, "กิจกรรม": ACTIVITIES, "ว่าง": []}
    plan = plan_of(coordinator, sheets, hidden="เก่า")
    assert plan.notes == ["ไม่ได้อ่านแผ่น “เก่า” เพราะซ่อนไว้ ถ้าจะนำเข้า เลิกซ่อนในไฟล์แล้วส่งใหม่"]
    alone = plan_of(coordinator, {"กิจกรรม": ACTIVITIES})
    assert [row.key for row in plan.rows] == [row.key for row in alone.rows] == ["1:2"]
    assert not plan_of(coordinator, sheets, hidden="ว่าง").notes


def test_a_hidden_sheet_is_told_on_the_page_before_and_after_writing(
    coordinator: Any, client_of: Any
) -> None:
    content = saved({"รายชื่อ": PEOPLE, "เก่า": ACTIVITIES}, hidden="เก่า")
    batch = upload_batch(content, "a.xlsx", by=coordinator)
    page = f"/sheets/{batch.uid}/"
    assert "ไม่ได้อ่านแผ่น “เก่า” เพราะซ่อนไว้" in client_of(coordinator).get(page).content.decode()
    assert confirm_batch(ImportBatch.objects.get(), by=coordinator).number == 1
    assert "ไม่ได้อ่านแผ่น “เก่า” เพราะซ่อนไว้" in client_of(coordinator).get(page).content.decode()
    assert "เก่า" not in [sheet.name for sheet in open_file(batch.file.open("rb").read(), "a.xlsx").sheets]


def test_a_hidden_sheet_makes_no_other_file(coordinator: Any) -> None:
    content = [saved({"กิจกรรม": ACTIVITIES, "เก่า": PEOPLE}, hidden) for hidden in ("เก่า", "")]
    shown = saved({"กิจกรรม": ACTIVITIES})
    hidden_too, both, one = (open_file(file, "b.xlsx").digest for file in (*content, shown))
    assert hidden_too == one != both


def test_sheets_beyond_the_most_are_told(coordinator: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("programmes.intake.workbooks.MAX_SHEETS", 1)
    monkeypatch.setattr("programmes.intake.left_out.MAX_SHEETS", 1)
    plan = plan_of(coordinator, {"หนึ่ง": ACTIVITIES, "สอง": ACTIVITIES})
    assert ([row.sheet for row in plan.rows], plan.notes) == (
        ["หนึ่ง"],
        ["ไม่ได้อ่านแผ่น “สอง” อ่านได้ไฟล์ละ 1 แผ่น แยกแผ่นนั้นเป็นอีกไฟล์แล้วส่งใหม่"],
    )


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        (
            [["ตำบล", "ท่าขอนยาง", "อำเภอ", "กันทรวิชัย"], ["ที่", "กิจกรรม", "วิธีการ", "จริง(คน)"], [1, "ก", "ข", 3]],
            "หัวตารางแถว 2 ไม่มีช่อง วันที่จัด",
        ),
        ([["ที่", "กลุ่ม", "โทร.", "ตำบล"], [1, "ก", "ข", "ค"]], "หัวตารางแถว 1 ไม่มีช่อง ชื่อ-สกุล"),
        ([["ตำบล", "ท่าขอนยาง", "อำเภอ", "กันทรวิชัย"], ["ก", "ข"]], "ไม่พบหัวตารางในไฟล์นี้"),
    ],
)
def test_what_is_missing_is_said_of_the_kind_and_the_row_that_come_nearest(
    rows: list[list[object]], complaint: str
) -> None:
    with pytest.raises(FileRefused) as refused:
        kind_of([Sheet("ก", rows)])
    assert str(refused.value).startswith(complaint)
