"""Activity lists on the pages under /sheets/, on logs and reviews, from the command line and back again."""

import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation

from geo.choices import Role
from programmes.intake.files import open_file
from programmes.intake.services import preview, upload_batch
from programmes.models import Activity
from tests.factories.leaders import PartnerFactory, TeamFactory
from tests.factories.programmes import (
    ActivityPartnerFactory,
    HeadcountFactory,
    SessionFactory,
    activity_with,
    roster,
)

from .conftest import HOME, list_of, row, sample
from .test_comparing import brought


def page(client: Any, name: str, *args: Any) -> str:
    """The page at an address, as text."""
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_preview_shows_what_was_read(staff: Any, client_of: Any) -> None:
    batch = upload_batch(sample("csv"), "b.csv", by=staff)
    shown = page(client_of(staff), "sheets:batch", batch.uid)
    for words in (
        "อ่านได้ 5 แถว เพิ่มใหม่ 3 ขอถาม 1 นำเข้าไม่ได้ 1",
        "ช่อง วันที่จัด: ไม่มีวันที่ 31 เม.ย. 2561 แก้ในไฟล์แล้วนำเข้าใหม่",
        "ช่อง งบ(บาท) เป็นงบที่วางไว้ หรืองบที่ใช้",
        "12–13 มี.ค. 2561",
        "มา ประมาณ 20 คน",
    ):
        assert words in shown


def test_the_written_list_leads_to_its_activities(staff: Any, client_of: Any) -> None:
    one = brought(staff, list_of(row()))
    shown = page(client_of(staff), "sheets:batch", one.uid)
    assert reverse("review:activity", args=[Activity.objects.get().uid]) in shown
    assert "กิจกรรมที่นำเข้า" not in shown
    several = brought(staff, sample("csv"), "b.csv")
    shown = page(client_of(staff), "sheets:batch", several.uid)
    assert "กิจกรรมที่นำเข้า" in shown
    for activity in Activity.objects.filter(import_batch=several):
        assert reverse("review:activity", args=[activity.uid]) in shown


def test_a_change_leads_to_the_activity_that_it_changed(staff: Any, client_of: Any) -> None:
    brought(staff, list_of(row()))
    changed = brought(staff, list_of(row(came="30")))
    assert reverse("review:activity", args=[Activity.objects.get().uid]) in page(
        client_of(staff), "sheets:batch", changed.uid
    )


def test_the_upload_page_names_the_kinds(staff: Any, client_of: Any) -> None:
    shown = page(client_of(staff), "sheets:list")
    assert "รับใบลงชื่อ รายการกิจกรรม และรายการแหล่งเรียนรู้" in shown


def test_partners_stand_on_the_log_and_its_review(
    staff: Any, team: Any, user_with: Any, client_of: Any
) -> None:
    brought(staff, list_of(row(partners="อบต. (รถตู้), มมส.")))
    uid = Activity.objects.get().uid
    for user, name in (
        (user_with(Role.COORDINATOR, HOME), "log:activity"),
        (user_with(Role.REVIEWER, "44"), "review:activity"),
    ):
        shown = page(client_of(user), name, uid)
        assert "อบต.ท่าขอนยาง (รถตู้) · มมส." in shown


