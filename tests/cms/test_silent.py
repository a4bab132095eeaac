"""Words that fell silent with a consent come back with their person only, whatever an editor empties."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.models import ContentPage, StoryPage
from cms.models.quoted import words_hash
from cms.services.bin import bring_back, keep
from geo.choices import Role
from leaders.services.consents import withdraw
from leaders.services.erasing import erase
from tests.factories.cms import ContentPageFactory, StoryPageFactory
from tests.factories.leaders import ConsentFactory, PersonFactory

pytestmark = pytest.mark.django_db
WORDS, OTHER = "ถ้าน้ำลดเมื่อไรเราจะปลูกใหม่", "ปีหน้าเราจะขุดสระเพิ่ม"


@pytest.fixture
def consent(person):
    return ConsentFactory(person=person, use="story")


@pytest.fixture
def editor(user_with, client_of):
    user = user_with(Role.EDITOR, "TH")
    user.groups.add(Group.objects.get(name="Editors"))
    return client_of(user)


def quote(codes: str, text: str = WORDS) -> dict[str, str]:
    return {"text": text, "role": "คนปลูกป่า", "name": "", "consent": codes}


def published(editor, page, *quotes, act="action-publish", **fields):
    """What the admin answers to an editor who publishes a page with these quotations."""
    body = streamfield([("quote", told) for told in quotes])
    sent = {"title": page.title, "slug": page.slug, "lead": page.lead, "body": body, "photo": ""}
    sent |= {"comments": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0"}, act: "yes"} | fields
    return editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), nested_form_data(sent))


def content(editor, page, *quotes):
    return published(editor, page, *quotes, purpose="plain", illustration="")


def story(editor, page, codes, **fields):
    fields = {"kind": "story", "told_on": "2019-02-10", "area": "", "illustration": ""} | fields
    return published(editor, page, consent_codes=codes, **fields)


class TestQuotations:
    def test_without_its_code_a_quotation_is_refused_beside_the_field(
        self, client, editor, by, person, consent
    ):
        page = ContentPageFactory(body=[("quote", quote(consent.code))])
        withdraw(consent, by=by)
        stranger = ConsentFactory(person=PersonFactory(team=person.team), use="story")
        for codes in ("", stranger.code):
            answer = content(editor, page, quote(codes, f" {WORDS}… "), quote("", OTHER))
            assert answer.status_code == 200
            ((number, wrong),) = answer.context["form"].errors.as_data()["body"][0].block_errors.items()
            assert (number, list(wrong.block_errors)) == (0, ["consent"])
        assert content(editor, page, quote("", OTHER)).status_code == 302
        assert OTHER in client.get(page.url).text

    def test_it_is_read_again_when_the_same_person_agrees(self, client, editor, by, person, consent):
        page = ContentPageFactory(body=[("quote", quote(consent.code))])
        withdraw(consent, by=by)
        again = ConsentFactory(person=person, use="story")
        assert content(editor, page, quote(again.code)).status_code == 302
        assert WORDS in client.get(page.url).text
        withdraw(again, by=by)
        assert WORDS not in client.get(page.url).text

    def test_it_may_go_and_does_not_come_back(self, client, editor, by, consent):
        page = ContentPageFactory(body=[("quote", quote(consent.code))])
        withdraw(consent, by=by)
        assert content(editor, page).status_code == 302
        assert content(editor, page, quote("")).status_code == 200

    def test_an_older_draft_without_the_code_is_published_without_the_words(
        self, client, by, person, consent
    ):
        page = ContentPageFactory(body=[("quote", quote("")), ("quote", quote("", OTHER))])
        old = page.save_revision()
        page.body = [("quote", quote(consent.code))]
        page.save_revision().publish()
        withdraw(consent, by=by)
        old.publish()
        text = client.get(page.url).text
        assert WORDS not in text
        assert OTHER in text

    def test_a_copy_of_the_page_knows_it_too(self, by, consent):
        page = ContentPageFactory(body=[("quote", quote(consent.code))])
        withdraw(consent, by=by)
        copied = page.copy(update_attrs={"slug": "copied"})
        copied = ContentPage.objects.get(pk=copied.pk)
        copied.body = [("quote", quote(""))]
        copied.save()
        assert not list(ContentPage.objects.get(pk=copied.pk).body)

    def test_what_lay_in_the_bin_meanwhile_knows_it_too(self, client, editor, by, consent, user_with):
        page = ContentPageFactory(body=[("quote", quote(consent.code))])
        chief = user_with(is_superuser=True)
        item = keep(page, by=chief)
        ContentPage.objects.get(pk=page.pk).delete()
        withdraw(consent, by=by)
        page = bring_back(item, by=chief).thing
        assert WORDS not in client.get(page.url).text
        assert content(editor, page, quote("")).status_code == 200

    def test_after_an_erasure_nobody_can_agree(self, editor, person, consent):
        page = ContentPageFactory(body=[("quote", quote(consent.code))])
        erase(person, by=None)
        stranger = ConsentFactory(person=PersonFactory(team=person.team), use="story")
        for codes in ("", stranger.code):
            assert content(editor, page, quote(codes)).status_code == 200

    def test_a_name_that_was_taken_back_leaves_the_words(self, client, editor, by, person):
        name = ConsentFactory(person=person, use="name")
        page = ContentPageFactory(body=[("quote", quote(name.code))])
        withdraw(name, by=by)
        assert content(editor, page, quote("")).status_code == 302
        assert WORDS in client.get(page.url).text


class TestStories:
    def test_publishing_is_refused_beside_the_codes_and_a_draft_is_kept(
        self, client, editor, by, person, consent
    ):
        page = StoryPageFactory(consent_codes=consent.code)
        withdraw(consent, by=by)
        answer = story(editor, page, "")
        assert answer.status_code == 200
        assert list(answer.context["form"].errors) == ["consent_codes"]
        assert story(editor, page, "", act="save").status_code == 302
        assert client.get(page.url).status_code == 404
        again = ConsentFactory(person=person, use="story")
        assert story(editor, page, again.code).status_code == 302
        assert client.get(page.url).status_code == 200

    def test_a_draft_that_rests_on_it_does_not_follow_what_is_read(self, client, editor, by, person, consent):
        page = StoryPageFactory(lead="ข่าวเปิดบ้าน")
        page.lead, page.consent_codes = "เรื่องของป้าบัวคำ", consent.code
        page.save_revision()
        withdraw(consent, by=by)
        assert "ข่าวเปิดบ้าน" in client.get(page.url).text
        draft = StoryPage.objects.get(pk=page.pk).get_latest_revision_as_object()
        draft.consent_codes = ""
        revision = draft.save_revision()
        assert "ข่าวเปิดบ้าน" in client.get(page.url).text
        assert story(editor, page, "").status_code == 200
        revision.publish()
        assert client.get(page.url).status_code == 404


def test_blanks_marks_and_capitals_make_no_other_words():
    assert words_hash("“ถ้าน้ำลด เมื่อไร”") == words_hash("ถ้าน้ำลดเมื่อไร…")
    assert words_hash("Next year") == words_hash("next-year!")
    assert words_hash("ถ้าน้ำลด") != words_hash("ถ้าน้ำขึ้น")
    assert words_hash(" … ") == ""
