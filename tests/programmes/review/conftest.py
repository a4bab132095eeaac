"""One province with a team, its people, its coordinator and its reviewer; and strangers beside them."""

import pytest

from geo.choices import Role
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import roster


@pytest.fixture
def team(db):
    return TeamFactory(code="440501")


@pytest.fixture
def people(team):
    """Three on the roster: a change leader and two members."""
    return [*roster(team, 1, key="change-leader"), *roster(team, 2)]


@pytest.fixture
def coordinator(user_with):
    return user_with(Role.COORDINATOR, "440501", display_name="ผู้ประสานงานท่าขอนยาง")


@pytest.fixture
def reviewer(user_with):
    return user_with(Role.REVIEWER, "44")


@pytest.fixture
def desk(client_of, reviewer):
    """The reviewer, signed in."""
    return client_of(reviewer)


@pytest.fixture
def neighbour(client_of, user_with):
    """The reviewer of the next province, signed in."""
    return client_of(user_with(Role.REVIEWER, "45"))
