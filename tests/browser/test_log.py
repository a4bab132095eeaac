"""A coordinator with a 360-px phone: from the first page to a log that is sent, with and without scripts."""

import datetime
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from programmes.models import Activity, Attendance, Evidence
from tests.factories.programmes import roster
from tests.programmes.log.pictures import telling_picture

from .offline import ready, row
from .writing import begin, coordinator, names, tap, team

__all__ = ["coordinator", "team"]

SAVED = re.compile(r"^เก็บร่างแล้ว \d")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo on the phone that tells where it was taken."""
    path = tmp_path / "IMG_0001.jpg"
    path.write_bytes(telling_picture())
    return path


def add_newcomer(page: Page, given: str, family: str = "") -> None:
    page.get_by_text("เพิ่มคนที่ไม่มีในรายชื่อ").first.click()
    page.get_by_label("ชื่อ", exact=True).fill(given)
    page.get_by_label("นามสกุล").fill(family)
    page.locator("#id_new-group").get_by_role("radio", name="สมาชิก").check()
    page.get_by_role("button", name="เพิ่มคนนี้").click()


def test_a_log_is_written_on_a_phone_and_sent(new_page, coordinator, team, photo, axe, fits) -> None:
    page = new_page(360, 740, touch=True, user=coordinator)
    page.goto("/log/")
    axe(page)
    fits(page)
    begin(page, "เดินแนวกันไฟ")
    ready(page)
    axe(page)
    fits(page)
    submit = page.locator("[data-submit]")
    expect(submit).to_have_text("ส่งบันทึก (มา 0 คน)")
    expect(page.locator("#when [data-other-day]")).to_be_hidden()

    leaders = names(team, "change-leader")
    tap(page, leaders[0])
    tap(page, leaders[1], 2)
    tap(page, leaders[2], 3)
    expect(submit).to_have_text("ส่งบันทึก (มา 1 คน)")
    expect(page.locator("[data-count]").first).to_have_text("มา 1 จาก 4 คน")
    page.get_by_role("radio", name="ปฏิบัติการจริง").check()
    page.get_by_label("กี่ชั่วโมง").fill("๓")
    page.get_by_label("เริ่มกี่โมง").fill("๙.๓๐")
    expect(page.locator("#state")).to_have_text(SAVED, timeout=15_000)
    assert page.url.endswith(f"/log/activities/{Activity.objects.get().uid}/")

    add_newcomer(page, "จันทร์ดี", "พรหมมา")
    expect(page.get_by_text("เป็นคนเดียวกันไหม")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="ไม่ใช่ เพิ่มคนใหม่").click()
    expect(page.get_by_role("group", name="จันทร์ดี พรหมมา")).to_have_count(2)
    expect(submit).to_have_text("ส่งบันทึก (มา 2 คน)")

    with page.expect_file_chooser() as chooser:
        page.get_by_label("เพิ่มรูป").click()
    chooser.value.set_files([photo, photo])
    expect(page.get_by_role("img", name="รูปที่ 2")).to_be_visible()
    page.get_by_role("button", name="เอารูปที่ 2 ออก").click()
    page.get_by_label("ได้อะไร").fill("เดินได้ครบ 3 กิโลเมตร")
    axe(page)
    submit.click()
    expect(page).to_have_url(re.compile(r"/log/$"))
    expect(page.get_by_text("ถึงระบบแล้ว")).to_be_visible()
    expect(page.get_by_text("ส่งแล้ว รอตรวจ 1 รายการ")).to_be_visible()
    axe(page)

    log = Activity.objects.get()
    session = log.sessions.get()
    assert (log.status, log.report.outputs) == ("submitted", "เดินได้ครบ 3 กิโลเมตร")
    assert (session.hours, session.starts_at) == (3, datetime.time(9, 30))
    answers = Attendance.objects.order_by("presence").values_list("presence", flat=True)
    assert list(answers) == ["absent", "present", "present"]
    with Evidence.objects.get().file.open() as kept:
        assert b"SecretPhone" not in kept.read()


def test_sixty_people_and_two_parts_take_at_most_25_taps(new_page, coordinator, team) -> None:
    """From opening the page to the log that is sent: 50 of 60 came, five of these not to the second part."""
    roster(team, 47, key="member")
    page = new_page(360, 740, touch=True, user=coordinator)
    page.goto("/log/new/")
    ready(page)
    taps = 0

    def press(what: Locator) -> None:
        nonlocal taps
        what.tap()
        taps += 1

    press(page.get_by_label("ชื่อกิจกรรม"))
    page.keyboard.type("อบรมบัญชีกลุ่ม")
    press(page.locator('[data-part] label:has-text("ปฏิบัติการจริง")').first)
    press(page.get_by_role("button", name="เพิ่มช่วง"))
    press(page.get_by_role("button", name="มาครบทุกคน (60 คน)"))
    members = names(team, "member")
    for name in members[:10]:
        press(row(page, name).locator(".who"))
    for name in members[10:15]:
        press(row(page, name).locator(".t3").nth(1))
    expect(page.locator("[data-submit]")).to_have_text("ส่งบันทึก (มา 50 คน)")
    press(page.locator("[data-submit]"))
    expect(page.get_by_text("ส่งแล้ว รอตรวจ 1 รายการ")).to_be_visible()
    assert taps <= 25, taps
    log = Activity.objects.get()
    first, second = log.sessions.all()
    assert {first.method.key, second.method.key} == {"learning-by-doing"}
    counted = Attendance.objects.filter(session__activity=log)
    assert counted.present().values("enrolment__person").distinct().count() == 50
    assert sorted(counted.present().filter(session=part).count() for part in (first, second)) == [45, 50]
    assert counted.filter(presence="absent").count() == 25


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
    leader = names(team, "change-leader")[0]
    row(page, leader).get_by_role("radio", name="ไม่มา").check()

    add_newcomer(page, "จันดี พรมมา")
    page.get_by_role("button", name="ใช่ คนเดียวกัน").click()
    page.get_by_label("เพิ่มรูป").set_input_files(photo)
    page.get_by_role("button", name="เก็บร่าง").last.click()
    expect(page.get_by_role("img", name="รูปที่ 1")).to_be_visible()
    page.get_by_role("button", name="ส่งบันทึก (มา 12 คน)").click()
    expect(page.get_by_text("ส่งบันทึกแล้ว มา 12 คน")).to_be_visible()
    log = Activity.objects.get()
    assert (log.status, log.evidence.count()) == ("submitted", 1)
    assert Attendance.objects.present().count() == 12


def test_a_keyboard_alone_writes_a_whole_log(new_page, coordinator, team, axe) -> None:
    page = new_page(1280, 900, user=coordinator)
    page.goto("/log/new/")
    ready(page)

    def go_to(wanted: str) -> None:
        for _press in range(200):
            page.keyboard.press("Tab")
            if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
                return
        pytest.fail(f"Tab does not come to {wanted}")

    go_to("[name=title]")
    page.keyboard.type("ประชุมทีม")
    go_to("[name$='-method']")
    page.keyboard.press("Space")
    go_to("[data-row] input")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-submit]")).to_have_text("ส่งบันทึก (มา 1 คน)")
    go_to("[data-newcomer] summary")
    page.keyboard.press("Enter")
    go_to("[name=new-given_name]")
    page.keyboard.type("บุญมา")
    go_to("[name=new-group]")
    page.keyboard.press("Space")
    go_to("[data-add-person]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-submit]")).to_have_text("ส่งบันทึก (มา 2 คน)")
    axe(page)
    go_to("[data-submit]")
    page.keyboard.press("Enter")
    expect(page.get_by_text("ส่งแล้ว รอตรวจ 1 รายการ")).to_be_visible()
    assert Attendance.objects.present().count() == 2
