"""What was published about an erased person: quotations fall silent, addresses tell nobody, drafts work."""

import pytest
from django.utils.text import slugify

from geo.choices import Role
from leaders.services.erasing import erase
from tests.factories.cms import ContentPageFactory
from tests.factories.leaders import ConsentFactory, PersonFactory, TeamFactory

pytestmark = pytest.mark.django_db
NAME = "พิกุลแก้ว กานดาวสี"
WORDS = "ดี"


@pytest.fixture
def staff(user_with):
    return user_with(Role.STAFF, "TH")


@pytest.fixture
def person():
    given, family = NAME.split()
    return PersonFactory(team=TeamFactory(code="440501"), given_name=given, family_name=family)


def quoting(codes: str, **fields):
    quote = {"text": WORDS, "role": "คนดูแลป่า", "name": NAME, "consent": codes}
    words = "<p>ประชุมดีเด่น ยินดีต้อนรับ</p>"
    return ContentPageFactory(body=[("quote", quote), ("paragraph", words)], **fields)


@pytest.mark.parametrize("use", ["story", "name"])
def test_only_the_quotation_loses_its_words_and_only_with_the_story(client, staff, person, use):
    page = quoting(ConsentFactory(person=person, use=use).code)
    page.save_revision()
    erase(person, by=staff)
    page.refresh_from_db()
    quote, paragraph = page.body.raw_data
    assert (quote["value"]["name"], quote["value"]["text"]) == ("", "" if use == "story" else WORDS)
    assert "ประชุมดีเด่น ยินดีต้อนรับ" in paragraph["value"]
    assert NAME not in str(page.get_latest_revision().content)


def test_a_draft_whose_address_told_the_name_can_still_be_published(client, staff, person):
    page = quoting("", title=f"เรื่องของ {NAME}", slug=slugify(NAME, allow_unicode=True))
    beside = ContentPageFactory(slug=slugify(NAME, allow_unicode=True) + "x")
    draft = page.save_revision()
    erase(person, by=staff)
    draft.refresh_from_db()
    draft.publish()
    page.refresh_from_db()
    assert (page.slug, page.url.split("/")[-2]) == (f"page-{page.pk}", f"page-{page.pk}")
    assert client.get(page.url).status_code == 200
    assert "พิกุลแก้ว" not in client.get(page.url).text
    beside.refresh_from_db()
    assert beside.slug.endswith("x")
