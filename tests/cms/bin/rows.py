"""What a database holds, compared before and after; and deleting as the admin does."""

from typing import Any

from django.contrib.auth.models import Group
from django.core.files.storage import storages
from django.db import connection, models
from wagtail.models import ReferenceIndex

from cms.models import Binned, Picture
from cms.services.bin import keep
from tests.factories.cms import home

# Kept elsewhere, or made anew.
BESIDE = ("wagtailcore_modellog", "wagtailcore_pagelog", "wagtailcore_referenceindex", "cms_rendition")
INDEXES = ("geo_", "cms_binned", "cms_search", "wagtailsearch", "sqlite_", "django_", "axes_", "accounts_")
BIN = "/admin/bin/"


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
