"""A picture that is deleted is nowhere public, file included, and comes back as it was."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.db import IntegrityError
from django.test import Client
from wagtail.models import Collection

from cms.models import Binned, Picture, StoryPage
from cms.services.bin import bring_back
from leaders.services.consents import withdraw
from tests.cms.bin.rows import changed, everything, kept_files, lies, references, thrown
from tests.factories.cms import PictureFactory, StoryPageFactory
from tests.factories.leaders import ConsentFactory

pytestmark = pytest.mark.django_db


class TestPictures:
    def test_the_file_is_nowhere_public_until_it_is_back(self, client_of, editor, commit):
        picture, client = PictureFactory(), client_of(editor)
        picture.tags.add("บ้าน")
        story = StoryPageFactory(photo=picture)
        size, urls = picture.get_rendition("max-20x20"), [picture.file.url]
        urls.append(size.url)
        before, said, named = everything(), lies(picture), references()
        assert "กู้คืนได้ 30 วัน" in client.get(f"/admin/images/{picture.pk}/delete/").text
        commit(client.post, f"/admin/images/{picture.pk}/delete/")
        assert [Client().get(url).status_code for url in urls] == [404, 404]
        assert StoryPage.objects.get().photo is None
        item = Binned.objects.get()
        assert kept_files(item) == [True]
        commit(bring_back, item, by=editor)
        assert lies(Picture.objects.get()) == said
        assert StoryPage.objects.get(pk=story.pk).photo_id == picture.pk
        assert changed(before) == set()
        assert references() == named
        assert kept_files(item) == [False]

    def test_when_the_row_cannot_come_back_no_file_is_left_lying(self, editor, commit, monkeypatch):
        picture = PictureFactory()
        url = picture.file.url
        item = commit(thrown, picture, by=editor)

        def fails(*args: object) -> None:
            raise IntegrityError

        monkeypatch.setattr("cms.services.bin.restoring.insert", fails)
        with pytest.raises(ValidationError, match="ซ้ำกันแล้ว"):
            commit(bring_back, item, by=editor)
        assert not picture.file.storage.exists(picture.file.name)
        assert Client().get(url).status_code == 404
        assert kept_files(Binned.objects.get()) == [True]

    def test_a_page_that_has_another_photo_keeps_it(self, editor, commit):
        picture, other = PictureFactory(), PictureFactory()
        story = StoryPageFactory(photo=picture)
        item = commit(thrown, picture, by=editor)
        StoryPage.objects.filter(pk=story.pk).update(photo=other)
        commit(bring_back, item, by=editor)
        assert StoryPage.objects.get().photo_id == other.pk

    def test_a_name_that_is_taken_meanwhile_takes_no_file_away(self, editor, commit):
        picture = PictureFactory()
        said, item = lies(picture), commit(thrown, picture, by=editor)
        other = PictureFactory()
        commit(bring_back, item, by=editor)
        back = Picture.objects.get(pk=picture.pk)
        assert back.file.name != other.file.name
        assert lies(back) == said == lies(other)

    def test_without_its_collection_it_moves_to_the_first(self, editor, commit):
        collection = Collection.get_first_root_node().add_child(name="งานวัด")
        item = commit(thrown, PictureFactory(collection=collection), by=editor)
        collection.delete()
        commit(bring_back, item, by=editor)
        assert Picture.objects.get().collection == Collection.get_first_root_node()

    def test_with_a_consent_that_ended_it_comes_back_withheld(self, editor, by, person, commit):
        consent = ConsentFactory(person=person, use="picture")
        picture = PictureFactory(consent_codes=consent.code)
        said, item = lies(picture), commit(thrown, picture, by=editor)
        withdraw(consent, by=by)
        assert commit(bring_back, item, by=editor).withheld
        back = Picture.objects.get()
        assert not back.is_out
        assert lies(back) != said
        assert kept_files(item) == [False]
        again = ConsentFactory(person=person, use="picture")
        back.consent_codes = again.code
        commit(back.save)
        assert lies(Picture.objects.get()) == said

    def test_one_that_was_withheld_before_is_so_afterwards(self, editor, by, person, commit):
        consent = ConsentFactory(person=person, use="picture")
        picture = PictureFactory(consent_codes=consent.code)
        said = lies(picture)
        commit(withdraw, consent, by=by)
        before = everything()
        item = commit(thrown, Picture.objects.get(), by=editor)
        assert kept_files(item) == [True, True]
        assert not commit(bring_back, item, by=editor).withheld
        assert changed(before) == set()
        with storages["private"].open(Picture.objects.get().withheld_file) as file:
            assert file.read() == said
