"""A province with two teams and what they keep, and a stranger's team in another."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from geo.choices import Role, SiteStatus
from tests.factories.geo import LearningSiteFactory, issue
from tests.factories.leaders import PersonFactory, TeamFactory
from tests.factories.programmes import EnrolmentFactory, activity_with, group, the_programme

HOME, BESIDE, FAR = "440501", "440503", "450101"


@pytest.fixture
def team(db: None) -> Any:
    """The team at home."""
    the_programme()
    return TeamFactory(code=HOME)


@pytest.fixture
def far_team(team: Any) -> Any:
    """A team of another province."""
    return TeamFactory(code=FAR)


@pytest.fixture
def somchai(team: Any) -> Any:
    """Somebody on the roster at home, with a phone and a position that looks like a formula."""
    person = PersonFactory(
        team=team, prefix="นาย", title="ดร.", given_name="สมชาย", family_name="ใจดี", phone="0810000001",
        birth_year=1967, position="=1+1",
    )  # fmt: skip
    enrolment = EnrolmentFactory(team=team, person=person, group=group("issue-specialist"))
    enrolment.issues.add(issue("welfare"))
    return person


@pytest.fixture
def stranger_person(far_team: Any) -> Any:
    """Somebody on a roster elsewhere."""
    return EnrolmentFactory(team=far_team, person__given_name="มาลี").person


@pytest.fixture
def client_as(user_with: Callable[..., Any], client_of: Callable[..., Any]) -> Callable[[str], Any]:
    """``client_as("coordinator")``: somebody signed in by what they are; "public" is not."""
    held = {
        "coordinator": (Role.COORDINATOR, HOME),
        "neighbour": (Role.COORDINATOR, BESIDE),
        "reviewer": (Role.REVIEWER, "44"),
        "staff": (Role.STAFF, "TH"),
        "editor": (Role.EDITOR, "TH"),
        "nobody": (),
    }
    return lambda who: client_of(None if who == "public" else user_with(*held[who]))


def fill(number: int, team: Any) -> None:
    """``number`` rows more for every list that the team's province has."""
    for _ in range(number):
        enrolment = EnrolmentFactory(team=team)
        enrolment.issues.add(issue())
        activity = activity_with("submitted", team=team, came=[enrolment], starts_on=date(2019, 2, 12))
        activity.issues.add(issue())
        LearningSiteFactory(place=HOME, status=SiteStatus.PUBLISHED, issues=[issue()])
    # One active team a subdistrict: teams that were given up fill the list of teams.
    TeamFactory.create_batch(number, code=HOME, formed_on="2018-01-01", dissolved_on="2018-12-31")
