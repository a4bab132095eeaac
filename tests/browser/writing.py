"""Writing a log in a browser: a team with its coordinator, and what a thumb does on the form."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from geo.choices import Role
from geo.models import LearningSite
from tests.factories.leaders import PersonFactory, TeamFactory
from tests.factories.programmes import EnrolmentFactory, group, roster

from .offline import row

HERE = "440501"


@pytest.fixture
def team(transactional_db: None) -> Any:
    """A team of four change leaders and nine members, one of them known by name."""
    team = TeamFactory(code=HERE)
    roster(team, 4, key="change-leader")
    roster(team, 8, key="member")
    person = PersonFactory(team=team, given_name="จันทร์ดี", family_name="พรหมมา", address="หมู่ 5")
    EnrolmentFactory(person=person, team=team, group=group("member"))
    LearningSite.objects.create(name_th="ป่าชุมชนเชียงยืน", subdistrict=team.subdistrict, status="published")
    return team


@pytest.fixture
def coordinator(team: Any, user_with: Callable[..., Any]) -> Any:
    """The coordinator of the team's subdistrict."""
    return user_with(Role.COORDINATOR, HERE, display_name="ผู้ประสานงานทดสอบ")


def begin(page: Page, title: str) -> None:
    page.goto("/log/")
    page.get_by_role("main").get_by_role("link", name="บันทึกกิจกรรม").click()
    page.get_by_label("ชื่อกิจกรรม").fill(title)
    expect(page.get_by_role("heading", name="ใครมาบ้าง")).to_be_visible()


def tap(page: Page, name: str, times: int = 1) -> None:
    for _tap in range(times):
        row(page, name).locator(".who").click()


def names(team: Any, key: str) -> list[str]:
    rows = team.enrolments.filter(group__key=key).by_group()
    return [row.person.full_name for row in rows.select_related("person")]
