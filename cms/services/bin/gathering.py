"""What deleting something takes away, read from Django's own rules before it happens.

A row is kept as Django's serializer writes it, without relations of its own: each table for itself, so that a
page is a row of pages and one of its type.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core import serializers
from django.db import models, router
from django.db.models.deletion import Collector
from wagtail.images.models import AbstractRendition
from wagtail.models import Page, ReferenceIndex
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    TemplateSegment,
    TranslatableObject,
    Translation,
    TranslationContext,
    TranslationLog,
    TranslationSource,
)

from programmes.services.removal import chunks

Row = dict[str, Any]
# Made anew from what is brought back: the index of the admin's search, and sizes of pictures.
MADE_ANEW = {"wagtailsearch"}
# What side-by-side translating knows of a page, and by which way it is found from the page's translation key.
TRANSLATING: tuple[tuple[type[models.Model], str], ...] = (
    (TranslatableObject, "translation_key"),
    (TranslationSource, "object"),
    (Translation, "source__object"),
    (TranslationLog, "source__object"),
    (TranslationContext, "object"),
    (StringTranslation, "context__object"),
    (SegmentOverride, "context__object"),
    (StringSegment, "context__object"),
    (TemplateSegment, "context__object"),
    (RelatedObjectSegment, "context__object"),
    (OverridableSegment, "context__object"),
)


@dataclass
class Gathered:
    """``rows``: whole rows. ``pointers``: [table, column, key, value] of links that the deletion empties.
    ``referrers``: [table, key] of what names it in a text or a stream.
    """

    rows: list[Row] = field(default_factory=list)
    pointers: list[list[Any]] = field(default_factory=list)
    referrers: list[list[Any]] = field(default_factory=list)


def gather(roots: models.QuerySet) -> Gathered:
    """All that would go with ``roots``, rows of one model. Raises ProtectedError where they may not go."""
    listed = list(roots)
    collector = Collector(using=router.db_for_write(roots.model), origin=roots)
    collector.collect(listed)
    keys = _keys(collector)
    found = Gathered(pointers=list(_pointers(collector, keys)), referrers=_referrers(listed))
    for model, some in keys.items():
        for part in chunks(some):
            found.rows += written(model._base_manager.filter(pk__in=part).order_by("pk"))
    if issubclass(roots.model, Page):
        told = {page.translation_key for page in listed}
        for model, way in TRANSLATING:
            for part in chunks(told):
                found.rows += written(model._base_manager.filter(**{f"{way}__in": part}).order_by("pk"))
    return found


def written(rows: models.QuerySet) -> list[Row]:
    """Rows of one table as they are kept."""
    return serializers.serialize("python", rows, fields=[field.name for field in own_fields(rows.model)])


def own_fields(model: type[models.Model]) -> list[models.Field]:
    """The columns of a model's own table."""
    return list(model._meta.local_concrete_fields)


def _keys(collector: Collector) -> dict[type[models.Model], set[Any]]:
    found: dict[type[models.Model], set[Any]] = {}
    for model, instances in collector.data.items():
        found.setdefault(model._meta.concrete_model, set()).update(row.pk for row in instances)
    for rows in collector.fast_deletes:
        keys = rows.values_list("pk", flat=True) if isinstance(rows, models.QuerySet) else [rows.pk]
        found.setdefault(rows.model if isinstance(rows, models.QuerySet) else type(rows), set()).update(keys)
    return {model: keys for model, keys in found.items() if keys and not _made_anew(model)}


def _made_anew(model: type[models.Model]) -> bool:
    return model._meta.app_label in MADE_ANEW or issubclass(model, AbstractRendition)


def _pointers(collector: Collector, keys: dict[type[models.Model], set[Any]]) -> Iterator[list[Any]]:
    for (link, _value), groups in collector.field_updates.items():
        model = link.model._meta.concrete_model
        going = keys.get(model, set())
        staying = {row.pk for rows in groups for row in rows} - going
        for part in chunks(staying):
            rows = model._base_manager.filter(pk__in=part)
            for key, value in rows.values_list("pk", link.attname):
                yield [model._meta.label_lower, link.name, key, value]


def _referrers(listed: Iterable[models.Model]) -> list[list[Any]]:
    """What Wagtail noted as naming any of these."""
    found = []
    for row in listed:
        noted = ReferenceIndex.get_references_to(row).select_related("base_content_type")
        found += [[note.base_content_type.model_class()._meta.label_lower, note.object_id] for note in noted]
    return [list(pair) for pair in dict.fromkeys(map(tuple, found))]
