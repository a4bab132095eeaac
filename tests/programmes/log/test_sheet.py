"""The sign-in sheet's page and its file: who opens them, what stands there, what is noted."""

import io
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from accounts.models import AccessLog
from geo.choices import Role
from programmes.models import PrintedSheet
from programmes.services.printing import print_sheet
from tests.factories.leaders import PersonFactory, TeamFactory
from tests.factories.programmes import (
    ActivityFactory,
    EnrolmentFactory,
    SessionFactory,
    activity_with,
    roster,
)

from .pages import text_of

DAY = date(2019, 2, 25)


@pytest.fixture
def activity(team):
    held = ActivityFactory(team=team, title="เวทีพัฒนาทีม", status="planned", starts_on=DAY)
    SessionFactory(activity=held, date=DAY)
    return held


def address(activity) -> str:
    return f"/log/activities/{activity.uid}/sheet/"


def file_of(activity) -> str:
    return f"/log/activities/{activity.uid}/sheet.xlsx"


def test_it_is_made_by_a_button_and_shown(client_of, owner, colleague, activity, members) -> None:
    client = client_of(owner)
    page = client.get(address(activity))
    assert members[0].person.formal_name not in text_of(page)
    assert not PrintedSheet.objects.exists()
    client.post(address(activity), {"empty_rows": "๓"})
    sheet = PrintedSheet.objects.get()
    assert (sheet.printed_by, sheet.empty_rows, len(sheet.rows)) == (owner, 3, 7)
    page = client_of(colleague).get(address(activity))
    text = text_of(page)
    for row in members:
        assert row.person.formal_name in text
    assert "จันทร์ 25 ก.พ. 2562" in text
    assert sheet.shown_code in text
    assert text.count("data-free") == 3
    assert 'data-l="' not in text


def test_every_look_and_download_is_noted(client_of, owner, activity, members) -> None:
    client = client_of(owner)
    client.get(address(activity))
    assert not AccessLog.objects.exists()
    print_sheet(activity, by=owner)
    client.get(address(activity))
    client.get(file_of(activity))
    people = sorted(row.person_id for row in members)
    assert list(AccessLog.objects.order_by("pk").values_list("action", "noun", "object_ids")) == [
        ("seen", "roster", people),
        ("exported", "roster", people),
    ]


def test_a_wrong_number_of_rows_is_told(client_of, owner, activity) -> None:
    page = client_of(owner).post(address(activity), {"empty_rows": "61"})
    assert page.status_code == 400
    assert "ใส่ได้ไม่เกิน 60" in text_of(page)
    assert not PrintedSheet.objects.exists()


def test_who_joined_since_is_told_and_numbered_anew(client_of, owner, activity, team, members) -> None:
    print_sheet(activity, by=owner)
    client = client_of(owner)
    assert "รายชื่อเปลี่ยนไปหลังทำใบนี้" not in text_of(client.get(address(activity)))
    roster(team, 1)
    assert "รายชื่อเปลี่ยนไปหลังทำใบนี้" in text_of(client.get(address(activity)))
    client.post(address(activity), {"empty_rows": "10"})
    assert "รายชื่อเปลี่ยนไปหลังทำใบนี้" not in text_of(client.get(address(activity)))
    assert PrintedSheet.objects.count() == 2


def test_after_sending_it_can_be_looked_at_but_not_made(client_of, owner, team, members) -> None:
    sent = activity_with("submitted", team=team)
    client = client_of(owner)
    page = client.get(address(sent))
    assert "ไม่ได้ทำใบลงชื่อไว้" in text_of(page)
    page = client.post(address(sent), {"empty_rows": "10"}, follow=True)
    assert "ทำใบลงชื่อใหม่ไม่ได้" in text_of(page)
    assert not PrintedSheet.objects.exists()
    PrintedSheet.objects.create(
        activity=sent, printed_by=owner, printed_at=sent.created_at, rows=[members[0].pk], empty_rows=0
    )
    assert members[0].person.formal_name in text_of(client.get(address(sent)))


