"""A team's page: who opens it, who is on the roster, and who has not come for long."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AccessLog
from geo.models import IssueArea
from programmes.models import Activity, Attendance, Enrolment
from programmes.reports import departures, roster_of
from tests.factories.leaders import PersonFactory, TeamFactory
from tests.factories.programmes import EnrolmentFactory, HeadcountFactory, activity_with, group, roster
from thai.clock import now

from ..pages import text_of
from .parts import TODAY, came, section


def queries(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as made:
        assert client.get(address).status_code == 200
    return len(made)


@pytest.mark.parametrize(
    ("who", "status"),
    [("owner", 200), ("colleague", 200), ("reviewer", 200), ("stranger", 404), (None, 302)],
)
def test_it_opens_where_one_works(client_of, request, address, who, status) -> None:
    user = request.getfixturevalue(who) if who else None
    client = client_of(user)
    assert client.get(address).status_code == status
    assert client.post(address, {"action": "leave"}).status_code == (302 if status == 200 else status)


def test_it_tells_who_is_there_by_group_with_issues(
    client_of, owner, team, members, somebody, address
) -> None:
    specialist = roster(team, 1, key="issue-specialist")[0]
    issue = IssueArea.objects.first()
    specialist.issues.set([issue])
    page = text_of(client_of(owner).get(address))
    assert "คนในทีมวันนี้ 9 คน" in page
    assert "1 ม.ค. 2561" in page
    assert page.index("ผู้นำการเปลี่ยนแปลง") < page.index(str(issue)) < page.index("มาลี ทองสุก")
    for number in ("081-000-0002", "081 000 0002", "0810000002"):
        assert number not in page
    seen = AccessLog.objects.get()
    assert (seen.noun, seen.number, seen.user) == ("roster", 9, owner)


def test_who_is_elsewhere_gone_or_merged_is_not_on_it(client_of, owner, team, somebody, address) -> None:
    other = TeamFactory(code="440503")
    roster(other, 1)
    twin = PersonFactory(team=team, given_name="ซ้ำ", family_name="กัน", merged_into=somebody.person)
    EnrolmentFactory(person=twin, team=team, group=group("member"))
    ended = EnrolmentFactory(person=twin, team=team, starts_on=date(2017, 1, 1), ends_on=date(2017, 2, 1))
    roster(team, 1, starts_on=TODAY + timedelta(days=1))
    page = text_of(client_of(owner).get(address))
    assert "คนในทีมวันนี้ 1 คน" in page
    assert "ซ้ำ กัน" not in page
    assert [row.enrolment for row in departures(team, 30)] == []
    assert ended.pk


def test_the_last_day_counts_any_log_and_says_which_is_not_verified(client_of, owner, team, somebody) -> None:
    def told() -> tuple[date | None, bool]:
        [row] = roster_of(team, TODAY)
        return row.last_day, row.verified

    assert told() == (None, False)
    came(team, somebody, date(2019, 1, 10))
    assert told() == (date(2019, 1, 10), True)
    for day, status in ((14, "cancelled"), (15, "postponed"), (16, "planned")):
        came(team, somebody, date(2019, 2, day), status)
    assert told() == (date(2019, 1, 10), True)
    other = came(TeamFactory(code="440503"), somebody, date(2019, 1, 20), "submitted")
    assert told() == (date(2019, 1, 20), False)
    other.sessions.update(deleted_at=now())
    assert told() == (date(2019, 1, 10), True)
    draft = came(team, somebody, date(2019, 2, 1), "draft")
    assert told() == (date(2019, 2, 1), False)
    Activity.objects.filter(pk=draft.pk).update(deleted_at=now())
    Attendance.objects.update(presence="absent")
    assert told() == (None, False)


@pytest.mark.parametrize(("days", "named"), [(89, False), (90, True), (91, True)])
def test_who_has_not_come_for_ninety_days_is_named(
    client_of, owner, team, somebody, address, days, named
) -> None:
    day = TODAY - timedelta(days=days)
    came(team, somebody, day)
    away = section(text_of(client_of(owner).get(address)), "away")
    assert ("มาลี ทองสุก" in away) is named
    assert (f'end nb">{days} วัน' in away) is named


@pytest.mark.parametrize(("days", "named"), [(89, False), (90, True)])
def test_who_never_came_counts_from_joining(client_of, owner, team, address, days, named) -> None:
    person = PersonFactory(team=team, given_name="มาใหม่", family_name="นาดี")
    EnrolmentFactory(person=person, team=team, starts_on=TODAY - timedelta(days=days))
    away = section(text_of(client_of(owner).get(address)), "away")
    assert ("มาใหม่ นาดี" in away) is named
    assert ("ยังไม่ได้มาเลย อยู่ในรายชื่อตั้งแต่" in away) is named


def test_a_change_of_group_is_no_new_beginning_but_a_return_is(team, somebody) -> None:
    Enrolment.objects.filter(pk=somebody.pk).update(ends_on=date(2019, 1, 31))
    EnrolmentFactory(
        person=somebody.person, team=team, group=group("change-leader"), starts_on=date(2019, 2, 1)
    )
    assert [row.since for row in roster_of(team, TODAY)] == [date(2018, 1, 1)]
    Enrolment.objects.filter(pk=somebody.pk).update(ends_on=date(2019, 1, 30))
    came(team, somebody, date(2018, 6, 1))
    [row] = roster_of(team, TODAY)
    assert (row.since, row.last_day, row.came_here, row.away) == (
        date(2019, 2, 1),
        date(2018, 6, 1),
        False,
        19,
    )


def test_the_operator_says_what_long_is(client_of, owner, team, somebody, address, settings) -> None:
    came(team, somebody, TODAY - timedelta(days=30))
    assert "90 วันที่ผ่านมาทุกคนได้มา" in text_of(client_of(owner).get(address))
    settings.KHABUAN_AWAY_DAYS = 30
    assert "มาลี ทองสุก" in section(text_of(client_of(owner).get(address)), "away")


def test_more_of_everything_asks_no_more_queries(client_of, owner, team, address) -> None:
    def more() -> None:
        people = roster(team, 2) + roster(team, 1, key="issue-specialist")
        for row in people:
            row.issues.set(IssueArea.objects.all()[:2])
        roster(team, 2, ends_on=date(2019, 1, 31))
        for status in ("verified", "draft", "submitted"):
            HeadcountFactory(activity=activity_with(status, came=people, by=owner, team=team))

    client = client_of(owner)
    more()
    one = queries(client, address)
    more()
    more()
    assert queries(client, address) == one <= 30


def test_it_is_found_from_the_lists_of_people_teams_and_the_first_page(
    client_of, owner, reviewer, team, members, address
) -> None:
    for who, page in ((owner, "/log/"), (owner, "/log/people/"), (reviewer, "/review/teams/")):
        assert f'href="{address}"' in client_of(who).get(page).content.decode()


def test_somebody_is_added_to_this_team(client_of, reviewer, team, address) -> None:
    TeamFactory(code="440503")
    client = client_of(reviewer)
    to = f"/log/people/new/?team={team.pk}"
    assert f'href="{to}"' in client.get(address).content.decode()
    assert f'<option value="{team.pk}" selected>' in client.get(to).content.decode()
    assert client.get("/log/people/new/?team=x").status_code == 200


def test_an_empty_team_says_where_to_begin(client_of, owner, address) -> None:
    page = text_of(client_of(owner).get(address))
    assert "ยังไม่มีใครในรายชื่อทีม" in page
    assert "ยังไม่มีกิจกรรมของทีมในช่วงนี้" in page
    assert not AccessLog.objects.exists()
