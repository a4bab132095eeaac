"""What was deleted in the last 30 days, noun by noun, for those who may take it back."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from geo.models import LearningSite, Record
from geo.querysets import FIELD_ROLES, seen_q
from leaders.models import Person
from thai.clock import now
from thai.dates import format_range
from thai.widgets import active_language

from ...choices import Deletable
from ...models import Activity, Evidence, Session

# How long what was deleted can be taken back, in days of the work's clock.
DAYS = 30


@dataclass(frozen=True)
class Thing:
    """One thing in the bin: what it was, where it belongs, when and by whom it was deleted, days left."""

    noun: Deletable
    key: int
    uid: uuid.UUID
    title: str
    where: str
    at: datetime
    by: User | None
    left: int


def deleted(noun: Deletable, user: User, *, desk: bool) -> QuerySet:
    """Rows of a noun that ``user`` may take back, the latest first: as a reviewer (``desk``), or as who logs.

    What went with something larger (the pictures of a deleted log) comes back with that, and is not told.
    """
    since = now() - timedelta(days=DAYS)
    rows = _ROWS[noun](user, desk).filter(deleted_at__gte=since)
    return rows.select_related("changed_by").order_by("-deleted_at", "-pk")


def things(noun: Deletable, rows: Iterable[Record]) -> list[Thing]:
    """Rows of ``deleted`` as they are told."""
    return [_thing(noun, row) for row in rows]


def seen_in(told: Mapping[Deletable, Iterable[Thing]]) -> list[int]:
    """Keys of the persons among what is shown, to be noted as seen."""
    return [thing.key for thing in told.get(Deletable.PERSON, ())]


def _thing(noun: Deletable, row: Record) -> Thing:
    title, where = _TOLD[noun](row)
    left = DAYS - (now() - row.deleted_at).days
    return Thing(noun, row.pk, row.uid, title, where, row.deleted_at, row.changed_by, left)


def _activities(user: User, desk: bool, *, live: bool = False) -> QuerySet:
    rows = Activity.objects if live else Activity.everything.deleted()
    return (rows.reviewable_by(user) if desk else rows.loggable_by(user)).with_place()


def _sessions(user: User, desk: bool) -> QuerySet:
    rows = Session.everything.deleted().filter(activity__in=_activities(user, desk, live=True))
    return rows.select_related("activity__team__subdistrict", "activity__area")


def _evidence(user: User, desk: bool) -> QuerySet:
    rows = Evidence.everything.deleted().visible_to(user)
    rows = rows.filter(activity__in=_activities(user, desk, live=True))
    return rows.select_related("activity__team__subdistrict", "activity__area")


def _persons(user: User, desk: bool) -> QuerySet:
    rows = Person.everything.deleted().unmerged().filter(erased_at=None).with_place()
    return rows.reviewable_by(user) if desk else rows.visible_to(user)


def _sites(user: User, desk: bool) -> QuerySet:
    rows = LearningSite.everything.deleted().with_place()
    return rows.reviewable_by(user) if desk else rows.filter(seen_q(user, "subdistrict", *FIELD_ROLES))


def _place(activity: Activity) -> str:
    return activity.team.name if activity.team_id else activity.area.full_name


def _days(first: Any, last: Any) -> str:
    return format_range(first, last, active_language())


def _title(activity: Activity) -> str:
    return activity.title or _("ยังไม่มีชื่อ")


_ROWS: dict[Deletable, Callable[[User, bool], QuerySet]] = {
    Deletable.ACTIVITY: _activities,
    Deletable.SESSION: _sessions,
    Deletable.EVIDENCE: _evidence,
    Deletable.PERSON: _persons,
    Deletable.SITE: _sites,
}
_TOLD: dict[Deletable, Callable[[Any], tuple[str, str]]] = {
    Deletable.ACTIVITY: lambda row: (_title(row), f"{_place(row)} {_days(row.starts_on, row.ends_on)}"),
    Deletable.SESSION: lambda row: (
        f"{_title(row.activity)} · {_days(row.date, row.date)}",
        _place(row.activity),
    ),
    Deletable.EVIDENCE: lambda row: (
        f"{row.get_kind_display()} · {_title(row.activity)}",
        _place(row.activity),
    ),
    Deletable.PERSON: lambda row: (
        row.formal_name,
        row.team.name if row.team_id else row.subdistrict.full_name,
    ),
    Deletable.SITE: lambda row: (row.name, row.subdistrict.full_name),
}
