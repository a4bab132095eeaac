"""Every page of the coordinators' workspace: readable for everybody, and as wide as the screen."""

import pytest

from tests.factories.programmes import activity_with

from .writing import coordinator, team

__all__ = ["coordinator", "team"]

PAGES = [
    "/log/", "/log/new/", "/log/activities/", "/log/people/", "/log/people/new/", "/log/sites/",
    "/log/sites/new/",
]  # fmt: skip


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_is_readable_for_everybody(new_page, coordinator, team, axe, fits, width) -> None:
    people = list(team.enrolments.all())
    sent = activity_with("submitted", came=people[:5], by=coordinator, team=team)
    draft = activity_with("draft", came=people[:3], by=coordinator, team=team)
    back = activity_with("returned", came=people[:3], by=coordinator, reason="นับใหม่", team=team)
    page = new_page(width, 800, user=coordinator)
    addresses = [f"/log/activities/{row.uid}/" for row in (sent, draft, back)]
    addresses.append(f"/log/people/{people[0].person.uid}/")
    for address in (*PAGES, *addresses):
        page.goto(address)
        axe(page)
        fits(page)


def test_nothing_scrolls_sideways_on_the_narrowest_phone(new_page, coordinator, team, fits) -> None:
    draft = activity_with("draft", came=list(team.enrolments.all())[:3], by=coordinator, team=team)
    page = new_page(320, 640, touch=True, user=coordinator)
    for address in (*PAGES, f"/log/activities/{draft.uid}/"):
        page.goto(address)
        fits(page)
