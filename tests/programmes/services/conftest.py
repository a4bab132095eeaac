"""A team, its coordinator and a draft."""

from collections.abc import Callable
from typing import Any

import pytest

from geo.choices import Role
from programmes.models import Session
from programmes.services.activities import SessionInput
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import ActivityFactory, SessionFactory, the_programme


@pytest.fixture
def programme(db: None) -> Any:
    """The programme of 2561–2563."""
    return the_programme()


@pytest.fixture
def team(programme: Any) -> Any:
    """A team in ต.เชียงยืน."""
    return TeamFactory(code="440501")


@pytest.fixture
def writer(user_with: Callable[..., Any]) -> Any:
    """The team's coordinator."""
    return user_with(Role.COORDINATOR, "440501")


@pytest.fixture
def stranger(user_with: Callable[..., Any]) -> Any:
    """A coordinator of another subdistrict."""
    return user_with(Role.COORDINATOR, "440503")


@pytest.fixture
def draft(team: Any, writer: Any) -> Any:
    """A draft of one day without anybody."""
    activity = ActivityFactory(team=team, by=writer)
    SessionFactory(activity=activity)
    return activity


def as_input(session: Session, **changes: Any) -> SessionInput:
    """A session as it is sent again, with changes."""
    values = {name: getattr(session, name) for name in ("uid", "date", "starts_at", "method", "hours")}
    return SessionInput(**values | changes)
