"""What was changed about one person: who, when, from what to what."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Any

from django.db.models import Model
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from geo.models import Area
from leaders.models import Merge, Person, Team
from thai.dates import format_date, shown_year
from thai.phones import format_phone

from ..models import Enrolment, LearnerGroup

PERSON_TOLD = ("prefix", "title", "given_name", "family_name", "nickname", "position", "sex", "birth_year",
               "phone", "subdistrict", "address", "team", "deleted_at")  # fmt: skip
ENROLMENT_TOLD = ("team", "group", "starts_on", "ends_on", "deleted_at")


@dataclass(frozen=True)
class Change:
    """One field: what it is called, what it was and what it became; "" where nothing stood."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Event:
    """Something that was done to a person's records: when, by whom, and what changed thereby."""

    at: datetime
    title: str
    by: object | None
    changes: tuple[Change, ...] = ()


def history_of_person(person: Person) -> list[Event]:
    """All events of a person, the latest first; a number of queries that does not grow with them."""
    lines = list(_lines(person.history.all()))
    enrolled = list(
        _lines(Enrolment.history.filter(id__in=Enrolment.everything.filter(person=person).values("pk")))
    )
    names = _Names([*lines, *enrolled])
    events = [*_of_person(lines, names), *_of_enrolments(enrolled, names), *_merges(person)]
    return sorted(events, key=attrgetter("at"), reverse=True)


def _lines(rows: Any) -> Iterable[Any]:
    return rows.select_related("history_user").order_by("id", "history_date", "history_id")


def _of_person(lines: list[Any], names: "_Names") -> Iterator[Event]:
    if lines:
        yield Event(lines[0].history_date, _("เพิ่มเข้าระบบ"), lines[0].history_user)
    for before, after in pairwise(lines):
        if changes := _changes(Person, PERSON_TOLD, before, after, names):
            yield Event(after.history_date, _("แก้ข้อมูล"), after.history_user, changes)


def _of_enrolments(lines: list[Any], names: "_Names") -> Iterator[Event]:
    for _key, rows in groupby(lines, key=attrgetter("id")):
        first, *rest = rows
        yield Event(
            first.history_date, _("เข้ารายชื่อทีม"), first.history_user,
            _changes(Enrolment, ("team", "group", "starts_on"), None, first, names),
        )  # fmt: skip
        for before, after in pairwise([first, *rest]):
            if changes := _changes(Enrolment, ENROLMENT_TOLD, before, after, names):
                yield Event(after.history_date, _("แก้รายชื่อทีม"), after.history_user, changes)


def _merges(person: Person) -> Iterator[Event]:
    for merge in Merge.objects.filter(kept=person).with_persons():
        yield Event(merge.at, _("รวมกับ%(name)s") % {"name": merge.gone.formal_name}, merge.by)
        if merge.undone_at:
            title = _("แยกคืน%(name)s") % {"name": merge.gone.formal_name}
            yield Event(merge.undone_at, title, merge.undone_by)


def _changes(
    model: type[Model], told: Iterable[str], before: Any, after: Any, names: "_Names"
) -> tuple[Change, ...]:
    """Fields of ``told`` that differ; all of them where there was nothing before."""
    found = []
    for name in told:
        field = model._meta.get_field(name)
        old = getattr(before, field.attname) if before is not None else None
        new = getattr(after, field.attname)
        if old != new and not (before is None and not new):
            label = _("ลบ") if name == "deleted_at" else str(field.verbose_name)
            found.append(Change(label, names.told(field, old), names.told(field, new)))
    return tuple(found)


class _Names:
    """Values in words; areas, teams and groups that occur are read once."""

    def __init__(self, lines: list[Any]) -> None:
        def keys(name: str) -> set[int]:
            return {getattr(line, name) for line in lines if getattr(line, name, None)}

        self._rows: Mapping[type[Model], Mapping[int, Model]] = {
            Team: Team.objects.with_place().in_bulk(keys("team_id")),
            Area: Area.objects.with_ancestors().in_bulk(keys("subdistrict_id")),
            LearnerGroup: LearnerGroup.objects.in_bulk(keys("group_id")),
        }

    def told(self, field: Any, value: Any) -> str:
        """A value as people say it, "" for none."""
        if value is None or value == "":
            return ""
        if field.related_model is not None:
            row = self._rows[field.related_model].get(value)
            return getattr(row, "full_name", "") or str(getattr(row, "name", None) or value)
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        return _TOLD.get(field.name, str)(value)


def _day(value: Any) -> str:
    return format_date(value, get_language() or "th", "day")


def _year(value: int) -> str:
    return str(shown_year(value, get_language() or "th"))


_TOLD: Mapping[str, Callable[[Any], str]] = {
    "starts_on": _day,
    "ends_on": _day,
    "deleted_at": _day,
    "birth_year": _year,
    "phone": format_phone,
}
