"""A team's page on a phone: who came when, a group changed, a leaving undone."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from geo.choices import Role
from programmes.models import Enrolment
from tests.factories.leaders import PersonFactory, TeamFactory
from tests.factories.programmes import EnrolmentFactory, HeadcountFactory, activity_with, group, roster

HERE = "440501"
NAME = "มาลี ทองสุก"


@pytest.fixture
def team(transactional_db: None) -> Any:
    """A team with work of two years, somebody known by name, and somebody who left."""
    team = TeamFactory(code=HERE)
    people = roster(team, 3, key="change-leader") + roster(team, 5)
    person = PersonFactory(team=team, given_name="มาลี", family_name="ทองสุก")
    people.append(EnrolmentFactory(person=person, team=team, group=group("member")))
    roster(team, 1, ends_on="2019-01-31")
    HeadcountFactory(activity=activity_with("verified", came=people[:6], team=team, starts_on="2018-05-01"))
    activity_with("submitted", came=people[2:], team=team)
    return team


@pytest.fixture
def coordinator(team: Any, user_with: Callable[..., Any]) -> Any:
    """The coordinator of the team's subdistrict."""
    return user_with(Role.COORDINATOR, HERE)


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_it_is_readable_for_everybody(new_page, coordinator, team, axe, fits, width) -> None:
    page = new_page(width, 740, user=coordinator)
    row = Enrolment.objects.get(person__given_name="มาลี")
    for query in ("", f"?row={row.uid}", "?year=2018"):
        page.goto(f"/log/teams/{team.pk}/{query}")
        axe(page)
        fits(page)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_group_is_changed_and_a_leaving_undone(new_page, coordinator, team, axe, scripts) -> None:
    page = new_page(360, 740, touch=True, user=coordinator, java_script_enabled=scripts)
    page.goto("/log/")
    page.get_by_role("link", name="ดูหน้าทีม").click()
    expect(page.get_by_role("heading", name="คนในทีมวันนี้ 9 คน")).to_be_visible()
    page.get_by_role("link", name=f"เปลี่ยน {NAME}").click()
    page.locator("#roster").get_by_role("radio", name="ผู้นำการเปลี่ยนแปลง").check()
    page.get_by_role("button", name="เปลี่ยนกลุ่ม").click()
    expect(page.get_by_text(f"เปลี่ยนกลุ่มของ {NAME} แล้ว")).to_be_visible()
    assert Enrolment.objects.on().get(person__given_name="มาลี").group == group("change-leader")

    page.get_by_role("link", name=f"เปลี่ยน {NAME}").click()
    page.get_by_text("ออกจากรายชื่อทีม", exact=True).click()
    page.get_by_role("button", name="ออกจากรายชื่อ").click()
    expect(page.get_by_text("เลิกทำได้ท้ายหน้านี้").first).to_be_visible()
    if scripts:
        axe(page)
    page.get_by_role("button", name=f"เลิกทำ {NAME}").click()
    expect(page.get_by_text(f"{NAME} กลับมาอยู่ในรายชื่อแล้ว")).to_be_visible()
