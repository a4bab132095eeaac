"""In a hall without a signal: the network is really cut; logs, drafts and rosters are there all the same."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from leaders.models import Person
from programmes.models import Activity, Attendance, Evidence
from programmes.services.printing import print_sheet
from programmes.views.phone import app
from tests.browser import chromium
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import EnrolmentFactory, activity_with
from tests.programmes.log.pictures import telling_picture

from .network import cut, restore
from .offline import (
    ARRIVED,
    BESIDE,
    CUT_OFF,
    WAITS,
    WRITTEN,
    coordinator,
    lies_open,
    people,
    phone,
    ready,
    row,
    send,
    sign_in,
    team,
    visit,
    write_log,
)

__all__ = ["coordinator", "phone", "team"]


NEW_VERSION = """async (before) => {
  const gone = (name) => name.startsWith("khabuan-app") && before.includes(name);
  const old = async () => (await caches.keys()).some(gone);
  while (await old()) await new Promise((done) => setTimeout(done, 50));
}"""


def test_a_whole_log_is_made_without_a_signal_and_goes_by_itself(
    phone, team, axe, fits, tmp_path: Path
) -> None:
    picture = tmp_path / "IMG.jpg"
    picture.write_bytes(telling_picture())
    names = people(team)
    cut(phone)
    write_log(phone, "เดินแนวกันไฟ", names[0], names[4])
    axe(phone)
    fits(phone)
    phone.get_by_text("เพิ่มคนที่ไม่มีในรายชื่อ").first.click()
    phone.get_by_label("ชื่อ", exact=True).fill("บุญมา")
    phone.locator("#id_new-group").get_by_role("radio", name="สมาชิก").check()
    phone.get_by_role("button", name="เพิ่มคนนี้").click()
    with phone.expect_file_chooser() as chooser:
        phone.get_by_label("เพิ่มรูป").click()
    chooser.value.set_files(picture)
    expect(phone.get_by_role("img", name="รูปที่ 1")).to_be_visible()
    expect(phone.locator("[data-submit]")).to_have_text("ส่งบันทึก (มา 3 คน)")
    send(phone)
    expect(phone.get_by_text(WAITS.format(1))).to_be_visible()
    expect(phone.get_by_text("ตอนนี้ไม่มีสัญญาณ")).to_be_visible()
    axe(phone)
    fits(phone)
    assert not Activity.objects.exists()

    restore(phone)
    expect(phone.get_by_text(ARRIVED)).to_be_visible(timeout=20_000)
    log = Activity.objects.get()
    assert (log.title, log.status) == ("เดินแนวกันไฟ", "submitted")
    assert Attendance.objects.present().count() == 3
    assert Person.objects.get(given_name="บุญมา").team == team
    assert Evidence.objects.get().activity == log
    assert log.starts_on.isoformat() == "2019-02-20"


def test_rosters_and_a_page_that_needs_a_signal(phone, team, axe, fits) -> None:
    stranger = EnrolmentFactory(team=TeamFactory(code=BESIDE))
    cut(phone)
    phone.goto("/log/people/")
    for name in people(team):
        expect(phone.get_by_text(name)).to_be_visible()
    expect(phone.get_by_text("รายชื่อนี้เก็บไว้เมื่อ")).to_be_visible()
    axe(phone)
    fits(phone)
    phone.goto("/log/sites/")
    expect(phone.get_by_text("หน้านี้ต้องมีสัญญาณ")).to_be_visible()
    axe(phone)
    kept = lies_open(phone)
    assert people(team)[0].split()[0] in kept
    assert stranger.person.given_name not in kept


NASTY = "</template><script>window.bad=1</script>$& [[key]] \"'"


def test_names_and_addresses_put_nothing_into_a_page(phone, team, coordinator) -> None:
    EnrolmentFactory(team=team, person__team=team, person__given_name=NASTY, person__family_name="$1")
    visit(phone)
    phone.wait_for_load_state("networkidle")
    cut(phone)
    answer = phone.goto("/log/new/?log=%22%3E%3Cscript%3Ewindow.bad=1%3C/script%3E")
    assert "script-src 'self'" in answer.header_value("content-security-policy")
    ready(phone)
    assert phone.evaluate("window.bad") is None
    assert re.fullmatch(r"[0-9a-f-]{36}", phone.locator("form[data-log]").get_attribute("data-uid") or "")
    expect(row(phone, f"{NASTY} $1")).to_be_visible()
    phone.goto("/log/people/")
    expect(phone.get_by_text(f"{NASTY} $1")).to_be_visible()
    assert phone.evaluate("window.bad") is None


def test_a_draft_outlives_a_closed_tab_and_a_reload(phone, team) -> None:
    cut(phone)
    write_log(phone, "ยังไม่เสร็จ", people(team)[0])
    phone.get_by_label("ได้อะไร").fill("เล่าครึ่งเดียว")
    phone.evaluate(WRITTEN, "เล่าครึ่งเดียว")
    context = phone.context
    phone.close()
    later = context.new_page()
    later.goto("/log/")
    later.get_by_role("link", name="ยังไม่เสร็จ").click()
    ready(later)
    for _time in range(2):
        expect(later.get_by_label("ชื่อกิจกรรม")).to_have_value("ยังไม่เสร็จ")
        expect(later.get_by_label("ได้อะไร")).to_have_value("เล่าครึ่งเดียว")
        expect(later.locator("[data-submit]")).to_have_text("ส่งบันทึก (มา 1 คน)")
        later.reload()
        ready(later)
    restore(later)
    expect(later.locator("#state")).to_have_text(re.compile(r"^เก็บร่างแล้ว \d"), timeout=15_000)
    assert Activity.objects.get().report.outputs == "เล่าครึ่งเดียว"


def test_a_draft_begun_elsewhere_opens_without_a_signal(phone, coordinator, team) -> None:
    members = list(team.enrolments.by_group())
    draft = activity_with("draft", came=members[:2], by=coordinator, team=team, title="ร่างจากออฟฟิศ")
    visit(phone)
    phone.wait_for_load_state("networkidle")
    cut(phone)
    phone.goto(f"/log/activities/{draft.uid}/")
    ready(phone)
    expect(phone.get_by_label("ชื่อกิจกรรม")).to_have_value("ร่างจากออฟฟิศ")
    expect(phone.locator("[data-submit]")).to_have_text("ส่งบันทึก (มา 2 คน)")
    row(phone, members[2].person.full_name).locator(".who").click()
    send(phone)
    restore(phone)
    expect(phone.get_by_text(ARRIVED)).to_be_visible(timeout=20_000)
    draft.refresh_from_db()
    assert draft.status == "submitted"
    assert Attendance.objects.present().filter(session__activity=draft).count() == 3


def test_the_code_on_a_printed_sheet_opens_the_roll_without_a_signal(phone, coordinator, team) -> None:
    planned = activity_with(
        "planned", by=coordinator, team=team, title="เวทีในแผน", starts_on=date(2019, 2, 20)
    )
    print_sheet(planned, by=coordinator)
    visit(phone)
    phone.wait_for_load_state("networkidle")
    cut(phone)
    phone.goto(f"/log/activities/{planned.uid}/?roll#who")
    ready(phone)
    expect(phone.get_by_label("ชื่อกิจกรรม")).to_have_value("เวทีในแผน")
    row(phone, people(team)[0]).locator(".who").click()
    send(phone)
    restore(phone)
    expect(phone.get_by_text(ARRIVED)).to_be_visible(timeout=20_000)
    planned.refresh_from_db()
    assert planned.status == "submitted"


@pytest.fixture
def profile(browser: Any, live_server: Any, tmp_path: Path) -> Iterator[Callable[..., BrowserContext]]:
    """A browser on a profile of its own, which can be closed and started again."""
    opened: list[BrowserContext] = []
    kind = browser.browser_type

    def start(**options: Any) -> BrowserContext:
        context = kind.launch_persistent_context(
            str(tmp_path / "profile"),
            executable_path=chromium.find(),
            args=list(chromium.FLAGS),
            base_url=live_server.url,
            viewport={"width": 360, "height": 740},
            locale="th-TH",
            timezone_id="Asia/Bangkok",
            **options,
        )
        context.set_default_timeout(15_000)
        opened.append(context)
        return context

    yield start
    for context in opened:
        context.close()


def test_a_draft_and_a_log_outlive_a_restart_of_the_browser(profile, live_server, coordinator, team) -> None:
    context = profile()
    sign_in(context, coordinator, live_server.url)
    page = context.new_page()
    visit(page)
    cut(context)
    write_log(page, "รอส่ง", people(team)[0])
    send(page)
    write_log(page, "ร่างค้าง", people(team)[1])
    page.evaluate(WRITTEN, '"title":"ร่างค้าง","day":"2019-02-20","came":1')
    context.close()

    context = profile()
    cut(context)
    page = context.new_page()
    page.goto("/log/")
    expect(page.get_by_text(WAITS.format(1))).to_be_visible()
    page.get_by_role("link", name="ร่างค้าง").click()
    ready(page)
    expect(page.locator("[data-submit]")).to_have_text("ส่งบันทึก (มา 1 คน)")
    assert not Activity.objects.exists()
    restore(context)
    page.goto("/log/")
    expect(page.get_by_text(ARRIVED)).to_be_visible(timeout=20_000)
    found = dict(Activity.objects.values_list("title", "status"))
    assert found == {"รอส่ง": "submitted", "ร่างค้าง": "draft"}


def test_a_new_version_of_the_app_keeps_the_draft(phone, team, monkeypatch) -> None:
    cut(phone)
    write_log(phone, "ก่อนรุ่นใหม่", people(team)[0])
    expect(phone.locator("#state")).to_have_text("เก็บร่างในเครื่องแล้ว")
    before = phone.evaluate("() => caches.keys()")
    monkeypatch.setattr(app, "FILES", (*app.FILES, "img/woven/rice.svg"))
    restore(phone)
    other = phone.context.new_page()
    other.goto("/log/people/")
    other.evaluate(NEW_VERSION, before)
    cut(other)
    other.goto("/log/")
    other.get_by_role("link", name="ก่อนรุ่นใหม่").first.click()
    ready(other)
    expect(other.get_by_label("ชื่อกิจกรรม")).to_have_value("ก่อนรุ่นใหม่")


def test_a_clock_that_is_a_year_off_does_no_harm(new_page, coordinator, team, console_clean) -> None:
    for kind in CUT_OFF:
        console_clean.allow(kind)
    page = new_page(360, 740, touch=True, user=coordinator)
    page.clock.set_fixed_time("2031-08-01T09:00:00+07:00")
    visit(page)
    cut(page)
    write_log(page, "นาฬิกาเพี้ยน", people(team)[0])
    send(page)
    restore(page)
    expect(page.get_by_text("ส่งแล้ว รอตรวจ 1 รายการ")).to_be_visible()
    assert Activity.objects.get().starts_on.isoformat() == "2019-02-20"
