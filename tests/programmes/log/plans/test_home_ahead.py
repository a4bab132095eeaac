"""The coordinator's first page: this week's plan, and planned days that passed without a log."""

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from programmes.models import Activity
from programmes.services import planning
from tests.factories.programmes import activity_with

from ..pages import text_of
from .making import TODAY, planned

SUNDAY = date(2019, 2, 24)


def part(page: str, name: str) -> str:
    """A section of the page by its id, "" where there is none."""
    begin = page.find(f'<section id="{name}">')
    return "" if begin < 0 else page[begin : page.index("</section>", begin)]


def home(client) -> str:
    return text_of(client.get("/log/"))


def test_this_week_is_told_day_by_day_until_sunday(client_of, owner, team) -> None:
    for name, day in (("วันนี้เลย", TODAY), ("วันอาทิตย์", SUNDAY), ("สัปดาห์หน้า", SUNDAY + timedelta(days=1))):
        planned(team, owner, day, title=name)
    page = home(client_of(owner))
    week = part(page, "week")
    assert "วันนี้ พุธ 20 ก.พ. 2562" in week
    assert "อาทิตย์ 24 ก.พ. 2562" in week
    assert week.index("วันนี้เลย") < week.index("วันอาทิตย์")
    assert "09.00 น. · ศาลากลางบ้าน หมู่ 4" in week
    assert "สัปดาห์หน้า" not in week
    assert "สัปดาห์หน้า" in page, "it stands under what comes next"
    assert not part(page, "overdue")


def test_planned_days_that_passed_are_told_the_oldest_first(client_of, owner, team) -> None:
    for name, day in (("เมื่อวาน", 19), ("นานแล้ว", 6)):
        activity_with("planned", by=owner, team=team, title=name, starts_on=date(2019, 2, day))
    activity_with("draft", by=owner, team=team, title="ร่างแล้ว", starts_on=date(2019, 2, 5))
    activity_with("cancelled", by=owner, team=team, title="ไม่ทำ", starts_on=date(2019, 2, 5))
    page = home(client_of(owner))
    overdue = part(page, "overdue")
    assert overdue.index("นานแล้ว") < overdue.index("เมื่อวาน")
    assert "ร่างแล้ว" not in overdue
    assert "ไม่ทำ" not in overdue
    assert not part(page, "week"), "what passed stands once"


def test_what_goes_on_is_not_overdue(client_of, owner, team) -> None:
    activity_with(
        "planned", by=owner, team=team, title="ค่าย", starts_on=TODAY - timedelta(days=1), ends_on=TODAY
    )
    page = home(client_of(owner))
    assert "ค่าย" in part(page, "week")
    assert "วันนี้ พุธ 20 ก.พ. 2562" in part(page, "week")
    assert not part(page, "overdue")


def test_one_put_off_is_awaited_on_its_new_day(client_of, owner, team) -> None:
    rows = planned(team, owner, SUNDAY + timedelta(days=3), SUNDAY + timedelta(days=17))
    planning.postpone(rows[0], by=owner, reason="ฝน", to=SUNDAY)
    planning.postpone(rows[1], by=owner, reason="ฝน")
    week = part(home(client_of(owner)), "week")
    assert "เลื่อนมาจาก 27 ก.พ. 2562" in week
    assert week.count("rowlink") == 1, "one put off to nowhere is not awaited"
    Activity.objects.filter(pk=rows[0].pk).update(postponed_to=TODAY - timedelta(days=1))
    assert "ประชุมทีม" in part(home(client_of(owner)), "overdue")


def test_a_log_of_what_passed_begins_with_one_tap(client_of, owner, team) -> None:
    row = activity_with("planned", by=owner, team=team)
    client = client_of(owner)
    overdue = part(home(client), "overdue")
    assert f'action="/log/activities/{row.uid}/"' in overdue
    assert f'href="/log/activities/{row.uid}/?step=postpone#postpone"' in overdue
    assert f'href="/log/activities/{row.uid}/?step=cancel#cancel"' in overdue
    answer = client.post(f"/log/activities/{row.uid}/", {"action": "start"})
    assert answer.url == f"/log/activities/{row.uid}/"
    row.refresh_from_db()
    assert row.status == "draft"


def test_only_ones_own_teams(client_of, owner, colleague, stranger, reviewer, team) -> None:
    planned(team, owner, title="ของตำบลนี้")
    planned(team, owner, TODAY, title="ของตำบลนี้")
    activity_with("planned", by=owner, team=team, title="ของตำบลนี้")
    seen = [home(client_of(who)).count("ของตำบลนี้") > 2 for who in (owner, colleague, stranger, reviewer)]
    assert seen == [True, True, False, False]


def test_more_of_them_ask_no_more_queries(client_of, owner, team) -> None:
    client = client_of(owner)

    def rows() -> None:
        planned(team, owner, TODAY, SUNDAY, SUNDAY + timedelta(days=2))
        activity_with("planned", by=owner, team=team)

    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            home(client)
        return len(made)

    home(client)
    rows()
    one = queries()
    rows()
    rows()
    assert queries() == one


def test_plan_and_calendar_are_one_tap_away(client_of, owner, team) -> None:
    page = home(client_of(owner))
    assert 'href="/log/plan/"' in page
    assert 'href="/log/calendar/"' in page
