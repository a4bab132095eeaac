"""The doors: from an invitation on paper to the first verified log, and the second factor of a reviewer."""

import re
from base64 import b32decode

import pytest
from django.urls import reverse
from django_otp.oath import totp
from playwright.sync_api import Page, expect

from accounts.models import User
from geo.choices import Role
from programmes.models import Activity
from tests.browser.offline import ready, row
from tests.factories.geo import coordinator_of
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import roster, the_programme

pytestmark = pytest.mark.django_db(transaction=True)
PLACE, CODE = "ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม", "440404"
PASSWORD = "ผักบุ้ง-ลอย-น้ำ-7"
SIZES = [(360, 740), (1280, 900)]


@pytest.fixture
def team(db):
    the_programme()
    team = TeamFactory(code=CODE)
    team.learners = roster(team, 4)
    return team


@pytest.fixture
def reviewer(user_with):
    return user_with(Role.REVIEWER, "44", display_name="ผู้ตรวจมหาสารคาม")


def shown(page: Page) -> str:
    """What an app shows that has read the key on the page."""
    key = page.locator(".key").inner_text().replace(" ", "")
    return f"{totp(b32decode(key)):06}"


def test_from_an_invitation_to_the_first_verified_log(new_page, axe, fits, team, reviewer):
    desk = new_page(1280, 900, user=reviewer)
    desk.goto("/review/accounts/")
    axe(desk)
    desk.get_by_role("link", name="เชิญผู้ประสานงาน").first.click()
    axe(desk)
    desk.get_by_label("ชื่อที่แสดง").fill("มาลี คนใหม่")
    desk.get_by_label("เบอร์มือถือ").fill("081-000-0009")
    desk.get_by_label("ตำบลที่ดูแล").fill(PLACE)
    desk.get_by_role("button", name="เชิญและออกรหัส").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("พิมพ์แล้วให้เจ้าของบัญชี")
    axe(desk)
    fits(desk)
    code = desk.locator(".code").inner_text()
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}", code)
    desk.emulate_media(media="print")
    expect(desk.locator(".slip")).to_be_visible()
    expect(desk.get_by_role("button", name="พิมพ์")).to_be_hidden()
    expect(desk.locator(".rail")).to_be_hidden()
    assert desk.locator(".slip").bounding_box()["height"] < 800, "one sheet"
    desk.emulate_media(media="screen")

    phone = new_page(360, 740, touch=True)
    asked = []
    phone.on("request", lambda request: asked.append(request.url + (request.headers.get("referer") or "")))
    phone.goto(f"/accounts/join/#{code}")
    expect(phone.get_by_label("รหัสบนกระดาษ")).to_have_value(code)
    assert phone.url.endswith("/accounts/join/"), "the address keeps no code"
    axe(phone)
    fits(phone)
    phone.get_by_role("button", name="ใช้รหัสนี้").click()
    expect(phone.get_by_text("ยินดีต้อนรับ มาลี คนใหม่")).to_be_visible()
    axe(phone)
    fits(phone)
    phone.get_by_label("รหัสผ่านที่จะใช้").fill("0810000009")
    phone.get_by_label("รหัสผ่านอีกครั้ง").fill("0810000009")
    phone.get_by_role("button", name="ตั้งรหัสผ่านแล้วเข้าสู่ระบบ").click()
    expect(phone.get_by_role("alert")).to_contain_text("ยังตั้งไม่ได้")
    axe(phone)
    phone.get_by_label("รหัสผ่านที่จะใช้").fill(PASSWORD)
    phone.get_by_label("รหัสผ่านอีกครั้ง").fill(PASSWORD)
    phone.get_by_role("button", name="ตั้งรหัสผ่านแล้วเข้าสู่ระบบ").click()
    expect(phone).to_have_url(re.compile(r"/log/$"))
    sent = [address.split("#")[0] for address in asked]
    assert not any(code in address or code.replace("-", "") in address for address in sent)

    phone.goto("/log/new/")
    phone.get_by_label("ชื่อกิจกรรม").fill("เวทีแรกของมาลี")
    ready(phone)
    phone.get_by_label("เวที", exact=True).first.check()
    for enrolment in team.learners[:2]:
        row(phone, enrolment.person.full_name).locator(".who").click()
    phone.get_by_role("button", name="ส่งบันทึก (มา 2 คน)").click()
    expect(phone.get_by_text("ส่งแล้ว รอตรวจ 1 รายการ")).to_be_visible()

    desk.goto("/review/")
    desk.get_by_role("link", name=re.compile("เวทีแรกของมาลี")).first.click()
    desk.get_by_role("button", name="ยืนยัน", exact=True).click()
    expect(desk.get_by_text("ยืนยันแล้ว").first).to_be_visible()
    assert Activity.objects.verified().get().title == "เวทีแรกของมาลี"

    desk.goto(reverse("review:account", args=[User.objects.named("0810000009").pk]))
    expect(desk.get_by_text("ใช้รหัสเข้าระบบครั้งแรก")).to_be_visible()


