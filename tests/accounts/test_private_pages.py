"""Pages of somebody signed in are kept by no browser; public ones may be."""

import pytest
from django.urls import reverse

from geo.choices import Role
from tests.factories.leaders import PersonFactory, TeamFactory

pytestmark = pytest.mark.django_db
NEVER = "private, no-store"


@pytest.mark.parametrize("name", ["log:home", "log:people", "log:new", "sheets:list"])
def test_a_coordinators_pages_are_kept_by_nobody(client_of, user_with, name):
    TeamFactory(code="440404")
    assert client_of(user_with(Role.COORDINATOR, "440404")).get(reverse(name))["Cache-Control"] == NEVER


@pytest.mark.parametrize("name", ["review:queue", "review:people", "review:figures"])
def test_a_reviewers_pages_are_kept_by_nobody(client_of, user_with, name):
    PersonFactory()
    assert client_of(user_with(Role.REVIEWER, "44")).get(reverse(name))["Cache-Control"] == NEVER


def test_the_publics_pages_may_be_kept(client):
    assert "no-store" not in client.get(reverse("public:sites")).get("Cache-Control", "")
