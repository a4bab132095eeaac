"""In a hall without a signal: the network is really cut; nothing is lost, doubled or shown to strangers."""

import re
import uuid
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import BrowserContext, Page, expect

from geo.choices import Role
from leaders.models import Person
from programmes.models import Activity, Attendance, Evidence, Submission
from programmes.services.printing import print_sheet
from programmes.views.phone import app
from tests.browser import chromium
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import EnrolmentFactory, activity_with, roster
from tests.programmes.log.pages import LogPage
from tests.programmes.log.pictures import telling_picture

from .network import ANSWER_LOST, cut, restore, trouble, unreachable
from .offline import OPEN, lies_open, ready, row, send, sign_in, visit, write_log

CUT_OFF = ("ERR_INTERNET_DISCONNECTED", "ERR_EMPTY_RESPONSE")
HERE, BESIDE = "440501", "440503"
# Where a phone sends its logs.
LOGS = "/log/phone/logs/"
WAITS = "บันทึกไว้ในเครื่อง {} รายการ รอส่ง"
ARRIVED = "ถึงระบบแล้ว"
WRITTEN = f"""async (words) => {{
  const open = {OPEN};
  while (!(await open()).includes(words)) await new Promise((done) => setTimeout(done, 20));
}}"""
NEW_VERSION = """async (before) => {
  const gone = (name) => name.startsWith("khabuan-app") && before.includes(name);
  const old = async () => (await caches.keys()).some(gone);
  while (await old()) await new Promise((done) => setTimeout(done, 50));
}"""


@pytest.fixture
def team(transactional_db: None) -> Any:
    """A team of three change leaders and four members."""
    cache.clear()
    team = TeamFactory(code=HERE)
    roster(team, 3, key="change-leader")
    roster(team, 4, key="member")
    return team


@pytest.fixture
def coordinator(team: Any, user_with: Callable[..., Any]) -> Any:
    """The coordinator of the team's subdistrict."""
    return user_with(Role.COORDINATOR, HERE, display_name="ผู้ประสานงานทดสอบ")


@pytest.fixture
def phone(new_page: Callable[..., Page], coordinator: Any, console_clean: Any) -> Page:
    """The coordinator's phone after one visit with a signal."""
    for kind in CUT_OFF:
        console_clean.allow(kind)
    page = new_page(360, 740, touch=True, user=coordinator)
    visit(page)
    return page


def people(team: Any) -> list[str]:
    rows = team.enrolments.by_group().select_related("person")
    return [enrolment.person.full_name for enrolment in rows]


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


def test_several_logs_wait_in_sight_and_go_in_order(phone, team) -> None:
    cut(phone)
    for number in ("หนึ่ง", "สอง", "สาม"):
        write_log(phone, f"งาน{number}", people(team)[0])
        send(phone)
    expect(phone.get_by_text(WAITS.format(3))).to_be_visible()
    expect(phone.locator("[data-queue-list] [data-title]")).to_have_text(["งานหนึ่ง", "งานสอง", "งานสาม"])
    restore(phone)
    expect(phone.get_by_text(ARRIVED)).to_be_visible(timeout=20_000)
    titles = list(Activity.objects.order_by("submitted_at").values_list("title", flat=True))
    assert titles == ["งานหนึ่ง", "งานสอง", "งานสาม"]


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


def test_an_answer_that_is_lost_counts_once(phone, team) -> None:
    lost: list[bytes] = []

    def lose_two_answers(path: str, body: bytes) -> str | None:
        if path != LOGS or b'"final":true' not in body or len(lost) == 2:
            return None
        lost.append(body)
        return ANSWER_LOST

    with trouble(lose_two_answers):
        write_log(phone, "ส่งซ้ำ", people(team)[0])
        send(phone)
        for _time in range(3):
            phone.goto("/log/")
        expect(phone.get_by_text(ARRIVED)).to_be_visible(timeout=20_000)
    assert len(lost) == 2
    log = Activity.objects.get()
    assert log.status_changes.filter(to_status="submitted").count() == 1
    assert Submission.objects.filter(final=True).count() == 1


@pytest.mark.parametrize("press", ["save", "submit"])
def test_two_who_changed_the_same_log_get_both_copies(
    press, phone, coordinator, team, user_with, client_of, tmp_path: Path, console_clean
) -> None:
    """The picture comes to the log while that is open, else it stands beside it; it hides no change."""
    console_clean.allow("422")
    picture = tmp_path / "IMG.jpg"
    picture.write_bytes(telling_picture())
    members = list(team.enrolments.by_group())
    draft = activity_with("draft", came=members[:1], by=coordinator, team=team, title="ร่างร่วม")
    visit(phone)
    phone.wait_for_load_state("networkidle")
    cut(phone)
    phone.goto(f"/log/activities/{draft.uid}/")
    ready(phone)
    phone.get_by_label("ชื่อกิจกรรม").fill("ของฉัน")
    phone.locator("[data-photos]").set_input_files(picture)
    expect(phone.get_by_role("img", name="รูปที่ 1")).to_be_visible()
    send(phone)
    colleague = user_with(Role.COORDINATOR, HERE, display_name="เพื่อนร่วมทีม")
    LogPage(client_of(colleague), draft).press(press, title="ของเพื่อน")
    restore(phone)
    expect(phone.locator("[data-state]")).to_have_text("มีสองฉบับ เทียบและเลือก")
    phone.get_by_role("link", name="ของฉัน").click()
    expect(phone.get_by_role("heading", name="มีสองฉบับ")).to_be_visible()
    expect(phone.get_by_role("cell", name="ของเพื่อน")).to_be_visible()
    expect(phone.get_by_role("img", name="รูป 1")).to_be_visible(visible=press == "submit")
    draft.refresh_from_db()
    assert draft.title == "ของเพื่อน"
    phone.get_by_role("button", name="ใช้ฉบับจากเครื่อง").click()
    expect(phone.get_by_text("ใช้ฉบับจากเครื่องแล้ว")).to_be_visible()
    draft.refresh_from_db()
    assert (draft.title, draft.status, draft.evidence.count()) == ("ของฉัน", "submitted", 1)


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


