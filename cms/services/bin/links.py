"""Kept rows back into their tables, each only with links that lead somewhere.

A link whose target is gone meanwhile is treated as the deletion of the target would have treated it: emptied
where it may be empty, or led where new rows lead, else its row goes too. Where the target is in the bin
itself, the link waits there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import connections, models, router
from django.db.models.constants import OnConflict
from django.utils.translation import gettext as _
from wagtail.models import Page

from programmes.services.removal import chunks

from ...models import Binned
from .gathering import Row, own_fields

# A row of a table, by the table's name and its key as text.
Place = tuple[str, str]


@dataclass
class Waiting:
    """What could not be linked to ``target``: a row, or [table, column, key, value] of an emptied link."""

    target: Place
    row: Row | None = None
    pointer: list[Any] = field(default_factory=list)


def place_of(row: Row) -> Place:
    """Where a row stands."""
    return row["model"], str(row["pk"])


def is_core(row: Row, item: Binned) -> bool:
    """Whether a row is the thing itself, or a page below it: without it nothing comes back."""
    model = apps.get_model(row["model"])
    if issubclass(model, Page):
        return True
    return model is item.kind.model_class() and str(row["pk"]) == str(item.object_key)


def with_good_links(rows: list[Row], item: Binned) -> tuple[list[Row], list[Waiting]]:
    """Rows whose links all lead somewhere, and what has to wait. Raises ValidationError where the thing
    itself hangs on something that is gone.
    """
    waiting: list[Waiting] = []
    while missing := _missing(rows):
        kept = []
        for row in rows:
            gone = [(link, target) for link, target in _links(row) if target in missing]
            if not any(_holds(link) for link, _target in gone):
                for link, target in gone:
                    key = [row["model"], link.name, row["pk"], row["fields"][link.name]]
                    waiting.append(Waiting(target, pointer=key))
                    row["fields"][link.name] = link.get_default()
                kept.append(row)
            elif is_core(row, item):
                raise ValidationError(_("กู้คืนไม่ได้ สิ่งที่รายการนี้ขาดไม่ได้ถูกลบไปแล้ว"), code="held")
            else:
                waiting.append(Waiting(next(target for link, target in gone if _holds(link)), row=row))
        rows = kept
    return rows, waiting


def insert(rows: Iterable[Row], item: Binned) -> None:
    """Write rows as they were, without signals. What stands there already stays, unless it is in the way of
    the thing itself: then IntegrityError is raised.
    """
    by_table: dict[tuple[str, bool], list[Row]] = {}
    for row in rows:
        by_table.setdefault((row["model"], is_core(row, item)), []).append(row)
    for (label, core), some in by_table.items():
        model = apps.get_model(label)
        made = [told.object for told in serializers.deserialize("python", some, ignorenonexistent=True)]
        using, fields = router.db_for_write(model), own_fields(model)
        size = max(1, connections[using].ops.bulk_batch_size(fields, made))
        for start in range(0, len(made), size):
            # Table by table, with the times that were: saving would write parents, and the time of now.
            model._base_manager.using(using)._insert(
                made[start : start + size],
                fields=fields,
                using=using,
                raw=True,
                on_conflict=None if core else OnConflict.IGNORE,
            )


def point_again(pointers: Iterable[list[Any]]) -> list[Waiting]:
    """Fill links that the deletion emptied, where they still are empty; gives back those without a row."""
    lost = []
    for label, name, key, value in pointers:
        model = apps.get_model(label)
        link = model._meta.get_field(name)
        rows = model._base_manager.filter(pk=key)
        if rows.filter(**{f"{link.attname}__isnull": True}).update(**{link.attname: value}):
            continue
        if not rows.exists():
            lost.append(Waiting((label, str(key)), pointer=[label, name, key, value]))
    return lost


def hand_over(waiting: Iterable[Waiting], item: Binned) -> None:
    """What waits for something else in the bin comes back with that."""
    by_target: dict[Place, list[Waiting]] = {}
    for one in waiting:
        by_target.setdefault(one.target, []).append(one)
    for other in Binned.objects.exclude(pk=item.pk) if by_target else ():
        theirs = [one for row in other.rows for one in by_target.get(place_of(row), ())]
        if theirs:
            other.rows += [one.row for one in theirs if one.row]
            other.pointers += [one.pointer for one in theirs if one.pointer]
            other.save(update_fields=["rows", "pointers"])


def _holds(link: models.ForeignKey) -> bool:
    """Whether a row cannot be without what it links to; a picture can: it moves to the first collection."""
    return not (link.null or link.has_default())


def _links(row: Row) -> Iterator[tuple[models.ForeignKey, Place]]:
    """The links of a row that lead to some row, with where."""
    for link in own_fields(apps.get_model(row["model"])):
        if not isinstance(link, models.ForeignKey) or link.remote_field.on_delete is models.DO_NOTHING:
            continue
        value = row["pk"] if link.primary_key else row["fields"].get(link.name)
        if value is not None:
            yield link, (link.related_model._meta.concrete_model._meta.label_lower, str(value))


def _missing(rows: list[Row]) -> set[Place]:
    """What rows link to, and is neither among them nor anywhere else."""
    wanted = {target for row in rows for _link, target in _links(row)} - set(map(place_of, rows))
    by_table: dict[str, list[str]] = {}
    for label, key in wanted:
        by_table.setdefault(label, []).append(key)
    there: set[Place] = set()
    for label, keys in by_table.items():
        for part in chunks(keys):
            found = apps.get_model(label)._base_manager.filter(pk__in=part).values_list("pk", flat=True)
            there.update((label, str(key)) for key in found)
    return wanted - there
