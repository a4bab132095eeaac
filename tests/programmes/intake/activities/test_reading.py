"""Cells of activity lists: columns by many names, people, money, words."""

from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from programmes.intake.activities.columns import LABELS
from programmes.intake.activities.planning import make_plan, read_lists
from programmes.intake.files import open_file
from programmes.intake.grid import Sheet
from programmes.intake.headers import name_of
from programmes.intake.headings import ACTIVITIES
from programmes.intake.kinds import kind_of
from programmes.intake.refusals import FileRefused

from .conftest import HEAD, THERE, asked, csv_of, list_of, only, planned, row

pytestmark = pytest.mark.django_db


def test_every_heading_of_exports_is_known() -> None:
    for language in ("th", "en"):
        with translation.override(language):
            told = {name: name_of(str(heading), LABELS) for name, heading in ACTIVITIES.items()}
            headings = [str(heading) for heading in ACTIVITIES.values()]
        assert told == {name: name for name in ACTIVITIES}
        assert len(set(headings)) == len(headings)  # two columns of one name would be read as one


def test_other_names_of_columns_and_a_title_above(staff: Any) -> None:
    content = csv_of(
        [
            ["สรุปกิจกรรม ปี 2561", "ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"],
            [],
            ["ที่", "วัน เดือน ปี", "ชื่อกิจกรรม", "ผู้เข้าร่วม", "ใช้จริง (บาท)", "ผลลัพธ์", "จำนวนชั่วโมง", "สถานที่"],
            ["1", "12/3/2561", "เวทีทีม", "28", "500", "คนคุยกันมากขึ้น", "6", "ศาลากลางบ้าน"],
            ["", "13/3/2561", "〃", "", "", "", "", "〃"],
            ["รวม", "", "", "28", "500", "", "", ""],
        ]
    )
    assert kind_of(open_file(content, "b.csv").sheets).key == "activities"
    first, second = planned(content, staff, {}).rows
    assert (first.row, second.row) == (4, 5)
    assert first.values["came"] == 28
    assert (first.values["budget_planned"], first.values["budget_spent"]) == (None, "500")
    assert (first.values["outcomes"], first.values["hours"]) == ("คนคุยกันมากขึ้น", "6")
    assert second.values["title"] == "เวทีทีม"


def test_heads_of_two_rows(staff: Any) -> None:
    content = csv_of(
        [
            ["ลำดับ", "วันที่จัด", "กิจกรรม", "ที่อยู่", "", "", "จำนวนคน", "", "งบ(บาท)", ""],
            ["", "", "", "ต.", "อ.", "จ.", "เป้า", "จริง", "แผน", "จริง"],
            ["1", "12 มี.ค. 61", "เวทีทีม", "ท่าขอนยาง", "กันทรวิชัย", "มค.", "30", "28", "15,000", "12,500"],
        ]
    )
    (found,) = planned(content, staff).rows
    told = found.values
    assert (told["area"], told["planned"], told["came"]) == ("440404", 30, 28)
    assert (told["budget_planned"], told["budget_spent"]) == ("15000", "12500")


def test_columns_that_nobody_reads_are_told(staff: Any) -> None:
    head = ["ลำดับ", "วันที่จัด", "กิจกรรม", "พื้นที่", "ทีม", "ผู้บันทึก", "ว่าง", "อากาศ"]
    rows = [["1", "12 มี.ค. 61", "เวที", THERE, "ทีมตำบล", "มะลิ", "", "ฝน"], ["รวม", "", "", "", "", "", "", ""]]
    assert planned(csv_of([head, *rows]), staff).notes == ["ไม่ได้อ่านช่อง “ผู้บันทึก”, “อากาศ” เพราะไม่รู้จักหัวช่อง"]
    assert planned(list_of(row()), staff).notes == []


@pytest.mark.parametrize(
    ("days", "title"),
    [
        ("วัน เดือน ปี ที่จัด", "กิจกรรม"),
        ("วันที่ (พ.ศ.)", "กิจกรรม"),
        ("กำหนดการ", "กิจกรรม"),
        ("วันที่", "ชื่อโครงการ"),
        ("วันที่", "เรื่อง"),
        ("วันที่", "กิจกรรมที่ดำเนินการ"),
        ("วันที่", "ชื่อเวที/กิจกรรม"),
    ],
)
def test_heads_as_offices_write_them(days: str, title: str, staff: Any) -> None:
    head = ["ครั้งที่", days, title, "พื้นที่", "งบประมาณที่ใช้", "หน่วยงานสนับสนุน", "ผลการจัดกิจกรรม"]
    content = csv_of([head, ["1", "12 มี.ค. 61", "เวทีทีม", THERE, "3,000", "วัดกลาง", "ได้แผน"]])
    plan = planned(content, staff)
    told = plan.rows[0].values
    assert (told["days"], told["title"], plan.notes) == (["2018-03-12"], "เวทีทีม", [])
    assert (told["budget_spent"], told["outputs"]) == ("3000", "ได้แผน")
    assert [partner["name"] for partner in told["partners"]] == ["วัดกลาง"]


