"""A page that is deleted in the editing admin comes back as it was, where it was."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Page

from cms.models import Binned, ConsentTie, ContentPage, StoryIndexPage, StoryPage
from cms.services.bin import bring_back
from leaders.services.consents import withdraw
from tests.cms.bin.rows import BIN, changed, everything, references, thrown
from tests.factories.cms import (
    ContentPageFactory,
    MaterialFactory,
    OpenHousePageFactory,
    StoryPageFactory,
    home,
)
from tests.factories.leaders import ConsentFactory

pytestmark = pytest.mark.django_db


class TestPages:
    def test_one_comes_back_whole(self, client_of, editor, commit):
        material, client = MaterialFactory(), client_of(editor)
        page = OpenHousePageFactory(handouts=[material])
        page.save_revision().publish()
        page.title = "ร่างที่ยังไม่ออก"
        page.save_revision()
        before, named, url = everything(), references(), page.url
        assert "กู้คืนได้ 30 วัน" in client.get(f"/admin/pages/{page.pk}/delete/").text
        commit(client.post, f"/admin/pages/{page.pk}/delete/")
        assert not Page.objects.filter(pk=page.pk).exists()
        assert Client().get(url).status_code == 404
        item = Binned.objects.get()
        assert (item.where, item.deleted_by, item.below) == (page.get_parent().title, editor, 0)
        assert commit(bring_back, item, by=editor).thing == page
        assert Client().get(url).status_code == 200
        assert changed(before) == set()
        assert references() == named
        assert not Binned.objects.exists()

    def test_it_is_found_again_by_both_searches_and_by_no_list_meanwhile(self, chief, commit):
        page = commit(StoryPageFactory, title="เรื่องควาย Buffalo")
        asked = "/th/search/?q=Buffalo"

        def found() -> tuple[bool, bool, bool, bool]:
            return (
                page.url in Client().get(asked).text,
                page.url in Client().get("/th/stories/").text,
                page.url in Client().get("/sitemap.xml").text,
                Page.objects.search("Buffalo").count() == 1,
            )

        assert found() == (True,) * 4
        item = commit(thrown, page, by=chief)
        assert found() == (False,) * 4
        commit(bring_back, item, by=chief)
        assert found() == (True,) * 4

    @pytest.mark.parametrize("language", ["th", "en"])
    def test_its_translation_is_still_its_translation(self, language, chief, commit):
        home()
        page = ContentPage.objects.filter(locale__language_code=language, slug="privacy").get()
        before = everything()
        item = commit(thrown, page, by=chief)
        assert {"wagtail_localize_translation", "cms_translated"} & changed(before)
        commit(bring_back, item, by=chief)
        assert changed(before) == set()

    def test_those_below_come_back_with_it_live_or_as_drafts(self, chief, commit):
        live, draft = StoryPageFactory(), StoryPageFactory(live=False)
        index = StoryIndexPage.objects.get(pk=live.get_parent().pk)
        before, urls = everything(), [index.url, live.url]
        item = commit(thrown, index, by=chief)
        assert [Client().get(url).status_code for url in urls] == [404, 404]
        assert item.below == 2
        commit(bring_back, item, by=chief)
        assert changed(before) == set()
        assert [Client().get(url).status_code for url in urls] == [200, 200]
        assert StoryPage.objects.get(pk=draft.pk).live is False

    def test_what_was_ticked_together_is_kept_once(self, client_of, chief, commit):
        story = StoryPageFactory()
        index, other = story.get_parent(), ContentPageFactory()
        before = everything()
        asked = f"/admin/bulk/wagtailcore/page/delete/?id={index.pk}&id={story.pk}&id={other.pk}"
        assert "กู้คืนได้ 30 วัน" in client_of(chief).get(asked).text
        commit(client_of(chief).post, asked)
        assert Binned.objects.count() == 2
        for item in Binned.objects.all():
            commit(bring_back, item, by=chief)
        assert changed(before) == set()

    def test_a_wrong_name_deletes_and_keeps_nothing(self, client_of, chief):
        page = ContentPageFactory()
        client_of(chief).post(f"/admin/pages/{page.pk}/delete/", {"confirm_site_name": "อื่น"})
        assert ContentPage.objects.filter(pk=page.pk).exists()
        assert not Binned.objects.exists()

    def test_below_a_page_that_was_moved_it_gets_its_address(self, chief, commit):
        above = ContentPageFactory()
        page = ContentPageFactory(parent=above)
        item = commit(thrown, page, by=chief)
        programme = home().get_children().get(slug="programme")
        Page.objects.get(pk=above.pk).move(programme, pos="last-child")
        commit(bring_back, item, by=chief)
        back = ContentPage.objects.get(pk=page.pk)
        assert back.url == f"/th/programme/{above.slug}/{page.slug}/"
        assert back.get_parent().pk == above.pk
        assert not any(Page.find_problems())

    def test_without_the_page_above_it_says_which_comes_first(self, chief, commit):
        above = ContentPageFactory(title="หน้าบน")
        page = ContentPageFactory(parent=above)
        before = everything()
        item = commit(thrown, page, by=chief)
        over = commit(thrown, Page.objects.get(pk=above.pk).specific, by=chief)
        with pytest.raises(ValidationError, match="หน้าบน"):
            bring_back(item, by=chief)
        commit(bring_back, over, by=chief)
        commit(bring_back, item, by=chief)
        assert changed(before) == set()

    def test_an_address_that_is_taken_loses_nothing(self, client_of, editor, commit):
        page = ContentPageFactory(slug="here")
        before = everything()
        item = commit(thrown, page, by=editor)
        other = ContentPageFactory(slug="here", title="หน้าใหม่กว่า")
        answer = client_of(editor).post(f"{BIN}{item.pk}/back/", follow=True)
        assert "หน้าใหม่กว่า" in answer.text
        assert Binned.objects.filter(pk=item.pk).exists()
        Page.objects.get(pk=other.pk).delete()
        answer = commit(client_of(editor).post, f"{BIN}{item.pk}/back/", follow=True)
        assert f"/admin/pages/{page.pk}/edit/" in answer.text
        assert changed(before) == set()

    def test_a_newer_translation_stays(self, chief, commit):
        home()
        page = ContentPage.objects.filter(locale__language_code="en", slug="privacy").get()
        item = commit(thrown, page, by=chief)
        thai = ContentPage.objects.get(locale__language_code="th", slug="privacy")
        thai.copy_for_translation(page.locale)
        for number in (1, 2):
            with pytest.raises(ValidationError):
                bring_back(item, by=chief)
            Page.objects.filter(slug="privacy", locale=page.locale).update(slug=f"anew-{number}")

    def test_a_story_whose_consent_ended_comes_back_off_the_site(self, chief, by, person, commit):
        consent = ConsentFactory(person=person, use="story")
        story = StoryPageFactory(consent_codes=consent.code)
        item = commit(thrown, story, by=chief)
        withdraw(consent, by=by)
        assert commit(bring_back, item, by=chief).withheld
        assert not StoryPage.objects.get().live
        assert ConsentTie.objects.filter(page=story.pk, held=True).exists()
