"""Two copies of a log: shown beside each other, decided by people, and neither of them lost."""

import uuid

import pytest

from geo.models import IssueArea
from programmes.choices import ActivityStatus
from programmes.forms.log_copies import compare
from programmes.models import Activity, Attendance, Submission
from programmes.services import transitions
from programmes.services.activities import discard_draft
from tests.programmes.log.pages import text_of

from .conftest import changed


@pytest.fixture
def two(phone, phone_of, colleague, members):
    """The owner's phone sends late what a colleague changed meanwhile; the conflict."""
    body = phone.log(members[0], final=False)
    version = phone.sent(body)["version"]
    other = phone_of(colleague)
    mine = changed(body, title="ของเพื่อน") | {"uid": str(uuid.uuid4()), "base": version, "phone": other.name}
    other.sent(mine)
    late = changed(body, title="ของฉัน", **{f"{phone.part(body)}-a{members[1].pk}": "present"})
    phone.sent(late | {"uid": str(uuid.uuid4()), "base": version, "final": True})
    return Submission.objects.get(outcome="conflict")


def test_both_are_shown_with_what_differs(two, client_of, owner, members) -> None:
    page = text_of(client_of(owner).get(f"/log/copies/{two.pk}/"))
    for words in ("ของเพื่อน", "ของฉัน", members[1].person.full_name, "ต่างกัน"):
        assert words in page


def test_names_in_both_are_counted_and_those_in_one_are_told(two, owner, members) -> None:
    [people] = [line for line in compare(two, owner) if line.label == "คนที่มา"]
    assert (people.here, people.differs) == ("ตรงกัน 1 คน", True)
    assert people.phone == f"{members[1].person.full_name}\nตรงกัน 1 คน"


def test_the_phones_copy_is_used_when_somebody_says_so(two, client_of, owner, members) -> None:
    client_of(owner).post(f"/log/copies/{two.pk}/", {"use": "phone"})
    log = Activity.objects.get()
    assert (log.title, log.status) == ("ของฉัน", ActivityStatus.SUBMITTED)
    assert Attendance.objects.present().count() == 2
    two.refresh_from_db()
    assert (two.used, two.settled_by, two.is_open) == (True, owner, False)


def test_the_systems_copy_stays_and_the_phones_is_kept(two, client_of, owner) -> None:
    client_of(owner).post(f"/log/copies/{two.pk}/", {"use": "here"})
    assert Activity.objects.get().title == "ของเพื่อน"
    two.refresh_from_db()
    assert (two.used, two.is_open) == (False, False)
    assert ["title", "ของฉัน"] in two.body["fields"]


def test_it_is_decided_once(two, client_of, owner, colleague) -> None:
    client_of(colleague).post(f"/log/copies/{two.pk}/", {"use": "here"})
    client_of(owner).post(f"/log/copies/{two.pk}/", {"use": "phone"})
    assert Activity.objects.get().title == "ของเพื่อน"


def test_a_verified_log_is_not_replaced(two, client_of, owner, reviewer) -> None:
    log = Activity.objects.get()
    transitions.submit(log, by=owner)
    transitions.verify(log, by=reviewer)
    answer = client_of(owner).post(f"/log/copies/{two.pk}/", {"use": "phone"}, follow=True)
    assert "ให้ผู้ตรวจเปิดให้แก้อีกครั้งก่อน" in text_of(answer)
    assert Activity.objects.get().title == "ของเพื่อน"
    two.refresh_from_db()
    assert two.is_open


def test_strangers_do_not_find_it(two, client_of, stranger, client) -> None:
    assert client_of(stranger).get(f"/log/copies/{two.pk}/").status_code == 404
    assert client_of(stranger).post(f"/log/copies/{two.pk}/", {"use": "here"}).status_code == 404
    assert client.get(f"/log/copies/{two.pk}/").status_code == 302


@pytest.fixture
def held(phone, owner, members):
    """A log of a team that the owner no longer works for."""
    from geo.models import AreaRole
    from tests.factories.geo import AreaRoleFactory

    body = phone.log(members[0], title="บันทึกค้างเครื่อง")
    AreaRole.objects.filter(user=owner).update(ends_on="2019-02-19")
    AreaRoleFactory(user=owner, code="440503")
    phone.sent(body)
    return Submission.objects.get()


