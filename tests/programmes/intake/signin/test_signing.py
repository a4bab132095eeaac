"""Columns to sign in: by heads that name a day, or by marks under a head that nobody knows."""

from typing import Any

import pytest

from programmes.intake.signin.signing import are_marks, day_in
from programmes.intake.verdicts import Plan

from ..conftest import HEAD, TITLES
from .conftest import keys, plan

FIRST, SECOND = "2018-03-12", "2018-03-13"
KNOWN = HEAD[:5]


def signed(by: Any, *heads: str, answers: dict[str, str] | None = None) -> Plan:
    """Two people under these heads: the first came on the first day only, the second on the last."""
    marks = ["/", *["-"] * (len(heads) - 2), "-"]
    rows = [
        ["1", "นายกล้า ทดสอบ", "สมาชิก", "", "", *marks],
        ["2", "นายขวัญ สมมติ", "สมาชิก", "", "", *reversed(marks)],
    ]
    return plan(by, *rows, head=[*KNOWN, *heads], answers=answers)


@pytest.mark.parametrize(
    "heads",
    [
        ("ลงชื่อ วันที่ 12", "ลงชื่อ วันที่ 13"),
        ("ลงชื่อวันที่ ๑", "ลงชื่อวันที่ ๒"),
        ("ลายมือชื่อ 12 มี.ค. 61", "ลายมือชื่อ (13 มี.ค. 61)"),
        ("วันที่ 1 (ลงชื่อ)", "วันที่ 2 (ลงชื่อ)"),
        ("12 มี.ค.", "13 มี.ค."),
        ("12", "13"),
        ("๑๒", "๑๓"),
        ("วันแรก", "วันที่สอง"),
        ("วันแรก", "วันสุดท้าย"),
        ("ลายเซ็น วันที่ 1", "ลายเซ็น วันที่ 2"),
        ("เช็คชื่อ 12/3/61", "เช็กชื่อ 13/3/61"),
        ("12/3/1961", "1961-03-13"),
    ],
)
def test_heads_that_name_a_day(heads: tuple[str, str], coordinator: Any) -> None:
    found = signed(coordinator, *heads)
    assert [row.values["attendance"] for row in found.rows] == [
        {FIRST: "present", SECOND: "absent"},
        {FIRST: "absent", SECOND: "present"},
    ]
    assert ([row.verdict.value for row in found.rows], found.notes) == (["new", "new"], [])


def test_a_day_over_the_word_to_sign(coordinator: Any) -> None:
    upper = [*KNOWN, "12 มี.ค. 61", "13 มี.ค. 61"]
    lower = [*[""] * len(KNOWN), "ลงชื่อ", "ลงชื่อ"]
    row = ["1", "นายกล้า ทดสอบ", "สมาชิก", "", "", "/", "-"]
    (found,) = plan(coordinator, row, titles=[*TITLES, upper], head=lower).rows
    assert found.values["attendance"] == {FIRST: "present", SECOND: "absent"}


@pytest.mark.parametrize("heads", [("รอบแรก", "รอบหลัง"), ("5", "6"), ("", "")])
def test_marks_under_a_head_that_nobody_knows_are_asked_about(
    heads: tuple[str, str], coordinator: Any
) -> None:
    asked = signed(coordinator, *heads)
    assert [keys(row) for row in asked.rows] == [["1:days:5", "1:days:6"]] * 2
    names = [head or f"คอลัมน์ {letter}" for head, letter in zip(heads, "FG", strict=True)]
    texts = [question.text for question in asked.rows[0].questions]
    assert texts == [f"ช่อง “{name}” เป็นช่องลงชื่อของวันไหน" for name in names]
    assert asked.notes == []
    told = signed(coordinator, *heads, answers={"1:days:5": FIRST, "1:days:6": SECOND})
    assert [row.values["attendance"] for row in told.rows] == [
        {FIRST: "present", SECOND: "absent"},
        {FIRST: "absent", SECOND: "present"},
    ]


def test_who_came_is_asked_only_when_no_mark_is_of_somebody_who_signed(coordinator: Any) -> None:
    half = signed(coordinator, "ก", "ข", answers={"1:days:5": FIRST, "1:days:6": "none"})
    assert [row.values["attendance"][FIRST] for row in half.rows] == ["present", "absent"]
    none = signed(coordinator, "ก", "ข", answers={"1:days:5": "none", "1:days:6": "none"})
    assert [keys(row) for row in none.rows] == [["1:signed"]] * 2


def test_other_ticks_beside_a_column_to_sign_in_are_only_told(coordinator: Any) -> None:
    found = signed(coordinator, "ลงชื่อวันที่ 12", "ลงชื่อวันที่ 13", "รับเอกสาร")
    assert [keys(row) for row in found.rows] == [[], []]
    assert found.notes == ["ไม่ได้อ่านช่อง “รับเอกสาร” เพราะไม่รู้จักหัวช่อง"]


def test_several_columns_without_a_day_are_asked_about_one_by_one(coordinator: Any) -> None:
    asked = signed(coordinator, "ลงชื่อ เช้า", "ลงชื่อ บ่าย")
    assert keys(asked.rows[0]) == ["1:days:5", "1:days:6"]
    one_day = [TITLES[0], ["วันที่ 12 มี.ค. 61 ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"]]
    row = ["1", "นายกล้า ทดสอบ", "สมาชิก", "", "", "/", "-"]
    found = plan(coordinator, row, titles=one_day, head=[*KNOWN, "ลงชื่อ เช้า", "ลงชื่อ บ่าย"])
    assert found.rows[0].values["attendance"] == {FIRST: "present"}


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("ลายมือชื่อ", ""),
        ("ลายมือชื่อผู้เข้าร่วม", ""),
        ("ลงชื่อ (เช้า)", ""),
        ("ลงชื่อผู้รับรอง", None),
        ("หมายเหตุ", None),
        ("ที่อยู่", None),
    ],
)
def test_what_a_head_says_of_the_day(head: str, day: str | None) -> None:
    assert day_in(head) == day


@pytest.mark.parametrize(
    ("texts", "marks"),
    [
        (["/", "-"], True),
        (["มา", "ลา", "ป่วย"], True),
        (["1", "0"], False),
        (["-", "-"], False),
        (["ครู", "หมอ", "/"], False),
        ([], False),
    ],
)
def test_what_marks_are(texts: list[str], marks: bool) -> None:
    assert are_marks(texts) == marks
