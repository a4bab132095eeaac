"""Pages for what went wrong: they help, in the reader's language, and need as little as they can."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.db import OperationalError
from django.db.backends.utils import CursorWrapper
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.views.defaults import permission_denied

from tests.factories.cms import home

PLAIN = ["400.html", "403_csrf.html", "500.html"]


def text_of(response) -> str:
    return response.content.decode()


class TestNotFound:
    """404."""

    @pytest.mark.parametrize(
        ("address", "language", "words"),
        [
            ("/th/nothing/", "th", "ไม่พบหน้านี้"),
            ("/th/letters/nothing/", "th", "ไม่พบหน้านี้"),
            ("/th/provinces/99/", "th", "ไม่พบหน้านี้"),
            ("/en/nothing/", "en", "Page not found"),
            ("/en/provinces/99/", "en", "Page not found"),
        ],
    )
    def test_it_speaks_the_language_of_the_address(self, db, public, address, language, words):
        home()
        response = public.get(address)
        assert response.status_code == 404
        assert f'<html lang="{language}">' in text_of(response)
        assert words in text_of(response)

    def test_it_offers_the_finder_and_the_main_ways(self, db, public):
        home()
        text = text_of(public.get("/th/nothing/"))
        main = text[text.index("<main") : text.index("</main>")]
        assert f'action="{reverse("public:find")}"' in main
        for path in ("", "sites/", "open-houses/", "letters/", "contacts/"):
            assert f'href="/th/{path}"' in main
        ways = set(re.findall(r'href="(/th/[^"#]*)"', main))
        assert [address for address in ways if public.get(address).status_code != 200] == []

    def test_a_search_is_offered_where_there_is_one(self, db, public):
        home()
        text = text_of(public.get("/th/nothing/"))
        try:
            address = reverse("public:search")
        except NoReverseMatch:
            address = ""
        assert (f'action="{address}"' in text) == bool(address)

    def test_it_leaves_no_cookie(self, db, public):
        home()
        assert not public.get("/th/nothing/").cookies


class TestBroken:
    """500."""

    @pytest.fixture
    def broken(self, db, monkeypatch):
        """No database, no list of static files, no context processor; the reader comes all the same."""
        home()

        def fails(*arguments, **keywords):
            raise OperationalError

        def missing(*arguments, **keywords):
            raise ValueError("Missing staticfiles manifest entry")

        monkeypatch.setattr(CursorWrapper, "execute", fails)
        monkeypatch.setattr("django.contrib.staticfiles.storage.staticfiles_storage.url", missing)
        monkeypatch.setattr("cms.context_processors.site", fails)
        client = Client(raise_request_exception=False)
        yield client
        monkeypatch.undo()

    @pytest.mark.parametrize(
        ("address", "language", "words"),
        [
            ("/th/", "th", "ระบบขัดข้อง"),
            ("/th/sites/", "th", "ระบบขัดข้อง"),
            ("/en/sites/", "en", "Something broke on our side"),
        ],
    )
    def test_it_comes_when_nothing_else_does(self, broken, address, language, words):
        response = broken.get(address)
        text = text_of(response)
        assert response.status_code == 500
        assert f'<html lang="{language}">' in text
        assert words in text
        assert f'href="/{language}/"' in text
        assert 'href=""' in text

    @pytest.mark.parametrize("template", PLAIN)
    def test_what_it_looks_like_lies_where_it_asks(self, template):
        text = render_to_string(template)
        files = re.findall(r'(?:href|src)="/static/([^"]+)"', text)
        assert len(files) > 5
        assert [path for path in files if not finders.find(path)] == []
        assert "style=" not in text
        assert "noindex" in text


@pytest.mark.parametrize("template", PLAIN)
@pytest.mark.parametrize("language", ["th", "en"])
def test_plain_pages_need_no_context(template, language):
    with translation.override(language):
        text = render_to_string(template)
    assert f'<html lang="{language}">' in text
    assert text.count("<h1") == 1
    assert bool(re.search("[ก-๙]", text)) == (language == "th")


def test_a_request_that_cannot_be_read_is_told_so(db, settings):
    response = Client(headers={"host": "elsewhere.example"}, raise_request_exception=False).get("/th/")
    assert response.status_code == 400
    assert "อ่านคำขอนี้ไม่ได้" in text_of(response)


def test_who_may_not_is_led_back_to_their_work(db):
    request: HttpRequest = RequestFactory().get("/review/")
    response = permission_denied(request, PermissionError())
    assert response.status_code == 403
    assert 'href="/accounts/home/"' in text_of(response)
