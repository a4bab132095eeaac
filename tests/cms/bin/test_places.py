"""Who sees what of the bin goes by where it was: two subtrees, two collections, users of each."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from accounts.models import User
from cms.models import Binned, ContentPage, Picture
from cms.services.bin import binned_for, bring_back, keep, places
from geo.choices import Role
from tests.cms.bin.rows import BIN, thrown
from tests.factories.cms import ContentPageFactory, DocumentFactory, MaterialFactory, PictureFactory, home

pytestmark = pytest.mark.django_db


def writer(user, *, page=None, collection=None, **rights):
    """``user`` with rights below a page (``pages``) or in a collection (``files``), by a group of one."""
    group = Group.objects.create(name=f"Writers {user.pk}")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for right in rights.get("pages", ()):
        told = Permission.objects.get(codename=f"{right}_page", content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=page, permission=told)
    for right in rights.get("files", ()):
        for noun in ("wagtailimages.image", "wagtaildocs.document"):
            app, model = noun.split(".")
            told = Permission.objects.get(codename=f"{right}_{model}", content_type__app_label=app)
            GroupCollectionPermission.objects.create(group=group, collection=collection, permission=told)
    user.groups.set([group])
    return User.objects.get(pk=user.pk)


def seen(user):
    return set(binned_for(User.objects.get(pk=user.pk)))


class TestPages:
    def test_each_sees_their_own_subtree(self, user_with, chief, commit):
        mine, theirs = ContentPageFactory(), ContentPageFactory()
        user = writer(user_with(Role.EDITOR, "TH"), page=mine, pages=["add", "publish"])
        item, other = (commit(thrown, ContentPageFactory(parent=above), by=chief) for above in (mine, theirs))
        assert seen(user) == {item}
        with pytest.raises(PermissionDenied):
            bring_back(other, by=user)
        assert commit(bring_back, item, by=user).thing.live

    def test_without_the_page_above_only_the_whole_tree_and_who_deleted_it(self, user_with, chief, commit):
        above, elsewhere = ContentPageFactory(), ContentPageFactory()
        stranger = writer(user_with(Role.EDITOR, "TH"), page=elsewhere, pages=["add", "publish"])
        owner = writer(user_with(Role.EDITOR, "TH"), page=home(), pages=["add", "publish"])
        whole = writer(user_with(Role.EDITOR, "TH"), page=Page.objects.get(depth=1), pages=["add"])
        items = [commit(thrown, ContentPageFactory(parent=above), by=by) for by in (owner, chief)]
        over = commit(thrown, ContentPage.objects.get(pk=above.pk), by=chief)
        assert seen(stranger) == set()
        assert seen(owner) == {items[0], over}
        assert seen(whole) == seen(chief) == {*items, over}
        commit(bring_back, over, by=owner)
        assert seen(owner) == set(items)

    @pytest.mark.parametrize("rights", [["add"], ["add", "publish"]])
    def test_what_was_live_asks_for_the_right_to_publish(self, rights, client_of, user_with, chief, commit):
        above = ContentPageFactory()
        user = writer(user_with(Role.EDITOR, "TH"), page=above, pages=rights)
        # Whoever may publish elsewhere may not do so here.
        GroupPagePermission.objects.create(
            group=user.groups.get(),
            page=ContentPageFactory(),
            permission=Permission.objects.get(codename="publish_page"),
        )
        live = ContentPageFactory(parent=above)
        draft = ContentPageFactory(parent=above, live=False)
        timed = ContentPageFactory(parent=above, live=False)
        timed.go_live_at = timezone.now() + timedelta(days=1)
        timed.save_revision(approved_go_live_at=timed.go_live_at)
        nested = ContentPageFactory(parent=above, live=False)
        ContentPageFactory(parent=nested)
        items = [commit(thrown, Page.objects.get(pk=p.pk).specific, by=chief) for p in (live, timed, nested)]
        free = commit(thrown, draft, by=chief)
        assert seen(user) == {*items, free}
        for item in items:
            answer = commit(client_of(user).post, f"{BIN}{item.pk}/back/", follow=True)
            assert ("สิทธิ์เผยแพร่" in answer.text) == (rights == ["add"])
            assert Page.objects.filter(pk=item.object_key).exists() == (rights != ["add"])
        assert not commit(bring_back, free, by=user).thing.live

    def test_a_place_that_is_taken_at_that_moment_is_looked_for_again(self, chief, commit, monkeypatch):
        page = ContentPageFactory()
        item, other = commit(thrown, page, by=chief), ContentPageFactory()
        found, free = [other.path], places._free_path
        monkeypatch.setattr(places, "_free_path", lambda old, above: (found or [free(old, above)]).pop())
        assert commit(bring_back, item, by=chief).thing == page
        assert not any(Page.find_problems())


@pytest.mark.parametrize("factory", [PictureFactory, DocumentFactory])
class TestCollections:
    @pytest.fixture
    def two(self):
        root = Collection.get_first_root_node()
        return [root.add_child(name=name) for name in ("งานวัด", "งานโรงเรียน")]

    @pytest.mark.parametrize("rights", [["add"], ["add", "change"]])
    def test_each_sees_their_own_collection(self, rights, factory, two, client_of, user_with, chief, commit):
        user = writer(user_with(Role.EDITOR, "TH"), collection=two[0], files=rights)
        mine, theirs = (factory(collection=collection) for collection in two)
        own = factory(collection=two[0])
        items = [commit(thrown, thing, by=chief) for thing in (mine, theirs)]
        uploaded = commit(thrown, own, by=user)
        moved = commit(thrown, factory(collection=two[1]), by=user)
        may = {uploaded, items[0]} if "change" in rights else {uploaded}
        assert seen(user) == may
        for item in (*items, moved, uploaded):
            answer = commit(client_of(user).post, f"{BIN}{item.pk}/back/")
            assert answer.status_code == (302 if item in may else 404)
        assert Picture.objects.count() + Document.objects.count() == len(may)

    def test_without_its_collection_it_is_for_those_of_the_first(
        self, factory, two, user_with, chief, commit
    ):
        user = writer(user_with(Role.EDITOR, "TH"), collection=two[1], files=["add", "change"])
        whole = writer(user_with(Role.EDITOR, "TH"), collection=two[0].get_parent(), files=["change"])
        item = commit(thrown, factory(collection=two[0]), by=chief)
        two[0].delete()
        assert (seen(user), seen(whole)) == (set(), {item})
        assert commit(bring_back, item, by=whole).thing.collection == Collection.get_first_root_node()

    def test_what_was_kept_before_learns_its_collection(self, factory, two, chief, commit):
        items = [commit(thrown, factory(collection=collection), by=chief) for collection in two]
        Binned.objects.update(collection=None)
        two[1].delete()
        Binned.objects.create(
            noun=items[0].noun, kind=items[0].kind, object_key=1, deleted_at=items[0].deleted_at
        )
        fill = import_module("cms.migrations.0010_binned_collection").fill
        fill(apps, connection.schema_editor())
        assert dict(Binned.objects.values_list("pk", "collection")) == {
            items[0].pk: two[0].pk,
            items[1].pk: None,
        }


@pytest.mark.parametrize("factory", [ContentPageFactory, PictureFactory, MaterialFactory])
class TestTwice:
    def test_a_second_click_keeps_nothing(self, factory, chief, commit):
        thing = factory()
        item = commit(thrown, thing, by=chief)
        assert commit(keep, thing, by=chief) is None
        assert list(Binned.objects.all()) == [item]

    def test_what_was_kept_of_nothing_is_said_to_be_gone(self, factory, chief, commit):
        item = commit(thrown, factory(), by=chief)
        Binned.objects.update(rows=[])
        with pytest.raises(ValidationError) as told:
            bring_back(item, by=chief)
        assert told.value.code == "gone"
