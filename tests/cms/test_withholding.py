"""What was taken off the public site stays off, whatever is written beside it, until its people agree."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.template.loader import render_to_string

from accounts.backup.erasures import replay_erasures
from cms.blocks import PictureBlock, QuoteBlock
from cms.models import ConsentTie, Material, Picture
from leaders.models import Consent
from leaders.services.consents import places_of, withdraw
from leaders.services.erasing import erase
from tests.factories.cms import (
    ContentPageFactory,
    DocumentFactory,
    MaterialFactory,
    PictureFactory,
    StoryPageFactory,
    photo_file,
)
from tests.factories.leaders import ConsentFactory, PersonFactory

pytestmark = pytest.mark.django_db
WORDS = "ถ้าน้ำลดเมื่อไรเราจะปลูกใหม่"


def coded(thing, codes):
    thing = type(thing).objects.get(pk=thing.pk)
    thing.consent_codes = codes
    return thing


class TestPictures:
    def test_only_the_same_person_or_another_photo_brings_it_back(self, by, person, commit):
        consent = ConsentFactory(person=person, use="picture")
        other = ConsentFactory(person=PersonFactory(team=person.team), use="picture")
        picture = PictureFactory(consent_codes=consent.code)
        commit(withdraw, consent, by=by)
        for codes in ("", other.code, "ZZZZ9999", ""):
            commit(coded(picture, codes).save)
            assert not Picture.objects.get().is_out
        same = coded(picture, "")
        same.file = photo_file()
        commit(same.save)
        assert not Picture.objects.get().is_out
        again = ConsentFactory(person=person, use="picture")
        commit(coded(picture, again.code).save)
        assert Picture.objects.get().is_out
        commit(coded(picture, "").save)
        assert not Picture.objects.get().is_out
        new = coded(picture, "")
        new.file = photo_file(size=(64, 40))
        commit(new.save)
        assert Picture.objects.get().is_out
        assert not ConsentTie.objects.exists()

    def test_a_new_photo_of_whoever_took_it_back_is_never_out(self, by, person, commit):
        consent = ConsentFactory(person=person, use="picture")
        picture = PictureFactory(consent_codes=consent.code)
        commit(withdraw, consent, by=by)
        first = Picture.objects.get().withheld_file
        new = coded(picture, consent.code)
        new.file = photo_file(size=(64, 40))
        commit(new.save)
        picture = Picture.objects.get()
        assert not picture.is_out
        assert not picture.renditions.exists()
        assert not storages["private"].exists(first)
        assert storages["private"].exists(picture.withheld_file)

    def test_a_form_that_was_open_meanwhile_brings_nothing_back(self, by, person, commit):
        consent = ConsentFactory(person=person, use="picture")
        picture = PictureFactory(consent_codes=consent.code)
        opened = Picture.objects.get()
        commit(withdraw, consent, by=by)
        kept = Picture.objects.get().withheld_file
        commit(opened.save)
        assert Picture.objects.get().withheld_file == kept
        assert str(Picture.objects.get()) == f"{picture.title} (ออกจากเว็บแล้ว)"

    def test_a_file_that_is_gone_hinders_nobody(self, client_of, by, person, commit):
        consent = ConsentFactory(person=person, use="picture")
        picture = PictureFactory(consent_codes=consent.code, description="รูป07")
        picture.file.storage.delete(picture.file.name)
        picture.renditions.all().delete()
        (place,) = places_of([consent])[consent.pk]
        assert (place.title, place.url) == (picture.description, "")
        told = client_of(by).get(f"/log/people/{person.uid}/consents/")
        assert picture.description in told.text
        assert 'href=""' not in told.text
        commit(withdraw, consent, by=by)
        assert not Picture.objects.get().is_out
        commit(coded(picture, ConsentFactory(person=person, use="picture").code).save)
        assert not Picture.objects.get().is_out

    def test_the_page_it_stands_on_is_told(self, person):
        consent = ConsentFactory(person=person, use="picture")
        picture = PictureFactory(consent_codes=consent.code)
        story = StoryPageFactory(photo=picture)
        StoryPageFactory(photo=picture, live=False)
        assert [place.url for place in places_of([consent])[consent.pk]] == [story.url]

    def test_sizes_that_are_made_meanwhile_go_too(self, by, person, django_capture_on_commit_callbacks):
        consent = ConsentFactory(person=person, use="picture")
        PictureFactory(consent_codes=consent.code)
        with django_capture_on_commit_callbacks(execute=True):
            withdraw(consent, by=by)
            Picture.objects.get().get_rendition("max-20x20")
        assert not Picture.objects.get().renditions.exists()

    def test_the_original_goes_with_the_picture(self, by, person, commit):
        consent = ConsentFactory(person=person, use="picture")
        PictureFactory(consent_codes=consent.code)
        commit(withdraw, consent, by=by)
        kept = Picture.objects.get().withheld_file
        assert storages["private"].exists(kept)
        commit(Picture.objects.get().delete)
        assert not storages["private"].exists(kept)

    def test_no_caption_is_left_alone(self, by, person):
        consent = ConsentFactory(person=person, use="picture")
        picture = PictureFactory(consent_codes=consent.code)
        withdraw(consent, by=by)
        value = PictureBlock().to_python({"photo": picture.pk, "woven": "", "caption": "ป้าบัวคำ"})
        assert "ป้าบัวคำ" not in render_to_string("cms/blocks/picture.html", {"value": value})


class TestMaterials:
    @pytest.fixture
    def consent(self, person):
        return ConsentFactory(person=person, use="story")

    def test_only_the_same_person_or_another_document_brings_it_back(self, by, person, consent):
        material = MaterialFactory(consent_codes=consent.code)
        withdraw(consent, by=by)
        for codes in ("", ConsentFactory(person=PersonFactory(team=person.team), use="story").code, ""):
            coded(material, codes).save()
            assert Material.objects.get().withheld_at
        coded(material, ConsentFactory(person=person, use="story").code).save()
        assert Material.objects.get().is_out()
        coded(material, "").save()
        assert Material.objects.get().withheld_at
        new = coded(material, "")
        new.document = DocumentFactory(file=ContentFile(b"%PDF-1.5", name="new.pdf"))
        new.save()
        assert Material.objects.get().is_out()

    def test_after_an_erasure_no_code_brings_it_back(self, person, consent):
        material = MaterialFactory(consent_codes=consent.code)
        erase(person, by=None)
        other = ConsentFactory(person=PersonFactory(team=person.team), use="story")
        for codes in (consent.code, "", other.code):
            coded(material, codes).save()
            assert Material.objects.get().withheld_at

    def test_a_document_of_two_materials_is_closed_with_either(self, client, by, consent):
        material = MaterialFactory(consent_codes=consent.code)
        MaterialFactory(document=material.document)
        withdraw(consent, by=by)
        assert client.get(material.document.url).status_code == 404


class TestStories:
    @pytest.fixture
    def consent(self, person):
        return ConsentFactory(person=person, use="story")

    def test_it_is_out_again_with_a_story_code_of_the_same_person_only(self, client, by, person, consent):
        story = StoryPageFactory(consent_codes=consent.code)
        withdraw(consent, by=by)
        other = ConsentFactory(person=PersonFactory(team=person.team), use="story")
        picture = ConsentFactory(person=person, use="picture")
        for codes in ("", other.code, picture.code):
            coded(story, codes).save_revision().publish()
            assert client.get(story.url).status_code == 404
        coded(story, ConsentFactory(person=person, use="story").code).save_revision().publish()
        assert client.get(story.url).status_code == 200

    def test_after_an_erasure_nothing_of_it_is_published(self, client, person, consent):
        story = StoryPageFactory(consent_codes=consent.code)
        old = story.save_revision()
        erase(person, by=None)
        old.publish()
        assert client.get(story.url).status_code == 404
        coded(story, "").save_revision().publish()
        assert client.get(story.url).status_code == 404

    def test_drafts_are_tied_and_no_place_is_told_of_them(self, by, consent):
        page = ContentPageFactory()
        page.body = [("quote", {"text": WORDS, "role": "", "name": "", "consent": consent.code})]
        page.save_revision()
        hidden = StoryPageFactory(consent_codes=consent.code, live=False)
        assert set(ConsentTie.objects.values_list("page", flat=True)) == {page.pk, hidden.pk}
        assert places_of([consent]) == {}
        withdraw(consent, by=by)
        assert set(ConsentTie.objects.values_list("page", flat=True)) == {page.pk, hidden.pk}
        page.refresh_from_db()
        assert page.live


def test_a_quotation_with_the_code_of_nobody_is_silent():
    value = QuoteBlock().to_python({"text": WORDS, "role": "", "name": "", "consent": "ZZZZ9999"})
    assert not value.stands


def test_a_restore_does_not_bring_back_what_was_taken_back(by, person, commit, settings, tmp_path):
    settings.BACKUP_DIR = tmp_path
    consent = ConsentFactory(person=person, use="picture")
    picture = PictureFactory(consent_codes=consent.code)
    before = Consent.objects.filter(pk=consent.pk).values("withdrawn_at", "withdrawn_by", "withdrawn_way")
    before = before.get()
    withdraw(consent, by=by)
    at = Consent.objects.get().withdrawn_at
    # What the archive held.
    Consent.objects.update(**before)
    Picture.objects.update(withheld_at=None, withheld_file="", withheld_hash="")
    ConsentTie.objects.update(held=False)
    assert commit(replay_erasures) == 0
    assert Consent.objects.get().withdrawn_at == at
    assert not Picture.objects.get(pk=picture.pk).is_out
    changes = Consent.history.count()
    replay_erasures()
    assert Consent.history.count() == changes
