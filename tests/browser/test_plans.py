"""A coordinator plans ahead on a 360-px phone: a series is looked at before it is made, moved, called off."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from geo.choices import Role
from programmes.models import Activity
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import activity_with, the_programme
from tests.programmes.log.plans.making import planned

HERE = "440501"
FORTNIGHTS = [date(2019, 3, 6), date(2019, 3, 20), date(2019, 4, 3), date(2019, 4, 17)]


@pytest.fixture
def team(transactional_db: None) -> Any:
    """The team of the coordinator's subdistrict."""
    the_programme()
    return TeamFactory(code=HERE)


@pytest.fixture
def coordinator(team: Any, user_with: Callable[..., Any]) -> Any:
    """The coordinator of the team's subdistrict."""
    return user_with(Role.COORDINATOR, HERE, display_name="ผู้ประสานงานทดสอบ")


def fill_day(page: Page, name: str, day: date) -> None:
    """Day, month and year B.E. of the boxes with that name."""
    page.locator(f"[name={name}_0]").fill(str(day.day))
    page.locator(f"[name={name}_1]").select_option(str(day.month))
    page.locator(f"[name={name}_2]").fill(str(day.year + 543))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_series_is_planned_on_a_phone(new_page, coordinator, team, axe, fits, scripts) -> None:
    page = new_page(360, 740, touch=True, user=coordinator, java_script_enabled=scripts)
    page.goto("/log/")
    page.get_by_role("link", name="วางแผนกิจกรรม").click()
    expect(page.locator("[data-repeating]")).to_be_visible(visible=not scripts)
    page.get_by_label("ชื่อกิจกรรม").fill("ประชุมทีม")
    fill_day(page, "date", FORTNIGHTS[0])
    page.get_by_role("radio", name="ทุก 2 สัปดาห์").check()
    if scripts:
        axe(page)
        fits(page)
    page.get_by_label("หรือทั้งหมดกี่ครั้ง").fill("๔")
    page.get_by_label("เริ่มกี่โมง").fill("9.00")
    page.get_by_role("button", name="วางแผน", exact=True).click()

    expect(page.get_by_text("จะวางไว้ 4 ครั้ง")).to_be_visible()
    if scripts:
        axe(page)
        fits(page)
    page.get_by_role("checkbox", name="พุธ 17 เม.ย. 2562").uncheck()
    page.get_by_role("button", name="วางแผน 3 ครั้ง" if scripts else "วางแผนตามวันที่เลือก").click()
    expect(page.get_by_text("วางแผนไว้แล้ว 3 ครั้ง")).to_be_visible()
    expect(page.get_by_role("heading", name="พุธ 20 มี.ค. 2562")).to_be_visible()
    if scripts:
        axe(page)
        fits(page)
    days = Activity.objects.order_by("starts_on").values_list("starts_on", flat=True)
    assert list(days) == FORTNIGHTS[:3]


def test_one_is_put_off_and_the_rest_called_off(new_page, coordinator, team, axe, fits) -> None:
    planned(team, coordinator, *FORTNIGHTS[:3])
    page = new_page(360, 740, touch=True, user=coordinator)
    page.goto("/log/calendar/?month=2019-03")
    page.get_by_role("link", name="ประชุมทีม").first.click()
    page.locator("#postpone summary").click()
    page.locator("#postpone").get_by_label("เพราะอะไร").fill("น้ำท่วม")
    fill_day(page, "to", date(2019, 3, 5))
    page.locator("#postpone").get_by_role("radio", name="เฉพาะครั้งนี้").check()
    axe(page)
    fits(page)
    page.get_by_role("button", name="เลื่อนกิจกรรมนี้").click()
    expect(page.get_by_text("เลื่อนเป็น 5 มี.ค. 2562").first).to_be_visible()
    axe(page)

    page.get_by_role("link", name="พุธ 20 มี.ค. 2562").click()
    page.locator("#cancel summary").click()
    page.locator("#cancel").get_by_label("เพราะอะไร").fill("งบหมด")
    page.locator("#cancel").get_by_role("radio", name="ครั้งนี้และครั้งถัดไปอีก 1 ครั้ง").check()
    page.get_by_role("button", name="ยกเลิกกิจกรรมนี้").click()
    expect(page.get_by_text("ยกเลิกแล้ว 2 ครั้ง")).to_be_visible()
    statuses = Activity.objects.order_by("starts_on").values_list("status", flat=True)
    assert list(statuses) == ["postponed", "cancelled", "cancelled"]


def test_a_day_that_passed_is_logged_with_one_tap(new_page, coordinator, team, axe) -> None:
    activity_with("planned", by=coordinator, team=team, title="เวทีน้ำ")
    page = new_page(360, 740, touch=True, user=coordinator)
    page.goto("/log/")
    axe(page)
    page.locator("#overdue").get_by_role("button", name="เริ่มบันทึก").click()
    expect(page.get_by_role("heading", name="ใครมาบ้าง")).to_be_visible()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_every_page_is_readable_for_everybody(new_page, coordinator, team, axe, fits, width) -> None:
    made = planned(team, coordinator, *FORTNIGHTS)
    planned(team, coordinator, date(2019, 2, 20), date(2019, 2, 22), title="เวทีแลกเปลี่ยนเรื่องน้ำกับเพื่อนบ้าน")
    activity_with("planned", by=coordinator, team=team)
    for status in ("draft", "submitted", "verified", "cancelled"):
        activity_with(status, by=coordinator, team=team, starts_on=date(2019, 3, 6))
    page = new_page(width, 800, user=coordinator)
    for address in (
        "/log/", "/log/plan/", f"/log/activities/{made[1].uid}/", f"/log/activities/{made[1].uid}/plan/",
        "/log/calendar/?month=2019-03", "/log/calendar/feed/",
    ):  # fmt: skip
        page.goto(address)
        axe(page)
        fits(page)
    page.get_by_role("button", name="สร้างลิงก์ปฏิทิน").click()
    expect(page.get_by_role("textbox")).to_have_value(re.compile(r"/calendar/[\w-]{43}\.ics$"))
    axe(page)
    fits(page)
