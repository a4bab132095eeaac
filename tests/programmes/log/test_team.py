"""A team's page: roster, who has not come for long, years that add up, changes and their undoing."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AccessLog
from geo.models import IssueArea
from programmes.models import Activity, Attendance, Enrolment, Headcount
from programmes.reports import departures, roster_of, team_years, years_of
from tests.factories.leaders import PersonFactory, TeamFactory
from tests.factories.programmes import (
    EnrolmentFactory,
    HeadcountFactory,
    activity_with,
    group,
    roster,
)
from thai.clock import now

from .pages import text_of

TODAY = date(2019, 2, 20)


def queries(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as made:
        assert client.get(address).status_code == 200
    return len(made)


@pytest.fixture
def address(team) -> str:
    """The team's page."""
    return f"/log/teams/{team.pk}/"


@pytest.fixture
def somebody(team):
    """A member since the programme began."""
    person = PersonFactory(team=team, given_name="มาลี", family_name="ทองสุก", phone="0810000002")
    return EnrolmentFactory(person=person, team=team, group=group("member"))


def came(team, who, day, status="verified", **fields):
    """``who`` came to an activity of the team on a day."""
    return activity_with(status, came=[who], team=team, starts_on=day, **fields)


def section(page: str, name: str) -> str:
    """A part of the page by its id."""
    found = re.search(rf'<section[^>]*id="{name}".*?</section>\s*(?=<section|</div>)', page, re.DOTALL)
    return found[0] if found else ""


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


@pytest.fixture
def three_years(team, owner, members):
    """Work of all three years and of all kinds that count and do not."""
    guest = roster(TeamFactory(code="440503"), 1)[0]
    for year, people in ((2018, members[:3]), (2018, members[1:4]), (2019, [*members[:2], guest])):
        held = activity_with("verified", came=people, team=team, starts_on=date(year, 2, 13))
        HeadcountFactory(activity=held, number=10)
        HeadcountFactory(activity=held, number=99, stage="planned")
    activity_with("submitted", came=members, team=team)
    activity_with("cancelled", came=members, team=team)
    edge = activity_with(
        "verified", came=members[:1], team=team, starts_on=date(2018, 12, 30), ends_on=date(2019, 1, 2)
    )
    elsewhere = activity_with("verified", came=members[4:6], team=TeamFactory(code="440504"))
    return edge, elsewhere


def test_years_are_a_plain_recount(team, programme, three_years) -> None:
    told = {row.year.year if row.year else None: row for row in years_of(team, programme)}
    assert list(told) == [2018, 2019, 2020, None]
    for year, row in told.items():
        activities, people, times, unnamed = set(), set(), 0, 0
        for activity in Activity.objects.all():
            if activity.status != "verified" or (year and activity.ends_on.year != year):
                continue
            if activity.team_id == team.pk:
                activities.add(activity.pk)
                unnamed += sum(
                    count.number
                    for count in Headcount.objects.filter(activity=activity)
                    if count.stage == "came"
                )
            for attendance in Attendance.objects.filter(session__activity=activity):
                if attendance.presence == "present" and attendance.enrolment.team_id == team.pk:
                    people.add(attendance.enrolment.person_id)
                    times += 1
        assert (row.activities, row.people, row.times, row.unnamed) == (
            len(activities),
            len(people),
            times,
            unnamed,
        ), year
    assert told[None].people < told[2018].people + told[2019].people


def test_the_year_is_the_one_of_the_first_page(team, programme, three_years) -> None:
    year = programme.years.get(year=2019)
    [first_page] = team_years([team], programme, year, TODAY)
    row = next(row for row in years_of(team, programme) if row.year == year)
    assert (row.people, row.times) == (first_page.people, first_page.times)


def test_the_page_tells_years_side_by_side_with_what_counts(client_of, owner, address, three_years) -> None:
    years = section(text_of(client_of(owner).get(address)), "years")
    row = re.search(r'data-year="2018".*?data-year="2019"', years, re.DOTALL)[0]
    assert re.findall(r'<td class="n"[^>]*>(\d+)</td>', row) == ["2", "4", "6"]
    assert "และไม่ระบุชื่ออีก 20 คน" in row
    assert "ข้อมูล ณ พุธ 20 ก.พ. 2562" in years
    assert "นับเฉพาะกิจกรรมที่ยืนยันแล้ว" in years


def test_activities_are_listed_by_year_and_page_by_page(client_of, owner, team, address) -> None:
    for number in range(21):
        activity_with("verified", team=team, title=f"ปีแรก {number:02}", starts_on=date(2018, 3, 1 + number))
    activity_with("draft", team=team, title="ร่างปีนี้")
    activity_with("verified", team=TeamFactory(code="440503"), title="ของทีมอื่น")
    client = client_of(owner)
    shown = section(text_of(client.get(address)), "activities")
    assert shown.index("ร่างปีนี้") < shown.index("ปีแรก 20")
    assert "ปีแรก 01" not in shown
    assert "ปีแรก 00" in text_of(client.get(address, {"page": 2}))
    first = text_of(client.get(address, {"year": "2018"}))
    assert "ร่างปีนี้" not in first
    assert "page=2" in first
    assert "year=2018" in section(first, "activities")
    assert "ของทีมอื่น" not in shown
    for odd in ("x", "9999", "-1", "²"):
        assert client.get(address, {"year": odd}).status_code == 200


