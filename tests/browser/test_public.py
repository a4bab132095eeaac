"""The public site as a reader meets it: on a small phone, on a laptop, in the dark, with weak signal."""

import gzip
import re
from collections import Counter

import pytest
from playwright.sync_api import Page, Response, expect

from cms.models import ProgrammeDocument, ProgrammePage
from tests.cms.conftest import World, make_world
from tests.factories.cms import MaterialFactory, PictureFactory, StoryPageFactory

# Compressed, first visit (the look, section 5).
PAGE_KB, FONTS_KB, PICTURES_KB = 60, 70, 100


@pytest.fixture
def world(transactional_db: None) -> World:
    """One of everything, with a photo and a document."""
    made = make_world()
    ProgrammeDocument.objects.create(
        page=ProgrammePage.objects.get(locale__language_code="th"), material=MaterialFactory()
    )
    StoryPageFactory(photo=PictureFactory())
    return made


def addresses(world: World) -> dict[str, str]:
    return world.addresses() | {"find nothing": "/th/find/?q=zzqq", "privacy": "/th/privacy/"}


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_page_scrolls_sideways(new_page, fits, world, width):
    page = new_page(width, 740)
    for address in addresses(world).values():
        page.goto(address)
        fits(page)


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "light"), (360, "dark")])
def test_every_page_type_can_be_read_by_everybody(new_page, axe, world, width, scheme):
    page = new_page(width, 740, color_scheme=scheme)
    for address in addresses(world).values():
        page.goto(address)
        # What is folded away is there to be read too.
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        axe(page)


def test_somebody_finds_their_team_and_a_place_to_learn(phone, world):
    phone.goto("/th/")
    expect(phone.get_by_role("heading", level=1)).to_have_text(re.compile("ตำบลเข้มแข็ง"))
    phone.get_by_label("ชื่อตำบล อำเภอ หรือจังหวัด").fill(world.team.subdistrict.full_name)
    phone.get_by_role("button", name="ค้นหาตำบล").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(world.team.name)
    expect(phone.get_by_text("จำนวนคนแสดงตั้งแต่ระดับจังหวัดขึ้นไป")).to_be_visible()
    phone.get_by_role("main").get_by_role("link", name=world.site.name).first.click()
    expect(phone.get_by_role("heading", name="เรียนรู้อะไรได้บ้าง")).to_be_visible()
    phone.get_by_role("link", name=re.compile("^ดูรายละเอียด")).first.click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(world.open_house.title)
    with phone.expect_download() as started:
        phone.get_by_role("link", name="เพิ่มในปฏิทิน").click()
    assert started.value.suggested_filename.endswith(".ics")
    material = world.open_house.materials.first().material
    with phone.expect_download() as started:
        phone.get_by_role("link", name=re.compile(material.title)).click()
    assert started.value.suggested_filename.endswith(".pdf")


def test_from_the_country_down_to_a_team(laptop, world):
    laptop.goto("/th/")
    main = laptop.get_by_role("main")
    main.get_by_role("link", name=re.compile("^ภาคตะวันออกเฉียงเหนือ")).click()
    main.get_by_role("link", name="จ.มหาสารคาม").click()
    expect(main.get_by_text("คน-ครั้ง").first).to_be_visible()
    main.get_by_role("link", name=re.compile(world.team.name)).click()
    expect(laptop.get_by_role("heading", level=1)).to_have_text(world.team.name)
    laptop.get_by_role("navigation", name="ตำแหน่งหน้า").get_by_role("link", name="หน้าแรก").click()
    expect(laptop).to_have_url(re.compile("/th/$"))


def test_the_directions_can_be_read_as_a_table(page, world):
    page.goto("/th/programme/")
    expect(page.locator(".dir")).to_have_count(8)
    table = page.get_by_role("table")
    expect(table).to_be_hidden()
    page.get_by_text("ดู 8 ทิศทางเป็นตาราง").click()
    expect(table).to_be_visible()
    expect(table.get_by_role("row").filter(has_text="ทีมที่มีคนเรียนรู้ครบทุกกลุ่ม")).to_contain_text("1 จาก 1 ทีม")


def test_the_same_page_is_read_in_the_other_language_and_back(page, world):
    page.goto("/th/programme/")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile("/en/programme/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("directions"))
    page.get_by_role("link", name="ไทย").click()
    expect(page).to_have_url(re.compile("/th/programme/$"))


def test_what_is_not_in_english_yet_says_so_and_leads_back(page, world):
    page.goto(world.story.url)
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("not .*English"))
    page.get_by_role("main").get_by_role("link", name=re.compile("Thai")).first.click()
    expect(page).to_have_url(re.compile(re.escape(world.story.url)))


class Weights:
    """Compressed bytes of everything a page fetched, by kind."""

    def __init__(self, page: Page) -> None:
        self.bytes: Counter[str] = Counter()
        page.on("response", self._count)

    def _count(self, response: Response) -> None:
        kind = response.request.resource_type
        body = response.body()
        # Pictures and fonts are compressed in themselves, drawings are text.
        text = kind in {"document", "stylesheet", "script"} or "svg" in response.headers.get(
            "content-type", ""
        )
        self.bytes[kind] += len(gzip.compress(body)) if text else len(body)

    def kilobytes(self, *kinds: str) -> float:
        return sum(self.bytes[kind] for kind in kinds) / 1000


@pytest.mark.parametrize("kind", ["home", "programme", "open house", "site", "team", "province", "story"])
def test_a_first_visit_is_light(new_page, world, kind):
    page = new_page(360, 740, touch=True)
    weights = Weights(page)
    page.goto(world.addresses()[kind], wait_until="networkidle")
    assert weights.kilobytes("document", "stylesheet", "script") <= PAGE_KB
    assert weights.kilobytes("font") <= FONTS_KB
    assert weights.kilobytes("image") <= PICTURES_KB