def test_words_of_many_tables_name_columns_only_where_it_shows_what_is_listed(staff: Any) -> None:
    head = ["วันที่", "ชื่อโครงการ", "กิจกรรม", "พื้นที่"]
    (found,) = planned(csv_of([head, ["12 มี.ค. 61", "โครงการผู้นำ", "เวทีทีม", THERE]]), staff).rows
    assert found.values["title"] == "เวทีทีม"
    letters = csv_of([["ที่", "วันที่", "เรื่อง", "ถึง"], ["1", "12 มี.ค. 61", "ขอเชิญประชุม", "นายก"]])
    with pytest.raises(FileRefused):
        kind_of(open_file(letters, "b.csv").sheets)


@pytest.mark.parametrize(
    "head",
    [
        ["ที่", "ชื่อ-สกุล", "วันที่", "กิจกรรม"],
        ["ที่", "ชื่อ", "สกุล", "วันที่", "กิจกรรม"],
        ["ที่", "ชื่อ-สกุล", "กลุ่ม", "วันที่ 1", "วันที่ 2"],
    ],
)
def test_sheets_to_sign_in_stay_what_they_are(head: list[str]) -> None:
    content = csv_of([["ใบลงทะเบียน เวที"], head, ["1", "สมชาย ใจดี", "ก", "ข", "ค"][: len(head)]])
    assert kind_of(open_file(content, "a.csv").sheets).key == "signin"


def test_numbers_of_participants_make_no_sheet_to_sign_in() -> None:
    content = csv_of([["วันที่", "กิจกรรม", "ผู้เข้าร่วม", "พื้นที่"], ["1/2/2561", "เวที", "28", THERE]])
    assert kind_of(open_file(content, "b.csv").sheets).key == "activities"


@pytest.mark.parametrize(
    ("head", "complaint"),
    [
        (["ลำดับ", "กิจกรรม", "ประเด็น", "งบ"], "หัวตารางแถว 1 ไม่มีช่อง วันที่จัด"),
        (["ลำดับ", "วันที่จัด", "ประเด็น", "งบ"], "หัวตารางแถว 1 ไม่มีช่อง กิจกรรม"),
        (HEAD, "หัวตารางอยู่แถว 1 แต่ใต้หัวตารางไม่มีกิจกรรม"),
        (["ก", "ข"], "รายการกิจกรรมต้องมีช่อง วันที่จัด"),
    ],
)
def test_what_is_missing_is_said(head: list[str], complaint: str) -> None:
    rows = [["1", "ก", "ข", "ค"]] if head != HEAD else []
    with pytest.raises(FileRefused) as refused:
        kind_of(open_file(csv_of([head, *rows]), "b.csv").sheets)
    assert complaint in str(refused.value)


@pytest.mark.parametrize(
    ("text", "method", "further"),
    [
        ("ปฏิบัติการ", "learning-by-doing", []),
        ("ลงมือทำ", "learning-by-doing", []),
        ("ดูงาน", "study-visit", []),
        ("อบรม", "training", []),
        ("KM", "knowledge-management", []),
        ("อบรม, ดูงาน", "training", ["study-visit"]),
    ],
)
def test_methods(text: str, method: str, further: list[str], staff: Any) -> None:
    told = only(staff, method=text).values
    assert (told["method"], told["further_methods"]) == (method, further)


def test_an_unknown_or_missing_method_is_asked_about_alike_and_holds_nothing_up(staff: Any) -> None:
    content = list_of(row(method="เสวนา"), row(title="สอง", method="เสวนา"), row(title="สาม", method=""))
    first, second, third = planned(content, staff).rows
    assert [found.verdict for found in (first, second, third)] == ["new"] * 3
    assert first.questions[0].alike == second.questions[0].alike != third.questions[0].alike
    assert (first.values["method"], first.reasons) == (None, [])
    answered = planned(
        content, staff, {first.questions[0].alike: "forum", third.questions[0].alike: "training"}
    )
    assert [found.values["method"] for found in answered.rows] == ["forum", "forum", "training"]


def test_a_list_without_a_column_for_methods_asks_once(staff: Any) -> None:
    content = csv_of([["วันที่จัด", "กิจกรรม", "พื้นที่"], ["12 มี.ค. 61", "เวที", THERE]])
    plan = planned(content, staff)
    assert [question.key for question in plan.questions] == ["method"]
    assert planned(content, staff, {"method": "forum"}).rows[0].values["method"] == "forum"


