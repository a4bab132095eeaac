"""Removes rows for good, with what belongs to them, their history and what Wagtail noted."""

from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from django.db import models, router
from wagtail.models import ModelLogEntry, ReferenceIndex

from .keys import Keys, chunks
from .links import belongs, links_to


def remove(going: Keys) -> None:
    """Without cascades and signals: what hangs on these rows is known. The database checks keys at last."""
    for model, keys in going.items():
        own = [link for link in links_to(model) if belongs(link)]
        for part in chunks(keys):
            for link in own:
                _delete(link.model, **{f"{link.attname}__in": part})
            _forget_history(model, part)
            _forget_traces(model, part)
            _delete(model, pk__in=part)


def _delete(model: type[models.Model], **condition: object) -> None:
    model._base_manager.filter(**condition)._raw_delete(router.db_for_write(model))


def _forget_history(model: type[models.Model], keys: Sequence[int]) -> None:
    if not hasattr(model, "history"):
        return
    history = model.history.model
    lines = history._base_manager.filter(**{f"{model._meta.pk.attname}__in": keys})
    for part in chunks(lines.values_list("pk", flat=True)):
        for link in history._meta.related_objects:
            _delete(link.related_model, **{f"{link.field.attname}__in": part})
        _delete(history, pk__in=part)


def _forget_traces(model: type[models.Model], keys: Sequence[int]) -> None:
    # Asked for in a way that makes no new one: nothing was ever noted about a type that has none.
    kind = ContentType.objects.filter(app_label=model._meta.app_label, model=model._meta.model_name).first()
    if kind is None:
        return
    numbers = [str(key) for key in keys]
    ReferenceIndex.objects.filter(base_content_type=kind, object_id__in=numbers).delete()
    ReferenceIndex.objects.filter(to_content_type=kind, to_object_id__in=numbers).delete()
    ModelLogEntry.objects.filter(content_type=kind, object_id__in=numbers).delete()
