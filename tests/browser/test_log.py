"""A coordinator with a 360-px phone: from the first page to a log that is sent, with and without scripts."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from geo.choices import Role
from geo.models import LearningSite
from programmes.models import Activity, Attendance, Evidence
from tests.factories.leaders import PersonFactory, TeamFactory
from tests.factories.programmes import EnrolmentFactory, activity_with, group, roster
from tests.programmes.log.pictures import telling_picture

HERE = "440501"
SAVED = re.compile(r"^เก็บร่างแล้ว \d")


@pytest.fixture
def team(transactional_db: None) -> Any:
    """A team of four change leaders and nine members, one of them known by name."""
    team = TeamFactory(code=HERE)
    roster(team, 4, key="change-leader")
    roster(team, 8, key="member")
    person = PersonFactory(team=team, given_name="จันทร์ดี", family_name="พรหมมา", address="หมู่ 5")
    EnrolmentFactory(person=person, team=team, group=group("member"))
    LearningSite.objects.create(name_th="ป่าชุมชนเชียงยืน", subdistrict=team.subdistrict, status="published")
    return team


@pytest.fixture
def coordinator(team: Any, user_with: Callable[..., Any]) -> Any:
    """The coordinator of the team's subdistrict."""
    return user_with(Role.COORDINATOR, HERE, display_name="ผู้ประสานงานทดสอบ")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo on the phone that tells where it was taken."""
    path = tmp_path / "IMG_0001.jpg"
    path.write_bytes(telling_picture())
    return path


def begin(page: Page, title: str) -> None:
    page.goto("/log/")
    page.get_by_role("main").get_by_role("link", name="บันทึกกิจกรรม").click()
    page.get_by_label("ชื่อกิจกรรม").fill(title)
    page.get_by_role("button", name="เริ่มบันทึก").click()
    expect(page.get_by_role("heading", name="ใครมาบ้าง")).to_be_visible()
    # The script's modules have come too, before a test cuts the signal.
    page.wait_for_load_state("load")


def tick(page: Page, name: str, answer: str = "มา") -> None:
    page.get_by_role("radio", name=f"{name} {answer}", exact=True).check()


def names(team: Any, key: str) -> list[str]:
    rows = team.enrolments.filter(group__key=key).by_group()
    return [row.person.full_name for row in rows.select_related("person")]


def test_a_log_is_written_on_a_phone_and_sent(new_page, coordinator, team, photo, axe, fits) -> None:
    page = new_page(360, 740, touch=True, user=coordinator)
    page.goto("/log/")
    axe(page)
    fits(page)
    begin(page, "เดินแนวกันไฟ")
    axe(page)
    fits(page)
    submit = page.locator("[data-submit]")
    expect(submit).to_have_text("ส่งบันทึก (มา 0 คน)")
    expect(page.locator("[data-other-day]")).to_be_hidden()

    leaders = names(team, "change-leader")
    tick(page, leaders[0])
    tick(page, leaders[1], "ไม่มา")
    expect(submit).to_have_text("ส่งบันทึก (มา 1 คน)")
    expect(page.locator("[data-count]").first).to_have_text("มา 1 จาก 4 คน")
    page.get_by_role("radio", name="ปฏิบัติการจริง").check()
    page.get_by_label("กี่ชั่วโมง").fill("๓")
    expect(page.locator("#state")).to_have_text(SAVED, timeout=15_000)

    page.get_by_text("เพิ่มคนที่ไม่มีในรายชื่อ").first.click()
    page.get_by_label("ชื่อ", exact=True).fill("จันดี")
    page.get_by_label("นามสกุล").fill("พรมมา")
    page.locator("#id_new-group").get_by_role("radio", name="สมาชิก").check()
    page.get_by_role("button", name="เพิ่มคนนี้").click()
    expect(page.get_by_text("เป็นคนเดียวกันไหม")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="ไม่ใช่ เพิ่มคนใหม่").click()
    expect(page.get_by_role("group", name="จันดี พรมมา")).to_be_visible()
    expect(submit).to_have_text("ส่งบันทึก (มา 2 คน)")

    with page.expect_file_chooser() as chooser:
        page.get_by_label("เพิ่มรูป").click()
    chooser.value.set_files(photo)
    expect(page.get_by_role("img", name="รูปที่ 1")).to_be_visible()
    expect(page.get_by_label("ชื่อกิจกรรม")).to_have_value("เดินแนวกันไฟ")
    page.get_by_label("ได้อะไร").fill("เดินได้ครบ 3 กิโลเมตร")
    submit.click()
    expect(page.get_by_text("ส่งบันทึกแล้ว มา 2 คน")).to_be_visible()
    axe(page)

    log = Activity.objects.get()
    assert (log.status, log.report.outputs) == ("submitted", "เดินได้ครบ 3 กิโลเมตร")
    assert log.sessions.get().hours == 3
    assert Attendance.objects.present().count() == 2
    with Evidence.objects.get().file.open() as kept:
        assert b"SecretPhone" not in kept.read()


def test_the_same_works_without_scripts(new_page, coordinator, team, photo, axe) -> None:
    page = new_page(360, 740, touch=True, user=coordinator, java_script_enabled=False)
    begin(page, "เวทีคุยกติกาป่า")
    page.get_by_role("button", name="ส่งบันทึก").click()
    expect(page.get_by_text("ยังส่งไม่ได้ เหลืออีก 2 จุด")).to_be_visible()
    page.get_by_role("link", name="ยังไม่ได้เลือกวิธีเรียนรู้").click()
    assert re.search(r"#id_s\w+-method$", page.url)
    page.get_by_role("radio", name="เวที").check()
    page.get_by_role("button", name="มาครบทุกคน (13 คน)").click()
    expect(page.get_by_text("มา 4 จาก 4 คน").first).to_be_visible()

    page.get_by_text("เพิ่มคนที่ไม่มีในรายชื่อ").first.click()
    page.get_by_label("ชื่อ", exact=True).fill("จันดี พรมมา")
    page.locator("#id_new-group").get_by_role("radio", name="สมาชิก").check()
    page.get_by_role("button", name="เพิ่มคนนี้").click()
    page.get_by_role("button", name="ใช่ คนเดียวกัน").click()
    page.get_by_label("เพิ่มรูป").set_input_files(photo)
    page.get_by_role("button", name="เก็บร่าง").last.click()
    expect(page.get_by_role("img", name="รูปที่ 1")).to_be_visible()
    page.get_by_role("button", name="ส่งบันทึก (มา 13 คน)").click()
    expect(page.get_by_text("ส่งบันทึกแล้ว มา 13 คน")).to_be_visible()
    log = Activity.objects.get()
    assert (log.status, log.evidence.count()) == ("submitted", 1)
    assert Attendance.objects.present().count() == 13


def test_another_day_asks_for_that_days_roster(new_page, coordinator, team) -> None:
    page = new_page(360, 740, touch=True, user=coordinator)
    EnrolmentFactory(
        person__given_name="มาใหม่",
        person__family_name="วันนี้",
        person__team=team,
        team=team,
        starts_on="2019-02-20",
    )
    begin(page, "เวที")
    page.get_by_text("ดูอีก 5 คน (ไม่ทราบ)").click()
    expect(page.get_by_role("group", name="มาใหม่ วันนี้")).to_be_visible()
    tick(page, names(team, "change-leader")[0])
    page.get_by_role("radio", name="เมื่อวาน").check()
    expect(page.get_by_role("group", name="มาใหม่ วันนี้")).to_have_count(0)
    expect(page.locator("[data-submit]")).to_have_text("ส่งบันทึก (มา 1 คน)")
    page.get_by_role("radio", name="วันอื่น").check()
    expect(page.locator("[data-other-day]")).to_be_visible()


def test_a_lost_signal_is_said_and_nothing_is_lost(new_page, coordinator, team, console_clean) -> None:
    console_clean.allow("ERR_INTERNET_DISCONNECTED")
    page = new_page(360, 740, touch=True, user=coordinator)
    begin(page, "เวที")
    page.context.set_offline(True)
    page.get_by_label("ได้อะไร").fill("เล่าตอนไม่มีสัญญาณ")
    expect(page.get_by_text("ตอนนี้ไม่มีสัญญาณ")).to_be_visible(timeout=15_000)
    page.context.set_offline(False)
    expect(page.locator("#state")).to_have_text(SAVED, timeout=30_000)
    expect(page.get_by_text("ตอนนี้ไม่มีสัญญาณ")).to_be_hidden()
    assert Activity.objects.get().report.outputs == "เล่าตอนไม่มีสัญญาณ"


def test_a_dead_battery_loses_nothing(new_page, coordinator, team, console_clean) -> None:
    console_clean.allow("ERR_INTERNET_DISCONNECTED")
    page = new_page(360, 740, touch=True, user=coordinator)
    begin(page, "เวที")
    leader = names(team, "change-leader")[0]
    page.context.set_offline(True)
    tick(page, leader)
    page.get_by_label("ได้อะไร").fill("เล่าก่อนแบตหมด")
    expect(page.locator("#state")).to_have_text("เก็บร่างในเครื่องแล้ว", timeout=15_000)
    address = page.url
    page.close()
    page.context.set_offline(False)
    later = page.context.new_page()
    later.goto(address)
    expect(later.get_by_label("ได้อะไร")).to_have_value("")
    later.get_by_role("button", name="กู้คืน").click()
    expect(later.get_by_label("ได้อะไร")).to_have_value("เล่าก่อนแบตหมด")
    expect(later.locator("[data-submit]")).to_have_text("ส่งบันทึก (มา 1 คน)")
    expect(later.locator("#state")).to_have_text(SAVED, timeout=15_000)
    later.reload()
    expect(later.get_by_label("ได้อะไร")).to_have_value("เล่าก่อนแบตหมด")
    expect(later.get_by_role("button", name="กู้คืน")).to_be_hidden()


PAGES = [
    "/log/", "/log/new/", "/log/activities/", "/log/people/", "/log/people/new/", "/log/sites/",
    "/log/sites/new/",
]  # fmt: skip


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_is_readable_for_everybody(new_page, coordinator, team, axe, fits, width) -> None:
    people = list(team.enrolments.all())
    sent = activity_with("submitted", came=people[:5], by=coordinator, team=team)
    draft = activity_with("draft", came=people[:3], by=coordinator, team=team)
    back = activity_with("returned", came=people[:3], by=coordinator, reason="นับใหม่", team=team)
    page = new_page(width, 800, user=coordinator)
    addresses = [f"/log/activities/{row.uid}/" for row in (sent, draft, back)]
    addresses.append(f"/log/people/{people[0].person.uid}/")
    for address in (*PAGES, *addresses):
        page.goto(address)
        axe(page)
        fits(page)


def test_nothing_scrolls_sideways_on_the_narrowest_phone(new_page, coordinator, team, fits) -> None:
    draft = activity_with("draft", came=list(team.enrolments.all())[:3], by=coordinator, team=team)
    page = new_page(320, 640, touch=True, user=coordinator)
    for address in (*PAGES, f"/log/activities/{draft.uid}/"):
        page.goto(address)
        fits(page)
