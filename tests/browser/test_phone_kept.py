"""What is typed stays on the phone, whatever happens to page, server or team, and leaves with its owner."""

import re

import pytest
from playwright.sync_api import expect

from geo.choices import Role
from geo.models import AreaRole
from programmes.models import Activity
from programmes.resources import kit
from tests.factories.geo import AreaRoleFactory
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import activity_with

from .network import cut, restore, trouble, unreachable
from .offline import (
    ARRIVED,
    BESIDE,
    LOGS,
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

# A round of sending that is under way in a tab until it is let go.
HOLDS_THE_ROUND = """() => new Promise((held) => {
  navigator.locks.request("khabuan-sending", () => new Promise((done) => { window.letGo = done; held(); }));
})"""
ENDS_THE_ROUND = """async () => {
  window.letGo();
  await navigator.locks.request("khabuan-sending", () => {});
}"""

__all__ = ["coordinator", "phone", "team"]


@pytest.mark.parametrize("signal", [True, False], ids=["with a signal", "without one"])
def test_a_new_log_outlives_a_reload_on_a_day_that_is_not(signal, phone, team) -> None:
    names = people(team)
    if not signal:
        cut(phone)
    write_log(phone, "เพิ่งเริ่ม", names[0], names[1])
    phone.locator('label:has-text("วันอื่น")').first.click()
    phone.get_by_label("วัน", exact=True).fill("29")
    phone.get_by_label("เดือน").select_option("2")
    phone.get_by_label("พ.ศ.", exact=True).fill("2561")
    phone.get_by_text("เพิ่มคนที่ไม่มีในรายชื่อ").first.click()
    phone.get_by_label("ชื่อ", exact=True).fill("ครึ่งชื่อ")
    phone.evaluate(WRITTEN, "ครึ่งชื่อ")
    phone.reload()
    ready(phone)
    expect(phone.get_by_label("ชื่อกิจกรรม")).to_have_value("เพิ่งเริ่ม")
    expect(phone.get_by_label("ชื่อ", exact=True)).to_have_value("ครึ่งชื่อ")
    phone.locator('label:has-text("วันนี้")').first.click()
    expect(phone.locator("[data-submit]")).to_have_text("ส่งบันทึก (มา 2 คน)")


def test_one_draft_in_trouble_says_so_and_keeps_no_other_waiting(phone, team, console_clean) -> None:
    for status in ("413", "500"):
        console_clean.allow(status)
    cut(phone)
    for title in ("ยาวเกิน", "พังอยู่", "ปกติดี"):
        write_log(phone, title, people(team)[0])
        phone.evaluate(WRITTEN, f'"title":"{title}"')

    def bad(path: str, body: bytes) -> str | None:
        text = body.decode(errors="replace")
        if path != LOGS or "ปกติดี" in text:
            return None
        return "413 Content Too Large" if "ยาวเกิน" in text else "500 Internal Server Error"

    with trouble(bad):
        restore(phone)
        with phone.expect_response(lambda answer: answer.url.endswith(LOGS) and answer.ok):
            phone.goto("/log/")
        assert [log.title for log in Activity.objects.all()] == ["ปกติดี"]
        # The list is drawn anew whenever the queue tried again; a press between two drawings is lost.
        phone.goto(phone.get_by_role("link", name="ยาวเกิน").first.get_attribute("href"))
        ready(phone)
        phone.get_by_label("ได้อะไร").fill("ต่ออีก")
        expect(phone.locator("#state")).to_contain_text("ระบบไม่รับรายการนี้", timeout=15_000)
        phone.goto("/log/")
        phone.get_by_role("button", name="ออกจากระบบ").click()
        expect(phone.get_by_text(re.compile("ยังมี 2 รายการ"))).to_be_visible()


def test_a_session_that_ended_keeps_everything(phone, coordinator, team, live_server, console_clean) -> None:
    console_clean.allow("401")
    cut(phone)
    write_log(phone, "หมดเวลา", people(team)[0])
    send(phone)
    phone.context.clear_cookies()
    restore(phone)
    expect(phone.get_by_text("ต้องเข้าสู่ระบบอีกครั้งก่อนส่ง")).to_be_visible()
    expect(phone.get_by_text(WAITS.format(1))).to_be_visible()
    assert not Activity.objects.exists()
    sign_in(phone.context, coordinator, live_server.url)
    phone.goto("/log/")
    expect(phone.get_by_text(ARRIVED)).to_be_visible(timeout=20_000)
    assert Activity.objects.get().title == "หมดเวลา"


def test_signing_out_with_something_unsent_locks_it_to_the_account(
    phone, coordinator, team, user_with, live_server, axe
) -> None:
    stranger = user_with(Role.COORDINATOR, BESIDE, display_name="คนอื่น")
    TeamFactory(code=BESIDE)
    cut(phone)
    write_log(phone, "ความลับของทีม", people(team)[0])
    send(phone)
    assert "ความลับของทีม" in lies_open(phone)
    with trouble(unreachable("/log/phone/")):
        restore(phone)
        phone.get_by_role("button", name="ออกจากระบบ").click()
        expect(phone.get_by_text("ยังมี 1 รายการที่ยังไม่ได้ส่ง")).to_be_visible()
        axe(phone)
        phone.get_by_role("button", name="ส่งก่อน แล้วค่อยออก").click()
        expect(phone.get_by_text("ยังส่งไม่ได้หมด")).to_be_visible()
        phone.get_by_role("button", name="ออกเลย ล็อกไว้ในเครื่อง").click()
        phone.wait_for_url(re.compile(r"/th/$"))
    kept = lies_open(phone)
    assert "ความลับของทีม" not in kept
    assert people(team)[0].split()[0] not in kept

    sign_in(phone.context, stranger, live_server.url)
    visit(phone)
    assert phone.get_by_text("ความลับของทีม").count() == 0
    assert not Activity.objects.exists()

    sign_in(phone.context, coordinator, live_server.url)
    phone.goto("/log/")
    expect(phone.get_by_text(ARRIVED)).to_be_visible(timeout=20_000)
    assert Activity.objects.get().title == "ความลับของทีม"


def test_a_draft_of_a_team_taken_away_is_told_to_be_held(phone, coordinator, team) -> None:
    draft = activity_with("draft", by=coordinator, team=team, title="ค้างไว้")
    visit(phone)
    phone.goto(f"/log/activities/{draft.uid}/")
    ready(phone)
    AreaRole.objects.filter(user=coordinator).update(ends_on="2019-02-19")
    AreaRoleFactory(user=coordinator, code=BESIDE)
    phone.get_by_label("ชื่อกิจกรรม").fill("เขียนต่อ")
    expect(phone.get_by_text("คุณไม่ได้ดูแลทีมนี้แล้ว")).to_be_visible(timeout=20_000)
    expect(phone.get_by_text("มีคนในทีมแก้รายการนี้ไปก่อนแล้ว")).to_be_hidden()


def test_leaving_without_a_signal_leaves_in_every_tab_and_on_the_server(phone, team, console_clean) -> None:
    console_clean.allow("401")
    other = phone.context.new_page()
    other.goto("/log/new/")
    ready(other)
    cut(phone)
    write_log(phone, "ของฉัน", people(team)[0])
    phone.evaluate(WRITTEN, "ของฉัน")
    phone.goto("/log/")
    phone.get_by_role("button", name="ออกจากระบบ").click()
    phone.get_by_role("button", name="ออกเลย ล็อกไว้ในเครื่อง").click()
    for page in (phone, other):
        expect(page.get_by_text("หน้านี้ต้องมีสัญญาณ")).to_be_visible()
    kept = lies_open(phone)
    assert "ของฉัน" not in kept
    assert people(team)[0].split()[0] not in kept
    restore(phone)
    phone.goto("/log/")
    expect(phone.get_by_label("ชื่อผู้ใช้")).to_be_visible(timeout=20_000)


def test_a_page_opened_before_the_server_heard_of_leaving_goes_when_another_tab_tells_it(
    phone, team, console_clean
) -> None:
    console_clean.allow("401")
    other = phone.context.new_page()
    visit(other)
    cut(phone)
    phone.get_by_role("button", name="ออกจากระบบ").click()
    for page in (phone, other):
        expect(page.get_by_text("หน้านี้ต้องมีสัญญาณ")).to_be_visible()
    other.evaluate(HOLDS_THE_ROUND)
    restore(phone)
    phone.goto("/log/")
    expect(phone.get_by_text("เดือนนี้").first).to_be_visible()
    other.evaluate(ENDS_THE_ROUND)
    other.evaluate("() => window.dispatchEvent(new Event('online'))")
    expect(phone.get_by_label("ชื่อผู้ใช้")).to_be_visible(timeout=20_000)


def test_a_team_that_the_phone_did_not_take_along_is_no_other(phone, coordinator, team, monkeypatch) -> None:
    AreaRoleFactory(user=coordinator, code=BESIDE)
    far = TeamFactory(code=BESIDE)
    activity_with("draft", by=coordinator, team=team)
    monkeypatch.setattr(kit, "MOST_TEAMS", 1)
    visit(phone)
    phone.wait_for_load_state("networkidle")
    cut(phone)
    phone.goto(f"/log/new/?team={far.pk}")
    expect(phone.get_by_text("หน้านี้ต้องมีสัญญาณ")).to_be_visible()
    phone.goto(f"/log/new/?team={team.pk}")
    ready(phone)
    expect(phone.get_by_text("ทีมอื่นที่ดูแลอยู่ เปิดได้เมื่อมีสัญญาณ")).to_be_visible()
    expect(row(phone, people(team)[0])).to_be_visible()
