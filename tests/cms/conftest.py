"""A small world with one of everything that a public page can show."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from geo.choices import Role
from geo.models import IssueArea, LearningSite
from leaders.models import Person, Team
from programmes.models import SiteGroup
from tests.factories.cms import (
    ContactFactory,
    LetterPageFactory,
    MaterialFactory,
    OpenHousePageFactory,
    PublishedSiteFactory,
    StoryPageFactory,
    home,
)
from tests.factories.leaders import PersonFactory, TeamFactory
from tests.factories.programmes import activity_with, group, method, roster, the_programme


@dataclass
class World:
    """Addresses of one page of every type, and what stands behind them."""

    team: Team
    site: LearningSite
    open_house: Any
    past: Any
    story: Any
    letter: Any
    enrolments: list[Any] = field(default_factory=list)

    def addresses(self) -> dict[str, str]:
        """One address a page type."""
        return {
            "home": "/th/",
            "programme": "/th/programme/",
            "open houses": "/th/open-houses/",
            "open house": self.open_house.url,
            "past open house": self.past.url,
            "stories": "/th/stories/",
            "story": self.story.url,
            "letters": "/th/letters/",
            "letters of a year": "/th/letters/?year=2561",
            "letter": self.letter.url,
            "content": "/th/form-a-team/",
            "privacy": "/th/privacy/",
            "contacts": "/th/contacts/",
            "glossary": "/th/glossary/",
            "site": f"/th/sites/{self.site.pk}/",
            "team": f"/th/teams/{self.team.pk}/",
            "province": "/th/provinces/44/",
            "region": "/th/regions/NE/",
            "find": "/th/find/?q=ท่าช้าง",
            "search": "/th/search/?q=ทีมตำบล",
            "sites": "/th/sites/",
            "figures": "/th/figures/",
            "open data": "/th/open-data/",
            "untranslated": self.story.url.replace("/th/", "/en/"),
        }


def make_world() -> World:
    """A team in ต.ท่าขอนยาง with people of all groups, activities, a site, open houses and a story."""
    the_programme()
    home()
    team = TeamFactory()
    people = [
        *roster(team, 7, key="change-leader"),
        *roster(team, 6, key="issue-specialist"),
        *roster(team, 14),
    ]
    site = PublishedSiteFactory()
    site.issues.add(IssueArea.objects.first())
    SiteGroup.objects.create(site=site, group=group("change-leader"))
    for day, key in ((12, "forum"), (13, "learning-by-doing")):
        activity = activity_with(
            "verified", came=people, team=team, title=f"เดินสำรวจป่า {day}", starts_on=date(2019, 2, day)
        )
        activity.sessions.update(method=method(key))
    activity_with("verified", came=people[:3], team=team, site=site, title="เรียนรู้ที่ป่าชุมชน")
    ContactFactory()
    activity_with("submitted", came=people, team=team, title="ยังไม่ยืนยัน")
    return World(
        team=team,
        site=site,
        open_house=OpenHousePageFactory(sites=[site], handouts=[MaterialFactory()]),
        past=OpenHousePageFactory(sites=[site], starts_on=date(2019, 1, 12)),
        story=StoryPageFactory(),
        letter=LetterPageFactory(),
        enrolments=people,
    )


@pytest.fixture(scope="module")
def _made(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Made once a module, whose own transaction lies around each test's: what a test changes is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture
def world(_made: World, db: None) -> World:
    """The small world, for this test alone to change."""
    return deepcopy(_made)


@pytest.fixture
def public(db: None) -> Client:
    """Anybody."""
    return Client()


@pytest.fixture
def by(user_with: Callable[..., Any]) -> Any:
    """Whoever takes consents back: the coordinator of the person's subdistrict."""
    return user_with(Role.COORDINATOR, "440501")


@pytest.fixture
def person(db: None) -> Person:
    """Somebody who agreed to be published, under a name that no other page holds."""
    return PersonFactory(team=TeamFactory(code="440501"), given_name="บัวคำ", family_name="ทดสอบเว็บ")


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Callable[..., Any]) -> Callable[..., Any]:
    """``commit(withdraw, consent, by=by)``: what is done is committed at once, files and all."""

    def done(act: Callable[..., Any], *args: Any, **values: Any) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return act(*args, **values)

    return done
