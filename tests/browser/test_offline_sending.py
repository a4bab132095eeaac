"""What waited on a phone goes when the signal is back: once, in order, and nothing is overwritten or lost."""

import uuid
from pathlib import Path

import pytest
from playwright.sync_api import expect

from geo.choices import Role
from programmes.models import Activity, Submission
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import activity_with
from tests.programmes.log.pages import LogPage
from tests.programmes.log.pictures import telling_picture

from .network import ANSWER_LOST, cut, restore, trouble
from .offline import (
    ARRIVED,
    BESIDE,
    HERE,
    LOGS,
    WAITS,
    coordinator,
    people,
    phone,
    ready,
    send,
    team,
    visit,
    write_log,
)

__all__ = ["coordinator", "phone", "team"]


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
