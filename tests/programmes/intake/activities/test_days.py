"""Days of an activity list: in all spellings, without their year, and as Excel keeps them."""

from datetime import datetime
from typing import Any

import pytest

from programmes.intake.activities.planning import make_plan
from programmes.intake.grid import Sheet

from .conftest import HEAD, asked, csv_of, list_of, only, planned, row

pytestmark = pytest.mark.django_db

NO_YEAR = "ไม่ใช่ปีเหล่านี้ ข้ามแถวนี้ แก้ในไฟล์"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("12-13 มี.ค. 61", ["2018-03-12", "2018-03-13"]),
        ("๕ เมษายน พ.ศ. ๒๕๖๑", ["2018-04-05"]),
        ("43241", ["2018-05-21"]),
        ("2018-05-21", ["2018-05-21"]),
        ("5, 12 และ 19 มี.ค. 61", ["2018-03-05", "2018-03-12", "2018-03-19"]),
        ("30 ม.ค.-1 ก.พ. 2561", ["2018-01-30", "2018-01-31", "2018-02-01"]),
    ],
)
def test_days(text: str, days: list[str], staff: Any) -> None:
    found = only(staff, days=text)
    assert (found.verdict, found.values["days"]) == ("new", days)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("31/4/2561", "ไม่มีวันที่ 31 เม.ย. 2561"),
        ("29 ก.พ. 61", "ไม่มีวันที่ 29 ก.พ. 2561"),
        ("", "ยังไม่ได้ใส่วันที่"),
        ("เร็ว ๆ นี้", "อ่านวันที่ “เร็ว ๆ นี้” ไม่ออก"),
        ("12 มี.ค. 2555", "วันที่ 12 มี.ค. 2555 อยู่นอกปีของโครงการ"),
        ("1 มี.ค.-30 เม.ย. 61", "กิจกรรม 1 มี.ค.–30 เม.ย. 2561 ยาวเกิน 31 วัน"),
    ],
)
def test_days_that_cannot_be_name_the_column_of_the_file(text: str, problem: str, staff: Any) -> None:
    found = only(staff, days=text)
    assert found.verdict == "refused"
    assert found.reasons[0].startswith(f"ช่อง วันที่จัด: {problem}")
    assert found.reasons[0].endswith("แก้ในไฟล์แล้วนำเข้าใหม่")


def test_a_year_of_two_digits_is_asked_about_once_for_all_that_write_it(staff: Any) -> None:
    content = list_of(row(days="12 มี.ค. 18"), row(days="13-14 มี.ค. 18"), row(days="5 มี.ค. 62"))
    first, second, third = planned(content, staff).rows
    assert [found.verdict for found in (first, second)] == ["question", "question"]
    assert third.values["days"] == ["2019-03-05"]
    (one,), (other,) = first.questions, second.questions
    assert one.alike == other.alike
    assert [choice.label for choice in one.choices] == ["พ.ศ. 2561", "พ.ศ. 2562", "พ.ศ. 2563", NO_YEAR]
    answered = planned(content, staff, {one.alike: "2018"}).rows
    assert [found.values["days"] for found in answered[:2]] == [["2018-03-12"], ["2018-03-13", "2018-03-14"]]


def test_a_day_without_its_year_is_asked_about_once_for_all(staff: Any) -> None:
    content = list_of(
        row(days="12-13 มี.ค."), row(days="5, 12 เม.ย.", title="อีกเวที"), row(days="12/3", title="เวทีที่สาม")
    )
    found = planned(content, staff).rows
    assert [one.verdict for one in found] == ["question"] * 3
    (question,) = {one.questions[0].text: one.questions[0] for one in found}.values()
    assert question.text == "ช่อง วันที่จัด: ยังไม่มีปี เป็นปีไหน"
    assert len({one.questions[0].alike for one in found}) == 1
    told = [one.values["days"] for one in planned(content, staff, {question.alike: "2018"}).rows]
    assert told == [["2018-03-12", "2018-03-13"], ["2018-04-05", "2018-04-12"], ["2018-03-12"]]


