"""What a page costs: at most twenty queries with nothing remembered, and no more for more rows."""

from datetime import date

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.models import ProgrammeDocument, ProgrammePage
from cms.navigation import locale_id
from geo.models import IssueArea
from geo.resolver import resolve
from programmes.models import SiteGroup
from tests.factories.cms import (
    ContactFactory,
    LetterPageFactory,
    MaterialFactory,
    OpenHousePageFactory,
    PictureFactory,
    PublishedSiteFactory,
    StoryPageFactory,
)
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import activity_with, group, method, roster

from .test_pages import TYPES

MOST = 20


def cold_queries(client, address: str) -> int:
    """Queries of a first reader after a start."""
    cache.clear()
    ContentType.objects.clear_cache()
    locale_id.cache_clear()
    with CaptureQueriesContext(
        connection,
    ) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


@pytest.mark.parametrize("kind", [*TYPES, "untranslated"])
def test_a_cold_page_asks_at_most_twenty_times(world, public, kind):
    resolve("น่าน")
    ProgrammeDocument.objects.create(
        page=ProgrammePage.objects.get(locale__language_code="th"), material=MaterialFactory()
    )
    photo = PictureFactory()
    ContactFactory(code="NE")
    ContactFactory(code="TH")
    LetterPageFactory(letter_date=date(2018, 2, 22), photo=photo)
    LetterPageFactory(letter_date=date(2018, 2, 24))
    for page in (world.story, world.letter, world.open_house, *(StoryPageFactory() for _more in range(2))):
        page.photo = photo
        page.save()
    assert cold_queries(public, world.addresses()[kind]) <= MOST


def two_more(world) -> None:
    """Twice as much again of everything that stands in a list."""
    for number, code in enumerate(("440502", "440503")):
        team = TeamFactory(code=code)
        people = roster(team, 2, key="change-leader") + roster(team, 2)
        site = PublishedSiteFactory(code="440501", lat=16.3 + number, lon=103.3)
        site.issues.add(*IssueArea.objects.all()[:2])
        SiteGroup.objects.create(site=site, group=group("member"))
        for host in (world.team, team):
            activity = activity_with("verified", came=people, team=host, starts_on=date(2019, 1, 5))
            activity.sessions.update(method=method("coaching"))
            activity.sessions.get().further_methods.add(method("training"))
        StoryPageFactory(photo=PictureFactory())
        LetterPageFactory(photo=PictureFactory())
        ContactFactory(code=("30", "50")[number])
        OpenHousePageFactory(sites=[site, world.site], handouts=[MaterialFactory(), MaterialFactory()])
        OpenHousePageFactory(sites=[world.site], starts_on=date(2019, 1, 2 + number))
        handouts = [MaterialFactory(), MaterialFactory(document=None, available_on=date(2019, 3, 1))]
        for material in handouts:
            world.open_house.materials.create(material=material)
        world.open_house.hosts.create(site=site)


@pytest.mark.parametrize("kind", TYPES)
def test_more_rows_ask_no_more(world, public, kind):
    resolve("น่าน")
    StoryPageFactory(photo=PictureFactory())
    LetterPageFactory(letter_date=date(2018, 2, 22))
    LetterPageFactory(letter_date=date(2018, 2, 24))
    address = world.addresses()[kind]
    before = cold_queries(public, address)
    two_more(world)
    assert cold_queries(public, address) == before
