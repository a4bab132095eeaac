"""What is deleted in the editing admin goes to the bin, and comes back as it was."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from wagtail.models import Page, ReferenceIndex

from cms.models import (
    Binned,
)
from cms.services.bin import bring_back
from geo.choices import Role
from tests.factories.cms import (
    MaterialFactory,
    OpenHousePageFactory,
    PictureFactory,
)

pytestmark = pytest.mark.django_db

# Kept elsewhere, or made anew.
BESIDE = {"cms_binned", "django_session", "wagtailcore_modellogentry", "wagtailcore_pagelogentry"}
INDEXES = ("cms_search", "wagtailsearch", "sqlite_", "django_", "wagtailcore_referenceindex", "cms_rendition")


@pytest.fixture
def editor(user_with: Callable[..., Any]) -> Any:
    """Somebody of the public office."""
    user = user_with(Role.EDITOR, "TH")
    user.groups.add(Group.objects.get(name="Editors"))
    return user


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables but those that are beside the point."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in BESIDE and not table.startswith(INDEXES):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                found[table] = sorted(cursor.fetchall(), key=repr)
    return found


def references() -> set[tuple[str, str, str]]:
    return set(ReferenceIndex.objects.values_list("object_id", "to_object_id", "model_path"))


def test_a_page_comes_back_whole(client_of, editor, commit):
    material, picture = MaterialFactory(), PictureFactory()
    page = OpenHousePageFactory(handouts=[material], photo=picture)
    page.save_revision().publish()
    page.title = "ร่างที่ยังไม่ออก"
    page.save_revision()
    client = client_of(editor)
    before, named, url = everything(), references(), page.url
    said = client.get(f"/admin/pages/{page.pk}/delete/").text
    assert "กู้คืนได้ 30 วัน" in said
    commit(client.post, f"/admin/pages/{page.pk}/delete/")
    assert not Page.objects.filter(pk=page.pk).exists()
    assert Client().get(url).status_code == 404
    item = Binned.objects.get()
    commit(bring_back, item, by=editor)
    assert Client().get(url).status_code == 200
    after = everything()
    assert {name for name in before if before[name] != after[name]} == set()
    assert references() == named
    assert not Binned.objects.exists()