def test_a_table_without_that_column_beside_one_that_has_it_names_no_column(staff: Any) -> None:
    with_it = Sheet("หนึ่ง", [["วันที่จัด", "กิจกรรม", "พื้นที่", "วิธีการ"], ["12 มี.ค. 61", "เวที", THERE, ""]])
    without = Sheet("สอง", [["วันที่จัด", "กิจกรรม", "พื้นที่"], ["13 มี.ค. 61", "เวทีสอง", THERE]])
    plan = make_plan([with_it, without], by=staff, answers={})
    assert [asked(found, optional=True) for found in plan.rows] == [
        ["ช่อง วิธีการ: ยังไม่ได้บอกวิธี"],
        ["แถวนี้ยังไม่ได้บอกวิธีเรียนรู้"],
    ]


@pytest.mark.parametrize(
    ("text", "issues"),
    [
        ("สภาฯ", ["community-councils"]),
        ("สวัสดิการ", ["welfare"]),
        ("ออมทรัพย์", ["economy-capital"]),
        ("บ้านพอเพียง", ["sufficiency-housing"]),
        ("ทุกประเด็น", ["integrated"]),
        ("สภาฯ, สวัสดิการ", ["community-councils", "welfare"]),
        ("-", []),
    ],
)
def test_issues(text: str, issues: list[str], staff: Any) -> None:
    assert only(staff, issues=text).values["issues"] == issues


def test_an_unknown_issue_is_asked_about_alike(staff: Any) -> None:
    content = list_of(row(issues="น้ำ"), row(title="สอง", issues="น้ำ"))
    first, second = planned(content, staff).rows
    assert asked(first) == ["ช่อง ประเด็น: “น้ำ” คือประเด็นไหน"]
    assert first.questions[0].alike == second.questions[0].alike
    answered = planned(content, staff, {first.questions[0].alike: "none"}).rows
    assert [(found.verdict, found.values["issues"]) for found in answered] == [("new", []), ("new", [])]


def test_partners_are_named_with_their_place_and_a_kind_nobody_knows_is_asked_about(staff: Any) -> None:
    content = list_of(
        row(partners="อบต./กำนัน และ วัดกลาง, พอช., สภาองค์กรชุมชนตำบลท่าขอนยาง"),
        row(title="สอง", partners="รพ.สต."),
    )
    first, second = planned(content, staff).rows
    assert first.values["partners"] == [
        {"name": "อบต.ท่าขอนยาง", "kind": "local"},
        {"name": "กำนัน", "kind": "village"},
        {"name": "วัดกลาง", "kind": "religious"},
    ]
    assert len(first.reasons) == 2
    assert (second.verdict, second.values["partners"]) == ("new", [{"name": "รพ.สต.", "kind": None}])
    (question,) = second.questions
    answered = planned(content, staff, {question.alike: "province"}).rows[1]
    assert answered.values["partners"] == [{"name": "รพ.สต.", "kind": "province"}]


def test_hours_are_shared_out_over_days_where_that_comes_out_even(staff: Any) -> None:
    head = [*HEAD, "ชั่วโมง"]
    hours = {"6": "3", "๗": "3.5", "7.7": None, "60": None, "หก": None}
    rows = [[*row(days="12-13 มี.ค. 61", title=f"เวที {text}"), text] for text in hours]
    found = planned(list_of(*rows, head=head), staff).rows
    assert [one.values["hours"] for one in found] == list(hours.values())
    assert "แบ่งเป็นรายวันไม่ได้" in found[2].reasons[0]


def test_a_row_without_a_title_is_refused(staff: Any) -> None:
    assert only(staff, title="").reasons[0] == "ช่อง กิจกรรม: ไม่มีชื่อกิจกรรม เติมในไฟล์แล้วนำเข้าใหม่"
    assert "ชื่อยาวเกิน 200" in only(staff, title="ก" * 201).reasons[0]


def test_a_national_id_is_left_out_and_told(staff: Any) -> None:
    found = only(staff, outputs="บัตร 1-2345-67890-12-3")
    assert "มีเลข 13 หลักในแถวนี้" in found.reasons[-1]
    assert "12345" not in str(found.values)


@given(
    st.lists(st.text(alphabet="0123456789๐-/.,() กขคงเลื่อนมี.ค.ประมาณญ", max_size=20), min_size=12, max_size=12)
)
def test_no_row_breaks_the_reading_of_a_table(cells: list[str]) -> None:
    sheet = Sheet("ก", [HEAD, row(), cells])
    (reading,) = read_lists([sheet])
    assert reading.rows[0].row == 2
    assert all(found.row == 3 for found in reading.rows[1:])
