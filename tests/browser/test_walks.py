"""The whole way of the data: from a hall or a sheet, over the reviewer, to figures, map and public page."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from geo.choices import Role
from programmes.models import Activity
from tests.browser.offline import ready, row
from tests.factories.geo import LearningSiteFactory
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import activity_with, roster, the_programme

pytestmark = pytest.mark.django_db(transaction=True)
SHEETS = Path(__file__).parents[1] / "data"
CODE, PROVINCE = "440404", "44"


@pytest.fixture
def people(user_with):
    """A coordinator and a reviewer of ท่าขอนยาง and its province, and staff of the nation."""
    the_programme()
    return {
        "coordinator": user_with(Role.COORDINATOR, CODE),
        "reviewer": user_with(Role.REVIEWER, PROVINCE),
        "staff": user_with(Role.STAFF, "TH"),
    }


@pytest.fixture
def team(people):
    """Eight people on the roster, six of whom came before: the public sees 5."""
    team = TeamFactory(code=CODE)
    team.learners = roster(team, 8)
    earlier = people["staff"]
    activity_with("verified", team=team, came=team.learners[:6], by=earlier, starts_on="2019-01-15")
    LearningSiteFactory(place=CODE, lat=16.24, lon=103.26, name_th="ศูนย์เรียนรู้ท่าขอนยาง")
    return team


def exact(page: Page) -> dict[str, int]:
    """The headline that reviewers and staff read."""
    page.goto("/review/figures/")
    cells = page.locator("#headline [data-figure]")
    found = {cell.get_attribute("data-figure"): cell.inner_text() for cell in cells.all()}
    return {name: int(re.sub(r"\D", "", text)) for name, text in found.items()}


def public(page: Page) -> tuple[str, str]:
    """What the province's public page says of people and of activities."""
    page.goto(f"/th/provinces/{PROVINCE}/")
    figures = page.locator(".fig")
    people = figures.filter(has_text="ไม่นับซ้ำ").locator(".num").first.inner_text()
    activities = figures.filter(has_text="กิจกรรมที่ยืนยันแล้ว").locator(".num").first.inner_text()
    return people, activities


def number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def verify(page: Page, title: str) -> None:
    """The reviewer opens what waits and verifies it."""
    page.goto("/review/")
    page.get_by_role("link", name=re.compile(title)).first.click()
    page.get_by_role("button", name="ยืนยัน", exact=True).click()
    expect(page.get_by_text("ยืนยันแล้ว").first).to_be_visible()


def test_a_log_from_the_hall_reaches_figures_map_and_public_page(new_page, people, team):
    reviewer, staff = (new_page(1280, 900, user=people[name]) for name in ("reviewer", "staff"))
    reader, phone = new_page(1280, 900), new_page(360, 740, touch=True, user=people["coordinator"])
    before, nation_before, (people_before, activities_before) = exact(reviewer), exact(staff), public(reader)
    assert before["people"] == 6
    assert number(people_before) == 5

    phone.goto("/log/new/")
    phone.get_by_label("ชื่อกิจกรรม").fill("เวทีคุยกติกาน้ำ หมู่ 4")
    ready(phone)
    phone.get_by_label("เวที", exact=True).first.check()
    for enrolment in team.learners[5:]:
        row(phone, enrolment.person.full_name).locator(".who").click()
    phone.get_by_role("button", name="ส่งบันทึก (มา 3 คน)").click()
    expect(phone.get_by_text("ส่งแล้ว รอตรวจ 1 รายการ")).to_be_visible()
    assert exact(reviewer) == before, "what waits does not count"

    reviewer.goto("/review/")
    reviewer.get_by_role("link", name=re.compile("เวทีคุยกติกาน้ำ")).first.click()
    reviewer.get_by_label("ต้องแก้ตรงไหน").fill("เพิ่มจำนวนชั่วโมงด้วย")
    reviewer.get_by_role("button", name="ส่งกลับให้แก้").click()
    phone.goto("/log/")
    expect(phone.get_by_text("เพิ่มจำนวนชั่วโมงด้วย")).to_be_visible()
    phone.get_by_role("link", name=re.compile("เวทีคุยกติกาน้ำ")).first.click()
    ready(phone)
    phone.get_by_label("กี่ชั่วโมง").first.fill("๓")
    phone.get_by_role("button", name="ส่งบันทึก (มา 3 คน)").click()
    expect(phone.get_by_text("ส่งแล้ว รอตรวจ 1 รายการ")).to_be_visible()

    verify(reviewer, "เวทีคุยกติกาน้ำ")
    for page, figures in ((reviewer, before), (staff, nation_before)):
        after = exact(page)
        assert after["people"] - figures["people"] == 2, "three came, one of them before"
        assert after["attendances"] - figures["attendances"] == 3
        assert after["activities"] - figures["activities"] == 1
    people_after, activities_after = public(reader)
    assert number(people_after) == 10, "eight people, rounded to the nearest five"
    assert number(activities_after) - number(activities_before) == 1

    reader.goto("/th/sites/?colour=activities")
    expect(reader.locator("#map_sites[data-ready='1']")).to_be_attached()
    expect(reader.locator("#map_sites path.m1")).to_have_count(1)
    expect(reader.get_by_role("link", name=re.compile("ศูนย์เรียนรู้ท่าขอนยาง")).first).to_be_visible()
    reader.goto(f"/th/teams/{team.pk}/")
    expect(reader.get_by_text("เวทีคุยกติกาน้ำ").first).to_be_visible()
    assert team.learners[0].person.full_name not in reader.content()


def test_a_sign_in_sheet_reaches_the_public_page(new_page, people, team):
    desk = ("reviewer", "staff", "nobody")
    reviewer, staff, reader = (new_page(1280, 900, user=people.get(name)) for name in desk)
    coordinator = new_page(360, 740, touch=True, user=people["coordinator"])
    before, nation_before, (_, activities_before) = exact(reviewer), exact(staff), public(reader)

    coordinator.goto("/sheets/")
    coordinator.locator("input[type=file]").set_input_files(SHEETS / "a_signin.csv")
    coordinator.get_by_role("button", name="อ่านไฟล์").click()
    coordinator.get_by_label("ผู้นำการเปลี่ยนแปลง", exact=True).check()
    coordinator.get_by_label("เวที", exact=True).or_(coordinator.get_by_role("combobox")).first.check()
    coordinator.get_by_role("button", name="เก็บคำตอบ").click()
    coordinator.get_by_role("button", name="นำเข้า 4 แถว").click()
    expect(coordinator.get_by_text("นำเข้าแล้ว 4 แถว").first).to_be_visible()
    assert exact(reviewer) == before

    title = Activity.objects.get(import_batch__isnull=False).title
    verify(reviewer, title)
    for page, figures in ((reviewer, before), (staff, nation_before)):
        after = exact(page)
        assert after["people"] - figures["people"] == 4
        assert after["attendances"] - figures["attendances"] == 7, "one came on the first day only"
        assert after["activities"] - figures["activities"] == 1
    people_after, activities_after = public(reader)
    assert number(people_after) == 10
    assert number(activities_after) - number(activities_before) == 1
