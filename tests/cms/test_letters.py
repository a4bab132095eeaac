"""Letters: their head and signature, the archive by year, the way from one to the next, the feed."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import PageViewRestriction

from cms.models import LetterIndexPage, LetterPage
from cms.models.letter import read_year
from tests.factories.cms import LetterPageFactory, home

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}link"


@pytest.fixture
def letters(db):
    """Two letters of 2018 and one of 2019, made in another order than they were written."""
    return {
        (year, number): LetterPageFactory(number=number, letter_date=date(year, month, 23), title=title)
        for year, number, month, title in (
            (2018, 9, 9, "เปิดบ้าน"),
            (2019, 1, 1, "ปีใหม่"),
            (2018, 5, 2, "วงเล็ก ๆ"),
        )
    }


def text_of(public, address: str) -> str:
    return public.get(address).content.decode()


def titles(text: str) -> list[str]:
    """Of the letters listed, in order."""
    listed = re.findall(r'<h3><a href="/th/letters/[^"]+">(.*?)</a>', text)
    return [re.sub(r"<[^>]+>", "", title) for title in listed]


def test_both_days_stand_on_it_in_full(public):
    letter = LetterPageFactory(number=5, letter_date=date(2018, 2, 23), signed_on=date(2018, 2, 22))
    text = text_of(public, letter.url)
    assert "ฉบับที่ 5" in text
    head, signed = text.index("วันศุกร์ที่ 23 กุมภาพันธ์ 2561"), text.index("วันพฤหัสบดีที่ 22 กุมภาพันธ์ 2561")
    assert head < text.index("สวัสดีพี่น้องในขบวน") < signed
    assert text.index("แล้วพบกันใหม่") < text.rindex("ผอ.พอช.", 0, signed) < signed


def test_the_newest_stands_first_and_every_year_has_an_address(public, letters):
    text = text_of(public, "/th/letters/")
    assert titles(text) == ["ปีใหม่", "เปิดบ้าน", "วงเล็ก ๆ"]
    assert re.findall(r'href="/th/letters/\?year=(\d+)"', text) == ["2562", "2561"]
    assert "ปี 2561 · 2 ฉบับ" in text


def test_a_year_is_read_from_its_first_number_on(public, letters):
    text = text_of(public, "/th/letters/?year=2561")
    assert titles(text) == ["วงเล็ก ๆ", "เปิดบ้าน"]
    assert '<link rel="canonical" href="http://testserver/th/letters/?year=2561">' in text
    assert "<title>จดหมายปี 2561 ·" in text
    assert titles(text_of(public, "/th/letters/?year=2018")) == titles(text)


@pytest.mark.parametrize("year", ["2560", "2563", "0", "abcd", "25610", "²561", "๒๕๖๑", "-561"])
def test_a_year_without_letters_is_not_found(public, letters, year):
    assert public.get("/th/letters/", {"year": year}).status_code == 404


@pytest.mark.parametrize(
    ("text", "year"), [("2561", 2018), ("2018", 2018), ("2400", 1857), ("2399", 2399), ("", None)]
)
def test_years_of_both_calendars_are_read(text, year):
    assert read_year(text) == year


def test_many_letters_stand_on_several_pages(public):
    for number in range(1, 15):
        LetterPageFactory(number=number, letter_date=date(2018, 3, number))
    first, second = (titles(text_of(public, f"/th/letters/?year=2561&page={page}")) for page in (1, 2))
    assert (len(first), len(second)) == (12, 2)
    assert "?year=2561&amp;page=2" in text_of(public, "/th/letters/?year=2561")


def test_one_leads_to_the_next_over_the_turn_of_the_year(public, letters):
    text = text_of(public, letters[2018, 9].url)
    assert f'rel="prev" href="{letters[2018, 5].url}"' in text
    assert f'rel="next" href="{letters[2019, 1].url}"' in text
    assert 'rel="prev"' not in text_of(public, letters[2018, 5].url)
    assert 'rel="next"' not in text_of(public, letters[2019, 1].url)


def test_two_letters_of_one_day_follow_by_number(public):
    second, first = LetterPageFactory(number=8), LetterPageFactory(number=7)
    assert f'rel="next" href="{second.url}"' in text_of(public, first.url)
    assert f'rel="prev" href="{first.url}"' in text_of(public, second.url)


def test_a_number_stands_once_a_year(db):
    LetterPageFactory(number=5, letter_date=date(2018, 2, 23))

    def letter(number: int, day: date) -> LetterPage:
        return LetterPage(number=number, letter_date=day, title="ใหม่", slug="new", locale=home().locale)

    letter(6, date(2018, 12, 31)).clean()
    letter(5, date(2019, 1, 1)).clean()
    with pytest.raises(ValidationError, match="ปี 2561 มีจดหมายฉบับที่ 5 แล้ว"):
        letter(5, date(2018, 12, 31)).clean()
    LetterPage.objects.get().clean()


def test_the_home_page_shows_the_latest_and_the_menu_leads_there(public, letters):
    text = text_of(public, "/th/")
    assert letters[2019, 1].url in text
    assert letters[2018, 9].url not in text
    stories = text_of(public, "/th/stories/")
    assert 'href="/th/letters/"' in stories[stories.index("<main") : stories.index("<footer")]


def test_without_letters_the_page_says_so(public):
    home()
    assert "ยังไม่มีจดหมาย" in text_of(public, "/th/letters/")


class TestFeed:
    """RSS 2.0, read with a parser."""

    ADDRESS = "/th/letters/rss.xml"

    def channel(self, public) -> ElementTree.Element:
        response = public.get(self.ADDRESS)
        assert response["Content-Type"].startswith("application/rss+xml")
        root = ElementTree.fromstring(response.content)
        assert (root.tag, root.get("version")) == ("rss", "2.0")
        return root.find("channel")

    def test_the_newest_letter_stands_first_with_whole_addresses(self, public, letters):
        channel = self.channel(public)
        assert channel.findtext("language") == "th"
        assert channel.findtext("link") == "http://testserver/th/letters/"
        assert channel.find(ATOM).get("href") == f"http://testserver{self.ADDRESS}"
        items = channel.findall("item")
        assert [item.findtext("title").split(" ", 2)[2] for item in items] == ["ปีใหม่", "เปิดบ้าน", "วงเล็ก ๆ"]
        assert items[0].findtext("link") == f"http://testserver{letters[2019, 1].url}"
        assert items[0].findtext("description") == letters[2019, 1].lead

    def test_days_are_those_of_thailand(self, public, letters):
        written = self.channel(public).findall("item")[-1].findtext("pubDate")
        assert written == "Fri, 23 Feb 2018 00:00:00 +0700"
        assert parsedate_to_datetime(written) == datetime.fromisoformat("2018-02-23T00:00:00+07:00")

    def test_a_letter_keeps_its_mark_when_its_address_changes(self, public):
        letter = LetterPageFactory()
        mark = self.channel(public).find("item/guid")
        letter.slug = "elsewhere"
        letter.save()
        moved = self.channel(public).find("item")
        assert moved.findtext("guid") == mark.text
        assert mark.get("isPermaLink") == "false"
        assert moved.findtext("link").endswith("/elsewhere/")

    def test_what_stands_in_a_title_breaks_nothing(self, public):
        LetterPageFactory(title='น้ำ & ดิน <b>"ป่า"</b>', lead="1 < 2 & 3 > 2")
        item = self.channel(public).find("item")
        assert item.findtext("title").endswith('น้ำ & ดิน <b>"ป่า"</b>')
        assert item.findtext("description") == "1 < 2 & 3 > 2"

    def test_drafts_and_private_letters_stay_out(self, public):
        LetterPageFactory(live=False)
        private = LetterPageFactory()
        PageViewRestriction.objects.create(
            page=private, restriction_type=PageViewRestriction.PASSWORD, password="only-for-tests"
        )
        assert self.channel(public).findall("item") == []

    def test_an_unchanged_feed_is_not_sent_twice(self, public, letters):
        first = public.get(self.ADDRESS)
        assert not first.cookies
        assert public.get(self.ADDRESS, headers={"if-none-match": first["ETag"]}).status_code == 304

    @pytest.mark.parametrize("kind", ["/th/", "/th/letters/", "letter"])
    def test_browsers_find_it(self, public, letters, kind):
        address = letters[2018, 5].url if kind == "letter" else kind
        link = re.search(
            r'<link rel="alternate" type="application/rss\+xml"[^>]*>', text_of(public, address)
        )[0]
        assert f'href="{self.ADDRESS}"' in link

    def test_without_a_page_of_letters_there_is_none(self, public):
        home()
        LetterIndexPage.objects.all().first().unpublish()
        assert public.get(self.ADDRESS).status_code == 404
        assert "application/rss+xml" not in text_of(public, "/th/")
