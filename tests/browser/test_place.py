"""Where it was: from the phone's position, from the small map, by keyboard, and without scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from geo.choices import Role
from geo.services.outlines import load_outlines
from programmes.models import Activity
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import ActivityFactory, SessionFactory

HERE = "440501"
ON_A_PHONE = {"geolocation": {"latitude": 16.24471234, "longitude": 103.2512, "accuracy": 12}}


@pytest.fixture
def coordinator(transactional_db: None, user_with: Callable[..., Any]) -> Any:
    """The coordinator of the team's subdistrict."""
    return user_with(Role.COORDINATOR, HERE)


@pytest.fixture
def draft(coordinator: Any) -> Activity:
    """A draft of the team; the provinces have outlines."""
    load_outlines()
    activity = ActivityFactory(team=TeamFactory(code=HERE), by=coordinator, title="เวทีป่า")
    SessionFactory(activity=activity)
    return activity


def come(page: Page, draft: Activity) -> list[str]:
    """Open the draft; gives back the list to which every request adds its address."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/log/activities/{draft.uid}/")
    page.wait_for_load_state("load")
    return asked


def saved(page: Page, draft: Activity) -> tuple[float | None, float | None, str]:
    """The position once the draft as it stands is kept by the server: an older one may be on its way."""
    stands = f'["latitude","{page.locator("[name=latitude]").input_value()}"]'
    with page.expect_response(lambda answer: stands in (answer.request.post_data or "")):
        page.get_by_role("button", name="เก็บร่าง", exact=True).last.click()
    draft.refresh_from_db()
    return draft.latitude, draft.longitude, draft.position_source


def words(page: Page) -> Any:
    return page.locator("[data-place-said]")


def test_the_phone_tells_where_it_is_and_how_sure_it_is(new_page, coordinator, draft, axe, fits) -> None:
    page = new_page(360, 740, touch=True, user=coordinator, permissions=["geolocation"], **ON_A_PHONE)
    asked = come(page, draft)
    page.get_by_role("button", name="ใช้ตำแหน่งตอนนี้").click()
    expect(words(page)).to_have_text("ตำแหน่ง 16.244712, 103.2512 · จากมือถือ คลาดเคลื่อนได้ราว 12 เมตร")
    axe(page)
    fits(page)
    assert saved(page, draft) == (16.244712, 103.2512, "phone")
    assert not [address for address in asked if "leaflet" in address or "/map/" in address]
    page.get_by_role("button", name="เอาตำแหน่งออก").click()
    expect(words(page)).to_have_text("ยังไม่มีตำแหน่ง ไม่ใส่ก็ได้")
    assert saved(page, draft) == (None, None, "")


def test_a_phone_that_is_not_sure_asks_for_the_map(new_page, coordinator, draft) -> None:
    where = {"geolocation": {"latitude": 16.2, "longitude": 103.2, "accuracy": 2300}}
    page = new_page(360, 740, touch=True, user=coordinator, permissions=["geolocation"], **where)
    come(page, draft)
    page.get_by_role("button", name="ใช้ตำแหน่งตอนนี้").click()
    expect(words(page)).to_contain_text("คลาดเคลื่อนได้ราว 2 กม. เลื่อนหมุดบนแผนที่ให้ตรง")


def test_a_phone_that_may_not_tell_is_no_trouble(new_page, coordinator, draft, axe) -> None:
    page = new_page(360, 740, touch=True, user=coordinator)
    come(page, draft)
    page.get_by_role("button", name="ใช้ตำแหน่งตอนนี้").click()
    expect(words(page)).to_contain_text("มือถือยังไม่ให้หน้านี้ใช้ตำแหน่ง ไม่เป็นไร")
    axe(page)


def test_a_phone_abroad_is_told_so(new_page, coordinator, draft) -> None:
    where = {"geolocation": {"latitude": 48.85, "longitude": 2.35, "accuracy": 10}}
    page = new_page(360, 740, touch=True, user=coordinator, permissions=["geolocation"], **where)
    come(page, draft)
    page.get_by_role("button", name="ใช้ตำแหน่งตอนนี้").click()
    expect(words(page)).to_have_text("ตำแหน่งนี้อยู่นอกประเทศไทย เลือกใหม่")
    expect(page.locator("[name=latitude]")).to_have_value("")


def open_map(page: Page) -> Any:
    page.get_by_role("button", name="เลือกบนแผนที่").click()
    expect(page.locator("#map_place")).to_have_attribute("data-ready", "1")
    return page.locator("#map_place")


def test_a_point_is_tapped_on_the_map_and_moved_by_keys(new_page, coordinator, draft, axe, fits) -> None:
    page = new_page(360, 740, touch=True, user=coordinator)
    come(page, draft)
    canvas = open_map(page)
    canvas.click(position={"x": 200, "y": 120})
    expect(words(page)).to_contain_text("จากแผนที่")
    first = page.locator("[name=latitude]").input_value(), page.locator("[name=longitude]").input_value()
    axe(page)
    fits(page)
    pin = canvas.get_by_role("button", name="หมุด กดลูกศรเพื่อเลื่อน")
    pin.focus()
    pin.press("ArrowUp")
    pin.press("ArrowRight")
    latitude, longitude = (page.locator(f"[name={name}]").input_value() for name in ("latitude", "longitude"))
    assert (float(latitude) > float(first[0]), float(longitude) > float(first[1])) == (True, True)
    assert saved(page, draft) == (float(latitude), float(longitude), "map")
    page.reload()
    expect(words(page)).to_have_text(f"ตำแหน่ง {latitude}, {longitude} · จากแผนที่")
    open_map(page)
    expect(page.get_by_role("button", name="หมุด กดลูกศรเพื่อเลื่อน")).to_be_visible()
    page.get_by_role("button", name="เอาตำแหน่งออก").click()
    expect(page.get_by_role("button", name="หมุด กดลูกศรเพื่อเลื่อน")).to_have_count(0)


def test_the_map_is_used_without_a_pointer(new_page, coordinator, draft) -> None:
    page = new_page(1280, 900, user=coordinator)
    come(page, draft)
    page.get_by_role("button", name="เลือกบนแผนที่").press("Enter")
    expect(page.locator("#map_place")).to_have_attribute("data-ready", "1")
    page.get_by_role("button", name="ปักหมุดกลางแผนที่").press("Enter")
    expect(words(page)).to_contain_text("จากแผนที่")
    province = draft.area.province
    assert abs(float(page.locator("[name=latitude]").input_value()) - province.lat) < 0.01


def test_a_map_that_does_not_come_is_told_and_tried_again(
    new_page, coordinator, draft, console_clean
) -> None:
    console_clean.allow("ERR_INTERNET_DISCONNECTED")
    page = new_page(360, 740, touch=True, user=coordinator)
    come(page, draft)
    page.context.set_offline(True)
    page.get_by_role("button", name="เลือกบนแผนที่").click()
    expect(words(page)).to_contain_text("แผนที่ยังโหลดไม่ได้")
    expect(page.locator("#map_place")).to_be_hidden()
    page.context.set_offline(False)
    open_map(page)


def test_a_map_once_loaded_works_without_a_signal(new_page, coordinator, draft, console_clean) -> None:
    console_clean.allow("ERR_INTERNET_DISCONNECTED")
    page = new_page(360, 740, touch=True, user=coordinator)
    come(page, draft)
    canvas = open_map(page)
    page.context.set_offline(True)
    canvas.click(position={"x": 150, "y": 150})
    expect(words(page)).to_contain_text("จากแผนที่")
    page.context.set_offline(False)


def test_two_boxes_do_without_scripts(new_page, coordinator, draft) -> None:
    page = new_page(360, 740, touch=True, user=coordinator, java_script_enabled=False)
    come(page, draft)
    expect(page.get_by_role("button", name="ใช้ตำแหน่งตอนนี้")).to_be_hidden()
    page.get_by_text("ใส่พิกัดเอง หรือวางลิงก์แผนที่").click()
    page.get_by_label("ละติจูด").fill("16.2447, 103.25")
    page.get_by_role("button", name="เก็บร่าง").last.click()
    expect(words(page)).to_have_text("ตำแหน่ง 16.2447, 103.25 · ใส่เอง")
    draft.refresh_from_db()
    assert (draft.latitude, draft.position_source) == (16.2447, "typed")
