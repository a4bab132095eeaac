"""A sheet's questions: one answer for many rows, one row its own; left, come back to, written and undone."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from geo.choices import Role
from leaders.models import Person
from leaders.services.people import change_person
from programmes.models import Activity, Enrolment
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import the_programme

HOME = "440404"
SIZES = {"phone": (360, 740), "laptop": (1280, 900)}
LINES = [
    "ใบลงทะเบียน ประชุมทีม",
    "วันที่ 12 มี.ค. 61 ณ ศาลากลางบ้าน ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม",
    "ที่,ชื่อ-สกุล,กลุ่ม,โทร.,ลายมือชื่อ",
    "1,นายกล้า ทดสอบ,ผู้นำ,081-000-0001,/",
    "2,นางขวัญ สมมติ,ผู้นำ,,/",
    "3,นายทองดี ลองดู,ผู้นำ,,/",
    "4,นางมะลิ นาดี,สมาชิก,,/",
]
ASKED = "ช่อง กลุ่ม: “ผู้นำ” หมายถึงกลุ่มไหน"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A sheet on which three rows ask the same."""
    file = tmp_path / "ใบลงชื่อ.csv"
    file.write_text("\n".join(LINES), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("role", "code", "size", "javascript"),
    [
        (Role.COORDINATOR, HOME, "phone", True),
        (Role.COORDINATOR, HOME, "phone", False),
        (Role.REVIEWER, "44", "laptop", True),
    ],
)
def test_asked_together_left_come_back_to_written_and_undone(
    role: str,
    code: str,
    size: str,
    javascript: bool,
    sheet: Path,
    transactional_db: None,
    user_with: Callable[..., Any],
    new_page: Callable[..., Page],
    axe: Callable[[Page], None],
    fits: Callable[[Page], None],
) -> None:
    the_programme()
    TeamFactory(code=HOME, formed_on=date(2018, 1, 1))
    user = user_with(role, code, display_name="คนนำเข้าทดสอบ")

    def opened() -> Page:
        return new_page(*SIZES[size], touch=size == "phone", user=user, java_script_enabled=javascript)

    def check(page: Page) -> None:
        if javascript:
            axe(page)
            fits(page)

    page = opened()
    page.goto("/sheets/")
    page.get_by_label("เลือกไฟล์", exact=True).set_input_files(sheet)
    page.get_by_role("button", name="อ่านไฟล์").click()
    expect(page.get_by_text("คำตอบเดียวใช้กับ 3 แถว")).to_be_visible()
    expect(page.get_by_role("radiogroup", name=ASKED)).to_have_count(1)
    check(page)

    page.get_by_role("radiogroup", name=ASKED).get_by_label("ผู้นำการเปลี่ยนแปลง").check()
    page.get_by_text("ดูชื่อ หรือตอบแยกทีละแถว").click()
    page.get_by_label("แถว 5 นางขวัญ สมมติ").select_option("สมาชิก")
    check(page)
    page.get_by_role("button", name="เก็บคำตอบ").click()
    expect(page.get_by_text("อ่านได้ 4 แถว เพิ่มใหม่ 4")).to_be_visible()
    page.context.close()
    assert not Person.objects.exists()

    page = opened()
    page.goto("/sheets/")
    check(page)
    page.get_by_role("link", name="ใบลงชื่อ.csv").click()
    expect(page.get_by_text("อ่านได้ 4 แถว เพิ่มใหม่ 4")).to_be_visible()
    kept = page.get_by_role("radiogroup", name=ASKED).get_by_label("ผู้นำการเปลี่ยนแปลง")
    expect(kept).to_be_checked()
    page.get_by_text("ดูชื่อ หรือตอบแยกทีละแถว").click()
    expect(page.get_by_label("แถว 5 นางขวัญ สมมติ")).to_have_value("member")
    page.get_by_role("button", name="นำเข้า 4 แถว").click()
    expect(page.get_by_text("นำเข้าแล้ว 4 แถว").first).to_be_visible()
    groups = Enrolment.objects.order_by("person__given_name").values_list("group__key", flat=True)
    assert list(groups) == ["change-leader", "member", "change-leader", "member"]

    change_person(Person.objects.get(given_name="กล้า"), by=user, phone="0810000009")
    page.get_by_role("link", name="ย้อนการนำเข้าครั้งนี้").click()
    expect(page.get_by_text("ยังไม่ได้ย้อน ตรวจก่อนแล้วกดย้อน")).to_be_visible()
    expect(page.get_by_text("นายกล้า ทดสอบ")).to_be_visible()
    check(page)
    assert Activity.objects.exists()
    page.get_by_role("button", name="ย้อนการนำเข้าครั้งนี้").click()
    expect(page.get_by_role("status").get_by_text("ย้อนการนำเข้าแล้ว")).to_be_visible()
    expect(page.get_by_text("แก้เบอร์โทร")).to_be_visible()
    check(page)
    assert [person.given_name for person in Person.objects.all()] == ["กล้า"]
    assert not Activity.everything.exists()
