"""What a merge changes, written down row by row while it is changed, and put back from what was written."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from accounts.models import User
from geo.models import Record
from geo.services.histories import copy_history, copy_links
from geo.services.imported import BOOKKEEPING, plain

from ...models import Merge, MergedRow, Person

Columns = dict[str, Any]


def columns_of(row: models.Model) -> Columns:
    """All columns of a row as plain values, as JSON keeps them."""
    return {field.attname: plain(field.value_from_object(row)) for field in row._meta.concrete_fields}


def fresh(model: type[models.Model], key: int) -> models.Model | None:
    """A row as the database has it, in the bin or not, held until the transaction ends."""
    return model._base_manager.select_for_update(of=("self",)).filter(pk=key).first()


class Notes:
    """Changes rows for ``merge`` and notes each. ``close`` writes the notes, and the rows' history."""

    def __init__(self, merge: Merge, by: User) -> None:
        self.merge, self.by = merge, by
        self._rows: dict[tuple[type[models.Model], int], MergedRow] = {}

    def change(self, row: models.Model, **values: Any) -> None:
        """Give ``row``, as it was just read, other values; the same ones: nothing happens."""
        if all(getattr(row, name) == value for name, value in values.items()):
            return
        before = columns_of(row)
        for name, value in values.items():
            setattr(row, name, value)
        if isinstance(row, Record):
            row.stamp(self.by)
        if isinstance(row, Person):
            row.set_name_key()
        _write(row, before)
        self._rows.setdefault((type(row), row.pk), self._note(row, before))

    def touch(self, row: Record) -> None:
        """Note a row of which only what it is linked to was changed."""
        if (type(row), row.pk) in self._rows:
            return
        before = columns_of(row)
        row.stamp(self.by)
        _write(row, before)
        self._rows[type(row), row.pk] = self._note(row, before)

    def make(self, row: models.Model, made_from: int | None = None) -> None:
        """Write a new row. ``made_from``: the key of the row it was split from."""
        if isinstance(row, Record):
            row.stamp(self.by)
        row.save_base(raw=True, force_insert=True)
        self._rows[type(row), row.pk] = self._note(row, None, made_from)

    def _note(self, row: models.Model, before: Columns | None, made_from: int | None = None) -> MergedRow:
        label = row._meta.label_lower
        return MergedRow(merge=self.merge, label=label, object_id=row.pk, before=before, made_from=made_from)

    def close(self) -> None:
        """Write the history of changed rows, and the notes with the rows as the database has them now."""
        by_model: dict[type[models.Model], list[int]] = {}
        for model, key in self._rows:
            by_model.setdefault(model, []).append(key)
        for model, keys in by_model.items():
            if hasattr(model, "history"):
                made = [key for key in keys if self._rows[model, key].before is None]
                for key, lines in _write_history(model, keys, made).items():
                    self._rows[model, key].histories = lines
            for row in model._base_manager.filter(pk__in=keys):
                self._rows[model, row.pk].after = columns_of(row)
        MergedRow.objects.bulk_create(self._rows.values())


def put_back(merge: Merge, by: User) -> None:
    """Every row as it was, the last changed first; what somebody changed since keeps that change.

    A row that is as the merge left it gets back all columns, its version too, and loses the lines of history
    that the merge wrote. In another one only what the merge changed goes back, with a line of history.
    """
    changed: dict[type[models.Model], list[int]] = {}
    for note in merge.rows.order_by("-pk"):
        model = apps.get_model(note.label)
        row = fresh(model, note.object_id)
        if row is None:
            continue
        now = columns_of(row)
        if now == note.after:
            _forget(model, note)
            if note.before is not None:
                _restore(row, note.before, now)
        elif _restore_part(row, note, now, by):
            changed.setdefault(model, []).append(row.pk)
    for model, keys in changed.items():
        if hasattr(model, "history"):
            _write_history(model, keys, [])


def _write(row: models.Model, before: Columns) -> None:
    """Only what is not as before; without signals, which would write history row by row."""
    after = columns_of(row)
    values = {name: getattr(row, name) for name in after if after[name] != before[name]}
    type(row)._base_manager.filter(pk=row.pk).update(**values)


def _restore(row: models.Model, before: Columns, now: Columns) -> None:
    values = {name: before[name] for name in before if before[name] != now[name]}
    if values:
        type(row)._base_manager.filter(pk=row.pk).update(
            **{name: _value(row, name, value) for name, value in values.items()}
        )


def _restore_part(row: models.Model, note: MergedRow, now: Columns, by: User) -> bool:
    """Put back what still is as the merge left it; whether there was any. A made row goes to the bin."""
    before = now
    if note.before is None:
        if not isinstance(row, Record) or row.deleted_at:
            return False
        row.stamp(by)
        row.deleted_at = row.changed_at
    else:
        names = [
            name
            for name, value in note.after.items()
            if value != note.before[name] and value == now.get(name) and not _is_bookkeeping(row, name)
        ]
        if not names:
            return False
        for name in names:
            setattr(row, name, _value(row, name, note.before[name]))
        if isinstance(row, Record):
            row.stamp(by)
    _write(row, before)
    return True


def _is_bookkeeping(row: models.Model, name: str) -> bool:
    return row._meta.get_field(name).name in BOOKKEEPING


def _value(row: models.Model, name: str, value: Any) -> Any:
    return row._meta.get_field(name).to_python(value)


def _write_history(model: type[Record], keys: list[int], made: list[int]) -> dict[int, list[int]]:
    """A line of history for each row, with what it is linked to; the new lines' keys by the row's."""
    known = set(_lines(model, keys).values_list("pk", flat=True))
    copy_history(model, made, "+")
    copy_history(model, [key for key in keys if key not in set(made)], "~")
    for link in model.history.model._history_m2m_fields:
        copy_links(model._meta.get_field(link.name), keys)
    found: dict[int, list[int]] = {key: [] for key in keys}
    for line, key in _lines(model, keys).exclude(pk__in=known).values_list("pk", model._meta.pk.attname):
        found[key].append(line)
    return found


def _lines(model: type[models.Model], keys: Iterable[int]) -> models.QuerySet:
    return model.history.model._base_manager.filter(**{f"{model._meta.pk.attname}__in": list(keys)})


def _forget(model: type[models.Model], note: MergedRow) -> None:
    """Take away the lines of history that the merge wrote, and a row that it made."""
    if note.histories:
        lines = model.history.model
        for link in lines._meta.related_objects:
            link.related_model._base_manager.filter(
                **{f"{link.field.attname}__in": note.histories}
            )._raw_delete("default")
        lines._base_manager.filter(pk__in=note.histories)._raw_delete("default")
    if note.before is None:
        model._base_manager.filter(pk=note.object_id)._raw_delete("default")


def changed_since() -> ValidationError:
    """Raised when what was done since the merge cannot stand beside two persons."""
    return ValidationError(
        _("หลังรวมมีการแก้รายชื่อทีมของคนนี้ จนแยกคืนให้ลงตัวไม่ได้ แก้รายชื่อให้ช่วงวันไม่ซ้อนกันก่อน แล้วแยกคืนใหม่"),
        code="changed_since",
    )
