"""How many came: in one cell, or in columns of men, women and all of them."""

import io
from typing import Any

import openpyxl
import pytest

from programmes.intake.files import open_file
from programmes.intake.services import preview
from programmes.intake.verdicts import RowResult

from .conftest import HEAD, THERE, asked, csv_of, list_of, only, planned, row

pytestmark = pytest.mark.django_db

FIRST = ["วันที่จัด", "กิจกรรม", "พื้นที่"]
SAID = ["12 มี.ค. 61", "เวทีทีม", THERE]


def counted(by: Any, heads: list[str], numbers: list[object], **answers: str) -> RowResult:
    """The row of a list whose people stand in columns of their own."""
    (found,) = planned(csv_of([[*FIRST, *heads], [*SAID, *numbers]]), by, answers).rows
    return found


def under(by: Any, lower: list[str], numbers: list[object], upper: str = "จำนวนผู้เข้าร่วม") -> RowResult:
    """The row of a list with one head over several columns."""
    head = [*FIRST, upper, *[""] * (len(lower) - 1)]
    (found,) = planned(csv_of([head, [*[""] * 3, *lower], [*SAID, *numbers]]), by).rows
    return found


def told(found: RowResult) -> tuple[str, int | None, int | None]:
    """Verdict, how many came, and the women among them."""
    return found.verdict.value, found.values["came"], found.values["women"]


@pytest.mark.parametrize(
    ("lower", "numbers", "came"),
    [
        (["ชาย", "หญิง", "รวม"], [10, 15, 25], ("new", 25, 15)),
        (["รวม", "ชาย", "หญิง"], [25, 10, 15], ("new", 25, 15)),
        (["ช.", "ญ.", "รวม"], ["๑๐", "๑๕", "๒๕"], ("new", 25, 15)),
        (["ชาย", "หญิง"], [10, 15], ("new", 25, 15)),
        (["ชาย", "รวม"], [10, 25], ("new", 25, 15)),
        (["ผู้นำ", "ชาวบ้าน", "รวม"], [10, 15, 25], ("new", 25, None)),
        (["ผู้นำ", "ชาวบ้าน"], [10, 15], ("new", None, None)),
    ],
)
@pytest.mark.parametrize("upper", ["จำนวนผู้เข้าร่วม", "ผู้เข้าร่วม (คน)", "จำนวนคน"])
def test_one_head_over_men_women_and_all(
    lower: list[str], numbers: list[object], came: tuple, upper: str, staff: Any
) -> None:
    assert told(under(staff, lower, numbers, upper)) == came


TWO_AND_TWO = (30, 28, "15000", "14000")
HEADS_OF_MONEY = [
    (
        ["งบประมาณ(บาท)", "", "จริง(คน)"],
        ["แผน", "จริง", ""],
        [15000, 14000, 28],
        (None, 28, "15000", "14000"),
    ),
    (
        ["งบประมาณ", "", "จำนวนคน", ""],
        ["เป้า", "จริง", "เป้า", "จริง"],
        [15000, 14000, 30, 28],
        TWO_AND_TWO,
    ),
    (
        ["จำนวนผู้เข้าร่วม (คน)", "", "งบ", ""],
        ["เป้าหมาย", "มา", "ตั้งไว้", "ใช้ไป"],
        [30, 28, 15000, 14000],
        TWO_AND_TWO,
    ),
    (["งบประมาณ", "เป้าหมาย", "จริง(คน)"], [], [15000, 30, 28], (30, 28, "15000", None)),
]


@pytest.mark.parametrize(("upper", "lower", "values", "read"), HEADS_OF_MONEY)
def test_money_is_never_taken_for_people(
    upper: list[str], lower: list[str], values: list[int], read: tuple[Any, ...], staff: Any
) -> None:
    head = [["วันที่จัด", "กิจกรรม", "พื้นที่", *upper], *([["", "", "", *lower]] if lower else [])]
    (found,) = planned(csv_of([*head, ["12 มี.ค. 61", "เวที", THERE, *values]]), staff).rows
    names = ("planned", "came", "budget_planned", "budget_spent")
    assert tuple(found.values[name] for name in names) == read


def test_under_money_an_unknown_label_of_people_is_told_not_read(staff: Any) -> None:
    head = [["วันที่จัด", "กิจกรรม", "พื้นที่", "งบประมาณ", ""], ["", "", "", "แผน", "หญิง"]]
    plan = planned(csv_of([*head, ["12 มี.ค. 61", "เวที", THERE, 15000, 9]]), staff)
    assert (plan.rows[0].values["budget_planned"], plan.rows[0].values["women"]) == ("15000", None)
    assert "หญิง" in " ".join(plan.notes)


