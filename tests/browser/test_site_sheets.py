"""A list of learning sites from the file to the desk's pages, on a laptop and on a phone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from geo.choices import Role
from geo.models import LearningSite

SHEETS = Path(__file__).parents[1] / "data"
SIZES = {"phone": (360, 740), "laptop": (1280, 900)}


@pytest.mark.parametrize("size", SIZES)
def test_a_list_of_sites_from_the_file_to_the_pages_of_sites(
    size: str,
    transactional_db: None,
    user_with: Callable[..., Any],
    new_page: Callable[..., Page],
    axe: Callable[[Page], None],
    fits: Callable[[Page], None],
) -> None:
    staff = user_with(Role.STAFF, "TH", display_name="เจ้าหน้าที่ทดสอบ")
    page = new_page(*SIZES[size], touch=size == "phone", user=staff)
    page.goto("/sheets/")
    page.get_by_label("เลือกไฟล์").set_input_files(SHEETS / "c_site.xlsx")
    page.get_by_role("button", name="อ่านไฟล์").click()
    expect(page.get_by_text("อ่านได้ 4 แถว เพิ่มใหม่ 3 ขอถาม 1")).to_be_visible()
    expect(page.get_by_role("table").get_by_text("14.33, 100.28")).to_be_visible()
    axe(page)
    fits(page)
    page.get_by_label("ใช่ แห่งเดียวกัน").check()
    page.get_by_role("button", name="นำเข้า 3 แถว").click()
    expect(page.get_by_role("heading", name="แหล่งเรียนรู้ที่เพิ่ม")).to_be_visible()
    axe(page)
    fits(page)
    page.get_by_role("link", name="บ้านพอเพียง ต.ควนเมา").click()
    expect(page.get_by_role("heading", name="ผู้ประสาน")).to_be_visible()
    expect(page.get_by_role("link", name="081-000-0003")).to_be_visible()
    axe(page)
    fits(page)
    assert LearningSite.objects.count() == 3
