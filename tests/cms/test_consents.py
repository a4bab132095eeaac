"""What rests on a consent is off the public site the moment that it is taken back."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.urls import reverse
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks import QuoteBlock
from cms.models import ConsentTie, Picture
from cms.services.search import bring_in_step
from leaders.services.consents import places_of, withdraw
from tests.cms.search.conftest import ask
from tests.factories.cms import (
    ContentPageFactory,
    MaterialFactory,
    PictureFactory,
    StoryPageFactory,
    photo_file,
)
from tests.factories.leaders import ConsentFactory, PersonFactory
from tests.factories.programmes import EnrolmentFactory, the_programme

pytestmark = pytest.mark.django_db
WORDS = "ถ้าน้ำลดเมื่อไรเราจะปลูกใหม่"


def quoting(*consents, name="บัวคำ ทดสอบเว็บ"):
    codes = " ".join(consent.code for consent in consents)
    return ContentPageFactory(body=[("quote", {"text": WORDS, "role": "", "name": name, "consent": codes})])


class TestNames:
    def test_a_team_names_who_agreed_and_nobody_else(self, client, by, person):
        the_programme()
        EnrolmentFactory(team=person.team, person=person)
        other = PersonFactory(team=person.team, given_name="ไม่บอกใคร")
        EnrolmentFactory(team=person.team, person=other)
        address = reverse("public:team", args=[person.team_id])
        assert person.full_name not in client.get(address).text
        consent = ConsentFactory(person=person, use="name")
        first = client.get(address)
        assert person.full_name in first.text
        assert other.given_name not in first.text
        assert [place.url for place in places_of([consent])[consent.pk]] == [address]
        withdraw(consent, by=by)
        again = client.get(address, headers={"if-none-match": first["ETag"]})
        assert again.status_code == 200
        assert person.full_name not in again.text

    def test_who_left_the_roster_is_named_no_more(self, client, person):
        the_programme()
        ConsentFactory(person=person, use="name")
        assert person.full_name not in client.get(reverse("public:team", args=[person.team_id])).text


class TestQuotations:
    def test_the_name_goes_and_the_words_stay(self, client, by, person):
        consent = ConsentFactory(person=person, use="name")
        page = quoting(consent)
        assert person.full_name in client.get(page.url).text
        withdraw(consent, by=by)
        assert person.full_name not in client.get(page.url).text
        assert WORDS in client.get(page.url).text

    def test_with_the_story_the_words_go_too_and_no_search_finds_them(self, client, by, person):
        story = ConsentFactory(person=person, use="story")
        page = quoting(story, ConsentFactory(person=person, use="name"))
        bring_in_step()
        assert WORDS in client.get(page.url).text
        assert ask(WORDS).number == 1
        withdraw(story, by=by)
        assert WORDS not in client.get(page.url).text
        assert ask(WORDS).number == 0

    def test_a_name_without_a_code_stands_nowhere(self, client):
        page = quoting(name="บัวคำ ทดสอบเว็บ")
        assert "บัวคำ" not in client.get(page.url).text

    def test_editors_are_told_what_is_wrong_with_a_code(self, by, person):
        block = QuoteBlock()
        ended, other = ConsentFactory(person=person, use="name"), ConsentFactory(person=person, use="picture")
        withdraw(ended, by=by)
        for code in ("ZZZZ9999", ended.code, other.code, ""):
            value = block.to_python({"text": WORDS, "role": "", "name": "บัวคำ", "consent": code})
            with pytest.raises(StructBlockValidationError):
                block.clean(value)


class TestPictures:
    @pytest.fixture
    def consent(self, person):
        return ConsentFactory(person=person, use="picture")

    @pytest.fixture
    def picture(self, consent):
        return PictureFactory(consent_codes=consent.code)

    def test_no_file_of_it_is_left_for_the_public(self, client, by, consent, picture, commit):
        story = StoryPageFactory(photo=picture)
        page = ContentPageFactory(body=[("picture", {"photo": picture, "woven": "", "caption": ""})])
        addresses = [row.url for row in picture.renditions.all()]
        with picture.file.storage.open(picture.file.name) as file:
            shown = file.read()
        assert any(address in client.get(story.url).text for address in addresses)
        commit(withdraw, consent, by=by)
        for address in addresses:
            assert address not in client.get(story.url).text + client.get(page.url).text
            assert client.get(address).status_code == 404
        assert "woven" in client.get(story.url).text
        with picture.file.storage.open(picture.file.name) as file:
            assert file.read() != shown

    def test_one_of_several_is_enough(self, by, person, consent, commit):
        other = ConsentFactory(person=PersonFactory(team=person.team), use="picture")
        picture = PictureFactory(consent_codes=f"{consent.code} {other.code}")
        commit(withdraw, other, by=by)
        picture.refresh_from_db()
        assert not picture.is_out

    def test_another_consent_brings_it_back(
        self, by, consent, picture, commit, django_capture_on_commit_callbacks
    ):
        name = picture.file.name
        with picture.file.storage.open(name) as file:
            shown = file.read()
        commit(withdraw, consent, by=by)
        picture.refresh_from_db()
        kept = picture.withheld_file
        assert storages["private"].exists(kept)
        picture.consent_codes = ConsentFactory(person=consent.person, use="picture").code
        picture.full_clean()
        with django_capture_on_commit_callbacks(execute=True):
            picture.save()
        again = Picture.objects.get()
        assert again.is_out
        with again.file.storage.open(name) as file:
            assert (again.file.name, file.read()) == (name, shown)
        assert not storages["private"].exists(kept)

    def test_another_photo_without_anybody_brings_the_picture_back(
        self, by, consent, picture, commit, django_capture_on_commit_callbacks
    ):
        commit(withdraw, consent, by=by)
        picture.refresh_from_db()
        kept = picture.withheld_file
        picture.consent_codes, picture.file = "", photo_file(size=(64, 40))
        with django_capture_on_commit_callbacks(execute=True):
            picture.save()
        assert Picture.objects.get().is_out
        assert not storages["private"].exists(kept)

    def test_a_code_for_something_else_is_refused_beside_the_field(self, person):
        picture = PictureFactory()
        picture.consent_codes = ConsentFactory(person=person, use="name").code
        with pytest.raises(ValidationError) as wrong:
            picture.full_clean()
        assert list(wrong.value.message_dict) == ["consent_codes"]


def test_a_material_cannot_be_had_any_more(client, by, person):
    consent = ConsentFactory(person=person, use="story")
    material = MaterialFactory(consent_codes=consent.code)
    assert client.get(material.document.url).status_code == 200
    withdraw(consent, by=by)
    assert client.get(material.document.url).status_code == 404
    assert not type(material).objects.out().exists()


def test_a_story_goes_whole_in_every_language(client, by, person):
    consent = ConsentFactory(person=person, use="story")
    story = StoryPageFactory(consent_codes=consent.code)
    beside = StoryPageFactory()
    assert [place.url for place in places_of([consent])[consent.pk]] == [story.url]
    withdraw(consent, by=by)
    assert client.get(story.url).status_code == 404
    assert client.get(beside.url).status_code == 200
    assert places_of([consent]) == {}
    assert list(ConsentTie.objects.values_list("page", "held")) == [(story.pk, True)]


def test_a_story_that_is_published_later_does_not_bring_it_back(client, by, person):
    consent = ConsentFactory(person=person, use="story")
    story = StoryPageFactory(consent_codes=consent.code)
    draft = story.save_revision()
    withdraw(consent, by=by)
    draft.publish()
    assert client.get(story.url).status_code == 404


def test_the_form_of_a_story_tells_what_is_wrong_with_a_code(person):
    story = StoryPageFactory()
    form = story.get_edit_handler().get_form_class()(instance=story)
    form.cleaned_data = {"consent_codes": "ZZZZ9999"}
    with pytest.raises(ValidationError):
        form.clean_consent_codes()
    form.cleaned_data = {"consent_codes": ConsentFactory(person=person, use="story").code}
    assert form.clean_consent_codes() == form.cleaned_data["consent_codes"]