def test_what_the_server_refuses_is_told_and_mended(phone, team, console_clean, tmp_path: Path) -> None:
    console_clean.allow("422")
    wrong = tmp_path / "notes.jpg"
    wrong.write_bytes(b"this is no picture")
    cut(phone)
    write_log(phone, "รูปเสีย", people(team)[0])
    with phone.expect_file_chooser() as chooser:
        phone.get_by_label("เพิ่มรูป").click()
    chooser.value.set_files(wrong)
    expect(phone.get_by_role("button", name="เอารูปที่ 1 ออก")).to_be_visible()
    send(phone)
    restore(phone)
    expect(phone.get_by_text("ส่งไม่สำเร็จ 1 รายการ")).to_be_visible()
    expect(phone.locator("[data-why]")).to_contain_text("ไฟล์นี้ไม่ใช่รูป")
    phone.get_by_role("link", name="รูปเสีย").first.click()
    ready(phone)
    expect(phone.locator("#photos .msg").first).to_be_visible()
    phone.get_by_role("button", name="เอารูปที่ 1 ออก").click()
    send(phone)
    expect(phone.get_by_text(ARRIVED)).to_be_visible(timeout=20_000)
    log = Activity.objects.get()
    assert (log.status, log.evidence.count()) == ("submitted", 0)


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


def test_a_uid_that_somebody_else_used_goes_as_a_new_log(phone, team, user_with, console_clean) -> None:
    console_clean.allow("422")
    cut(phone)
    write_log(phone, "เลขซ้ำ", people(team)[0])
    uid = phone.locator("form[data-log]").get_attribute("data-uid")
    send(phone)
    other = TeamFactory(code=BESIDE)
    activity_with("draft", team=other, by=user_with(Role.COORDINATOR, BESIDE), uid=uuid.UUID(uid))
    restore(phone)
    phone.get_by_role("button", name="ส่งเป็นบันทึกใหม่").click()
    expect(phone.get_by_text(ARRIVED)).to_be_visible(timeout=20_000)
    assert Activity.objects.get(title="เลขซ้ำ").team == team
    assert str(Activity.objects.get(title="เลขซ้ำ").uid) != uid


def test_one_log_with_trouble_keeps_no_other_waiting(phone, team, console_clean) -> None:
    console_clean.allow("413")
    cut(phone)
    for title in ("ใหญ่เกิน", "ปกติ"):
        write_log(phone, title, people(team)[0])
        send(phone)

    def refuse_one(path: str, body: bytes) -> str | None:
        return "413 Content Too Large" if path == LOGS and "ใหญ่เกิน".encode() in body else None

    with trouble(refuse_one):
        restore(phone)
        expect(phone.get_by_text("ส่งไม่สำเร็จ 1 รายการ")).to_be_visible(timeout=20_000)
        expect(phone.get_by_text("ระบบไม่รับรายการนี้")).to_be_visible()
        expect(phone.get_by_text("ส่งแล้ว รอตรวจ 1 รายการ")).to_be_visible(timeout=20_000)
    assert [log.title for log in Activity.objects.filter(status="submitted")] == ["ปกติ"]


def test_the_same_log_in_two_tabs_goes_on_in_one(phone, coordinator, team) -> None:
    draft = activity_with("draft", by=coordinator, team=team, title="สองหน้า")
    phone.goto(f"/log/activities/{draft.uid}/")
    ready(phone)
    other = phone.context.new_page()
    other.goto(f"/log/activities/{draft.uid}/")
    ready(other)
    expect(phone.locator("#state")).to_have_text("บันทึกนี้เปิดอยู่ในอีกหน้าหนึ่ง ทำต่อที่หน้านั้น")
    phone.get_by_label("ชื่อกิจกรรม").fill("หน้าเก่า")
    with other.expect_response("**/log/phone/logs/"):
        other.get_by_label("ชื่อกิจกรรม").fill("หน้าใหม่")
    draft.refresh_from_db()
    assert draft.title == "หน้าใหม่"


def test_two_copies_once_decided_stand_in_nobodys_way(phone, coordinator, team, user_with, client_of) -> None:
    draft = activity_with("draft", by=coordinator, team=team, title="ร่างร่วม")
    phone.goto(f"/log/activities/{draft.uid}/")
    ready(phone)
    colleague = user_with(Role.COORDINATOR, HERE, display_name="เพื่อนร่วมทีม")
    LogPage(client_of(colleague), draft).press("save", title="ของเพื่อน")
    phone.get_by_label("ชื่อกิจกรรม").fill("ของฉัน")
    phone.get_by_role("link", name="เทียบและเลือก").click(timeout=20_000)
    phone.get_by_role("button", name="ใช้ฉบับที่อยู่ในระบบ").click()
    ready(phone)
    expect(phone.get_by_label("ชื่อกิจกรรม")).to_have_value("ของเพื่อน")
    expect(phone.locator("[data-two]")).to_be_hidden()
    with phone.expect_response("**/log/phone/logs/"):
        phone.get_by_label("ชื่อกิจกรรม").fill("ต่อจากของเพื่อน")
    draft.refresh_from_db()
    assert draft.title == "ต่อจากของเพื่อน"
