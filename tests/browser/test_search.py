"""Searching in a browser: on a small phone, without scripts, by keyboard, read by everybody."""

import re

import pytest
from playwright.sync_api import expect

from cms.services.search import bring_in_step
from tests.cms.conftest import World, make_world

FOOTER = ["ในเว็บนี้", "สำหรับทีมตำบล", "เกี่ยวกับเว็บ"]
RESULTS, NOTHING = "/th/search/?q=ป่าชุมชน", "/th/search/?q=สวัสดิกาน"


@pytest.fixture
def world(transactional_db: None) -> World:
    """One of everything, which can be found."""
    made = make_world()
    bring_in_step()
    return made


@pytest.mark.parametrize(
    ("width", "scheme"), [(320, "light"), (360, "light"), (360, "dark"), (1280, "light")]
)
def test_results_fit_and_can_be_read_by_everybody(new_page, axe, fits, world, width, scheme):
    page = new_page(width, 740, color_scheme=scheme)
    for address in (RESULTS, NOTHING, "/th/search/", "/th/search/?q=ป่า&kind=site", "/en/search/?q=ป่าชุมชน"):
        page.goto(address)
        fits(page)
        axe(page)


def test_a_phone_searches_from_the_menu_without_scripts(new_page, world):
    page = new_page(360, 740, touch=True, java_script_enabled=False)
    page.goto("/th/privacy/")
    field = page.get_by_label("ค้นหาในเว็บนี้")
    expect(field).to_be_hidden()
    page.get_by_role("link", name="เมนู", exact=True).click()
    field.fill("ป่าชุมชน")
    page.get_by_role("search", name="ค้นหา").get_by_role("button").click()
    expect(page).to_have_url(re.compile("/th/search/"))
    expect(page.get_by_role("status")).to_contain_text("พบ")
    expect(page.locator("mark").first).to_have_text("ป่าชุมชน")
    page.get_by_role("link", name=world.site.name).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(world.site.name)


def test_a_laptop_searches_from_the_masthead_by_keyboard(laptop, world):
    laptop.goto("/th/")
    field = laptop.get_by_label("ค้นหาในเว็บนี้")
    expect(field).to_be_visible()
    field.fill(world.team.subdistrict.name_th)
    field.press("Enter")
    expect(laptop.get_by_role("heading", level=2).first).to_have_text("ทีมตำบล")
    laptop.get_by_role("navigation", name="ชนิดของสิ่งที่พบ").get_by_role(
        "link", name=re.compile("แหล่งเรียนรู้")
    ).click()
    expect(laptop).to_have_url(re.compile("kind=site"))
    expect(laptop.get_by_role("heading", level=2)).to_have_text(["แหล่งเรียนรู้", *FOOTER])


def test_between_phone_and_laptop_the_button_leads_to_the_field(new_page, world):
    page = new_page(1000, 740)
    page.goto("/th/")
    expect(page.get_by_label("ค้นหาในเว็บนี้")).to_be_hidden()
    page.get_by_role("search", name="ค้นหา", exact=True).get_by_role("button").click()
    expect(page).to_have_url(re.compile("/th/search/"))
    expect(page.locator("#site-q")).to_be_visible()
