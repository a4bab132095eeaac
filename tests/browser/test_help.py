"""Letters and the pages that help: read by everybody, used without scripts, clean on paper."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.cms.conftest import World, make_world
from tests.factories.cms import ContactFactory, LetterPageFactory

HELP = ["/th/letters/", "/th/letters/?year=2561", "/th/glossary/", "/en/glossary/", "/th/contacts/",
        "/th/form-a-team/?province=44", "/th/privacy/", "/th/nothing/", "/en/nothing/"]  # fmt: skip


@pytest.fixture
def world(transactional_db: None) -> World:
    """One of everything, another letter, and contacts of a region and the nation."""
    made = make_world()
    LetterPageFactory(number=made.letter.number + 1, signer="ผอ.พอช.")
    for code in ("NE", "TH"):
        ContactFactory(code=code, phones="043000000")
    return made


@pytest.mark.parametrize(
    ("width", "scheme"), [(320, "light"), (360, "light"), (360, "dark"), (1280, "light")]
)
def test_they_fit_and_can_be_read_by_everybody(new_page, console_clean, axe, fits, world, width, scheme):
    console_clean.allow("404")
    page = new_page(width, 740, color_scheme=scheme)
    for address in [*HELP, world.letter.url]:
        page.goto(address)
        fits(page)
        axe(page)


def test_from_the_home_page_to_a_letter_and_on(phone: Page, world: World):
    phone.goto("/th/")
    phone.get_by_role("link", name="จดหมายทุกฉบับ").click()
    phone.get_by_role("link", name="ปี 2561 · 2 ฉบับ").click()
    phone.get_by_role("main").get_by_role("link", name=world.letter.title).click()
    expect(phone.get_by_text("วันศุกร์ที่ 23 กุมภาพันธ์ 2561")).to_be_visible()
    expect(phone.get_by_text(re.compile("^อ่าน 1 ครั้ง$"))).to_be_visible()
    phone.get_by_role("link", name=re.compile("ฉบับถัดไป")).click()
    expect(phone).not_to_have_url(re.compile(world.letter.slug))
    expect(phone.get_by_role("link", name=re.compile("ฉบับก่อนหน้า"))).to_be_visible()


def test_on_paper_there_is_the_letter_alone(laptop: Page, world: World):
    laptop.goto(world.letter.url)
    expect(laptop.get_by_role("button", name="พิมพ์จดหมายนี้")).to_be_visible()
    laptop.emulate_media(media="print")
    seen = laptop.evaluate("document.body.innerText")
    for words in (
        "ฉบับที่",
        "วันศุกร์ที่ 23 กุมภาพันธ์ 2561",
        "วันพฤหัสบดีที่ 22 กุมภาพันธ์ 2561",
        "ผอ.พอช.",
        world.letter.title,
    ):
        assert words in seen
    for words in ("โครงการ", "หน้าแรก", "อ่าน 1 ครั้ง", "ฉบับถัดไป", "พิมพ์จดหมายนี้", "เว็บสาธิต"):
        assert words not in seen
    ground = laptop.evaluate("getComputedStyle(document.querySelector('.letter')).boxShadow")
    assert ground == "none"


def test_it_is_one_sheet_of_a4(laptop: Page, world: World, tmp_path: Path):
    laptop.goto(world.letter.url)
    sheet = laptop.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
    width, height = (
        float(number) for number in re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", sheet).groups()
    )
    assert abs(width - 595) < 1
    assert abs(height - 842) < 1


def test_whom_to_ask_is_chosen_without_scripts(new_page, world):
    page = new_page(360, 740, touch=True, java_script_enabled=False)
    page.goto("/th/form-a-team/")
    page.get_by_label("จังหวัด", exact=True).select_option(label="มหาสารคาม")
    page.get_by_role("button", name="ดูที่ติดต่อ").click()
    expect(page).to_have_url(re.compile(r"\?province=44#ask$"))
    expect(page.locator("#ask").get_by_role("link", name="02-000-0000")).to_be_visible()
    page.get_by_label("จังหวัด", exact=True).select_option(label="ขอนแก่น")
    page.get_by_role("button", name="ดูที่ติดต่อ").click()
    expect(page.get_by_text("จ.ขอนแก่น ยังไม่มีที่ติดต่อของตัวเอง")).to_be_visible()
    expect(page.locator("#ask").get_by_role("link", name="043-000-000")).to_be_visible()


def test_whoever_is_lost_finds_their_team(phone: Page, console_clean, world: World):
    console_clean.allow("404")
    phone.goto("/th/nothing/")
    phone.get_by_label("ชื่อตำบล อำเภอ หรือจังหวัด").fill(world.team.subdistrict.full_name)
    phone.get_by_role("button", name="ค้นหาตำบล").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(world.team.name)


@pytest.mark.parametrize("width", [360, 1280])
def test_a_broken_page_looks_cared_for(new_page, console_clean, axe, fits, world, width, monkeypatch):
    console_clean.allow("500")

    def broken(request):
        raise ValueError("on purpose")

    monkeypatch.setattr("cms.views.glossary.by_letter", broken)
    monkeypatch.setattr("django.core.handlers.exception.log_response", lambda *told, **more: None)
    page = new_page(width, 740)
    page.goto("/th/glossary/")
    expect(page.get_by_role("heading", level=1)).to_have_text("ระบบขัดข้อง")
    fits(page)
    axe(page)