def test_a_day_that_exists_in_one_year_only_is_asked_about_with_that_one(staff: Any) -> None:
    (question,) = only(staff, days="29 ก.พ.").questions
    assert [choice.label for choice in question.choices] == ["พ.ศ. 2563", NO_YEAR]


def test_a_year_that_is_none_of_the_programme_leaves_the_row_to_be_mended(staff: Any) -> None:
    found = only(staff, days="12 มี.ค. 59")
    (question,) = found.questions
    skipped = only(staff, {question.key: "skip"}, days="12 มี.ค. 59")
    assert (skipped.verdict, skipped.questions[0].answer) == ("refused", "skip")
    assert skipped.reasons[0].startswith("ช่อง วันที่จัด: ปี “59” คือปีไหน")


@pytest.mark.parametrize(
    ("title", "days"),
    [
        ("สรุปกิจกรรม ปี 2562", ["2019-01-15", "2019-10-16"]),
        ("สรุปกิจกรรม พ.ศ. ๒๕๖๑", ["2018-01-15", "2018-10-16"]),
        ("รายงานประจำปี 62", ["2019-01-15", "2019-10-16"]),
        ("กิจกรรม ปีงบประมาณ 2562", ["2019-01-15", "2018-10-16"]),
        ("กิจกรรม ปี 2561-2562", None),
        ("กิจกรรม ปี 2561 และปี 2562", None),
        ("กิจกรรม ปี 2555", None),
        ("ข้อมูล ณ วันที่ 5 ม.ค. 2562", None),
        ("กิจกรรมของทีม", None),
    ],
)
def test_a_year_in_the_title_is_that_of_days_without_one(
    title: str, days: list[str] | None, staff: Any
) -> None:
    rows = [row(days="15 ม.ค."), row(days="16 ตุลาคม", title="อีกเวที")]
    found = planned(csv_of([[title], HEAD, *rows]), staff).rows
    if days is None:
        assert [asked(one) for one in found] == [["ช่อง วันที่จัด: ยังไม่มีปี เป็นปีไหน"]] * 2
    else:
        assert [one.values["days"] for one in found] == [[day] for day in days]
        assert "ตามหัวเรื่อง" in found[0].reasons[0]


@pytest.mark.parametrize("text", ["1961-03-12", "12/3/1961", "22352", "22352.5"])
def test_a_year_of_two_digits_that_excel_took_for_one_of_the_past(text: str, staff: Any) -> None:
    found = only(staff, days=text)
    assert (found.verdict, found.values["days"]) == ("new", ["2018-03-12"])
    assert found.reasons == [f"ช่อง วันที่จัด: ในไฟล์เป็น “{text}” อ่านเป็น 12 มี.ค. 2561"]


@pytest.mark.parametrize("text", ["1959-03-12", "12/3/1959", "21621"])
def test_one_that_may_be_any_year_is_asked_about_like_two_digits(text: str, staff: Any) -> None:
    found = only(staff, days=text)
    assert asked(found) == ["ช่อง วันที่จัด: ปี “59” คือปีไหน"]
    answered = only(staff, {found.questions[0].key: "2018"}, days=text)
    assert answered.values["days"] == ["2018-03-12"]


@pytest.mark.parametrize("text", ["1956-03-12", "12/3/1970", "20820", "25569", "12 มี.ค. 2504"])
def test_other_years_of_the_past_are_what_they_say(text: str, staff: Any) -> None:
    assert only(staff, days=text).verdict == "refused"


def test_a_cell_of_days_in_a_workbook(staff: Any) -> None:
    sheet = Sheet("หนึ่ง", [HEAD, row(days=datetime(1961, 3, 12)), row(days=22353, title="อีกเวที")])
    found = make_plan([sheet], by=staff, answers={}).rows
    assert [one.values["days"] for one in found] == [["2018-03-12"], ["2018-03-13"]]
