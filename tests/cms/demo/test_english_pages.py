"""Walks the whole site in English: every Thai letter stands where it is said to be Thai."""

import re
from collections import deque
from html import unescape

import pytest
from django.test import Client

from cms.models import OpenHousePage, StoryPage, Translated
from tests.cms.marks import THAI, unmarked_thai

pytestmark = pytest.mark.usefixtures("demo_here", "db")

# What no link leads to.
BESIDE = [
    "/en/nothing/",
    "/en/find/?q=Tha+Khon+Yang",
    "/en/find/?q=ท่าช้าง",
    "/en/find/?q=ไม่มีที่ไหน",
    "/en/find/?q=a",
    "/en/sites/?show=both&province=44",
    "/en/sites/?show=teams",
    "/en/sites/?issue=homeless&region=N",
    "/en/stories/?kind=news",
    "/en/figures/?colour=people",
]
OTHER = ["/en/map/points.json?show=both", "/en/map/sites.js?marks=none&colour=teams"]


def told(client: Client) -> list[str]:
    """English addresses in the sitemap."""
    text = client.get("/sitemap.xml").content.decode()
    return re.findall(r"<loc>http://testserver(/en/.*?)</loc>", text)


def walked(client: Client) -> dict[str, tuple[int, str, str]]:
    """Status, type and text of every English address that can be come to; lists are followed page by page."""
    waiting, found = deque([*told(client), *BESIDE, *OTHER]), {}
    while waiting:
        address = waiting.popleft()
        if address in found:
            continue
        response = client.get(address)
        text = "" if response.streaming else response.content.decode()
        found[address] = (response.status_code, response.get("Content-Type", ""), text)
        if "text/html" in found[address][1]:
            waiting += [unescape(link) for link in re.findall(r'<a [^>]*href="(/en/[^"#]*)', text)]
    return found


@pytest.fixture(scope="module")
def pages(demo_here, django_db_blocker) -> dict[str, tuple[int, str, str]]:
    """The whole walk, once."""
    with django_db_blocker.unblock():
        return walked(Client())


def test_the_walk_comes_everywhere(pages):
    for part in ("sites/", "teams/", "provinces/", "regions/", "open-houses/", "stories/"):
        assert len([path for path in pages if path.startswith(f"/en/{part}")]) >= 5, part
    assert {status for status, _type, _text in pages.values()} == {200, 302, 404}
    assert [path for path, (status, *_more) in pages.items() if status == 404] == ["/en/nothing/"]


def test_no_page_holds_thai_that_is_not_marked(pages):
    wrong = {}
    for address, (_status, kind, text) in pages.items():
        if "text/html" in kind and (found := unmarked_thai(text)):
            wrong[address] = found[:5]
    assert not wrong, "\n".join(f"{path}: {found}" for path, found in wrong.items())


def test_calendars_maps_and_feeds_hold_none_at_all(pages):
    others = {path: text for path, (_status, kind, text) in pages.items() if "text/html" not in kind}
    assert len([path for path in others if path.endswith(".ics")]) >= 4
    # A name that nobody has put into English yet stays as it is.
    wrong = {path: THAI.search(text) for path, text in others.items() if THAI.search(text)}
    assert not wrong


def test_nothing_waits_for_its_translation(pages):
    assert not [path for path, (_status, _type, text) in pages.items() if "not in English yet" in text]
    for model in (OpenHousePage, StoryPage):
        english = model.objects.filter(locale__language_code="en")
        assert english.count() == model.objects.filter(locale__language_code="th").count()
        assert not english.exclude(pk__in=Translated.objects.values("page"))


def test_years_and_times_are_those_of_english_readers(pages):
    for address, (_status, kind, text) in pages.items():
        if "text/html" in kind:
            words = re.sub(r"<[^>]*>", " ", text)
            assert not re.search(r"\b25[56]\d\b(?![,.]\d)", words), address
            assert not re.search(r"\b\d{1,2}\.\d\d–\d{1,2}\.\d\d\b", words), address
