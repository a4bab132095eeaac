"""The people of a team: seen, found, changed, taken out as a file; whoever looks is noted."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AccessLog
from geo.models import IssueArea
from leaders.models import Person
from programmes.models import Enrolment
from tests.factories.leaders import PersonFactory, TeamFactory
from tests.factories.programmes import EnrolmentFactory, activity_with, group, roster

from .pages import text_of

TODAY = datetime.date(2019, 2, 20)


@pytest.fixture
def known(team):
    """Somebody on the roster of whom everything is known."""
    person = PersonFactory(
        team=team, prefix="นาง", given_name="มาลี", family_name="ทองสุก", phone="0810000002", birth_year=1967,
        address="หมู่ 4",
    )  # fmt: skip
    return EnrolmentFactory(person=person, team=team, group=group("member"))


def queries(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as made:
        assert client.get(address).status_code == 200
    return len(made)


def test_rosters_stand_by_group_without_phones(client_of, owner, team, members, known) -> None:
    page = text_of(client_of(owner).get("/log/people/"))
    assert "มาลี ทองสุก" in page
    assert "หมู่ 4" in page
    assert not re.search(r"081-?000", page)
    assert page.index("ผู้นำการเปลี่ยนแปลง</") < page.index("มาลี ทองสุก")
    seen = AccessLog.objects.get()
    assert (seen.action, seen.noun, seen.number) == ("seen", "roster", 8)


def test_people_elsewhere_and_of_the_past_are_not_there(client_of, stranger, owner, team, known) -> None:
    EnrolmentFactory(person__given_name="อดีต", team=team, ends_on=datetime.date(2019, 2, 1))
    assert "อดีต" not in text_of(client_of(owner).get("/log/people/"))
    page = text_of(client_of(stranger).get("/log/people/"))
    assert "มาลี" not in page
    assert "ยังไม่มีใครในรายชื่อทีม" in page


def test_somebody_is_found_by_name_and_group(client_of, owner, team, members, known) -> None:
    client = client_of(owner)
    page = text_of(client.get("/log/people/", {"q": "มาลี"}))
    assert "มาลี ทองสุก" in page
    assert members[0].person.full_name not in page
    assert "มาลี" not in text_of(client.get("/log/people/", {"group": "change-leader"}))
    assert "ไม่พบคนตามที่ค้นหา" in text_of(client.get("/log/people/", {"q": "ไม่มีใคร"}))


def test_more_people_ask_no_more_queries(client_of, owner, team) -> None:
    roster(team, 1)
    client = client_of(owner)
    one = queries(client, "/log/people/")
    roster(team, 30)
    assert queries(client, "/log/people/") == one <= 20


def test_a_person_stands_with_phone_and_the_look_is_noted(client_of, owner, known) -> None:
    page = text_of(client_of(owner).get(f"/log/people/{known.person.uid}/"))
    assert "081-000-0002" in page
    assert 'value="2510"' in page
    seen = AccessLog.objects.get()
    assert (seen.user, seen.object_ids) == (owner, [known.person_id])


@pytest.mark.parametrize(("who", "status"), [("colleague", 200), ("reviewer", 200), ("stranger", 404)])
def test_a_person_is_seen_where_one_works(client_of, request, known, who, status) -> None:
    answer = client_of(request.getfixturevalue(who)).get(f"/log/people/{known.person.uid}/")
    assert answer.status_code == status


def person_form(**changes) -> dict[str, str]:
    sent = {
        "prefix": "นาง",
        "given_name": "มาลี",
        "family_name": "ทองสุก",
        "sex": "female",
        "birth_year": "2510",
    }
    return sent | {"phone": "081-000-0002", "address": "หมู่ 4", "action": "save"} | changes


def test_a_person_is_changed(client_of, owner, known) -> None:
    client_of(owner).post(
        f"/log/people/{known.person.uid}/", person_form(phone="๐๘๑ ๐๐๐ ๐๐๐๙", nickname="ลี่", title="อสม.")
    )
    person = Person.objects.get()
    assert (person.phone, person.nickname, person.title, person.changed_by) == (
        "0810000009",
        "ลี่",
        "อสม.",
        owner,
    )
    assert person.history.count() >= 2


def test_a_mistake_stays_beside_its_box(client_of, owner, known) -> None:
    answer = client_of(owner).post(f"/log/people/{known.person.uid}/", person_form(phone="12"))
    assert 'value="12"' in text_of(answer)
    assert Person.objects.get().phone == "0810000002"


def regroup(day: tuple[str, str, str], **changes) -> dict[str, object]:
    boxes = {f"group-starts_on_{place}": text for place, text in enumerate(day)}
    return boxes | {"action": "regroup"} | changes


def test_a_change_of_group_leaves_the_past_as_it_was(client_of, owner, known) -> None:
    specialist = group("issue-specialist")
    issue = IssueArea.objects.first()
    address = f"/log/people/{known.person.uid}/"
    sent = regroup(("1", "2", "2562"), **{"group-group": specialist.pk})
    assert "ยังไม่ได้เลือกประเด็นงาน" in text_of(client_of(owner).post(address, sent))
    client_of(owner).post(address, sent | {"group-issues": [issue.pk]})
    past, present = Enrolment.objects.order_by("starts_on")
    assert (past.group.key, past.ends_on) == ("member", datetime.date(2019, 1, 31))
    assert (present.group, present.starts_on, list(present.issues.all())) == (
        specialist,
        datetime.date(2019, 2, 1),
        [issue],
    )


def test_other_issues_of_the_same_group_change_nothing_else(client_of, owner, team) -> None:
    held = EnrolmentFactory(team=team, group=group("issue-specialist"))
    issue = IssueArea.objects.last()
    client_of(owner).post(
        f"/log/people/{held.person.uid}/",
        regroup(("20", "2", "2562"), **{"group-group": held.group_id, "group-issues": [issue.pk]}),
    )
    assert Enrolment.objects.get() == held
    assert list(held.issues.all()) == [issue]


def leaving(day: tuple[str, str, str]) -> dict[str, str]:
    return {f"leave-last_day_{place}": text for place, text in enumerate(day)} | {"action": "leave"}


def test_somebody_leaves_but_not_before_the_last_tick(client_of, owner, team, known) -> None:
    activity_with("verified", came=[known], team=team, by=owner)
    address = f"/log/people/{known.person.uid}/"
    refused = text_of(client_of(owner).post(address, leaving(("1", "2", "2562"))))
    assert "วันที่ 13 ก.พ. 2562 ยังมีการเช็กชื่อคนนี้อยู่" in refused
    client_of(owner).post(address, leaving(("13", "2", "2562")))
    known.refresh_from_db()
    assert known.ends_on == datetime.date(2019, 2, 13)


def test_a_stranger_changes_nobody(client_of, stranger, known) -> None:
    assert client_of(stranger).post(f"/log/people/{known.person.uid}/", person_form()).status_code == 404


def joining(team, **changes) -> dict[str, object]:
    return {
        "new-uid": "3f0c8d34-8e8b-4a44-9c09-0d7bb7a3b7a1", "new-team": team.pk, "new-given_name": "คำปัน",
        "new-family_name": "วงศ์นา", "new-group": group("member").pk, "new-starts_on_0": "1",
        "new-starts_on_1": "1",
        "new-starts_on_2": "2562", "action": "add",
    } | changes  # fmt: skip


def test_somebody_joins_away_from_a_log(client_of, owner, team) -> None:
    client = client_of(owner)
    answer = client.post("/log/people/new/", joining(team))
    person = Person.objects.get()
    assert answer.url == f"/log/people/{person.uid}/"
    assert Enrolment.objects.get().starts_on == datetime.date(2019, 1, 1)
    client.post("/log/people/new/", joining(team, action="new"))
    assert Person.objects.count() == Enrolment.objects.count() == 1


def test_who_is_known_is_shown_first(client_of, owner, team) -> None:
    PersonFactory(team=team, given_name="คำปัน", family_name="วงษ์นา")
    answer = client_of(owner).post("/log/people/new/", joining(team))
    assert "เป็นคนเดียวกันไหม" in text_of(answer)
    client_of(owner).post("/log/people/new/", joining(team, action="new"))
    assert Person.objects.count() == 2


def test_nobody_joins_a_team_elsewhere(client_of, owner, team) -> None:
    answer = client_of(owner).post("/log/people/new/", joining(TeamFactory(code="440503")))
    assert answer.status_code == 200
    assert not Person.objects.exists()
