"""Whether an activity of the list took place, is still to come, was put off or called off."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.intake.activities.states import status_in

from .conftest import HEAD, asked, csv_of, list_of, only, planned, row

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "status", "to"),
    [
        ("เลื่อน", "postponed", None),
        ("เลื่อนเป็น 5 มี.ค. 62", "postponed", "2019-03-05"),
        ("เลื่อนไปวันที่ 5 มีนาคม 2562 เพราะน้ำท่วม", "postponed", "2019-03-05"),
        ("ถูกเลื่อน", "postponed", None),
        ("(เลื่อน)", "postponed", None),
        ("*เลื่อน*", "postponed", None),
        ("งานเลื่อน", "postponed", None),
        ("กิจกรรมถูกเลื่อนเป็น 5 มี.ค. 62", "postponed", "2019-03-05"),
        ("ยกเลิก", "cancelled", None),
        ("ยกเลิก ฝนตกหนัก", "cancelled", None),
        ("(ถูกยกเลิก)", "cancelled", None),
        ("มีการเลื่อนเวลา", "submitted", None),
        ("ไม่เลื่อน", "submitted", None),
        ("ขับเคลื่อนต่อไม่ได้", "submitted", None),
        ("เลื่อนเวลาเริ่มเพราะฝนตก", "submitted", None),
        ("ข้อมูลไม่ครบ", "submitted", None),
    ],
)
def test_what_became_of_it(text: str, status: str, to: str | None, staff: Any) -> None:
    told = only(staff, came="", obstacles=text).values
    assert (told["status"], told["postponed_to"]) == (status, to)
    assert told["obstacles"] == (text if status == "submitted" else "")


@pytest.mark.parametrize(
    ("told", "status", "to"),
    [
        ({"came": "เลื่อน"}, "postponed", None),
        ({"came": "ยกเลิก"}, "cancelled", None),
        ({"came": "", "outputs": "เลื่อนเป็น 5 มี.ค. 62"}, "postponed", "2019-03-05"),
        ({"came": "", "outputs": "เลื่อนระดับเป็นตำบลเข้มแข็ง"}, "submitted", None),
        ({"came": "", "days": "12 มี.ค. 61 (เลื่อน)"}, "postponed", None),
        ({"came": "", "days": "๑๒ มี.ค. ๖๑ เลื่อนเป็น ๕ มี.ค. ๖๒"}, "postponed", "2019-03-05"),
        ({"came": "", "title": "เวทีทีม (ยกเลิก)"}, "cancelled", None),
        ({"came": "", "days": "12 มี.ค. 61 *เลื่อน*"}, "postponed", None),
        ({"came": "", "title": "เวทีทีม เลื่อน"}, "postponed", None),
        ({"came": "", "title": "เวทีทีม - ยกเลิก"}, "cancelled", None),
        ({"came": "", "method": "เลื่อน"}, "postponed", None),
        ({"came": "", "budget": "เลื่อนเป็น 5 มี.ค. 62"}, "postponed", "2019-03-05"),
        ({"came": "", "planned": "ยกเลิก"}, "cancelled", None),
        ({"came": "", "title": "เวทีทีม (ต่อ)"}, "submitted", None),
    ],
)
def test_it_may_be_said_beside_anything(
    told: dict[str, str], status: str, to: str | None, staff: Any
) -> None:
    found = only(staff, **told)
    assert (found.verdict, found.values["status"], found.values["postponed_to"]) == ("new", status, to)
    assert (found.values["starts_on"], found.values["came"]) == ("2018-03-12", None)
    kept = status == "submitted"
    assert found.values["title"] == ("เวทีทีม (ต่อ)" if told.get("title", "").endswith("ต่อ)") else "เวทีทีม")
    assert found.values["outputs"] == (told.get("outputs", "") if kept else "")


def test_in_place_of_the_day_it_is_understood_and_the_planned_day_is_missed(staff: Any) -> None:
    found = only(staff, days="เลื่อน", came="")
    assert (found.verdict, found.values["status"]) == ("refused", "postponed")
    assert "ยังไม่ได้ใส่วันที่" in found.reasons[0]


def test_a_title_that_speaks_of_putting_off_keeps_its_words(staff: Any) -> None:
    found = only(staff, title="ทบทวนการเลื่อน แผนตำบล")
    assert (found.values["title"], found.values["status"]) == ("ทบทวนการเลื่อน แผนตำบล", "submitted")


@pytest.mark.parametrize(
    ("text", "status"), [("ไม่ได้ดำเนินการ เลื่อนไปปี 62", "postponed"), ("จัดไม่ได้ น้ำท่วม", "cancelled")]
)
def test_remarks_that_it_was_not_held_beside_people_who_came_are_asked_about(
    text: str, status: str, staff: Any
) -> None:
    file = csv_of([[*HEAD, "หมายเหตุ"], [*row(came="7"), text]])
    (found,) = planned(file, staff).rows
    (question,) = [question for question in found.questions if not question.optional]
    assert (found.verdict, [choice.value for choice in question.choices]) == ("question", ["held", status])
    (held,) = planned(file, staff, {question.key: "held"}).rows
    assert (held.verdict, held.values["status"], held.values["came"]) == ("new", "submitted", 7)
    (off,) = planned(file, staff, {question.key: status}).rows
    assert (off.verdict, off.values["status"], off.values["came"]) == ("new", status, None)


@pytest.mark.parametrize(
    ("told", "label"),
    [
        ({"obstacles": "ฝนตกเลยเลื่อน"}, "ปัญหา"),
        ({"obstacles": "จัดไม่ได้"}, "ปัญหา"),
        ({"obstacles": "น้ำท่วม จึงยกเลิก"}, "ปัญหา"),
        ({"obstacles": "เลื่อนมาจาก 3 มี.ค."}, "ปัญหา"),
        ({"outputs": "ยังไม่ได้แผน เพราะเลื่อนไปก่อน"}, "ผลผลิต/ผลลัพธ์"),
        ({"came": "ฝนตกเลยเลื่อน"}, "จริง(คน)"),
    ],
)
def test_a_word_for_it_anywhere_is_asked_about_where_nobody_is_counted(
    told: dict[str, str], label: str, staff: Any
) -> None:
    (text,) = told.values()
    told = {"came": "", **told}
    found = only(staff, **told)
    assert asked(found) == [f"ช่อง {label}: “{text}” และไม่มีจำนวนคนที่มา จัดแล้วหรือยัง"]
    key = found.questions[0].key
    for answer, status in (("held", "submitted"), ("postponed", "postponed"), ("cancelled", "cancelled")):
        answered = only(staff, {key: answer}, **told)
        assert (answered.verdict, answered.values["status"]) == ("new", status)
        assert answered.values["obstacles"] == (told.get("obstacles", "") if answer == "held" else "")
    counted = only(staff, **{**told, "came": "28"})
    assert (counted.values["status"], asked(counted)) == ("submitted", [])


def test_put_off_beside_people_who_came_is_asked_about(staff: Any) -> None:
    found = only(staff, came="28", obstacles="เลื่อน")
    assert asked(found) == ["ช่อง ปัญหา: “เลื่อน” แต่มีคนมา 28 คน จัดแล้วหรือยัง"]
    key = found.questions[0].key
    held, off = (only(staff, {key: answer}, obstacles="เลื่อน") for answer in ("held", "postponed"))
    assert (held.values["status"], held.values["came"]) == ("submitted", 28)
    assert (off.values["status"], off.values["came"]) == ("postponed", None)


def test_a_column_for_the_status_says_so_too_and_what_it_cannot_say_is_told(staff: Any) -> None:
    head = [*HEAD, "สถานะ", "หมายเหตุ"]
    rows = [
        [*row(came="", title=f"เวที {word}"), word, "ฝนตก"] for word in ("อยู่ในแผน", "ยืนยันแล้ว", "เลื่อน", "งงอยู่")
    ]
    found = planned(list_of(*rows, head=head), staff).rows
    assert [one.values["status"] for one in found] == ["planned", "submitted", "postponed", "submitted"]
    assert "ช่อง สถานะ: ไม่ได้นำเข้า “งงอยู่”" in found[3].reasons


def test_a_day_to_come_without_people_is_planned(staff: Any) -> None:
    found = only(staff, days="5 มี.ค. 62", came="", planned="30")
    assert (found.verdict, found.values["status"], found.values["planned"]) == ("new", "planned", 30)


def test_people_on_a_day_to_come_are_asked_about(staff: Any) -> None:
    told = {"days": "5 มี.ค. 62", "came": "28"}
    found = only(staff, **told)
    assert asked(found) == ["ช่อง วันที่จัด: วันที่ 5 มี.ค. 2562 ยังมาไม่ถึง แต่ช่อง จริง(คน) มี 28 คน"]
    key = found.questions[0].key
    target = only(staff, {key: "planned"}, **told)
    assert (target.verdict, target.values["planned"], target.values["came"]) == ("new", 28, None)
    skipped = only(staff, {key: "skip"}, **told)
    assert (skipped.verdict, skipped.questions[0].answer) == ("refused", "skip")


@given(st.text(max_size=30))
def test_only_words_at_the_beginning_put_off(text: str) -> None:
    assert status_in(f"ประชุม{text}") is None