def test_the_reviewer_sees_what_is_held(held, client_of, reviewer) -> None:
    client = client_of(reviewer)
    assert f"/review/held/{held.pk}/" in client.get("/review/").content.decode()
    page = text_of(client.get(f"/review/held/{held.pk}/"))
    assert "บันทึกค้างเครื่อง" in page
    assert "ผู้เขียน" in page
    assert "ต่างกัน" not in page
    [days] = [line.phone for line in compare(held, reviewer) if line.label == "วันและวิธี"]
    assert "\n" not in days


def test_the_reviewer_takes_it_in_and_its_writer_is_its_author(held, client_of, reviewer, owner) -> None:
    client_of(reviewer).post(f"/review/held/{held.pk}/", {"use": "phone"})
    log = Activity.objects.get()
    assert (log.title, log.status) == ("บันทึกค้างเครื่อง", ActivityStatus.SUBMITTED)
    assert owner in log.authors.all()
    assert f"/review/held/{held.pk}/" not in client_of(reviewer).get("/review/").content.decode()


def test_the_reviewer_lays_it_aside(held, client_of, reviewer) -> None:
    client_of(reviewer).post(f"/review/held/{held.pk}/", {"use": "none"})
    assert not Activity.everything.exists()
    held.refresh_from_db()
    assert (held.used, held.is_open) == (False, False)


def test_another_provinces_reviewer_does_not_find_it(held, client_of, user_with, colleague) -> None:
    from geo.choices import Role

    far = user_with(Role.REVIEWER, "45")
    assert client_of(far).get(f"/review/held/{held.pk}/").status_code == 404
    assert client_of(colleague).get(f"/review/held/{held.pk}/").status_code == 403


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"h0-number": "5", "h0-women": "4"}, "เป็นหญิง 4"),
        ({"*-starts_at": "9.30"}, "9.30"),
        ({"*-a1": "absent"}, "คนที่ไม่มา"),
        ({"issues": "first"}, "ประเด็นงาน"),
    ],
)
def test_whatever_differs_is_told(
    phone, phone_of, colleague, client_of, owner, members, fields, words
) -> None:
    """Nobody throws a copy away because the page says that it is the same."""
    body = phone.log(members[0], final=False)
    version = phone.sent(body)["version"]
    other = phone_of(colleague)
    theirs = changed(body, **{"h0-number": "5", "h0-women": "2"}) | {
        "uid": str(uuid.uuid4()),
        "base": version,
    }
    other.sent(theirs | {"phone": other.name})
    issue = IssueArea.objects.create(name_th="ป่าชุมชน", key="forest", order=1)
    named = {
        name.replace("a1", f"a{members[1].pk}").replace("*", phone.part(body)): value.replace(
            "first", str(issue.pk)
        )
        for name, value in ({"h0-number": "5", "h0-women": "2"} | fields).items()
    }
    receipt = phone.sent(changed(body, **named) | {"uid": str(uuid.uuid4()), "base": version})
    page = text_of(client_of(owner).get(receipt["where"]))
    assert words in page
    assert "ต่างกัน" in page
    assert "เหมือนกันทุกข้อ" not in page


def test_a_log_thrown_away_meanwhile_leads_to_the_first_page(
    phone, client_of, owner, colleague, members
) -> None:
    body = phone.log(members[0], final=False)
    version = phone.sent(body)["version"]
    discard_draft(Activity.objects.get(), by=colleague)
    receipt = phone.sent(body | {"uid": str(uuid.uuid4()), "base": version, "final": True})
    assert receipt["outcome"] == "conflict"
    answer = client_of(owner).post(receipt["where"], {"use": "here"}, follow=True)
    assert (answer.status_code, answer.redirect_chain[-1][0]) == (200, "/log/")


def test_who_lost_the_team_sees_the_own_copy_alone_and_decides_nothing(two, client_of, owner) -> None:
    """The system's copy is no longer theirs to read, whatever a colleague wrote into it meanwhile."""
    from geo.models import AreaRole
    from tests.factories.geo import AreaRoleFactory

    AreaRole.objects.filter(user=owner).update(ends_on="2019-02-19")
    AreaRoleFactory(user=owner, code="440503")
    client = client_of(owner)
    page = text_of(client.get(f"/log/copies/{two.pk}/"))
    assert "ของฉัน" in page
    assert "ของเพื่อน" not in page
    assert 'name="use"' not in page
    for choice in ("phone", "here"):
        assert client.post(f"/log/copies/{two.pk}/", {"use": choice}).status_code == 403
    two.refresh_from_db()
    assert two.is_open
