"""What is deleted in the editing admin goes to the bin, and comes back as it was."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Collection, Page, ReferenceIndex

from accounts.retention import rules
from cms.demo.removing import remove_demo
from cms.models import (
    Binned,
    ConsentTie,
    Contact,
    ContentPage,
    Demo,
    Material,
    OpenHousePage,
    Picture,
    StoryIndexPage,
    StoryPage,
    Term,
)
from cms.services.bin import bring_back, keep
from geo.choices import Role
from leaders.services.consents import withdraw
from leaders.services.erasing import erase
from tests.factories.cms import (
    ContactFactory,
    ContentPageFactory,
    DocumentFactory,
    MaterialFactory,
    OpenHousePageFactory,
    PictureFactory,
    StoryPageFactory,
    home,
    photo_file,
)
from tests.factories.leaders import ConsentFactory

pytestmark = pytest.mark.django_db

# Kept elsewhere, or made anew.
BESIDE = ("wagtailcore_modellog", "wagtailcore_pagelog", "wagtailcore_referenceindex", "cms_rendition")
INDEXES = ("cms_binned", "cms_search", "wagtailsearch", "sqlite_", "django_", "axes_", "accounts_")
BIN = "/admin/bin/"


@pytest.fixture
def editor(user_with: Callable[..., Any]) -> Any:
    """Somebody of the public office."""
    return with_group(user_with(Role.EDITOR, "TH"), "Editors")


@pytest.fixture
def chief(user_with: Callable[..., Any]) -> Any:
    """Somebody who may do everything."""
    return user_with(is_superuser=True)


def with_group(user: Any, name: str) -> Any:
    home()
    user.groups.add(Group.objects.get(name=name))
    return user


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables but those that are beside the point."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if not table.startswith((*BESIDE, *INDEXES)):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                found[table] = sorted(cursor.fetchall(), key=repr)
    return found


def changed(before: dict[str, list[tuple[Any, ...]]]) -> set[str]:
    """Tables that differ from what they were."""
    return {name for name, rows in everything().items() if rows != before[name]}


def references() -> set[tuple[str, str, str]]:
    return set(ReferenceIndex.objects.values_list("object_id", "to_object_id", "model_path"))


def thrown(thing: models.Model, *, by: Any) -> Binned:
    """Deleted as the admin does."""
    item = keep(thing, by=by)
    type(thing).objects.get(pk=thing.pk).delete()
    return item


def lies(picture: Picture) -> bytes:
    with picture.file.storage.open(picture.file.name) as file:
        return file.read()


def kept_files(item: Binned) -> list[bool]:
    return [storages["private"].exists(file["kept"]) for file in item.files]


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


class TestOthers:
    @pytest.mark.parametrize("first", [0, 1])
    def test_what_belongs_together_finds_each_other_again(self, first, editor, commit):
        """A document, its material and the open house that hands it out, deleted one after the other."""
        material = MaterialFactory()
        page = OpenHousePageFactory(handouts=[material])
        before = everything()
        items = [
            commit(thrown, thing, by=editor)
            for thing in (material, material.document, OpenHousePage.objects.get(pk=page.pk))
        ]
        for item in [items[first], *(item for item in items if item is not items[first])]:
            commit(bring_back, item, by=editor)
        assert changed(before) == set()

    @pytest.mark.parametrize(
        ("make", "address", "bulk"),
        [
            (PictureFactory, "images/{}/delete/", "cms/picture"),
            (DocumentFactory, "documents/delete/{}/", "wagtaildocs/document"),
            (MaterialFactory, "snippets/cms/material/delete/{}/", "cms/material"),
            (ContactFactory, "snippets/cms/contact/delete/{}/", "cms/contact"),
            (lambda: Term.objects.first(), "snippets/cms/term/delete/{}/", "cms/term"),
            (PictureFactory, "images/multiple/{}/delete/", ""),
            (DocumentFactory, "documents/multiple/{}/delete/", ""),
        ],
    )
    def test_each_comes_back_one_alone_or_of_many(self, make, address, bulk, client_of, editor, commit):
        client, thing = client_of(editor), make()
        before = everything()
        ways = [f"/admin/{address.format(thing.pk)}"]
        ways += [f"/admin/bulk/{bulk}/delete/?id={thing.pk}"] if bulk else []
        for way in ways:
            if bulk:
                assert "กู้คืนได้ 30 วัน" in client.get(way).text
            commit(client.post, way)
            item = Binned.objects.get()
            assert not type(thing).objects.filter(pk=thing.pk).exists()
            assert str(thing) in client.get(BIN).text
            answer = commit(client.post, f"{BIN}{item.pk}/back/", follow=True)
            assert "กู้คืนแล้ว" in answer.text
            assert changed(before) == set()

    def test_what_is_there_anew_is_not_overwritten(self, client_of, editor, commit):
        item = commit(thrown, ContactFactory(), by=editor)
        ContactFactory(name_th="ใหม่กว่า")
        answer = client_of(editor).post(f"{BIN}{item.pk}/back/", follow=True)
        assert "ซ้ำกัน" in answer.text
        assert Contact.objects.get().name_th == "ใหม่กว่า"
        assert Binned.objects.exists()


class TestWho:
    @pytest.mark.parametrize(("role", "group"), [(Role.EDITOR, "Editors"), (Role.STAFF, "Staff")])
    def test_editors_and_staff(self, role, group, client_of, user_with, chief, commit):
        commit(thrown, MaterialFactory(title="คู่มือ"), by=chief)
        commit(thrown, ContentPageFactory(title="หน้าหนึ่ง"), by=chief)
        client = client_of(with_group(user_with(role, "TH"), group))
        text = client.get(BIN).text
        assert "คู่มือ" in text
        assert "หน้าหนึ่ง" in text
        assert BIN in client.get("/admin/").text

    def test_a_page_is_seen_by_those_who_may_add_one_there(self, client_of, editor, chief, commit):
        commit(thrown, home(), by=chief)
        assert "/back/" not in client_of(editor).get(BIN).text
        assert "/back/" in client_of(chief).get(BIN).text

    @pytest.mark.parametrize("role", [Role.COORDINATOR, Role.REVIEWER, None])
    def test_nobody_else(self, role, client_of, user_with, editor, commit):
        item = commit(thrown, MaterialFactory(), by=editor)
        client = client_of(user_with(role, "440501") if role else None)
        for answer in (client.get(BIN), client.post(f"{BIN}{item.pk}/back/")):
            assert answer.status_code in {302, 403}
        assert not Material.objects.exists()

    def test_asking_is_not_bringing_back(self, client_of, editor, commit):
        item = commit(thrown, MaterialFactory(), by=editor)
        assert client_of(editor).get(f"{BIN}{item.pk}/back/").status_code == 405
        assert not Material.objects.exists()

    def test_one_row_and_three_cost_the_same(self, client_of, editor, commit):
        client, counts = client_of(editor), []
        for number in (1, 2):
            for _thing in range(number):
                commit(thrown, ContentPageFactory(), by=editor)
            client.get(BIN)
            with CaptureQueriesContext(
                connection,
            ) as asked:
                client.get(BIN)
            counts.append(len(asked))
        assert counts[0] == counts[1]


class TestEmptying:
    def test_after_30_days_rows_and_files_go(self, editor, client_of, commit):
        old, young = (commit(thrown, PictureFactory(), by=editor) for _number in range(2))
        Binned.objects.filter(pk=old.pk).update(deleted_at=old.deleted_at - timedelta(days=31))
        assert client_of(editor).get(BIN).text.count("/back/") == 1
        assert client_of(editor).post(f"{BIN}{old.pk}/back/").status_code == 404
        told = StringIO()
        commit(call_command, "empty_bin", "--dry-run", stdout=told)
        assert "cms.Binned: 1 would be removed" in told.getvalue()
        assert Binned.objects.count() == 2
        (rule,) = (rule for rule in rules() if rule.name == "bin")
        assert rule.due() == 1
        commit(call_command, "empty_bin", stdout=StringIO())
        assert list(Binned.objects.all()) == [young]
        assert (kept_files(old), kept_files(young)) == ([False], [True])

    def test_what_the_demo_made_goes_with_it(self, editor, commit):
        story, mine = StoryPageFactory(), StoryPageFactory()
        Demo.objects.create(day="2019-02-20", rows={"cms.StoryPage": [[story.pk, story.pk]]})
        items = [commit(thrown, thing, by=editor) for thing in (story, mine)]
        commit(remove_demo)
        assert list(Binned.objects.all()) == items[1:]


class TestErasing:
    def test_pictures_of_the_person_go_with_their_files(self, editor, person, user_with, commit):
        consent, staff = ConsentFactory(person=person, use="picture"), user_with(Role.STAFF, "TH")
        item = commit(thrown, PictureFactory(consent_codes=consent.code), by=editor)
        other = commit(thrown, PictureFactory(), by=editor)
        commit(erase, person, by=staff)
        assert list(Binned.objects.all()) == [other]
        assert (kept_files(item), kept_files(other)) == ([False], [True])

    def test_a_file_that_is_named_after_the_person_comes_back_under_another_name(
        self, editor, person, user_with, commit
    ):
        file = photo_file()
        file.name = f"{person.given_name} {person.family_name}.jpg"
        item = commit(thrown, PictureFactory(file=file), by=editor)
        named = item.rows[0]["fields"]["file"]
        commit(erase, person, by=user_with(Role.STAFF, "TH"))
        back = commit(bring_back, item, by=editor).thing
        assert (back.file.name, back.file.name == named) == (f"original_images/file-{back.pk}.jpg", False)
        assert lies(back)

    def test_a_story_comes_back_without_the_person_and_off_the_site(self, editor, person, user_with, commit):
        consent, staff = ConsentFactory(person=person, use="story"), user_with(Role.STAFF, "TH")
        words = f"{person.given_name} {person.family_name}"
        story = StoryPageFactory(title=f"เรื่องของ {words}", consent_codes=consent.code)
        story.save_revision()
        item = commit(thrown, story, by=editor)
        commit(erase, person, by=staff)
        item.refresh_from_db()
        assert person.family_name not in f"{item.title} {item.rows}"
        commit(bring_back, item, by=editor)
        back = StoryPage.objects.get()
        assert (back.live, words in back.title) == (False, False)
        assert ConsentTie.objects.get(page=story.pk).held


# Why what else can be deleted below /admin/ does not go to the bin.
ELSEWHERE = {
    "collections": "the administrator's alone, and only when nothing lies in it",
    "redirects": "the administrator's alone; a line that is written again",
    "sites": "the administrator's alone; there is one, and setup writes it",
    "groups": "the administrator's alone; setup writes them",
    "users": "the administrator's alone; accounts are closed, not deleted",
    "programmes": "is not deleted: StaffViewSet refuses",
    "programme_years": "is not deleted: StaffViewSet refuses",
    "learner_groups": "is not deleted: StaffViewSet refuses",
    "methods": "is not deleted: StaffViewSet refuses",
    "consent_wordings": "is not deleted: StaffViewSet refuses",
    "areas": "is not deleted: StaffViewSet refuses",
    "provinces": "is not deleted: StaffViewSet refuses",
    "issue_areas": "is not deleted: StaffViewSet refuses",
    "area_roles": "ends, and stays on record",
    "images/multiple/delete_upload": "a file that was sent and is no picture yet",
    "documents/multiple/delete_upload": "a file that was sent and is no document yet",
}
INTO_THE_BIN = {
    "pages",
    "images",
    "images/multiple",
    "documents",
    "documents/multiple",
    "snippets/cms/material",
    "snippets/cms/contact",
    "snippets/cms/term",
}


def deleting(resolver: URLResolver, path: str = "") -> Iterator[str]:
    """What the addresses of the admin that delete something are about."""
    for pattern in resolver.url_patterns:
        route = path + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from deleting(pattern, route)
        elif isinstance(pattern, URLPattern) and route.startswith("admin/") and "delete" in route:
            told = re.sub(r"<[^>]*>|/delete/", "/", route.removeprefix("admin/"))
            yield re.sub("/+", "/", told).strip("/")


def test_every_address_that_deletes_is_known():
    assert set(deleting(get_resolver())) == INTO_THE_BIN | set(ELSEWHERE)


def test_every_bulk_deletion_is_known():
    bulk_action_registry._scan_for_bulk_actions()
    found = {
        f"{app}.{model}"
        for app, of_app in bulk_action_registry.actions.items()
        for model, actions in of_app.items()
        if "delete" in actions
    }
    ours = {"wagtailcore.page", "cms.picture", "wagtaildocs.document"}
    assert found - {"accounts.user"} == ours | {"cms.material", "cms.contact", "cms.term"}
