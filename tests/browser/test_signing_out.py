"""Signing out of the editing admin: whoever also logs leaves no rosters on the machine."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from geo.choices import Role
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import roster

from .offline import lies_open, visit


@pytest.fixture
def name(transactional_db: None) -> str:
    """Somebody on a roster."""
    team = TeamFactory(code="440501")
    roster(team, 1, key="member")
    return team.enrolments.get().person.full_name


def test_signing_out_of_the_admin_takes_the_rosters_away(
    new_page: Callable[..., Page], name: str, user_with: Callable[..., Any]
) -> None:
    page = new_page(1280, 900, user=user_with(Role.STAFF, "TH"))
    visit(page)
    assert name in lies_open(page)
    page.goto("/admin/")
    page.locator(".sidebar-footer > button").click()
    page.locator('form[action="/admin/logout/"] button').click()
    page.wait_for_url(re.compile("/th/$"))
    assert name not in lies_open(page)
