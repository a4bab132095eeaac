"""The page that searches: what it says, where it leads, what it costs."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.models import ContentPage
from cms.models.base import TAKEN_SLUGS
from cms.services.search import bring_in_step
from geo.resolver import resolve
from tests.factories.cms import (
    ContentPageFactory,
    LetterPageFactory,
    MaterialFactory,
    OpenHousePageFactory,
    PublishedSiteFactory,
    StoryPageFactory,
    home,
)
from tests.factories.leaders import TeamFactory

from ..marks import unmarked_thai
from .test_lookup import RARE

pytestmark = pytest.mark.django_db
MOST = 20


def page(client, language: str = "th", **asked: str) -> str:
    response = client.get(f"/{language}/search/", asked)
    assert response.status_code == 200
    return response.content.decode()


def main_of(text: str) -> str:
    return text[text.index("<main") : text.index("</main>")]


@pytest.fixture
def things():
    """One of every kind that goes by a rare word."""
    made = [
        TeamFactory(),
        PublishedSiteFactory(name_th=f"ป่าชุมชน{RARE}", name_en="Kapom forest"),
        OpenHousePageFactory(title=f"เปิดบ้าน{RARE}", handouts=[MaterialFactory(title=f"คู่มือ{RARE}")]),
        StoryPageFactory(title=f"เรื่อง{RARE}"),
        LetterPageFactory(title=f"จดหมาย{RARE}"),
        ContentPageFactory(title=f"หน้า{RARE}"),
    ]
    bring_in_step()
    return made


def test_results_by_kind_with_the_found_words_marked(public, things):
    text = main_of(page(public, q=RARE))
    assert "พบ 6 รายการ" in text
    for kind, number in (("แหล่งเรียนรู้", 1), ("จดหมายและเรื่องเล่า", 2), ("งานเปิดบ้าน", 1), ("เอกสารและสื่อ", 1)):
        assert f">{kind}</h2>" in text
        assert re.search(rf"{kind} <span class=\"plain\">{number}</span>", text)
    assert f"ป่าชุมชน<mark>{RARE}</mark></a>" in text
    addresses = re.findall(r'<h3 class="lg"><a href="([^"]+)"', text)
    assert len(addresses) == 6
    assert [public.get(address).status_code for address in addresses] == [200] * 6


def test_a_kind_has_pages_of_its_own(public):
    for number in range(23):
        StoryPageFactory(title=f"{RARE} {number + 100}")
    bring_in_step()
    text = main_of(page(public, q=RARE))
    more = re.search(r'<a class="more" href="([^"]+)">ดูอีก 18', text)[1].replace("&amp;", "&")
    first = main_of(public.get(more).content.decode())
    assert first.count("<h3") == 20
    following = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
    last = main_of(public.get(reverse("public:search") + following).content.decode())
    assert last.count("<h3") == 3
    assert '<ol class="rows hits" start="21">' in last
    assert main_of(page(public, q=RARE, kind="story", page="99")) == main_of(
        page(public, q=RARE, kind="story", page="2")
    )


@pytest.mark.parametrize("number", ["0", "-1", "x", "", "9" * 40, "๒", "1.5", "\x00"])
def test_an_odd_page_is_the_first_or_the_last(public, things, number):
    assert "<h3" in page(public, q=RARE, kind="story", page=number)


def test_an_unknown_kind_is_none(public, things):
    assert main_of(page(public, q=RARE, kind="'")) == main_of(page(public, q=RARE))


def test_a_kind_without_results_says_where_there_are_some(public, things):
    text = main_of(page(public, q=RARE, kind="term"))
    assert "ไม่มีในชนิดนี้" in text
    assert "แหล่งเรียนรู้" in text


def test_nothing_found_helps_on(public, things):
    text = main_of(page(public, q="สวัสดิกาน ฟหกด"))
    assert "ไม่พบ “สวัสดิกาน ฟหกด”" in text
    ways = set(re.findall(r'href="(/th/[^"#?]*)"', text))
    assert {"/th/find/", "/th/sites/", "/th/contacts/", "/th/glossary/"} <= ways
    assert [address for address in ways if public.get(address).status_code != 200] == []


def test_a_slip_is_mended_by_one_link(public, things):
    text = main_of(page(public, q="สวัสดิกาน"))
    assert re.search(r'หมายถึงคำนี้ไหม <a href="\?q=[^"]+">สวัสดิการ</a>', text)


@pytest.mark.parametrize("asked", ["", " ", "%", "'"])
def test_nothing_asked_says_how_to_begin(public, asked):
    text = main_of(page(public, q=asked))
    assert "เริ่มจากตรงไหนดี" in text or "หรือไปทางเหล่านี้" in text
    assert "ไม่พบ" not in text


def test_search_engines_keep_out(public, things):
    text = page(public, q=RARE)
    assert '<meta name="robots" content="noindex, follow">' in text
    assert '<link rel="canonical" href="http://testserver/th/search/">' in text
    assert "/search/" not in public.get("/sitemap.xml").content.decode()
    assert "Disallow: /*/search/" in public.get("/robots.txt").content.decode()


def test_what_was_asked_is_text_and_goes_along_to_the_other_language(public):
    text = page(public, q='<script>alert("x")</script>&')
    assert "<script>alert" not in text
    assert 'value="&lt;script&gt;' in text
    text = page(public, q="ป่า&น้ำ")
    assert 'class="lang" href="/en/search/?q=%E0%B8%9B' in text
    assert "%26" in re.search(r'class="lang" href="([^"]+)"', text)[1]


def test_the_field_says_what_it_is_for(public):
    text = page(public, q="ป่า")
    forms = re.findall(r'<form[^>]*role="search"[^>]*>', text)
    assert len(forms) == 1, "on its own page the masthead needs none"
    assert '<label class="lab" for="site-q">' in text
    elsewhere = public.get("/th/").content.decode()
    masthead = elsewhere[elsewhere.index('<div class="mast">') : elsewhere.index("<main")]
    assert f'action="{reverse("public:search")}"' in masthead
    assert '<label class="vh" for="seek">' in masthead


def test_no_reader_leaves_a_cookie(public):
    assert not public.get("/th/search/", {"q": "ป่า"}).cookies


def test_reading_only(public):
    assert public.post("/th/search/", {"q": "ป่า"}).status_code == 405


def test_english_is_english_and_thai_names_say_that_they_are_thai(public, things):
    PublishedSiteFactory(name_th=f"สวน{RARE}")
    bring_in_step()
    text = page(public, "en", q=RARE)
    assert "2 results" in text, "what is on no English page is not among them"
    assert "Kapom forest" in text
    assert f'<span lang="th">สวน</span><mark><span lang="th">{RARE}</span></mark>' in text
    assert unmarked_thai(text) == []
    assert unmarked_thai(page(public, "en", q="ฟหกด")) == []
    assert unmarked_thai(page(public, "en", q="สวัสดิกาน")) == []


def test_no_editor_makes_a_page_at_its_address(public):
    assert "search" in TAKEN_SLUGS
    with pytest.raises(Exception, match="ที่อยู่นี้มีหน้าอื่นใช้แล้ว"):
        home().add_child(instance=ContentPage(title="ค้นหา", slug="search"))


def cold_queries(client, **asked: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as counted:
        page(client, **asked)
    return len(counted)


def test_more_results_ask_no_more(public, things):
    resolve("น่าน")
    asked = [{"q": RARE}, {"q": RARE, "kind": "story"}, {"q": "ทีมตำบล"}]
    before = [cold_queries(public, **one) for one in asked]
    for number, code in enumerate(("440502", "440503")):
        TeamFactory(code=code)
        PublishedSiteFactory(name_th=f"ป่า{RARE} {number}")
        OpenHousePageFactory(title=f"เปิดบ้าน{RARE}", handouts=[MaterialFactory(title=f"คู่มือ{RARE}")])
        StoryPageFactory(title=f"เรื่อง{RARE}")
        LetterPageFactory(title=f"จดหมาย{RARE}")
    bring_in_step()
    assert [cold_queries(public, **one) for one in asked] == before
    assert max(before) <= MOST


def test_nothing_found_asks_at_most_twenty_times(public):
    resolve("น่าน")
    assert cold_queries(public, q="สวัสดิกาน กองทุนหมู่บ้านโลก") <= MOST
