"""The movement's own words, explained."""

import re

import pytest

from cms.models import Term
from cms.services.words import WORDS
from cms.views.glossary import initial_of
from tests.factories.cms import home
from thai.order import sort_key

pytestmark = pytest.mark.django_db


def words_of(public, address: str) -> list[str]:
    found = re.findall(r'<dt><a href="#[a-z-]+">(.*?)</a>', public.get(address).content.decode())
    return [re.sub(r"<[^>]+>", "", word) for word in found]


def test_a_new_site_explains_the_programmes_words(public):
    home()
    words = words_of(public, "/th/glossary/")
    assert len(words) == len(WORDS) >= 30
    assert words == sorted(words, key=sort_key)
    english = words_of(public, "/en/glossary/")
    assert english == sorted(english, key=lambda word: sort_key(word.lower()))
    assert {"ทีมตำบล", "แหล่งเรียนรู้"} <= set(words)
    assert {"subdistrict team", "learning site"} <= set(english)


def test_every_word_is_explained_in_both_languages():
    keys = [word.key for word in WORDS]
    assert len(keys) == len(set(keys))
    for word in WORDS:
        Term(**word._asdict()).clean_fields()
        assert re.search("[ก-๙]", word.meaning_th)
        assert re.search("[a-z]", word.meaning_en)
        assert not re.search("ครับ|ค่ะ|กรุณา|ดำเนินการ|ทำการ", word.meaning_th)


def test_every_word_has_an_address_of_its_own(public):
    home()
    text = public.get("/th/glossary/").content.decode()
    identities = re.findall(r' id="([^"]+)"', text)
    assert len(identities) == len(set(identities))
    assert {word.key for word in WORDS} <= set(identities)
    jumps = re.findall(r'href="#(l-\d+)"', text)
    assert jumps
    assert set(jumps) <= set(identities)


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_letter_heads_one_part(public, language):
    home()
    heads = re.findall(r'<h2 id="l-\d+">(.*?)</h2>', public.get(f"/{language}/glossary/").content.decode())
    assert len(heads) == len(set(heads)) > 10


@pytest.mark.parametrize(
    ("word", "initial"),
    [("เปิดบ้าน", "ป"), ("แหล่งเรียนรู้", "ห"), ("ทีมตำบล", "ท"), ("8 ทิศทาง", "8"), ("team", "T"), ("เ", "เ")],
)
def test_a_word_stands_under_the_letter_of_its_dictionary(word, initial):
    assert initial_of(word) == initial


def test_what_editors_change_stays_and_what_they_delete_stays_away(public):
    home()
    Term.objects.filter(key="movement").update(meaning_th="เพื่อนกัน")
    Term.objects.filter(key="codi").delete()
    home()
    assert "เพื่อนกัน" in public.get("/th/glossary/").content.decode()
    assert not Term.objects.filter(key="codi").exists()


def test_an_empty_page_says_so(public):
    home()
    Term.objects.all().delete()
    assert "ยังไม่มีคำในหน้านี้" in public.get("/th/glossary/").content.decode()