def test_an_amount_merged_over_rows_counts_once_and_is_told(staff: Any) -> None:
    book = openpyxl.Workbook()
    book.active.append(["วันที่จัด", "กิจกรรม", "พื้นที่", "จริง(คน)", "งบที่ใช้"])
    book.active.append(["12 มี.ค. 61", "เวที", THERE, 28, 14000])
    book.active.append(["13 มี.ค. 61", "อบรม 1234567890123", None, None, None])
    for column in "CDE":
        book.active.merge_cells(f"{column}2:{column}3")
    out = io.BytesIO()
    book.save(out)
    opened = open_file(out.getvalue(), "b.xlsx")
    for again in (opened, open_file(opened.kept, "b.xlsx")):
        first, second = preview(again, {}, by=staff).rows
        assert (first.values["came"], first.values["budget_spent"]) == (28, "14000")
        assert (second.values["came"], second.values["budget_spent"]) == (None, None)
        assert second.values["area"] == first.values["area"]
        assert [reason for reason in second.reasons if "แถว 2" in reason] == [
            "ช่อง จริง(คน): นับรวมกับแถว 2",
            "ช่อง งบที่ใช้: นับรวมกับแถว 2",
        ]


def test_the_same_in_a_workbook_with_merged_heads(staff: Any) -> None:
    book = openpyxl.Workbook()
    page = book.active
    for line in ([*FIRST, "จำนวนผู้เข้าร่วม"], [None] * 3 + ["ชาย", "หญิง", "รวม"], [*SAID, 10, 15, 25]):
        page.append(line)
    for cells in ("A1:A2", "B1:B2", "C1:C2", "D1:F1"):
        page.merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    (found,) = preview(open_file(out.getvalue(), "b.xlsx"), {}, by=staff).rows
    assert told(found) == ("new", 25, 15)


@pytest.mark.parametrize(
    ("heads", "numbers", "came"),
    [
        (["ชาย", "หญิง", "รวม"], [10, 15, 25], 25),
        (["ชาย", "หญิง"], [10, 15], 25),
        (["ผู้เข้าร่วม(ช)", "ผู้เข้าร่วม(ญ)", "รวม"], [10, 15, 25], 25),
        (["จริง(คน)", "หญิง"], [25, 15], 25),
        (["จริง(คน)", "ชาย"], [25, 10], 25),
    ],
)
def test_columns_side_by_side(heads: list[str], numbers: list[object], came: int, staff: Any) -> None:
    assert told(counted(staff, heads, numbers)) == ("new", came, 15)


def test_a_sum_that_stands_beside_money_is_none_of_people(staff: Any) -> None:
    assert told(counted(staff, ["งบ(บาท)", "รวม"], [500, 500]))[1] is None


def test_targets_have_men_and_women_of_their_own(staff: Any) -> None:
    head = [*FIRST, "เป้าหมาย", "", "", "จริง", "", ""]
    lower = ["", "", "", *["ชาย", "หญิง", "รวม"] * 2]
    (found,) = planned(csv_of([head, lower, [*SAID, 12, 18, 30, 10, 15, 25]]), staff).rows
    assert (found.values["planned"], *told(found)[1:]) == (30, 25, 15)


@pytest.mark.parametrize(
    ("heads", "numbers", "question", "choices"),
    [
        (
            ["ชาย", "หญิง", "รวม"],
            [10, 15, 24],
            "ช่อง รวม: 24 คน · ช่อง ชาย: 10 คน · ช่อง หญิง: 15 คน ไม่ตรงกัน จำนวนไหนถูก",
            ["25/15", "24", "without"],
        ),
        (
            ["จริง(คน)", "หญิง"],
            [10, 15],
            "ช่อง จริง(คน): 10 คน · ช่อง หญิง: 15 คน ไม่ตรงกัน จำนวนไหนถูก",
            ["10", "without"],
        ),
        (
            ["จริง(คน)", "หญิง"],
            ["25 (ญ 9)", 15],
            "ช่อง จริง(คน): 25 คน · ช่อง หญิง: 15 คน ไม่ตรงกัน จำนวนไหนถูก",
            ["25", "without"],
        ),
        (
            ["จริง(คน)", "หญิง"],
            ["", 15],
            "ช่อง หญิง: 15 คน แต่ไม่ได้บอกว่าทั้งหมดกี่คน",
            ["15/15", "without"],
        ),
        (["ชาย", "หญิง"], [10, ""], "ช่อง ชาย: 10 คน แต่ไม่ได้บอกว่าทั้งหมดกี่คน", ["10/0", "without"]),
    ],
)
def test_what_contradicts_is_asked_about(
    heads: list[str], numbers: list[object], question: str, choices: list[str], staff: Any
) -> None:
    found = counted(staff, heads, numbers)
    assert (told(found), asked(found)) == (("question", None, None), [question])
    assert [choice.value for choice in found.questions[0].choices] == choices
    number, _slash, women = choices[0].partition("/")
    answered = counted(staff, heads, numbers, **{found.questions[0].key: choices[0]})
    assert told(answered) == ("new", int(number), int(women) if women else None)
    without = counted(staff, heads, numbers, **{found.questions[0].key: "without"})
    assert told(without) == ("new", None, None)


