"""A reviewer at work: signing in, the list, one log, a decision; on a phone and on a laptop."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import Page, expect

from geo.choices import Role
from programmes.choices import EvidenceKind, HeadcountKind, Presence
from programmes.models import Activity, Evidence
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import (
    AttendanceFactory,
    HeadcountFactory,
    ReportFactory,
    activity_with,
    roster,
)
from thai.clock import now

pytestmark = pytest.mark.django_db(transaction=True)

PHOTO = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"
    b"\x00\x00\x00\x0cIDATx\x9cc\xf8\xcf\xc0\x00\x00\x03\x01\x01\x00\xc9\xfe\x92\xef\x00\x00\x00\x00IEND\xaeB`\x82"
)
CUT_OFF = "[...document.querySelectorAll('.tbl')].some(box => box.scrollWidth > box.clientWidth)"
SIZES = [(360, 740), (1280, 900)]


@pytest.fixture
def reviewer(user_with):
    return user_with(Role.REVIEWER, "44", username="reviewer44", display_name="ผู้ตรวจมหาสารคาม")


@pytest.fixture
def logs(user_with, reviewer) -> list[Activity]:
    """Four logs that wait: one with remarks, two plain, one of the reviewer's own."""
    coordinator = user_with(Role.COORDINATOR, "440501", display_name="ผู้ประสานงานทีมตำบล")
    team = TeamFactory(code="440501")
    people = [
        *roster(team, 4, key="change-leader"),
        *roster(team, 6, key="issue-specialist"),
        *roster(team, 9),
    ]
    TeamFactory(code="440502")
    titles = ["เวทีคุยกติกาป่า หมู่ 2", "ฝึกทำบัญชีครัวเรือน", "อบรมสวัสดิการวันละบาท", "เวทีทีมวิชาการพบทีมตำบล"]
    made = []
    for number, title in enumerate(titles):
        own = number == len(titles) - 1
        log = activity_with(
            team=team,
            came=people[: 7 + number],
            by=reviewer if own else coordinator,
            title=title,
            starts_on="2019-02-1" + str(3 + number),
        )
        log.submitted_at = now() - timedelta(days=6 - number)
        log.save(update_fields=["submitted_at"])
        log.sessions.update(hours=3)
        if number:
            proof = Evidence(
                activity=log, kind=EvidenceKind.PHOTO, content_type="image/png", size=158_000,
                width=1, height=1, digest=str(number) * 64,
            )  # fmt: skip
            proof.file.save("photo.png", ContentFile(PHOTO), save=False)
            proof.save()
        made.append(log)
    first = made[0]
    AttendanceFactory(session=first.sessions.get(), enrolment=people[-1], presence=Presence.ABSENT)
    HeadcountFactory(activity=first, number=40, women=21, kind=HeadcountKind.VISITOR)
    ReportFactory(activity=first, outputs="กติกาเก็บเห็ดและหน่อไม้ 6 ข้อ", obstacles="คนหมู่ 7 ยังไม่ได้มาคุย")
    return made


def sign_in(page: Page, username: str) -> None:
    page.goto("/accounts/sign-in/")
    page.get_by_label("ชื่อผู้ใช้").fill(username)
    page.get_by_label("รหัสผ่าน").fill("only-for-tests")
    page.get_by_role("button", name="เข้าสู่ระบบ").click()


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_pages_are_whole_and_readable(new_page, axe, fits, logs, reviewer, width, height):
    page = new_page(width, height, user=reviewer)
    first = logs[0]
    for address in (
        "/review/",
        "/review/?status=all&q=ไม่มีคำนี้",
        f"/review/activities/{first.uid}/",
        f"/review/activities/{logs[-1].uid}/",
        "/review/teams/",
        "/review/people/",
        "/review/teams/add/",
        "/review/sites/",
        "/review/sites/add/",
        f"/review/people/{first.team.persons.first().uid}/",
        "/accounts/password/",
    ):
        page.goto(address)
        axe(page)
        fits(page)
        # Cards on a phone are not cut off inside their scroll box either.
        assert not page.evaluate(CUT_OFF), address


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_signing_in_with_a_slip_first(new_page, axe, fits, logs, reviewer, width, height):
    page = new_page(width, height)
    page.goto("/review/")
    axe(page)
    fits(page)
    page.get_by_label("ชื่อผู้ใช้").fill("reviewer44")
    page.get_by_label("รหัสผ่าน").fill("wrong")
    page.get_by_role("button", name="เข้าสู่ระบบ").click()
    expect(page.get_by_role("alert")).to_contain_text("ชื่อผู้ใช้หรือรหัสผ่านไม่ตรง")
    axe(page)
    page.get_by_label("รหัสผ่าน").fill("only-for-tests")
    page.get_by_role("button", name="เข้าสู่ระบบ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("รอคุณตรวจ 4 รายการ")


def test_returned_with_a_reason_then_the_next_is_verified(phone, logs, reviewer):
    sign_in(phone, reviewer.username)
    phone.get_by_role("link", name="เวทีคุยกติกาป่า").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("เวทีคุยกติกาป่า หมู่ 2")
    phone.get_by_role("button", name="ส่งกลับให้แก้").click()
    expect(phone.get_by_role("alert")).to_contain_text("บอกเหตุผลก่อน")
    phone.get_by_label("ต้องแก้ตรงไหน").fill("แนบใบลงชื่อด้วย")
    phone.get_by_role("button", name="ส่งกลับให้แก้").click()
    expect(phone.get_by_text("แนบใบลงชื่อด้วย").first).to_be_visible()
    phone.get_by_role("link", name="รายการต่อไป: ฝึกทำบัญชีครัวเรือน").click()
    phone.get_by_role("button", name="ยืนยัน").click()
    expect(phone.get_by_role("status")).to_contain_text("ยืนยันแล้ว")
    assert [Activity.objects.get(pk=log.pk).status for log in logs[:2]] == ["returned", "verified"]


def test_the_plain_ones_are_chosen_and_verified_together(laptop, logs, reviewer):
    sign_in(laptop, reviewer.username)
    laptop.get_by_role("button", name="เลือกที่ไม่มีข้อสังเกต").click()
    expect(laptop.get_by_text("เลือกแล้ว 2 รายการ")).to_be_visible()
    laptop.get_by_role("button", name="ล้างที่เลือก").click()
    expect(laptop.get_by_text("ติ๊กรายการที่ดูแล้ว")).to_be_visible()
    laptop.get_by_role("button", name="เลือกที่ไม่มีข้อสังเกต").click()
    laptop.get_by_role("button", name="ยืนยัน 2 รายการที่เลือก").click()
    expect(laptop.get_by_role("status")).to_contain_text("ยืนยันแล้ว 2 รายการ")
    assert Activity.objects.verified().count() == 2


def test_without_javascript_one_is_chosen_and_verified(new_page, logs, reviewer):
    page = new_page(360, 740, user=reviewer, java_script_enabled=False)
    page.goto("/review/")
    page.get_by_label("เลือก ฝึกทำบัญชีครัวเรือน").check()
    page.get_by_role("button", name="ยืนยันรายการที่เลือก").click()
    expect(page.get_by_role("status")).to_contain_text("ยืนยันแล้ว 1 รายการ")
    assert Activity.objects.verified().get() == logs[1]
