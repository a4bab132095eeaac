"""A third row of the head, below the columns to sign in, is nobody."""

import pytest

from programmes.intake.grid import Sheet
from programmes.intake.signin.reading import read_sheet

HEAD = ["ที่", "ชื่อ-สกุล", "กลุ่ม", "ลงชื่อ", "ลงชื่อ"]
DAYS = ["", "", "", "วันที่ 1", "วันที่ 2"]
PERSON = ["1", "นายกล้า ทดสอบ", "สมาชิก", "/", "/"]


def _rows_read(row: list[str]) -> list[int]:
    reading = read_sheet(Sheet("ก", [HEAD, DAYS, row, PERSON]), 1)
    assert reading is not None
    return [entry.row for entry in reading.entries]


@pytest.mark.parametrize(
    "row",
    [
        ["", "", "", "เช้า", "บ่าย"],
        ["", "", "", "ช่วงเช้า", ""],
        ["", "", "", "มา", "กลับ"],
        ["ที่", "ชื่อ-สกุล", "กลุ่ม", "เช้า", "บ่าย"],
    ],
)
def test_labels_below_days_are_no_person(row: list[str]) -> None:
    assert _rows_read(row) == [4]


@pytest.mark.parametrize(
    "row",
    [
        ["", "", "", "/", "/"],
        ["", "", "", "มา", "มา"],
        ["", "", "สมาชิก", "เช้า", "บ่าย"],
        ["2", "", "", "เช้า", "บ่าย"],
        ["", "นางเช้า ทดสอบ", "", "เช้า", "บ่าย"],
    ],
)
def test_who_lacks_a_name_is_still_told(row: list[str]) -> None:
    assert _rows_read(row) == [3, 4]
