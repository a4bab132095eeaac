"""Which rows hang on which, read from the foreign keys of all models, so that further nouns come along.

A row that stays holds whatever it points to. What belongs to a row goes with it: rows of the work's own
tables that are no nouns and would be deleted with it (steps, roll calls, ties to issues and authors).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db import models
from simple_history.models import HistoricalChanges

from geo.models import Record
from geo.services.imported import record_models

from .notes import Node, Notes, chunks

Pairs = dict[Node, list[Node]]


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


def pointed_to(notes: Notes) -> Pairs:
    """By noted row: the made rows that it points to."""
    found: Pairs = defaultdict(list)
    for target in notes.made:
        for link in links_to(target):
            for node, key in _pointing(link, notes.keys(link.model), "pk"):
                if key in notes.made[target]:
                    found[node].append((target, key))
    return found


def parts_of(notes: Notes) -> Pairs:
    """By made row: the made rows that are parts of it (a session of its activity)."""
    found: Pairs = defaultdict(list)
    for target in notes.made:
        for link in links_to(target):
            if link.remote_field.on_delete is models.CASCADE:
                for node, key in _pointing(link, notes.made.get(link.model, ()), "pk"):
                    found[target, key].append(node)
    return found


def used_by_others(notes: Notes) -> Iterator[tuple[Node, Node]]:
    """Made rows that a row from elsewhere points to, with that row."""
    for target, made in notes.made.items():
        for link in links_to(target):
            if not belongs(link):
                for node, key in _pointing(link, made, link.attname):
                    if not notes.knows(node):
                        yield (target, key), node


def _pointing(link: models.ForeignKey, keys: Iterable[int], column: str) -> Iterator[tuple[Node, int]]:
    """Rows of the link's table whose ``column`` is one of ``keys``, each with what it points to."""
    for part in chunks(keys):
        rows = link.model._base_manager.filter(**{f"{column}__in": part})
        for key, other in rows.values_list("pk", link.attname):
            if other is not None:
                yield (link.model, key), other
