"""Which rows hang on which, read from the foreign keys of all models, so that further nouns come along.

What belongs to a row goes with it: rows of the work's own tables that are no nouns and would be deleted with
it (steps, roll calls, ties to issues and authors).
"""

from django.apps import apps
from django.db import models
from simple_history.models import HistoricalChanges

from geo.models import Record
from geo.services.imported import record_models


def links_to(target: type[models.Model]) -> list[models.ForeignKey]:
    """Every foreign key to a noun, what history keeps left out."""
    return [
        field
        for model in apps.get_models(include_auto_created=True)
        if not issubclass(model, HistoricalChanges) and not model._meta.proxy
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is target
    ]


def belongs(link: models.ForeignKey) -> bool:
    """Whether rows of this link's table are parts of what they point to."""
    table = link.model
    if issubclass(table, Record) or link.remote_field.on_delete is not models.CASCADE:
        return False
    if made_for := table._meta.auto_created:
        # A plain many-to-many relation is part of the noun that has it, not of what it names.
        return made_for is link.related_model and link.name == made_for._meta.model_name
    return table._meta.app_label in {model._meta.app_label for model in record_models()}
