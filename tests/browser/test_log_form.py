"""The form of a log as it is filled in: another day, a name looked for, and what is said beside a field."""

from playwright.sync_api import expect

from programmes.models import Activity
from tests.factories.programmes import EnrolmentFactory

from .offline import ready, row
from .writing import begin, coordinator, names, tap, team

__all__ = ["coordinator", "team"]


def test_another_day_has_that_days_roster(new_page, coordinator, team) -> None:
    page = new_page(360, 740, touch=True, user=coordinator)
    EnrolmentFactory(
        person__given_name="มาใหม่",
        person__family_name="วันนี้",
        person__team=team,
        team=team,
        starts_on="2019-02-20",
    )
    begin(page, "เวที")
    ready(page)
    expect(row(page, "มาใหม่ วันนี้")).to_be_visible()
    tap(page, names(team, "change-leader")[0])
    page.get_by_role("radio", name="เมื่อวาน").check()
    expect(row(page, "มาใหม่ วันนี้")).to_be_hidden()
    expect(page.locator("[data-submit]")).to_have_text("ส่งบันทึก (มา 1 คน)")
    page.get_by_role("radio", name="วันอื่น").check()
    expect(page.locator("#when [data-other-day]")).to_be_visible()


def test_a_name_is_found_while_somebody_waits(new_page, coordinator, team) -> None:
    page = new_page(360, 740, touch=True, user=coordinator)
    begin(page, "เวที")
    ready(page)
    find = page.get_by_label("หาชื่อ")
    # Without the silent letter, and as two letters that look like one.
    find.fill("จันทรดี")
    expect(page.get_by_text("พบ 1 คน")).to_be_visible()
    expect(page.locator("[data-row]:visible")).to_have_count(1)
    find.press("Enter")
    expect(page.locator("[data-submit]")).to_have_text("ส่งบันทึก (มา 1 คน)")
    expect(find).to_have_value("")
    find.fill("ไม่มีคนนี้")
    expect(page.get_by_text("ไม่พบชื่อนี้ในรายชื่อ")).to_be_visible()


def test_what_is_missing_is_said_beside_its_field(new_page, coordinator, team, axe) -> None:
    page = new_page(360, 740, touch=True, user=coordinator)
    page.goto("/log/new/")
    ready(page)
    page.locator("[data-submit]").click()
    expect(page.get_by_text("ยังส่งไม่ได้ เหลืออีก 3 จุด")).to_be_visible()
    expect(page.locator("#what .msg")).to_have_text("ยังไม่ได้ตั้งชื่อกิจกรรม เขียนสั้น ๆ ว่าทำอะไร")
    expect(page.locator("#how .msg")).to_have_text("ยังไม่ได้เลือกวิธีเรียนรู้ เลือกอย่างน้อย 1 ข้อ")
    axe(page)
    page.get_by_role("radio", name="วันอื่น").check()
    page.locator("#when [name$='-date_0']").fill("29")
    page.locator("#when [name$='-date_1']").select_option("2")
    page.locator("#when [name$='-date_2']").fill("2561")
    page.locator("[data-submit]").click()
    expect(page.locator("#when .msg")).to_contain_text("ไม่มีวันนี้ในปฏิทิน")
    assert not Activity.objects.exclude(status="draft").exists()


def test_the_server_looks_again_and_says_it_in_the_page(new_page, coordinator, team, console_clean) -> None:
    console_clean.allow("422")
    page = new_page(360, 740, touch=True, user=coordinator)
    begin(page, "เวที")
    ready(page)
    tap(page, names(team, "change-leader")[0])
    page.get_by_role("radio", name="เวที").check()
    page.get_by_label("กี่ชั่วโมง").fill("99")
    page.locator("[data-submit]").click()
    expect(page.locator("#how .msg")).to_have_text("วันหนึ่งมีไม่เกิน 24 ชั่วโมง")
    page.get_by_label("กี่ชั่วโมง").fill("2")
    page.locator("[data-submit]").click()
    expect(page.get_by_text("ส่งแล้ว รอตรวจ 1 รายการ")).to_be_visible()
    assert Activity.objects.get().sessions.get().hours == 2
