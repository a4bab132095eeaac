"""What is in the database, as plain values that two runs can be compared by."""

from collections import defaultdict
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model

from cms.models import Demo
from geo.models import Area

# Noted by Wagtail beside the rows themselves, or different by design: a password's salt, random keys.
BESIDE = {
    "wagtailcore.PageLogEntry",
    "wagtailcore.ReferenceIndex",
    "wagtailsearch.IndexEntry",
    "wagtailsearch.SQLiteFTSIndexEntry",
    "cms.Demo",
}
SKIPPED_FIELDS = {"password"}


def models() -> list[type[Model]]:
    """Every table of the project and its packages."""
    found = [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]
    return [model for model in found if model._meta.managed]


def counts() -> dict[str, int]:
    """Rows by table."""
    return {model._meta.label: model._base_manager.count() for model in models()}


def demo_rows() -> dict[str, list[dict[str, Any]]]:
    """The rows that the demo made; keys become places in their table, so that runs can be compared."""
    mark = Demo.objects.get()
    listed = {
        label: [key for first, last in spans for key in range(first, last + 1)]
        for label, spans in mark.rows.items()
    }
    places: dict[type[Model], dict[int, int]] = defaultdict(dict)
    for label, keys in listed.items():
        places[apps.get_model(label)] = {key: place for place, key in enumerate(keys)}
    return {
        label: [_plain(row, places) for row in apps.get_model(label)._base_manager.filter(pk__gte=keys[0])
                .order_by("pk").iterator() if row.pk in places[apps.get_model(label)]]
        for label, keys in listed.items()
    }  # fmt: skip


def _plain(row: Model, places: dict[type[Model], dict[int, int]]) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.primary_key or field.name in SKIPPED_FIELDS:
            continue
        if isinstance(field, ForeignKey) and field.related_model is not Area:
            value = places.get(field.related_model, {}).get(value, value)
        plain[field.name] = str(value)
    if "ticks" in plain:
        # Keys inside: how many and what was answered is what can be compared.
        plain["ticks"] = str([tick[2:] for tick in row.ticks])
    if "body" in plain:
        # Files are told by the keys of materials.
        plain["body"] = str([block for block in row.body.raw_data if block["type"] != "files"])
    return plain
