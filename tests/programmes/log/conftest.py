"""People and places of the coordinator's tests."""

from collections.abc import Callable
from typing import Any

import pytest

from geo.choices import Role
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import roster, the_programme

HERE, SIBLING = "440501", "440503"


@pytest.fixture
def programme(db: None) -> Any:
    """The programme of 2561–2563."""
    return the_programme()


@pytest.fixture
def team(programme: Any) -> Any:
    """The team of the coordinator's subdistrict."""
    return TeamFactory(code=HERE)


@pytest.fixture
def owner(user_with: Callable[..., Any]) -> Any:
    """The coordinator who writes the log."""
    return user_with(Role.COORDINATOR, HERE, display_name="ผู้เขียน")


@pytest.fixture
def colleague(user_with: Callable[..., Any]) -> Any:
    """Another coordinator of the same subdistrict."""
    return user_with(Role.COORDINATOR, HERE, display_name="เพื่อนร่วมทีม")


@pytest.fixture
def stranger(user_with: Callable[..., Any]) -> Any:
    """A coordinator of the subdistrict beside it."""
    return user_with(Role.COORDINATOR, SIBLING)


@pytest.fixture
def reviewer(user_with: Callable[..., Any]) -> Any:
    """The reviewer of the province."""
    return user_with(Role.REVIEWER, HERE[:2])


@pytest.fixture
def members(team: Any) -> list[Any]:
    """Four change leaders and three members on the team's roster."""
    return roster(team, 4, key="change-leader") + roster(team, 3, key="member")
