"""Rows that sum up others, beside people whose names begin alike."""

import pytest

from programmes.intake import cells


@pytest.mark.parametrize(
    "text",
    [
        "รวม",
        "รวม 4 คน",
        "รวมทั้งสิ้น ๔ คน",
        "ยอดรวม",
        "Total",
        "Grand total",
        "รวม ชาย 2 หญิง 2",
        "รวมเป็นเงิน 35,500 บาท",
        "รวมงบประมาณทั้งสิ้น",
        "รวมทั้งหมด ๔ กิจกรรม",
        "รวมหน้านี้",
        "ทั้งหมด 4 คน",
        "จำนวนรวม (คน)",
        "รวมเดือนมีนาคม",
        "รวมเดือนมีนา ๒๕๖๑",
        "รวม มี.ค. 61",
        "รวมหมู่ที่ 1",
        "รวมหมู่ ๒",
        "รวมผู้ชาย",
        "รวมผู้หญิง 12 คน",
        "รวมไตรมาส 1",
        "รวมไตรมาสที่ ๒ ปีงบประมาณ 2561",
        "รวมปี 2561",
        "รวมงวดที่ 1",
    ],
)
def test_totals(text: str) -> None:
    assert cells.is_total(text, [text, "๔ คน"])


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("5", "รวม ใจดี"),
        ("", "รวมพร ใจดี"),
        ("", "รวม ใจดี"),
        ("", "รวมชาย ใจดี"),
        ("", "เงินรวม คนดี"),
        ("", "รวมพล ใจดี"),
        ("", "รวม มีนา"),
        ("", "รวมเดือน ใจดี"),
        ("", "รวม หมู่ดี"),
        ("", "รวมกลุ่มคนดี"),
    ],
)
def test_people_are_no_totals(number: str, name: str) -> None:
    assert not cells.is_total(number, [number, name])
