"""The sign-in sheet as a coordinator makes it, and as it leaves the printer."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import segno
from PIL import Image
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from geo.choices import Role
from programmes.services.printing import print_sheet
from tests.factories.leaders import PersonFactory, TeamFactory
from tests.factories.programmes import ActivityFactory, EnrolmentFactory, SessionFactory, group

HERE = "440501"
FIRST = date(2019, 2, 25)
A4 = (595, 842)  # points
LONG = "สมศักดิ์สิทธิ์เจริญพรพิทักษ์ไพศาลวัฒนานุกูลกิจจาทรัพย์ไพบูลย์"


@pytest.fixture
def team(transactional_db: None) -> Any:
    """A team of ต.เชียงยืน without anybody."""
    return TeamFactory(code=HERE)


@pytest.fixture
def coordinator(team: Any, user_with: Callable[..., Any]) -> Any:
    """The coordinator of the team's subdistrict."""
    return user_with(Role.COORDINATOR, HERE, display_name="ผู้ประสานงานทดสอบ")


def planned(team: Any, people: int, days: int = 1) -> Any:
    """A planned activity, and people on the roster of its team in all three groups."""
    held = ActivityFactory(
        team=team, title="เวทีแลกเปลี่ยนเรียนรู้กองทุนสวัสดิการ", status="planned",
        starts_on=FIRST, ends_on=FIRST + timedelta(days=days - 1), place_text="ศาลาบ้านหนองแวง",
    )  # fmt: skip
    for number in range(days):
        SessionFactory(activity=held, date=FIRST + timedelta(days=number))
    for number in range(people):
        key = ("change-leader", "issue-specialist")[number % 8] if number % 8 < 2 else "member"
        person = PersonFactory(
            team=team, prefix="นาง", given_name=LONG if number == 5 else "มะลิ", family_name=f"N{number}X",
            address=f"หมู่ {number % 9 + 1}", position="กลุ่มออมทรัพย์" if number % 3 else "",
        )  # fmt: skip
        EnrolmentFactory(team=team, person=person, group=group(key))
    return held


def printed(page: Page) -> PdfReader:
    """What a printer would get."""
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=False)))


def lines(reader: PdfReader) -> list[list[str]]:
    """The words of each page, line by line, with blanks folded."""
    return [[" ".join(line.split()) for line in leaf.extract_text().splitlines()] for leaf in reader.pages]


def test_from_the_activity_to_the_printer(new_page, coordinator, team, axe, fits) -> None:
    held = planned(team, 12)
    page = new_page(360, 740, touch=True, user=coordinator)
    page.goto(f"/log/activities/{held.uid}/")
    page.get_by_role("link", name="พิมพ์ใบลงชื่อ").click()
    axe(page)
    page.get_by_label("แถวว่างกี่แถว").fill("๕")
    page.get_by_role("button", name="ทำใบลงชื่อ").click()
    expect(page.get_by_role("button", name="พิมพ์", exact=True)).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="17")).to_be_visible()
    axe(page)
    fits(page)
    assert held.printed_sheets.get().empty_rows == 5


def test_without_scripts_there_is_no_button_that_does_nothing(new_page, coordinator, team) -> None:
    held = planned(team, 2)
    page = new_page(360, 740, user=coordinator, java_script_enabled=False)
    page.goto(f"/log/activities/{held.uid}/sheet/")
    page.get_by_role("button", name="ทำใบลงชื่อ").click()
    expect(page.get_by_role("article", name="ใบลงชื่อ")).to_be_visible()
    expect(page.get_by_role("button", name="พิมพ์", exact=True)).to_be_hidden()


@pytest.mark.parametrize(
    ("people", "days", "most_pages", "wide"), [(8, 1, 1, False), (60, 1, 3, False), (60, 5, 5, True)]
)
def test_every_row_is_whole_and_on_one_page(
    new_page, coordinator, team, people, days, most_pages, wide
) -> None:
    held = planned(team, people, days)
    sheet = print_sheet(held, by=coordinator, empty_rows=6)
    page = new_page(1280, 900, user=coordinator)
    page.goto(f"/log/activities/{held.uid}/sheet/")
    reader = printed(page)
    assert 1 <= len(reader.pages) <= most_pages
    size = reader.pages[0].mediabox
    assert abs(float(size.width) - A4[wide]) < 2
    assert abs(float(size.height) - A4[not wide]) < 2
    pages = lines(reader)
    said = "\n".join(line for leaf in pages for line in leaf)
    for number in range(people):
        assert said.count(f"N{number}X") == 1, number
    for number, leaf in enumerate(pages, start=1):
        # The line above the head names the sheet on each page, besides the code under the QR on the first.
        assert sum(sheet.shown_code in line for line in leaf) == 1 + (number == 1)
        assert any(f"{number} / {len(pages)}" in line for line in leaf)


@pytest.mark.parametrize("days", [1, 5])
def test_nothing_is_wider_than_the_paper(new_page, coordinator, team, days) -> None:
    held = planned(team, 12, days)
    print_sheet(held, by=coordinator)
    page = new_page(1280, 900, user=coordinator)
    page.goto(f"/log/activities/{held.uid}/sheet/")
    page.emulate_media(media="print")
    # The room between the margins: what is wider than it is cut by the printer.
    page.set_viewport_size({"width": 695 if days == 1 else 1024, "height": 900})
    wide, room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= room
    cut = page.evaluate(
        "[...document.querySelectorAll('.signs-table td, .signs-table th')]"
        ".filter(cell => cell.scrollWidth > cell.clientWidth + 1).map(cell => cell.textContent)"
    )
    assert cut == []


def test_the_code_says_where_the_roll_is_called(new_page, coordinator, team, live_server) -> None:
    held = planned(team, 1)
    print_sheet(held, by=coordinator)
    page = new_page(1280, 900, user=coordinator)
    page.goto(f"/log/activities/{held.uid}/sheet/")
    drawn = page.get_by_role("img", name="QR เปิดหน้าเช็กชื่อของกิจกรรมนี้").locator("svg").screenshot()
    code = segno.make_qr(f"{live_server.url}/log/activities/{held.uid}/?roll#who", error="m")
    assert modules(drawn, code.symbol_size(border=4)[0]) == [
        [bool(module) for module in row] for row in code.matrix_iter(border=4)
    ]


def modules(picture: bytes, size: int) -> list[list[bool]]:
    """Which of ``size`` × ``size`` squares of a picture are dark in their middle."""
    with Image.open(io.BytesIO(picture)) as opened:
        grey = opened.convert("L")
    step = grey.width / size
    return [
        [grey.getpixel((int((x + 0.5) * step), int((y + 0.5) * step))) < 128 for x in range(size)]
        for y in range(size)
    ]