def test_a_total_that_is_none_gives_way_to_men_and_women(staff: Any) -> None:
    found = counted(staff, ["ชาย", "หญิง", "รวม"], [10, 15, "#REF!"])
    assert told(found) == ("new", 25, 15)
    assert found.reasons == ["อ่านจำนวนคน “#ref!” ไม่ออก ใช้ชายรวมกับหญิง"]


def test_no_number_is_taken_that_the_others_contradict(staff: Any) -> None:
    numbers = [(men, women, total) for men in (0, 1, 7) for women in (0, 6, 8) for total in range(17)]
    rows = [[SAID[0], f"เวที {n}", THERE, *said] for n, said in enumerate(numbers)]
    found = planned(csv_of([[*FIRST, "ชาย", "หญิง", "รวม"], *rows]), staff).rows
    assert [told(one) for one in found] == [
        ("new", total, women) if men + women == total else ("question", None, None)
        for men, women, total in numbers
    ]


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("ผู้นำ 10 สมาชิก 20", ["30", "10", "20"]),
        ("แกนนำ 10 คน, ชาวบ้าน 20 คน", ["30", "10", "20"]),
        ("วันแรก 30 วันสอง 25", ["30", "25"]),
        ("30/18", ["30", "18"]),
        ("ยี่สิบ", []),
        ("30 ครัวเรือน", []),
        ("กลุ่มละ 10 3 กลุ่ม", []),
        ("-5", []),
    ],
)
def test_numbers_in_a_cell_are_offered_unless_they_are_none_of_people(
    text: str, choices: list[str], staff: Any
) -> None:
    (question,) = only(staff, came=text).questions
    assert [choice.value for choice in question.choices] == [*choices, "without"]
    assert bool(question.hint) == (not choices)
    for choice in choices:
        assert told(only(staff, {question.key: choice}, came=text)) == ("new", int(choice), None)


@pytest.mark.parametrize(("text", "came"), [("30 คน (เด็ก 5)", 30), ("30 (เด็ก 50)", None)])
def test_a_remark_in_brackets_is_left_out_unless_it_says_more(
    text: str, came: int | None, staff: Any
) -> None:
    found = only(staff, came=text)
    assert found.values["came"] == came
    assert found.verdict.value == ("question" if came is None else "new")
    assert ("ช่อง จริง(คน): “30 คน (เด็ก 5)” นับ 30 คน" in found.reasons) == (came is not None)


def test_money_without_a_number_says_what_to_write(staff: Any) -> None:
    (unread,) = only(staff, budget="ห้าพัน").questions
    (offered,) = only(staff, budget="15,000/10,000").questions
    assert (unread.hint, offered.hint) == ("หรือแก้ในไฟล์เป็นตัวเลขอย่างเดียว เช่น 15000 แล้วส่งใหม่", "")


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("15,000/10,000", ["15000", "10000"]),
        ("15,000 (พอช.)", ["15000"]),
        ("15k", []),
        ("15,00", []),
        ("15.000", []),
    ],
)
def test_money_is_offered_whole_or_not_at_all(text: str, choices: list[str], staff: Any) -> None:
    (question,) = only(staff, budget=text).questions
    assert [choice.value for choice in question.choices] == [*choices, "without"]


def test_numbers_unread_are_asked_about_once_for_all_that_write_them(staff: Any) -> None:
    content = list_of(row(came="30/18"), row(title="สอง", came="30/18"), head=HEAD)
    first, second = planned(content, staff).rows
    answered = planned(content, staff, {first.questions[0].alike: "30"}).rows
    assert first.questions[0].alike == second.questions[0].alike
    assert [found.values["came"] for found in answered] == [30, 30]
