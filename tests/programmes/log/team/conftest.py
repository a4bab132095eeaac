"""A team's page, and somebody on its roster."""

import pytest

from tests.factories.leaders import PersonFactory
from tests.factories.programmes import EnrolmentFactory, group


@pytest.fixture
def address(team) -> str:
    """The team's page."""
    return f"/log/teams/{team.pk}/"


@pytest.fixture
def somebody(team):
    """A member since the programme began."""
    person = PersonFactory(team=team, given_name="มาลี", family_name="ทองสุก", phone="0810000002")
    return EnrolmentFactory(person=person, team=team, group=group("member"))
