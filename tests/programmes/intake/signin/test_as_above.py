"""Names that leave to the row above what is the same: "นายโท 〃"."""

import pytest

from programmes.intake.grid import Sheet
from programmes.intake.signin.reading import read_sheet


def _sheet(*rows: list[str]) -> Sheet:
    return Sheet("ก", [list(row) for row in rows])


@pytest.mark.parametrize(
    ("row", "written"),
    [
        (["1", "〃", "โท", "〃"], "นาย โท ใจดี"),
        (["1", "นาง", "เขียว", "〃"], "นาง เขียว ใจดี"),
        (["1", "〃", "〃", "รักบ้าน"], "นาย เอก รักบ้าน"),
        (["1", "", "โท", "〃"], "โท ใจดี"),
        (["1", "นาง", "เขียว", ""], "นาง เขียว"),
    ],
)
def test_as_above_in_the_columns_of_a_name(row: list[str], written: str) -> None:
    head = ["ที่", "คำนำหน้า", "ชื่อ", "สกุล"]
    reading = read_sheet(_sheet(head, ["1", "นาย", "เอก", "ใจดี"], row), 1)
    assert reading is not None
    assert reading.entries[1].written == written


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("นายโท 〃", "นายโท ใจดี"),
        ('นางเขียว "', "นางเขียว ใจดี"),
        ("〃 โท 〃", "นาย โท ใจดี"),
        ("〃 โท รักบ้าน", "นาย โท รักบ้าน"),
        ("〃 โท", "〃 โท"),
        ('นายโท "ต้น" รักบ้าน', 'นายโท "ต้น" รักบ้าน'),
        ("นายโท", "นายโท"),
    ],
)
def test_as_above_within_a_name(name: str, written: str) -> None:
    reading = read_sheet(_sheet(["ที่", "ชื่อ-สกุล", "กลุ่ม"], ["1", "นายเอก ใจดี", ""], ["2", name, ""]), 1)
    assert reading is not None
    assert reading.entries[1].written == written


def test_as_above_below_as_above() -> None:
    rows = [["1", "นายเอก ใจดี", ""], ["2", "นายโท 〃", ""], ["3", "นายตรี 〃", ""]]
    reading = read_sheet(_sheet(["ที่", "ชื่อ-สกุล", "กลุ่ม"], *rows), 1)
    assert reading is not None
    assert reading.entries[2].written == "นายตรี ใจดี"
