"""Somebody who is not on the roster is added without leaving the log; who is known is shown first."""

import datetime

import pytest

from geo.models import IssueArea
from leaders.models import Person
from programmes.models import Attendance, Enrolment
from tests.factories.leaders import PersonFactory, TeamFactory
from tests.factories.programmes import ActivityFactory, EnrolmentFactory, SessionFactory, group

from .pages import LogPage, read_form, text_of

DAY = datetime.date(2019, 2, 13)
LIKELY = "มีคนชื่อคล้ายกันในรายชื่อแล้ว เป็นคนเดียวกันไหม"


@pytest.fixture
def draft(team, owner):
    """A draft of one day."""
    activity = ActivityFactory(team=team, by=owner, starts_on=DAY)
    SessionFactory(activity=activity)
    return activity


@pytest.fixture
def page(client_of, owner, draft) -> LogPage:
    """The draft as its writer sees it."""
    return LogPage(client_of(owner), draft)


def newcomer(**changes) -> dict[str, object]:
    return {
        "new-given_name": "จันดี",
        "new-family_name": "พรมมา",
        "new-group": str(group("member").pk),
        "new-sex": "unknown",
    } | {f"new-{name}": value for name, value in changes.items()}


def test_a_new_person_is_enrolled_from_the_first_day_and_present(page, draft, team) -> None:
    answer = page.press(
        "add_person", title="เวที", **newcomer(prefix="นาง", phone="๐๘๑-๐๐๐-๐๐๐๑", birth_year="๒๕๑๐")
    )
    assert answer.url.endswith("#who")
    person = Person.objects.get()
    assert (person.formal_name, person.phone, person.birth_year, person.sex) == (
        "นางจันดี พรมมา",
        "0810000001",
        1967,
        "female",
    )
    assert person.team == team
    enrolment = Enrolment.objects.get(person=person)
    assert (enrolment.team, enrolment.group.key, enrolment.starts_on) == (team, "member", DAY)
    assert Attendance.objects.get(enrolment=enrolment).presence == "present"
    draft.refresh_from_db()
    assert draft.title == "เวที"
    assert "เพิ่มวันนี้" in LogPage(page.client, draft).response.content.decode()


def test_pressing_twice_adds_one_person(page) -> None:
    page.press("add_person", **newcomer())
    page.press("add_person", **newcomer())
    page.press("new_person", **newcomer())
    assert Person.objects.count() == Enrolment.objects.count() == Attendance.objects.count() == 1


def test_a_likely_duplicate_is_shown_first(page, draft, team) -> None:
    known = PersonFactory(team=team, given_name="จันทร์ดี", family_name="พรหมมา", address="หมู่ 5")
    answer = page.press("add_person", **newcomer())
    shown = text_of(answer)
    assert LIKELY in shown
    assert "หมู่ 5" in shown
    assert Person.objects.count() == 1
    fields = read_form(answer).fields
    assert fields["new-given_name"] == ["จันดี"]
    page.client.post(page.address, fields | {"action": f"same_person:{known.uid}"})
    assert Person.objects.count() == 1
    assert Attendance.objects.get().enrolment.person == known


def test_no_it_is_somebody_else(page, team) -> None:
    PersonFactory(team=team, given_name="จันทร์ดี", family_name="พรหมมา")
    page.press("new_person", **newcomer())
    assert Person.objects.count() == 2
    assert Attendance.objects.get().enrolment.person.given_name == "จันดี"


def test_the_same_phone_is_a_likely_duplicate_too(page, team) -> None:
    PersonFactory(team=team, given_name="สมศรี", family_name="ใจงาม", phone="0810000001")
    assert LIKELY in text_of(page.press("add_person", **newcomer(phone="081 000 0001")))


def test_duplicates_of_elsewhere_are_not_shown(page) -> None:
    PersonFactory(team=TeamFactory(code="840101"), given_name="จันดี", family_name="พรมมา")
    answer = page.press("add_person", **newcomer())
    assert answer.status_code == 302


def test_somebody_elsewhere_cannot_be_named_the_same(page) -> None:
    stranger = PersonFactory(team=TeamFactory(code="840101"), given_name="จันดี", family_name="พรมมา")
    page.press(f"same_person:{stranger.uid}", **newcomer())
    assert not Attendance.objects.exists()


def test_somebody_on_the_roster_is_ticked_and_stays_in_the_group(page, team) -> None:
    held = EnrolmentFactory(team=team, group=group("change-leader"))
    page.press(f"same_person:{held.person.uid}", **newcomer())
    assert Enrolment.objects.get() == held
    assert Attendance.objects.get().enrolment == held


def test_somebody_enrolled_later_is_enrolled_earlier_by_coming(page, team) -> None:
    held = EnrolmentFactory(team=team, starts_on=datetime.date(2019, 2, 19))
    page.press(f"same_person:{held.person.uid}", **newcomer())
    held.refresh_from_db()
    assert held.starts_on == DAY


def test_in_a_hall_name_and_group_are_enough_for_an_issue_specialist_too(page) -> None:
    specialist = str(group("issue-specialist").pk)
    page.press("add_person", **newcomer(group=specialist))
    assert not Enrolment.objects.get().issues.exists()


def test_the_issue_of_a_specialist_is_kept(page) -> None:
    specialist, issue = str(group("issue-specialist").pk), IssueArea.objects.first()
    page.press("add_person", **newcomer(group=specialist, issues=[issue.pk]))
    assert list(Enrolment.objects.get().issues.all()) == [issue]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"phone": "081000001"}, "เบอร์มือถือต้องมี 10 หลัก ตอนนี้มี 9 หลัก ตรวจอีกครั้ง"),
        ({"birth_year": "25"}, "ปีเกิดต้องเป็นปี พ.ศ. 4 หลัก"),
        ({"birth_year": "2570"}, "ปีเกิดต้องเป็นปี พ.ศ. 4 หลัก"),
        ({"given_name": ""}, "ยังไม่ได้ใส่ชื่อ"),
        ({"group": ""}, "ยังไม่ได้เลือกกลุ่ม"),
        ({"family_name": "1-2345-67890-12-3"}, "ไม่ต้องใช้เลขบัตรประชาชน"),
    ],
)
def test_a_mistake_is_said_beside_its_box_and_nobody_is_added(page, changes, message) -> None:
    answer = page.press("add_person", **newcomer(**changes))
    assert message in text_of(answer)
    assert not Person.objects.exists()


def test_a_whole_name_in_the_first_box_is_taken_apart(page) -> None:
    page.press("add_person", **newcomer(given_name="น.ส.จันดี พรมมา", family_name=""))
    assert Person.objects.get().formal_name == "นางสาวจันดี พรมมา"


def test_sending_waits_for_somebody_half_added(page, draft) -> None:
    answer = page.press("submit", title="เวที", **newcomer() | {"h0-number": "5"})
    assert "กดเพิ่มคนนี้ก่อน" in text_of(answer)
    draft.refresh_from_db()
    assert draft.status == "draft"
