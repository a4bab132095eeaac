"""Documents, materials, contacts and words come back; every way of deleting in the admin is known."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from cms.models import Binned, Contact, OpenHousePage, Term
from cms.services.bin import bring_back
from tests.cms.bin.rows import BIN, changed, everything, thrown
from tests.factories.cms import (
    ContactFactory,
    DocumentFactory,
    MaterialFactory,
    OpenHousePageFactory,
    PictureFactory,
)

pytestmark = pytest.mark.django_db


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
        assert Client().get(material.document.url).status_code == 404
        for item in [items[first], *(item for item in items if item is not items[first])]:
            commit(bring_back, item, by=editor)
        assert changed(before) == set()
        assert Client().get(material.document.url).status_code == 200

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
