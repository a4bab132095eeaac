"""Gives rows that an import changed their fields back, with a line in their history that says who did."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from accounts.models import User
from geo.models import ImportBatch, ImportedRow, Record
from geo.services.imported import Fields, Tie, ties_of

from ...models import Activity
from ...services.removal import Keys, chunks
from ...services.transitions import STATUS_FIELDS, put_back
from .notes import Notes

BOOKKEEPING = ["version", "changed_by", "changed_at"]
# Where a row says how far its work is; ``transitions`` writes these.
NOT_HERE = {Activity: STATUS_FIELDS}


def restore(back: Keys, notes: Notes, *, batch: ImportBatch, by: User) -> None:
    """Fields and ties as they were; versions move on, also in what other imports noted of these rows."""
    for model, keys in back.items():
        before = notes.before[model]
        for part in chunks(keys):
            rows = list(model.everything.filter(pk__in=part).order_by("pk"))
            _restore_fields(model, rows, before, by)
            for tie in ties_of(model):
                _restore_tie(tie, part, before)
            _remember(model, rows, by)
            if model is Activity:
                _restore_status(rows, before, by)
            _tell_other_imports(model, rows, before, batch)


def _restore_fields(model: type[Record], rows: Sequence[Record], before: dict[int, Fields], by: User) -> None:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    names = {name for name in fields if name not in NOT_HERE.get(model, ())}
    changed = set()
    for row in rows:
        row.stamp(by)
        for name, value in before[row.pk].items():
            if name in names and name not in BOOKKEEPING:
                old = _value(fields[name], value)
                if getattr(row, name) != old:
                    setattr(row, name, old)
                    changed.add(name)
    wanted = [fields[name].name for name in sorted(changed)]
    model.everything.bulk_update(rows, [*wanted, *BOOKKEEPING], batch_size=100)


def _value(field: models.Field, value: Any) -> Any:
    """From JSON to what the field holds."""
    return value if value is None or field.is_relation else field.to_python(value)


def _restore_tie(tie: Tie, keys: Sequence[int], before: dict[int, Fields]) -> None:
    held: dict[int, dict[int, int]] = defaultdict(dict)
    rows = tie.table._base_manager.filter(**{f"{tie.own}__in": keys})
    for key, own, other in rows.values_list("pk", tie.own, tie.other):
        held[own][other] = key
    wanted = {own: set(before[own][tie.name]) for own in keys if tie.name in before[own]}
    surplus = [
        key
        for own, others in wanted.items()
        for other, key in held[own].items()
        if other not in others
    ]  # fmt: skip
    missing = [
        tie.table(**{tie.own: own, tie.other: other})
        for own, others in wanted.items()
        for other in sorted(others - held[own].keys())
    ]
    if surplus:
        tie.table._base_manager.filter(pk__in=surplus).delete()
    tie.table._base_manager.bulk_create(missing)


def _remember(model: type[Record], rows: Sequence[Record], by: User) -> None:
    """One line of history a row, with what it is tied to, as ``save`` would write it."""
    if not hasattr(model, "history"):
        return
    history = model.history.model
    lines = model.history.bulk_history_create(
        rows, batch_size=100, update=True, default_user=by, default_change_reason=_("ย้อนการนำเข้า")
    )
    by_key = {getattr(line, model._meta.pk.attname): line for line in lines}
    for field in history._history_m2m_fields:
        table = field.remote_field.through
        own = f"{field.m2m_field_name()}_id"
        columns = [column.attname for column in table._meta.concrete_fields]
        tied = table._base_manager.filter(**{f"{own}__in": list(by_key)}).values(*columns)
        kept = getattr(history, field.name).model
        kept.objects.bulk_create(kept(history=by_key[values[own]], **values) for values in tied)


def _restore_status(rows: Sequence[Activity], before: dict[int, Fields], by: User) -> None:
    fields = {name: Activity._meta.get_field(name) for name in STATUS_FIELDS}
    for row in rows:
        was = {name: _value(field, before[row.pk][name]) for name, field in fields.items()}
        if any(getattr(row, name) != value for name, value in was.items()):
            put_back(row, by=by, reason=_("ย้อนการนำเข้า"), **was)


def _tell_other_imports(
    model: type[Record], rows: Sequence[Record], before: dict[int, Fields], batch: ImportBatch
) -> None:
    """A row is again as another import left it: for that one nobody changed it."""
    versions = {row.pk: row.version for row in rows}
    others = ImportedRow.objects.filter(label=model._meta.label_lower, object_id__in=list(versions))
    moved = []
    for note in others.exclude(batch=batch):
        if note.version == before[note.object_id]["version"]:
            note.version = versions[note.object_id]
            moved.append(note)
    ImportedRow.objects.bulk_update(moved, ["version"], batch_size=500)
