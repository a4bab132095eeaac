"""What seldom comes from a phone: signs and sizes nobody types, people who moved, work that has ended."""

import datetime
import json

import pytest

from geo.models import AreaRole
from programmes.models import Activity, Attendance
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import EnrolmentFactory, group

from .conftest import changed


@pytest.mark.parametrize("title", ["ก่อน\x00หลัง", "ก่อน\ud800หลัง"])
def test_signs_that_no_database_keeps_are_replaced(phone, members, title) -> None:
    body = json.dumps(changed(phone.log(members[0]), title=title) | {"made_at": float("nan")})
    assert phone.sent(body)["outcome"] == "applied"
    assert Activity.objects.get().title == "ก่อน\ufffdหลัง"


def test_numbers_of_thousands_of_digits_are_no_numbers(phone, members) -> None:
    assert phone.sent(changed(phone.log(members[0]), counts="9" * 5000))["outcome"] == "applied"


@pytest.mark.parametrize(("text", "code"), [("[" * 200_000, "unreadable"), (" " * 6_000_000, "too_large")])
def test_what_is_too_deep_or_too_long_is_said(phone, text, code) -> None:
    answer = phone.client.post("/log/phone/logs/", text, content_type="application/json")
    assert (answer.status_code, answer.json()["refused"]) == (422, code)


def test_who_moved_to_another_team_and_came_is_its_guest(phone, members) -> None:
    """The coordinator does not see the other team, but had the person on the roster of the phone."""
    body, moved = phone.log(members[0], members[4]), members[4]
    moved.ends_on = datetime.date(2019, 2, 14)
    moved.save()
    there = EnrolmentFactory(
        team=TeamFactory(code="840101"), person=moved.person, group=group("member"),
        starts_on=datetime.date(2019, 2, 15),
    )  # fmt: skip
    phone.sent(body)
    assert {row.enrolment for row in Attendance.objects.present()} == {members[0], there}


def test_who_moved_to_another_team_and_did_not_come_falls_away(phone, members) -> None:
    moved = members[4]
    body = phone.log(members[0])
    body = changed(body, **{f"{phone.part(body)}-a{moved.pk}": "absent"})
    moved.ends_on = datetime.date(2019, 2, 14)
    moved.save()
    EnrolmentFactory(
        team=TeamFactory(code="840101"), person=moved.person, group=group("member"),
        starts_on=datetime.date(2019, 2, 15),
    )  # fmt: skip
    phone.sent(body)
    assert Attendance.objects.get().enrolment == members[0]


def test_whose_work_ended_altogether_still_sends_what_the_phone_holds(phone, owner, members) -> None:
    body = phone.log(members[0])
    AreaRole.objects.filter(user=owner).update(ends_on=datetime.date(2019, 2, 19))
    assert phone.client.get("/log/").status_code == 403
    assert phone.client.get("/log/phone/kit/").json()["kit"]["teams"] == []
    assert phone.sent(body)["outcome"] == "held"
    assert not Activity.everything.exists()
