"""People and money in a list of activities: estimates, bounds, and what is asked about."""

from typing import Any

import pytest

from .conftest import asked, list_of, only, planned, row

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "came", "women", "estimated"),
    [
        ("28", 28, None, False),
        ("๓๐", 30, None, False),
        ("0", 0, None, False),
        ("15 (ญ 9)", 15, 9, False),
        ("ช 6 ญ 9", 15, 9, False),
        ("ประมาณ 20", 20, None, True),
        ("30-40", 30, None, True),
        ("ไม่ระบุ", None, None, False),
        ("-", None, None, False),
        ("", None, None, False),
    ],
)
def test_people(text: str, came: int | None, women: int | None, estimated: bool, staff: Any) -> None:
    told = only(staff, came=text).values
    assert (told["came"], told["women"], told["estimated"]) == (came, women, estimated)


def test_no_number_of_people_is_never_zero_and_left_out_only_if_told(staff: Any) -> None:
    content = list_of(row(came="ยี่สิบ"), row(title="อีกเวที", came="ยี่สิบ"))
    first, second = planned(content, staff).rows
    assert (first.verdict, first.values["came"]) == ("question", None)
    assert asked(first) == ["ช่อง จริง(คน): อ่านจำนวนคน “ยี่สิบ” ไม่ออก"]
    alike = first.questions[0].alike
    assert alike == second.questions[0].alike
    assert [found.verdict for found in planned(content, staff, {alike: "without"}).rows] == ["new", "new"]


def test_bounds_are_told(staff: Any) -> None:
    assert "ช่อง จริง(คน): “30-40” นับ 30 คน (ประมาณ)" in only(staff, came="30-40").reasons


def test_a_bare_budget_is_asked_about_once_and_planned_unless_told(staff: Any) -> None:
    content = list_of(row(budget="๑๕,๐๐๐.-"), row(title="อีกเวที", budget="1.5 หมื่น"))
    plan = planned(content, staff)
    (question,) = plan.questions
    assert (question.key, question.optional) == ("budget", True)
    assert [found.values["budget_planned"] for found in plan.rows] == ["15000", "15000"]
    plan = planned(content, staff, {"budget": "spent"})
    assert [(f.values["budget_planned"], f.values["budget_spent"]) for f in plan.rows] == [
        (None, "15000")
    ] * 2


def test_a_list_without_money_does_not_ask_about_it(staff: Any) -> None:
    assert not planned(list_of(row(budget="")), staff).questions


def test_money_that_cannot_be_is_refused_or_left_out_only_if_told(staff: Any) -> None:
    assert only(staff, budget="-500").reasons[0].startswith("ช่อง งบ(บาท): จำนวนเงิน “-500” ติดลบ")
    unread = only(staff, budget="ห้าพัน")
    assert unread.verdict == "question"
    answered = only(staff, {unread.questions[0].key: "without"}, budget="ห้าพัน")
    assert (answered.verdict, answered.values["budget_planned"]) == ("new", None)


@pytest.mark.parametrize(
    ("text", "choices", "chosen"),
    [
        ("ประมาณ 8,000", ["8,000 บาท"], "8000"),
        ("8,000-9,000 บาท", ["8,000 บาท", "9,000 บาท"], "9000"),
        ("5,000 + 3,000", ["8,000 บาท"], "8000"),
    ],
)
def test_money_that_may_be_an_amount_is_offered(
    text: str, choices: list[str], chosen: str, staff: Any
) -> None:
    (question,) = only(staff, budget=text).questions
    assert [choice.label for choice in question.choices] == [*choices, "นำเข้าโดยไม่ใส่งบ"]
    answered = only(staff, {question.key: chosen}, budget=text)
    assert (answered.verdict, answered.values["budget_planned"]) == ("new", chosen)
