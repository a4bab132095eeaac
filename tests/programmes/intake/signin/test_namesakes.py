"""Whom a row speaks of: somebody on record, somebody new, or somebody to ask about."""

from typing import Any

import pytest

from tests.factories.leaders import PersonFactory, TeamFactory
from tests.factories.programmes import EnrolmentFactory, group

from .conftest import ONE, PLACED, keys, only, plan


def test_a_likely_one_is_asked_about(coordinator: Any, team: Any) -> None:
    known = PersonFactory(team=team, given_name="กล้า", family_name="ทดสอบดี", position="กรรมการ")
    row = ["1", "กล้า ทดสอบดิ", "สมาชิก", "", "", "/", "/"]
    asked = only(plan(coordinator, row))
    assert asked.reasons == ["มีคนชื่อคล้ายกันในรายชื่อแล้ว เป็นคนเดียวกันไหม"]
    (question,) = asked.questions
    assert [choice.label for choice in question.choices] == ["ใช่ คนเดียวกัน", "ไม่ใช่ เพิ่มคนใหม่"]
    assert "กล้า ทดสอบดี · กรรมการ" in question.hint
    same = only(plan(coordinator, row, answers={"1:4:person": str(known.uid)}))
    assert (same.verdict, same.uid) == ("new", known.uid)
    other = only(plan(coordinator, row, answers={"1:4:person": "new"}))
    assert (other.verdict, other.uid) == ("new", None)


def test_the_same_name_elsewhere_is_another_person(coordinator: Any) -> None:
    PersonFactory(team=TeamFactory(code="440501"), given_name="กล้า", family_name="ทดสอบ")
    row = only(plan(coordinator, ONE))
    assert (row.verdict, row.uid) == ("new", None)


def test_two_namesakes_are_told_apart_or_asked_about(coordinator: Any, team: Any) -> None:
    for position in ("กรรมการ", "เหรัญญิก"):
        PersonFactory(team=team, given_name="กล้า", family_name="ทดสอบ", position=position)
    told = only(plan(coordinator, ["1", "กล้า ทดสอบ", "สมาชิก", "เหรัญญิก", "", "/", "/"]))
    assert told.uid is not None
    assert keys(only(plan(coordinator, ONE))) == ["1:4:person"]


def test_one_name_twice_in_the_file(coordinator: Any) -> None:
    twice = ["2", "กล้า ทดสอบ", "สมาชิก", "", "", "", "-"]
    asked = plan(coordinator, ONE, twice)
    assert [row.verdict.value for row in asked.rows] == ["new", "question"]
    assert asked.rows[1].reasons == ["ชื่อเดียวกับแถว 4 เป็นคนเดียวกันไหม"]
    same = plan(coordinator, ONE, twice, answers={"1:5:twice": "same"})
    assert [row.verdict.value for row in same.rows] == ["new", "same"]
    assert same.rows[1].reasons == ["นับรวมกับแถว 4"]
    two = plan(coordinator, ONE, twice, answers={"1:5:twice": "new"})
    assert [row.verdict.value for row in two.rows] == ["new", "new"]


def test_a_guest_keeps_team_and_group(reviewer: Any, team: Any) -> None:
    other = TeamFactory(code="440401")
    guest = PersonFactory(team=other, prefix="นาย", given_name="กล้า", family_name="ทดสอบ")
    EnrolmentFactory(team=other, person=guest, group=group("change-leader"))
    row = [*ONE[:5], guest.subdistrict.full_name, *ONE[5:]]
    found = only(plan(reviewer, row, head=PLACED))
    assert (found.verdict, found.uid) == ("new", guest.uid)
    assert found.reasons == ["อยู่ในรายชื่อแล้ว เพิ่มเฉพาะการเข้าร่วม"]


@pytest.mark.parametrize("name", ["", "12345", "กล้า 20 คน", "ก" * 90])
def test_what_is_no_name_is_refused(name: str, coordinator: Any) -> None:
    row = only(plan(coordinator, ["1", name, "สมาชิก", "กรรมการ", "", "/", "/"]))
    assert row.verdict == "refused"
    assert row.reasons[0].startswith("ช่อง ชื่อ-สกุล: ")
    assert not row.questions
