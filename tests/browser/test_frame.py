"""The frame around every page: fits, can be read in the light and in the dark, works without scripts."""

import re

import pytest
from playwright.sync_api import expect

SIGN_IN = "/accounts/sign-in/"
MISSING = "/th/nobody-wrote-this/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("address", [SIGN_IN, MISSING], ids=["form", "404"])
def test_a_page_fits_and_can_be_read(new_page, console_clean, axe, fits, address, width, scheme):
    console_clean.allow("404")
    page = new_page(width, 740, color_scheme=scheme)
    page.goto(address)
    fits(page)
    axe(page)


def test_colours_follow_the_reader(new_page):
    grounds = []
    for scheme in ("light", "dark"):
        page = new_page(360, 740, color_scheme=scheme)
        page.goto(SIGN_IN)
        grounds.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert grounds == ["rgb(248, 246, 238)", "rgb(15, 24, 48)"]


def test_the_menu_of_a_phone_opens_without_scripts(new_page):
    page = new_page(360, 740, touch=True, java_script_enabled=False)
    page.goto(SIGN_IN)
    english = page.get_by_role("link", name="English")
    expect(english).to_be_hidden()
    page.get_by_role("link", name="เมนู", exact=True).click()
    expect(english).to_be_visible()
    page.get_by_role("link", name="ปิดเมนู").click()
    expect(english).to_be_hidden()


def test_the_keyboard_skips_to_the_content(laptop, console_clean):
    console_clean.allow("404")
    laptop.goto(MISSING)
    laptop.keyboard.press("Tab")
    skip = laptop.get_by_role("link", name="ข้ามไปเนื้อหาหลัก")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    laptop.keyboard.press("Enter")
    expect(laptop).to_have_url(re.compile("#main$"))
    laptop.keyboard.press("Tab")
    assert laptop.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_targets_are_large_enough_for_a_thumb(phone):
    phone.goto(SIGN_IN)
    small = phone.evaluate(
        """() => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, summary")]
            .filter(one => one.offsetParent && !one.matches(".skip"))
            .map(one => [one.textContent.trim() || one.name, one.getBoundingClientRect().height])
            .filter(([, height]) => height < 44)"""
    )
    assert small == []
