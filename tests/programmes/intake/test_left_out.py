"""Sheets of a workbook that are not read, and heads that are nearly those of a kind, are told."""

import io
from typing import Any

import openpyxl
import pytest

from programmes.intake.files import open_file
from programmes.intake.grid import Sheet
from programmes.intake.kinds import kind_of
from programmes.intake.refusals import FileRefused
from programmes.intake.services import preview
from programmes.intake.verdicts import Plan

from .conftest import HEAD, TITLES

PERSON = ["1", "นายกล้า ทดสอบ", "สมาชิก", "", "", "/", "/"]
ACTIVITIES = [["วันที่จัด", "กิจกรรม", "พื้นที่"], ["12 มี.ค. 61", "เวทีทีม", "ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"]]
PEOPLE = [*TITLES, HEAD, PERSON]


def plan_of(by: Any, sheets: dict[str, list[list[object]]]) -> Plan:
    """The plan of a workbook with sheets of these names."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    out = io.BytesIO()
    book.save(out)
    return preview(open_file(out.getvalue(), "b.xlsx"), {}, by=by)


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
