"""A sign-in sheet from the file to the record, on a laptop and on a phone, with and without JavaScript."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from geo.choices import Role
from leaders.models import Person
from programmes.choices import ActivityStatus
from programmes.models import Activity
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import the_programme

SHEETS = Path(__file__).parents[1] / "data"
HOME = "440404"
SIZES = {"phone": (360, 740), "laptop": (1280, 900)}


@pytest.fixture
def people(transactional_db: None, user_with: Callable[..., Any]) -> dict[str, Any]:
    """The team of the sample's subdistrict with its coordinator and its reviewer."""
    the_programme()
    TeamFactory(code=HOME, formed_on=date(2018, 1, 1))
    return {
        "coordinator": user_with(Role.COORDINATOR, HOME, display_name="ผู้ประสานงานทดสอบ"),
        "reviewer": user_with(Role.REVIEWER, "44", display_name="ผู้ตรวจทดสอบ"),
    }


def choose(page: Page, file: Path) -> None:
    """Upload a file from the list."""
    page.get_by_label("เลือกไฟล์", exact=True).set_input_files(file)
    page.get_by_role("button", name="อ่านไฟล์").click()


@pytest.mark.parametrize(
    ("role", "size", "javascript"),
    [("coordinator", "phone", False), ("coordinator", "phone", True), ("reviewer", "laptop", True)],
)
def test_from_the_file_to_the_record(
    role: str,
    size: str,
    javascript: bool,
    people: dict[str, Any],
    new_page: Callable[..., Page],
    axe: Callable[[Page], None],
    fits: Callable[[Page], None],
) -> None:
    page = new_page(*SIZES[size], touch=size == "phone", user=people[role], java_script_enabled=javascript)
    check = axe if javascript else (lambda _page: None)
    page.goto("/sheets/")
    check(page)
    choose(page, SHEETS / "a_signin.xlsx")
    expect(page.get_by_role("heading", name="ตรวจก่อนนำเข้า")).to_be_visible()
    expect(page.get_by_text("อ่านได้ 4 แถว เพิ่มใหม่ 3 ขอถาม 1")).to_be_visible()
    expect(page.get_by_role("table").get_by_text("ช่อง กลุ่ม: “ผู้นำ” หมายถึงกลุ่มไหน")).to_be_visible()
    check(page)
    if javascript:
        fits(page)

    page.get_by_role("radiogroup", name="เรียนรู้ด้วยวิธีไหน").get_by_label("เวที", exact=True).check()
    group = page.get_by_role("radiogroup", name="ช่อง กลุ่ม: “ผู้นำ” หมายถึงกลุ่มไหน")
    group.get_by_label("ผู้นำการเปลี่ยนแปลง").check()
    page.get_by_role("button", name="เก็บคำตอบ").click()
    expect(page.get_by_text("อ่านได้ 4 แถว เพิ่มใหม่ 4")).to_be_visible()
    check(page)
    assert not Person.objects.exists()

    page.get_by_role("button", name="นำเข้า 4 แถว").click()
    expect(page.get_by_text("อ่านได้ 4 แถว เหมือนเดิม 4")).to_be_visible()
    check(page)
    activity = Activity.objects.get()
    assert (activity.status, Person.objects.count()) == (ActivityStatus.SUBMITTED, 4)

    page.goto("/sheets/")
    choose(page, SHEETS / "a_signin.csv")
    expect(page.get_by_text("ไฟล์นี้นำเข้าแล้วเมื่อ 20 ก.พ. 2562 ไม่มีอะไรเพิ่ม")).to_be_visible()
    expect(page.get_by_role("button", name="นำเข้า")).to_have_count(0)


@pytest.mark.parametrize("size", SIZES)
def test_a_file_that_is_no_sheet_is_said_beside_the_field(
    size: str,
    people: dict[str, Any],
    new_page: Callable[..., Page],
    axe: Callable[[Page], None],
    fits: Callable[[Page], None],
    tmp_path: Path,
) -> None:
    letter = tmp_path / "letter.xlsx"
    letter.write_bytes(b"%PDF-1.7")
    page = new_page(*SIZES[size], user=people["coordinator"])
    page.goto("/sheets/")
    choose(page, letter)
    expect(page.get_by_label("เลือกไฟล์", exact=True)).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("ไฟล์นี้ไม่ใช่ตาราง")).to_be_visible()
    axe(page)
    fits(page)


def test_refused_rows_stand_at_320_px(
    people: dict[str, Any],
    new_page: Callable[..., Page],
    axe: Callable[[Page], None],
    fits: Callable[[Page], None],
    tmp_path: Path,
) -> None:
    sheet = tmp_path / "ใบลงชื่อ.csv"
    lines = [
        "ใบลงทะเบียน ประชุมทีม",
        "วันที่ 12 มี.ค. 61 ณ ศาลากลางบ้าน ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม",
        "ที่,ชื่อ-สกุล,กลุ่ม,โทร.,ที่อยู่,ลายมือชื่อ",
        "1,นายกล้า ทดสอบ,สมาชิก,081-000-000,ต.ท่าช้าง,/",
        "2,12345,สมาชิก,,,x",
        "3,นางขวัญ สมมติ,สมาชิก,,ต.เชียงยืน อ.เชียงยืน จ.มหาสารคาม,/",
    ]
    sheet.write_text("\n".join(lines), encoding="utf-8")
    page = new_page(320, 640, touch=True, user=people["coordinator"])
    page.goto("/sheets/")
    choose(page, sheet)
    expect(page.get_by_role("heading", name="นำเข้าไม่ได้ 2 แถว")).to_be_visible()
    axe(page)
    fits(page)
