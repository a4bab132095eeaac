"""Every page type answers everybody, in Thai, with a way back and words for search engines."""

import json
import re
from html import unescape

import pytest
from django.utils import translation

from tests.factories.cms import home
from thai import clock

TYPES = [
    "home", "programme", "open houses", "open house", "past open house", "stories", "story", "letters",
    "letters of a year", "letter", "content", "privacy", "contacts", "glossary", "site", "team", "province",
    "region", "find", "search", "sites", "figures",
]  # fmt: skip
WITH_CRUMBS = [kind for kind in TYPES if kind != "home"]


@pytest.mark.parametrize("kind", TYPES)
def test_every_page_type_answers(world, public, kind):
    response = public.get(world.addresses()[kind])
    text = response.content.decode()
    assert response.status_code == 200
    assert '<html lang="th">' in text
    assert text.count("<h1") == 1
    assert '<link rel="canonical" href="http://testserver/th/' in text
    assert 'property="og:title"' in text
    assert 'property="og:image" content="http://testserver/' in text
    assert re.search(r'<meta name="description" content="[^"]{10,}"', text)


@pytest.mark.parametrize("kind", TYPES)
def test_reading_leaves_no_cookie_and_an_unchanged_page_is_not_sent_twice(world, public, kind, monkeypatch):
    # The page says at what minute its figures were taken.
    moment = clock.now()
    monkeypatch.setattr("thai.clock.now", lambda: moment)
    first = public.get(world.addresses()[kind])
    assert not first.cookies
    assert first["Cache-Control"] == "no-cache"
    again = public.get(world.addresses()[kind], headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("kind", WITH_CRUMBS)
def test_crumbs_lead_home_and_every_step_can_be_taken(world, public, kind):
    text = public.get(world.addresses()[kind]).content.decode()
    crumbs = re.search(r'<nav class="crumbs".*?</nav>', text, re.DOTALL)[0]
    addresses = re.findall(r'href="([^"]+)"', crumbs)
    assert addresses[0] == "/th/"
    assert 'aria-current="page"' in crumbs
    assert [public.get(address).status_code for address in addresses] == [200] * len(addresses)


@pytest.mark.parametrize("kind", WITH_CRUMBS)
def test_search_engines_read_the_same_crumbs(world, public, kind):
    address = world.addresses()[kind]
    text = public.get(address).content.decode()
    told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)[1])
    crumbs = re.search(r'<nav class="crumbs".*?</nav>', text, re.DOTALL)[0]
    words = [unescape(re.sub(r"<[^>]+>", "", step)) for step in re.findall(r"<li.*?</li>", crumbs, re.DOTALL)]
    assert told["@type"] == "BreadcrumbList"
    assert [step["name"] for step in told["itemListElement"]] == words
    assert [step["position"] for step in told["itemListElement"]] == list(range(1, len(words) + 1))
    addresses = [step["item"] for step in told["itemListElement"]]
    assert addresses[0] == "http://testserver/th/"
    assert all(one.startswith("http://testserver/th/") for one in addresses)


def test_a_title_does_not_end_the_script_that_tells_it(world, public):
    world.story.title = "</script><b>ป่า & น้ำ"
    world.story.save()
    text = public.get(world.story.url).content.decode()
    told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)[1])
    assert told["itemListElement"][-1]["name"] == world.story.title


@pytest.mark.parametrize("kind", TYPES)
def test_every_link_of_a_page_leads_somewhere(world, public, kind):
    text = public.get(world.addresses()[kind]).content.decode()
    addresses = set(re.findall(r'<a [^>]*href="(/th/[^"#]*)', text))
    broken = {address for address in addresses if public.get(address).status_code not in {200, 302}}
    assert not broken


def test_addresses_are_wagtails_own(world):
    with translation.override("th"):
        for page in (world.open_house, world.past, world.story, home()):
            assert page.address == page.url


def test_the_menu_names_the_main_pages(world, public):
    text = public.get("/th/").content.decode()
    menu = re.search(r'<nav class="nav".*?</nav>', text, re.DOTALL)[0]
    for address in (
        "/th/programme/",
        "/th/sites/",
        "/th/open-houses/",
        "/th/stories/",
        "/th/figures/",
        "/en/",
    ):
        assert f'href="{address}"' in menu


def test_the_menu_follows_when_a_page_is_withdrawn(world, public):
    assert 'href="/th/stories/"' in public.get("/th/privacy/").content.decode()
    world.story.get_parent().unpublish()
    assert 'href="/th/stories/"' not in public.get("/th/privacy/").content.decode()


def test_the_demo_day_is_said_on_every_page(world, public):
    assert "วันนี้ในเว็บคือ" in public.get("/th/").content.decode()