def regroup(row, to, day=("1", "2", "2562")) -> dict[str, object]:
    sent = {f"group-starts_on_{place}": text for place, text in enumerate(day)}
    return sent | {"action": "regroup", "row": row.uid, "group-group": to.pk}


def leaving(row, day=("15", "2", "2562")) -> dict[str, object]:
    sent = {f"leave-last_day_{place}": text for place, text in enumerate(day)}
    return sent | {"action": "leave", "row": row.uid}


def test_the_forms_of_one_row_open(client_of, owner, members, somebody, address) -> None:
    client = client_of(owner)
    assert 'value="regroup"' not in client.get(address).content.decode()
    opened = client.get(address, {"row": somebody.uid}).content.decode()
    assert opened.count('value="regroup"') == opened.count('value="leave"') == 1
    assert f'name="row" value="{somebody.uid}"' in opened
    assert 'value="regroup"' not in client.get(address, {"row": "nonsense"}).content.decode()


def test_a_group_is_changed_from_a_day_and_changed_back(client_of, owner, team, somebody, address) -> None:
    client, leader, member = client_of(owner), group("change-leader"), group("member")
    answer = client.post(address, regroup(somebody, leader), follow=True)
    assert "เปลี่ยนกลุ่มของ มาลี ทองสุก แล้ว" in text_of(answer)
    past, now_on = Enrolment.objects.order_by("starts_on")
    assert (past.group, past.ends_on) == (member, date(2019, 1, 31))
    assert (now_on.group, now_on.starts_on) == (leader, date(2019, 2, 1))
    assert f"เปลี่ยนเป็น{leader.short_name}" in section(text_of(answer), "left")
    client.post(address, regroup(now_on, member))
    assert list(Enrolment.objects.on(TODAY).values_list("group__key", flat=True)) == ["member"]


def test_what_is_wrong_is_told_beside_the_field(client_of, owner, team, somebody, address) -> None:
    client = client_of(owner)
    shown = text_of(client.post(address, regroup(somebody, group("issue-specialist"))))
    assert "ยังไม่ได้เลือกประเด็นงาน" in shown
    came(team, somebody, date(2019, 2, 13))
    assert "ยังมีการเช็กชื่อคนนี้อยู่" in text_of(client.post(address, leaving(somebody, ("1", "2", "2562"))))
    assert Enrolment.objects.get().ends_on is None


def test_somebody_leaves_and_that_is_undone(client_of, owner, somebody, address) -> None:
    client = client_of(owner)
    shown = text_of(client.post(address, leaving(somebody), follow=True))
    assert "มาลี ทองสุก ออกจากรายชื่อแล้ว" in shown
    assert "คนในทีมวันนี้ 0 คน" in shown
    assert "ออกจากรายชื่อ" in section(shown, "left")
    back = {"action": "undo_leaving", "row": somebody.uid}
    shown = text_of(client.post(address, back, follow=True))
    assert "มาลี ทองสุก กลับมาอยู่ในรายชื่อแล้ว" in shown
    assert "คนในทีมวันนี้ 1 คน" in shown
    somebody.refresh_from_db()
    version = somebody.version
    client.post(address, back)
    somebody.refresh_from_db()
    assert (somebody.ends_on, somebody.version) == (None, version)


def test_who_leaves_today_is_still_there_today(client_of, owner, somebody, address) -> None:
    shown = text_of(client_of(owner).post(address, leaving(somebody, ("20", "2", "2562")), follow=True))
    assert "คนในทีมวันนี้ 1 คน" in shown
    assert "วันสุดท้ายในรายชื่อ 20 ก.พ. 2562" in shown
    assert "กำลังจะออก" in shown


def test_leaving_is_not_undone_once_somebody_is_in_another_team(
    client_of, owner, team, somebody, address
) -> None:
    Enrolment.objects.filter(pk=somebody.pk).update(ends_on=date(2019, 1, 31))
    other = TeamFactory(code="440503")
    EnrolmentFactory(person=somebody.person, team=other, starts_on=date(2019, 2, 1))
    client = client_of(owner)
    shown = text_of(client.get(address))
    assert f"ย้ายไป{other.name}" in section(shown, "left")
    assert "undo_leaving" not in shown
    answer = client.post(address, {"action": "undo_leaving", "row": somebody.uid}, follow=True)
    assert "ตั้งแต่วันหลังจากนี้แล้ว" in text_of(answer)
    somebody.refresh_from_db()
    assert somebody.ends_on == date(2019, 1, 31)


def test_people_of_another_team_are_not_changed_from_here(client_of, owner, address) -> None:
    other = roster(TeamFactory(code="440503"), 1, ends_on=None)[0]
    ended = EnrolmentFactory(team=other.team, ends_on=date(2018, 5, 1))
    client = client_of(owner)
    client.post(address, leaving(other))
    client.post(address, regroup(other, group("change-leader")))
    assert client.post(address, {"action": "undo_leaving", "row": ended.uid}).status_code == 404
    assert client.post(address, {"action": "undo_leaving", "row": "x"}).status_code == 404
    assert set(Enrolment.objects.values_list("pk", "ends_on")) == {
        (other.pk, None),
        (ended.pk, date(2018, 5, 1)),
    }


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