def test_the_command_tells_the_same(staff: Any, tmp_path: Any) -> None:
    path = tmp_path / "b.csv"
    path.write_bytes(sample("csv"))
    out = StringIO()
    call_command("import_sheet", path, user=staff.username, dry_run=True, format="json", stdout=out)
    report = json.loads(out.getvalue())
    assert report["kind"] == "activities"
    assert [(found["row"], found["verdict"]) for found in report["rows"]] == [
        (2, "new"), (3, "new"), (4, "new"), (5, "refused"), (6, "question")
    ]  # fmt: skip
    assert {question["key"] for question in report["questions"]} == {"budget", "1:6:future"}
    out = StringIO()
    call_command("import_sheet", path, user=staff.username, answer=["1:6:future=planned"], stdout=out)
    assert "นำเข้าแล้ว 4 แถว" in out.getvalue()


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_exported_list_goes_in_again_as_the_same(
    kind: str, language: str, staff: Any, team: Any, client_of: Any
) -> None:
    full = row(
        days="12-13 มี.ค. 61", method="เวที, อบรม", issues="สวัสดิการ", partners="อบต. (รถ), มมส.", budget="8000",
        planned="30", came="28 (ญ 9)", outputs="ได้แผน", obstacles="ฝนตก",
    )  # fmt: skip
    put_off, estimated = row(title="เวทีสอง", came="", obstacles="เลื่อน"), row(title="เวทีสาม", came="ประมาณ 20")
    brought(staff, list_of(full, put_off, estimated))
    came = roster(team, 3)
    named = activity_with("verified", team=team, title="มีชื่อ", starts_on=date(2018, 5, 5), came=came)
    HeadcountFactory(activity=named, number=20, estimated=True)
    client = client_of(staff)
    client.cookies["django_language"] = language
    rows = []
    for status in ("submitted", "verified", "postponed"):
        with translation.override("th"):
            answer = client.get(reverse("review:activities_export", args=[kind]), {"status": status})
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        rows += planned_as(content, f"list.{kind}", staff)
    assert [(found.verdict.value, found.reasons) for found in rows] == [("same", [])] * 4


def planned_as(content: bytes, name: str, by: Any) -> list[Any]:
    """Rows of a file with that name."""
    return preview(open_file(content, name), {}, by=by).rows


PARTNERS = [
    ("อบต.โพนทอง", "440511"),
    ("วัดกลาง", "440511"),
    ("วัดกลาง", HOME),
    ("ธกส.", None),
    ("พัฒนาชุมชนอำเภอเชียงยืน", "4405"),
    ("กำนันและผู้ใหญ่บ้าน", "440511"),
    ("สนง.เกษตร/ประมง (อ.เชียงยืน)", "4405"),
    ("ไม่มีภาคี", "44"),
]


@pytest.fixture
def held(team: Any, area: Any) -> list[Activity]:
    """Held outside the team's subdistrict, on days apart, by an area before it had a team, by a province."""
    near, far = (TeamFactory(code=code) for code in ("440511", "460119"))  # two teams of one name
    visit = activity_with(
        team=team, area=near.subdistrict, title="ดูงาน", starts_on=date(2018, 3, 12),
        place_text="ศาลากลางบ้าน ต.ขามเรียง",
    )  # fmt: skip
    for name, code in PARTNERS:
        partner = PartnerFactory(name=name, area=code and area(code), kind="" if name == "ธกส." else "civil")
        ActivityPartnerFactory(activity=visit, partner=partner, brought="รถ, น้ำ" if code == HOME else "")
    apart = activity_with(team=team, title="สองวัน", starts_on=date(2018, 4, 2), ends_on=date(2018, 4, 20))
    SessionFactory(activity=apart, date=date(2018, 4, 20))
    HeadcountFactory(activity=apart, number=20, women=12)
    before = activity_with(team=None, area=area(HOME), title="ก่อนมีทีม", starts_on=date(2018, 6, 6))
    seminar = activity_with(team=None, area=area("44"), title="สัมมนา", starts_on=date(2018, 5, 5))
    away = activity_with(team=near, area=area("440907"), title="ไปดูเขา", starts_on=date(2018, 7, 7))
    assert far.name == near.name
    return [visit, apart, before, seminar, away]


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("held_by", "address", "number"),
    [
        ((Role.COORDINATOR, HOME), "log:activities_export", 3),
        ((Role.REVIEWER, "44"), "review:activities_export", 5),
        ((Role.STAFF, "TH"), "review:activities_export", 5),
    ],
)
def test_what_was_held_elsewhere_with_partners_of_all_kinds_goes_in_again_as_the_same(
    held_by: tuple[Any, str], address: str, number: int, kind: str, language: str, held: list[Activity],
    user_with: Any, client_of: Any,
) -> None:  # fmt: skip
    by = user_with(*held_by)
    client = client_of(by)
    client.cookies["django_language"] = language
    with translation.override(language):
        answer = client.get(reverse(address, args=[kind]), {"status": "submitted"})
        content = b"".join(answer.streaming_content)
    found = {
        one.label: (one.verdict.value, one.uid, one.reasons) for one in planned_as(content, f"x.{kind}", by)
    }
    assert found == {one.title: ("same", one.uid, []) for one in held[:number]}
