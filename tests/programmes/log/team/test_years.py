"""A team's page: years side by side that add up, and activities by year."""

import re
from datetime import date

import pytest

from programmes.models import Activity, Attendance, Headcount
from programmes.reports import team_years, years_of
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import HeadcountFactory, activity_with, roster

from ..pages import text_of
from .parts import TODAY, section


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
