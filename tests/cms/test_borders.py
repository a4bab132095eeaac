"""What the public may see, whoever asks: published sites, approved teams, no person."""

import re

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from geo.choices import Role, SiteStatus
from leaders.choices import TeamStatus
from leaders.models import Person
from tests.factories.cms import OpenHousePageFactory, PublishedSiteFactory, StoryPageFactory
from tests.factories.leaders import TeamFactory

from .test_pages import TYPES


@pytest.mark.parametrize("status", [SiteStatus.DRAFT, SiteStatus.PROPOSED])
def test_an_unpublished_site_is_not_found_by_anybody(public, user_with, client_of, db, status):
    site = PublishedSiteFactory(status=status)
    assert public.get(site.get_absolute_url()).status_code == 404
    for client in (client_of(user_with(Role.COORDINATOR, "440501")), client_of(user_with(Role.STAFF, "TH"))):
        assert client.get(site.get_absolute_url()).status_code == 404


def test_a_deleted_site_is_gone(public, db):
    site = PublishedSiteFactory(deleted_at=timezone.now())
    assert public.get(site.get_absolute_url()).status_code == 404


def test_a_proposed_team_is_not_found(public, db):
    team = TeamFactory(code="440502", status=TeamStatus.PROPOSED)
    assert public.get(team.get_absolute_url()).status_code == 404
    assert team.name not in public.get("/th/provinces/44/").content.decode()


@pytest.mark.parametrize(
    "path",
    ["provinces/99/", "provinces/4405/", "provinces/NE/", "regions/44/", "regions/X/", "teams/999999/"],
)
def test_what_there_is_not_is_not_found(public, db, path):
    response = public.get(f"/th/{path}")
    assert response.status_code == 404
    assert "ไม่พบหน้านี้" in response.content.decode()


def test_pages_are_for_reading(public, world):
    for kind in ("site", "team", "province", "region", "find"):
        assert public.post(world.addresses()[kind]).status_code == 405


def test_drafts_and_private_pages_stand_in_no_list(public, world):
    draft = StoryPageFactory(title="ร่างที่ยังไม่เผยแพร่", live=False)
    private = OpenHousePageFactory(title="เฉพาะคนที่มีรหัส")
    PageViewRestriction.objects.create(
        page=private, restriction_type=PageViewRestriction.PASSWORD, password="only-for-tests"
    )
    assert public.get(draft.url).status_code == 404
    for address in ("/th/", "/th/stories/", "/th/open-houses/", world.addresses()["province"]):
        text = public.get(address).content.decode()
        assert "ร่างที่ยังไม่เผยแพร่" not in text
        assert "เฉพาะคนที่มีรหัส" not in text
    assert "<h1" not in public.get(private.url).content.decode() or private.lead not in (
        public.get(private.url).content.decode()
    )
    assert public.get(f"/th/open-houses/{private.pk}.ics").status_code == 404


@pytest.mark.parametrize("kind", TYPES)
def test_no_person_is_named(world, public, kind):
    """Rare names are given first, since a word such as ดี stands in many texts."""
    for number, person in enumerate(Person.objects.order_by("pk")):
        person.given_name, person.family_name = f"ชื่อหนึ่ง{number}ฆฌ", f"สกุลหนึ่ง{number}ฆฌ"
        person.phone = f"081000{number:04}"
        person.save()
    text = public.get(world.addresses()[kind]).content.decode()
    assert "ฆฌ" not in text
    assert "081000" not in text


@pytest.mark.parametrize("kind", ["site", "team", "open house", "story"])
def test_below_a_province_nobody_is_counted(world, public, kind):
    text = public.get(world.addresses()[kind]).content.decode()
    assert "คน-ครั้ง" not in text
    # What is read, not the addresses of links: a page may well be the 27th.
    read = re.sub(r"<script.*?</script>|<[^>]+>", " ", text, flags=re.DOTALL)
    assert not re.search(r"\b27\b", read)