def test_strangers_readers_and_the_public(
    client_of, client, owner, stranger, reviewer, user_with, activity, members
) -> None:
    print_sheet(activity, by=owner)
    assert client_of(reviewer).get(address(activity)).status_code == 200
    for path in (address(activity), file_of(activity)):
        assert client_of(stranger).get(path).status_code == 404
        assert client.get(path).status_code == 302
    assert client_of(stranger).post(address(activity), {"empty_rows": "1"}).status_code == 404
    # A coordinator of the place where another team holds something sees it, but not the team's roster.
    visiting = ActivityFactory(team=TeamFactory(code="440503"), area=activity.area)
    for method in ("get", "post"):
        assert getattr(client_of(owner), method)(address(visiting)).status_code == 403
    assert client_of(owner).get(file_of(visiting)).status_code == 403
    editor = user_with(Role.EDITOR, "TH")
    assert client_of(editor).get(address(activity)).status_code == 403


def test_the_log_leads_there_while_it_is_planned(client_of, owner, reviewer, activity) -> None:
    path = f"/log/activities/{activity.uid}/"
    assert f'href="{address(activity)}"' in client_of(owner).get(path).content.decode()
    activity.status = "cancelled"
    activity.save()
    assert f'href="{address(activity)}"' not in client_of(owner).get(path).content.decode()


def test_without_a_team_there_are_empty_rows_and_no_file(client_of, reviewer, team) -> None:
    held = ActivityFactory(team=None, area=team.subdistrict.province)
    client = client_of(reviewer)
    client.post(address(held), {"empty_rows": "4"})
    page = client.get(address(held))
    assert page.content.decode().count("data-free") == 4
    assert file_of(held) not in page.content.decode()
    assert client.get(file_of(held)).status_code == 404


def test_there_is_no_file_before_there_is_a_sheet(client_of, owner, activity) -> None:
    assert client_of(owner).get(file_of(activity)).status_code == 404


@pytest.mark.parametrize(
    ("days", "tables", "wide"), [(1, 1, False), (4, 1, False), (5, 1, True), (9, 2, True)]
)
def test_many_days_lie_across_and_go_on_a_further_sheet(
    client_of, owner, activity, members, days, tables, wide
) -> None:
    for number in range(1, days):
        SessionFactory(activity=activity, date=DAY + timedelta(days=number))
    print_sheet(activity, by=owner)
    page = client_of(owner).get(address(activity)).content.decode()
    assert page.count("<table") == tables
    assert ("signs wide" in page) == wide
    assert page.count('<th scope="col">') == days
    assert page.count("signs-end") == 1
    table = load_workbook(io.BytesIO(client_of(owner).get(file_of(activity)).content)).worksheets[0]
    assert table.max_column == 4 + days


def test_in_english_the_sheet_is_english_and_names_are_marked_as_thai(
    client_of, owner, activity, members
) -> None:
    print_sheet(activity, by=owner)
    client = client_of(owner)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = client.get(address(activity)).content.decode()
    assert "Mon 25 Feb 2019" in page
    assert "Sign-in sheet" in page
    assert f'<span lang="th">{members[0].person.formal_name}</span>' in page


def test_no_phone_and_no_year_of_birth(client_of, owner, activity, team) -> None:
    person = PersonFactory(team=team, phone="0810000001", birth_year=1967)
    EnrolmentFactory(team=team, person=person)
    print_sheet(activity, by=owner)
    page = client_of(owner).get(address(activity)).content.decode()
    assert "0810000001" not in page
    assert "081-000-0001" not in page
    assert "2510" not in page


def test_what_a_name_holds_is_no_markup(client_of, owner, activity, team) -> None:
    person = PersonFactory(team=team, given_name="<b>มะลิ", family_name="ก" * 80, position="<script>")
    EnrolmentFactory(team=team, person=person)
    print_sheet(activity, by=owner)
    page = client_of(owner).get(address(activity)).content.decode()
    assert "<b>มะลิ" not in page
    assert "<script>" not in page


@pytest.mark.parametrize("path", [address, file_of])
def test_three_hundred_people_take_as_many_queries_as_one(client_of, owner, activity, team, path) -> None:
    counts = []
    for more in (1, 2, 297):
        roster(team, more, key="change-leader" if more == 2 else "member")
        print_sheet(activity, by=owner)
        client = client_of(owner)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(path(activity)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] == counts[2]
    assert counts[0] < 25


def test_the_file_is_kept_by_no_cache_and_head_names_nobody(client_of, owner, activity, members) -> None:
    print_sheet(activity, by=owner)
    answer = client_of(owner).head(file_of(activity))
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    assert not AccessLog.objects.exists()
    answer = client_of(owner).get(file_of(activity))
    assert answer["Content-Disposition"] == 'attachment; filename="signin-2019-02-25.xlsx"'