def test_without_javascript_the_code_is_typed(new_page, team, reviewer):
    desk = new_page(360, 740, user=reviewer, java_script_enabled=False)
    desk.goto("/review/accounts/invite/")
    desk.get_by_label("ชื่อที่แสดง").fill("มาลี คนใหม่")
    desk.get_by_label("ชื่อผู้ใช้").fill("malee")
    desk.get_by_label("ตำบลที่ดูแล").fill(PLACE)
    desk.get_by_role("button", name="เชิญและออกรหัส").click()
    code = desk.locator(".code").inner_text()
    phone = new_page(360, 740, touch=True, java_script_enabled=False)
    phone.goto("/accounts/sign-in/")
    phone.get_by_role("link", name="ใช้รหัสที่ได้มา").click()
    phone.get_by_label("รหัสบนกระดาษ").fill(code.replace("-", " ").lower())
    phone.get_by_role("button", name="ใช้รหัสนี้").click()
    phone.get_by_label("รหัสผ่านที่จะใช้").fill(PASSWORD)
    phone.get_by_label("รหัสผ่านอีกครั้ง").fill(PASSWORD)
    phone.get_by_role("button", name="ตั้งรหัสผ่านแล้วเข้าสู่ระบบ").click()
    expect(phone).to_have_url(re.compile(r"/log/$"))


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_pages_of_an_account_are_whole_and_readable(new_page, axe, fits, reviewer, width, height):
    page = new_page(width, height, user=reviewer)
    account = coordinator_of(CODE, "440501", phone="0810000001", display_name="ผู้ประสานงานสองตำบล")
    for address in (
        "/review/accounts/",
        "/review/accounts/?q=ไม่มีคำนี้",
        "/review/accounts/invite/",
        reverse("review:account", args=[account.pk]),
        reverse("review:account_hand_over", args=[account.pk]),
        "/accounts/password/",
        "/accounts/join/",
    ):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach((box) => { box.open = true; })")
        axe(page)
        fits(page)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_second_factor_opens_the_list_of_people(new_page, axe, fits, team, reviewer, width, height):
    page = new_page(width, height)
    page.goto("/review/people/")
    page.get_by_label("เบอร์มือถือหรือชื่อผู้ใช้").fill(reviewer.username)
    page.get_by_label("รหัสผ่าน").fill("only-for-tests")
    page.get_by_role("button", name="เข้าสู่ระบบ").click()
    expect(page.get_by_role("link", name="เปิดการยืนยันสองขั้น")).to_be_visible()
    axe(page)
    page.get_by_role("link", name=re.compile("CSV")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("เปิดการยืนยันสองขั้น")
    axe(page)
    fits(page)
    page.get_by_label("รหัสที่แอปแสดง").fill(shown(page))
    page.get_by_label("รหัสผ่านของคุณ").fill("only-for-tests")
    page.get_by_role("button", name="เปิดการยืนยันสองขั้น").click()
    expect(page.locator(".codes .code")).to_have_count(8)
    axe(page)
    fits(page)
    recovery = page.locator(".codes .code").first.inner_text()
    with page.expect_download() as started:
        page.get_by_role("link", name="เก็บแล้ว ไปต่อ").click()
    assert started.value.suggested_filename.endswith(".csv")

    other = new_page(width, height)
    other.goto("/accounts/sign-in/?next=/review/people/")
    other.get_by_label("เบอร์มือถือหรือชื่อผู้ใช้").fill(reviewer.username)
    other.get_by_label("รหัสผ่าน").fill("only-for-tests")
    other.get_by_role("button", name="เข้าสู่ระบบ").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("ยืนยันอีกขั้น")
    axe(other)
    fits(other)
    other.get_by_label("รหัสจากแอป").fill(recovery)
    other.get_by_label("จำเครื่องนี้ไว้ 30 วัน").check()
    other.get_by_role("button", name="ยืนยันว่าเป็นฉัน").click()
    expect(other).to_have_url(re.compile("/review/people/"))
    other.goto("/accounts/second-factor/")
    expect(other.get_by_text("รหัสสำรองเหลือ 7 รหัส")).to_be_visible()
    axe(other)
