"""Says which rows stay when an import is undone, and why: "นางสมหญิง รักบ้าน: แก้เบอร์โทร เมื่อ … โดย …"."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from geo.models import Record
from geo.services.imported import BOOKKEEPING
from leaders.models import Person
from thai.dates import format_datetime, format_range

from ...models import Activity, Attendance, Enrolment
from ...services.removal import chunks
from .deciding import Because, Decision
from .notes import Node
from .work import way_to_activity

MOST_LINES = 200  # more of them say nothing that the number does not


@dataclass(frozen=True)
class Line:
    """A row that stays: whom or what it is about, and why, as codes that can be kept.

    ``noun`` is the label of the row itself, ``fields`` what was changed in it, ``at`` an ISO moment, ``by``
    a name; ``used_by`` the label of what uses it.
    """

    about: str
    key: int
    because: str
    noun: str
    fields: tuple[str, ...] = ()
    at: str = ""
    by: str = ""
    used_by: str = ""

    def as_json(self) -> dict[str, Any]:
        """To be kept with the batch: no names of persons."""
        return asdict(self)


@dataclass(frozen=True)
class Named:
    """A line to be read; ``name`` is "" for somebody who may not see it."""

    noun: str
    name: str
    why: str


def lines_of(decision: Decision) -> list[Line]:
    """One line for each row that stays for a reason of its own."""
    by_reason: dict[Because, dict[type[Record], dict[int, Node | None]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    for (model, key), stay in decision.own_reasons().items():
        by_reason[stay.because][model][key] = stay.used_by
    found = dict.fromkeys(_verified(by_reason[Because.VERIFIED]))
    for model, rows in by_reason[Because.CHANGED].items():
        found |= dict.fromkeys(_changed(model, list(islice(rows, MOST_LINES)), decision.notes.moved))
    for model, rows in by_reason[Because.USED].items():
        found |= dict.fromkeys(_used(model, dict(islice(rows.items(), MOST_LINES))))
    return list(found)[:MOST_LINES]


def _verified(rows: Mapping[type[Record], Iterable[int]]) -> Iterator[Line]:
    for model, keys in rows.items():
        for part in chunks(keys):
            logs = model.everything.filter(pk__in=part).values_list(way_to_activity(model), flat=True)
            for key in sorted(set(logs)):
                label = Activity._meta.label_lower
                yield Line(label, key, Because.VERIFIED, label)


def _changed(model: type[Record], keys: list[int], moved: Mapping[Node, int]) -> Iterator[Line]:
    left_in = {key: moved[model, key] for key in keys}
    changed = _changed_fields(model, left_in)
    for row in _with_subject(model, keys):
        about = _subject(row)
        yield Line(
            about._meta.label_lower,
            about.pk,
            Because.CHANGED,
            model._meta.label_lower,
            fields=changed.get(row.pk, ()),
            at=row.changed_at.isoformat(),
            by=str(row.changed_by or ""),
        )


def _used(model: type[Record], rows: Mapping[int, Node | None]) -> Iterator[Line]:
    for row in _with_subject(model, list(rows)):
        about, other = _subject(row), rows[row.pk]
        used_by = other[0]._meta.label_lower if other else ""
        yield Line(about._meta.label_lower, about.pk, Because.USED, model._meta.label_lower, used_by=used_by)


def _changed_fields(model: type[Record], left_in: Mapping[int, int]) -> dict[int, tuple[str, ...]]:
    """By key: names of the fields that differ between what the import left and now, from the history."""
    if not hasattr(model, "history"):
        return {}
    names = [
        field.attname
        for field in model.history.model.tracked_fields
        if (field.editable and field.name not in BOOKKEEPING) or field.name in {"status", "deleted_at"}
    ]  # fmt: skip
    was: dict[int, dict[str, Any]] = {}
    latest: dict[int, dict[str, Any]] = {}
    lines = model.history.filter(**{f"{model._meta.pk.attname}__in": list(left_in)}).order_by("history_id")
    for values in lines.values(model._meta.pk.attname, "version", *names):
        key = values[model._meta.pk.attname]
        latest[key] = values
        if values["version"] <= left_in[key]:
            was[key] = values
    return {
        key: tuple(name for name in names if values[name] != was.get(key, values)[name])
        for key, values in latest.items()
    }


def _with_subject(model: type[Record], keys: list[int]) -> Iterable[Record]:
    path = {Enrolment: ["person"], Attendance: ["enrolment__person"]}.get(model, [])
    return model.everything.filter(pk__in=keys).select_related("changed_by", *path).order_by("pk")


def _subject(row: Record) -> Record:
    """Whom or what a row is about: a person for rosters and ticks, the whole for a part of something."""
    if isinstance(row, Attendance):
        return row.enrolment.person
    if isinstance(row, Enrolment):
        return row.person
    for field in row._meta.concrete_fields:
        if (
            isinstance(field, models.ForeignKey)
            and field.remote_field.on_delete is models.CASCADE
            and issubclass(field.related_model, Record)
            and not field.null
        ):
            return _subject(getattr(row, field.name))
    return row


def named(lines: Iterable[Line], user: User) -> list[Named]:
    """Lines to be read by ``user``, in their order."""
    lines = list(lines)
    rows: dict[tuple[str, int], Record] = {}
    for label in {line.about for line in lines}:
        model = apps.get_model(label)
        seen = model.everything.all()
        if hasattr(seen, "visible_to"):
            seen = seen.visible_to(user)
        for row in seen.filter(pk__in=[line.key for line in lines if line.about == label]):
            rows[label, row.pk] = row
    return [
        Named(
            str(apps.get_model(line.about)._meta.verbose_name),
            _name(rows[line.about, line.key]) if (line.about, line.key) in rows else "",
            why_of(line),
        )
        for line in lines
    ]


def _name(row: Record) -> str:
    if isinstance(row, Person):
        return row.formal_name
    if isinstance(row, Activity):
        days = format_range(row.starts_on, row.ends_on, get_language() or "th")
        return f"“{row.title}” {days}"
    return str(row)


def why_of(line: Line) -> str:
    """The reason in words."""
    if line.because == Because.VERIFIED:
        return _("ยืนยันแล้ว")
    if line.because == Because.USED:
        if line.used_by == Attendance._meta.label_lower:
            return _("มีการเช็กชื่อในกิจกรรมอื่นแล้ว")
        return _("มี%(noun)sที่เพิ่มทีหลัง") % {"noun": apps.get_model(line.used_by)._meta.verbose_name}
    return _("%(what)s เมื่อ %(at)s โดย %(by)s") % {
        "what": _what_changed(line),
        "at": format_datetime(datetime.fromisoformat(line.at), get_language() or "th"),
        "by": line.by or _("ไม่ทราบชื่อ"),
    }


def _what_changed(line: Line) -> str:
    model = apps.get_model(line.noun)
    if "deleted_at" in line.fields:
        return _("ทิ้งไปแล้ว")
    if "status" in line.fields:
        return _("เปลี่ยนสถานะ")
    labels = {field.attname: str(field.verbose_name) for field in model._meta.concrete_fields}
    if line.fields:
        return _("แก้%(what)s") % {"what": ", ".join(labels[name] for name in line.fields)}
    if line.noun != line.about:
        return _("แก้%(what)s") % {"what": model._meta.verbose_name}
    return _("แก้รายละเอียด")
