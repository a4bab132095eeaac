"""The month of one's teams: which days, which statuses, whose, and with how many queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from geo.choices import Role
from programmes.choices import ActivityStatus
from programmes.services import planning
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import SessionFactory, activity_with

from ..pages import text_of
from .making import WEDNESDAYS, planned

ADDRESS = "/log/calendar/"


def month(client, name: str = "2019-03", **query: object) -> str:
    return text_of(client.get(ADDRESS, {"month": name} | query))


def test_this_month_unless_another_is_named(client_of, owner, team) -> None:
    client = client_of(owner)
    assert '<h2 class="xl" id="month">ก.พ. 2562</h2>' in text_of(client.get(ADDRESS))
    for broken in ("2019-13", "x", "0001-01", "9999-12", ""):
        assert 'id="month">ก.พ. 2562' in month(client, broken)
    page = month(client, "2018-12")
    assert 'id="month">ธ.ค. 2561' in page
    assert 'href="?month=2018-11"' in page
    assert 'href="?month=2019-01"' in page


def test_weeks_begin_with_sunday(client_of, owner, team) -> None:
    page = month(client_of(owner))
    heads = [page.index(f'<th scope="col">{name}</th>') for name in ("อาทิตย์", "จันทร์", "เสาร์")]
    assert heads == sorted(heads)


@pytest.mark.parametrize("status", ActivityStatus)
def test_every_status_is_there_with_its_word(client_of, owner, team, status) -> None:
    activity_with(status, by=owner, reason="แก้", team=team, title="เวทีน้ำ", starts_on=WEDNESDAYS[0])
    word = "ส่งแล้ว รอตรวจ" if status == ActivityStatus.SUBMITTED else status.label
    page = month(client_of(owner))
    assert page.count("เวทีน้ำ") == 2, "once in the list of a phone, once in the grid of a laptop"
    assert page.count(f"<span>{word}") == 2


def test_days_at_the_edges_of_the_month(client_of, owner, team) -> None:
    for name, day in (
        ("งานสิ้นกุมภา", date(2019, 2, 28)),
        ("งานต้นมีนา", date(2019, 3, 1)),
        ("งานสิ้นมีนา", date(2019, 3, 31)),
    ):
        planned(team, owner, day, title=name)
    page = month(client_of(owner))
    assert [name in page for name in ("งานสิ้นกุมภา", "งานต้นมีนา", "งานสิ้นมีนา")] == [False, True, True]


def test_one_of_several_days_stands_on_each_and_in_both_months(client_of, owner, team) -> None:
    row = activity_with("planned", team=team, by=owner, title="ค่าย", starts_on=date(2019, 2, 28),
                        ends_on=date(2019, 3, 2))  # fmt: skip
    for day in (1, 2):
        SessionFactory(activity=row, date=date(2019, 3, day))
    client = client_of(owner)
    assert month(client, "2019-02").count("ค่าย") == 2
    assert month(client).count("ค่าย") == 4


def test_put_off_it_stands_on_the_old_and_the_new_day(client_of, owner, team) -> None:
    [made] = planned(team, owner, date(2019, 2, 27), title="เวทีน้ำ")
    planning.postpone(made, by=owner, reason="ฝน", to=date(2019, 3, 5))
    client = client_of(owner)
    assert "เลื่อนเป็น 5 มี.ค. 2562" in month(client, "2019-02")
    assert "เลื่อนมาจาก 27 ก.พ. 2562" in month(client)


def test_only_ones_own_teams(client_of, owner, colleague, stranger, reviewer, team) -> None:
    planned(team, owner, title="ของตำบลนี้")
    seen = {who: "ของตำบลนี้" in month(client_of(who)) for who in (owner, colleague, stranger, reviewer)}
    assert list(seen.values()) == [True, True, False, False]


def test_several_teams_are_narrowed_to_one(client_of, user_with, programme) -> None:
    user = user_with(Role.COORDINATOR, "440501", "440503")
    teams = [TeamFactory(code=code) for code in ("440501", "440503")]
    for name, team in zip(("หนึ่ง", "สอง"), teams, strict=True):
        planned(team, user, title=f"เวที{name}")
    client = client_of(user)
    both, one = month(client), month(client, team=teams[0].pk)
    assert "เวทีหนึ่ง" in both
    assert "เวทีสอง" in both
    assert "เวทีหนึ่ง" in one
    assert "เวทีสอง" not in one
    assert f"team={teams[0].pk}&amp;month=2019-04" in one or f"month=2019-04&amp;team={teams[0].pk}" in one
    assert "เวทีหนึ่ง" in month(client, team="x")


def test_one_team_is_not_asked_about(client_of, owner, team) -> None:
    assert 'name="team"' not in month(client_of(owner))


def test_an_empty_month_says_where_to_begin(client_of, owner, team) -> None:
    assert "เริ่มจากเรื่องเล็ก ๆ เช่น ประชุมทีม" in month(client_of(owner), "2018-06")


def test_more_activities_ask_no_more_queries(client_of, owner, team) -> None:
    client = client_of(owner)

    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            month(client)
        return len(made)

    planned(team, owner)
    one = queries()
    planned(team, owner, *(date(2019, 3, day) for day in range(1, 20)))
    assert queries() == one <= 10
