"""How often a letter is read: who counts and who does not, without a cookie and without an address."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.core.cache import caches
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from wagtail.models import Locale

from cms.models import LetterReading
from geo.choices import Role
from geo.models import Area
from geo.services.roles import grant_role
from tests.factories.cms import LetterPageFactory

PHONE = "Mozilla/5.0 (Linux; Android 5.1; A37f) AppleWebKit/537.36 Chrome/95.0 Mobile Safari/537.36"
LAPTOP = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
OPERA_MINI = "Opera/9.80 (J2ME/MIDP; Opera Mini/9.80) Presto/2.12"


@pytest.fixture
def letter(db):
    """A letter that nobody has read."""
    return LetterPageFactory()


def read(letter, *, agent=PHONE, address="198.51.100.7", method="get", **headers):
    """Somebody comes by."""
    given = {"user-agent": agent} | {name.replace("_", "-"): value for name, value in headers.items()}
    return getattr(Client(REMOTE_ADDR=address), method)(letter.url, headers=given)


def test_a_reading_is_counted_and_told(letter):
    assert "อ่าน 1 ครั้ง" in read(letter).content.decode()
    assert "อ่าน 2 ครั้ง" in read(letter, agent=LAPTOP).content.decode()
    assert letter.reads == 2


def test_a_large_number_is_told_with_a_comma(letter):
    LetterReading.objects.create(letter=letter, day=date(2018, 2, 23), number=1666)
    assert "อ่าน 1,667 ครั้ง" in read(letter).content.decode()


def test_nobody_yet_is_not_told_as_a_number(letter):
    assert "อ่าน 0" not in read(letter, agent="").content.decode()


def test_loading_again_counts_once(letter):
    for _again in range(5):
        read(letter)
    assert letter.reads == 1


@pytest.mark.parametrize("other", [{"address": "198.51.100.8"}, {"agent": LAPTOP}, {"agent": OPERA_MINI}])
def test_another_phone_or_another_place_is_another_reader(letter, other):
    read(letter)
    read(letter, **other)
    assert letter.reads == 2


def test_a_household_with_ipv6_is_one_place(letter):
    read(letter, address="2001:db8:1:2::1")
    read(letter, address="2001:db8:1:2::ffff")
    assert letter.reads == 1


def test_another_letter_counts_for_itself(letter):
    other = LetterPageFactory()
    read(letter)
    read(other)
    assert (letter.reads, other.reads) == (1, 1)


def test_a_letter_is_one_in_both_languages(letter):
    translated = letter.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    read(letter)
    LetterReading.objects.create(letter=translated, day=date(2018, 2, 23), number=4)
    assert letter.reads == translated.reads == 5


def test_the_next_day_counts_again_in_a_row_of_its_own(letter, monkeypatch):
    read(letter)
    tomorrow = localdate() + timedelta(days=1)
    monkeypatch.setattr("cms.services.reading.localdate", lambda: tomorrow)
    read(letter)
    read(letter)
    assert list(letter.readings.order_by("day").values_list("number", flat=True)) == [1, 1]
    assert letter.readings.latest("day").day == tomorrow


@pytest.mark.parametrize(
    "agent",
    [
        "", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "facebookexternalhit/1.1;line-poker/1.0", "WhatsApp/2.23", "curl/8.0", "python-requests/2.32",
        "Mozilla/5.0 (compatible; bingbot/2.0)", "Feedly/1.0", "UptimeRobot/2.0", "Twitterbot/1.0",
    ],
)  # fmt: skip
def test_robots_do_not_count(letter, agent):
    assert read(letter, agent=agent).status_code == 200
    assert letter.reads == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"purpose": "prefetch"},
        {"sec_purpose": "prefetch;prerender"},
        {"x_purpose": "preview"},
        {"x_moz": "prefetch"},
    ],
)
def test_what_a_browser_fetches_ahead_does_not_count(letter, headers):
    read(letter, **headers)
    assert letter.reads == 0
    read(letter)
    assert letter.reads == 1


@pytest.mark.parametrize("method", ["head", "options"])
def test_only_looking_at_the_page_counts(letter, method):
    read(letter, method=method)
    assert letter.reads == 0


def test_a_page_that_the_browser_has_is_counted_and_not_sent_again(letter):
    first = read(letter)
    LetterReading.objects.create(letter=letter, day=date(2018, 2, 23), number=40)
    answer = read(letter, agent=LAPTOP, if_none_match=first["ETag"])
    assert answer.status_code == 304
    assert letter.reads == 42
    assert first["Cache-Control"] == "no-cache"


def test_a_letter_that_was_mended_is_sent_again(letter):
    first = read(letter)
    letter.lead = "เล่าใหม่"
    letter.save()
    assert read(letter, if_none_match=first["ETag"]).status_code == 200


def test_an_editors_look_ahead_does_not_count(letter, user_with, client_of):
    user = user_with()
    grant_role(user, Area.objects.get(code="TH"), Role.EDITOR, by=None)
    editor = client_of(user)
    address = reverse("wagtailadmin_pages:view_draft", args=[letter.pk])
    assert letter.title in editor.get(address, headers={"user-agent": LAPTOP}).content.decode()
    assert letter.reads == 0


def test_the_index_and_the_feed_are_no_readings(letter):
    for address in ("/th/letters/", "/th/letters/rss.xml"):
        Client().get(address, headers={"user-agent": PHONE})
    assert letter.reads == 0


def test_nothing_is_kept_of_the_reader(letter):
    answer = read(letter)
    assert not answer.cookies
    assert {field.name for field in LetterReading._meta.get_fields()} == {"id", "letter", "day", "number"}
    kept = repr(caches["readers"]._cache)
    assert "198.51.100" not in kept
    assert "Android" not in kept


def test_the_key_of_the_day_before_is_of_no_use(letter, monkeypatch):
    read(letter)
    before = set(caches["readers"]._cache)
    caches["readers"].clear()
    read(letter)
    marks = [{key for key in kept if "key:" not in key} for kept in (before, set(caches["readers"]._cache))]
    assert len(marks[0]) == len(marks[1]) == 1
    assert marks[0] != marks[1]


def test_a_broken_cache_breaks_no_page(letter, monkeypatch):
    def broken(*arguments):
        raise ConnectionError

    monkeypatch.setattr(caches["readers"], "add", broken)
    monkeypatch.setattr("cms.services.reading._reader", broken)
    assert read(letter).status_code == 200
    assert letter.reads == 0


@pytest.mark.django_db(transaction=True)
class TestTogether:
    """Readers that come at the same moment, and somebody who writes meanwhile."""

    @pytest.fixture
    def letter(self, transactional_db):
        """A letter that other connections see."""
        return LetterPageFactory()

    def test_readers_of_the_same_moment_are_all_counted(self, letter):
        start, answers = Barrier(6), []

        def come(number: int) -> None:
            start.wait()
            answers.append(read(letter, address=f"198.51.100.{number}").status_code)
            connections.close_all()

        threads = [Thread(target=come, args=(number,)) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert answers == [200] * 6
        # A loaded machine may keep one waiting too long; it is then let go, never counted twice.
        assert 1 <= letter.reads <= 6
        assert letter.readings.count() == 1

    def test_who_comes_while_another_writes_reads_all_the_same_and_counts_later(self, letter):
        if connection.vendor != "sqlite":
            # There, another's write to another row keeps nobody waiting.
            read(letter)
            assert letter.reads == 1
            return
        locked, done = Barrier(2), Barrier(2)

        def write() -> None:
            with connections["default"].cursor() as cursor:
                cursor.execute("BEGIN IMMEDIATE")
                locked.wait()
                done.wait()
                cursor.execute("ROLLBACK")
            connections.close_all()

        thread = Thread(target=write)
        thread.start()
        locked.wait()
        answer = read(letter)
        done.wait()
        thread.join()
        assert answer.status_code == 200
        assert letter.reads == 0
        read(letter)
        assert letter.reads == 1
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA busy_timeout").fetchone() == (20_000,)
