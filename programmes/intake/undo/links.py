"""Which rows of an import hang on which: a row that stays holds whatever it points to."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db import models

from ...services.removal import belongs, chunks, links_to
from .notes import Node, Notes

Pairs = dict[Node, list[Node]]


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
