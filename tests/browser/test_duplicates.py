"""A reviewer puts one person's two records together, and takes them apart again, on a phone."""

import pytest
from playwright.sync_api import expect

from geo.choices import Role
from leaders.models import Merge, Person
from leaders.services.likeness import find_duplicates
from tests.factories.leaders import PersonFactory, TeamFactory
from tests.factories.programmes import EnrolmentFactory, activity_with

pytestmark = pytest.mark.django_db(transaction=True)
CUT_OFF = "[...document.querySelectorAll('.tbl')].some(box => box.scrollWidth > box.clientWidth)"


@pytest.fixture
def reviewer(user_with):
    return user_with(Role.REVIEWER, "44", display_name="ผู้ตรวจมหาสารคาม")


@pytest.fixture
def two() -> tuple[Person, Person]:
    team = TeamFactory(code="440501")
    people = (
        PersonFactory(
            team=team, given_name="จันทร์ดี", family_name="พรหมมา", birth_year=1966, phone="0810000001"
        ),
        PersonFactory(team=team, given_name="จันดี", family_name="พรมมา", birth_year=1966, position="อสม."),
    )
    for person in people:
        enrolment = EnrolmentFactory(team=team, person=person)
        activity_with("verified", team=team, came=[enrolment], title=f"เวทีของ{person.given_name}")
    PersonFactory(team=TeamFactory(code="450101"), given_name="จันทร์ดี", family_name="พรหมมา", birth_year=1966)
    list(find_duplicates(team.subdistrict.province))
    return people


def test_merged_and_taken_apart_on_a_phone(new_page, axe, fits, reviewer, two):
    page = new_page(360, 740, touch=True, user=reviewer)
    page.goto("/review/people/")
    page.get_by_role("link", name="คนที่อาจซ้ำกัน 1 คู่").click()
    whole(page, axe, fits)
    page.get_by_role("link", name="จันทร์ดี พรหมมา").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("เป็นคนเดียวกันไหม")
    whole(page, axe, fits)
    expect(page.get_by_role("radio", name="จันทร์ดี")).to_be_checked()
    page.get_by_role("button", name="รวมคนซ้ำ").click()
    expect(page.get_by_role("status")).to_contain_text("รวมแล้ว")
    expect(page.get_by_text("เข้าร่วม 2 ครั้ง")).to_be_visible()
    whole(page, axe, fits)
    page.get_by_role("button", name="แยกคืน").click()
    expect(page.get_by_role("status")).to_contain_text("เป็นสองคนเหมือนก่อนรวม")
    whole(page, axe, fits)
    assert Merge.objects.get().undone_by == reviewer
    page.goto(f"/review/people/{two[0].uid}/elsewhere/")
    expect(page.get_by_role("button", name="แจ้งเจ้าหน้าที่")).to_be_visible()
    whole(page, axe, fits)
    page.goto(f"/log/people/{two[0].uid}/")
    axe(page)
    fits(page)


def test_without_javascript_they_are_told_apart(new_page, reviewer, two):
    page = new_page(360, 740, user=reviewer, java_script_enabled=False)
    page.goto("/review/people/duplicates/")
    page.get_by_role("link", name="จันทร์ดี พรหมมา").click()
    page.get_by_role("button", name="ไม่ใช่คนเดียวกัน").click()
    expect(page.get_by_role("status")).to_contain_text("จะไม่ถามอีก")
    expect(page.get_by_text("ไม่มีคนที่อาจซ้ำกัน")).to_be_visible()


def whole(page, axe, fits) -> None:
    axe(page)
    fits(page)
    assert not page.evaluate(CUT_OFF), page.url
