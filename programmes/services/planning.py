"""Planned work: made ahead, one or a whole series; changed, put off, called off and begun.

Each planned day is an activity of its own, so that one can be moved or dropped without the others; what was
planned in one go shares a series. With ``following`` a verb also takes those after it in the series along.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, time, timedelta
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from geo.models import IssueArea
from leaders.models import Team
from thai.clock import today
from thai.dates import format_date

from ..choices import ActivityStatus as Status
from ..choices import HeadcountStage, Repeats
from ..models import Activity, Method, Programme, ProgrammeYear, Series
from . import transitions
from .activities import (
    ArrivingInput,
    HeadcountInput,
    SessionInput,
    bring_activities,
    change_activity,
    save_sessions,
    set_headcounts,
)
from .activities.guard import check_editable, lock
from .completeness import date_problem


@dataclass(frozen=True)
class Plan:
    """What is planned, its day aside. ``people``: how many are expected, None when nobody has said."""

    title: str
    starts_at: time | None = None
    hours: Decimal | None = None
    method: Method | None = None
    place_text: str = ""
    issues: frozenset[IssueArea] = frozenset()
    people: int | None = None


OF_ACTIVITY = ("title", "place_text")
OF_SESSION = ("starts_at", "hours", "method")


def planned_day_problem(day: date, years: Iterable[ProgrammeYear]) -> str | None:
    """Why nothing can be planned for ``day``, or None: it has passed, or lies in no year of the programme."""
    if day < today():
        words = _("วันที่ %(day)s ผ่านไปแล้ว เลือกวันนี้หรือวันหลังจากนี้")
        return words % {"day": format_date(day, get_language() or "th", "day")}
    return date_problem(day, list(years))


def plan_activities(
    *,
    uid: uuid.UUID,
    team: Team,
    programme: Programme,
    days: Sequence[date],
    plan: Plan,
    by: User,
    repeats: Repeats | None = None,
) -> list[Activity]:
    """One planned activity per day; several make a series. The same ``uid`` sent twice gives the first back.

    Raises PermissionDenied when ``by`` does not work for the team or the uid is somebody else's, and
    ValidationError for a day that has passed or lies outside the programme.
    """
    if made := _made_before(uid, by):
        return made
    _check_days(days, programme)
    try:
        with transaction.atomic():
            return _make(uid, team, programme, sorted(set(days)), plan, by, repeats)
    except IntegrityError:
        if made := _made_before(uid, by):
            return made
        raise


def _made_before(uid: uuid.UUID, by: User) -> list[Activity]:
    """What the form with that uid made, in the order of its days."""
    rows = Activity.everything.filter(Q(uid=uid) | Q(series__uid=uid))
    made = list(rows.order_by("starts_on", "pk"))
    if any(activity.created_by_id != by.pk for activity in made):
        raise PermissionDenied
    return made


def _make(
    uid: uuid.UUID,
    team: Team,
    programme: Programme,
    days: Sequence[date],
    plan: Plan,
    by: User,
    repeats: Repeats | None,
) -> list[Activity]:
    """Written as lists are: sixty days take hardly more queries than one."""
    series = None
    if repeats and len(days) > 1:
        series = Series(uid=uid, repeats=repeats)
        series.stamp(by)
        series.save()
    people = [HeadcountInput(plan.people, stage=HeadcountStage.PLANNED)] if plan.people else []
    inputs = [
        ArrivingInput(
            uid=uuid.uuid5(uid, day.isoformat()) if series else uid,
            programme=programme,
            area=team.subdistrict,
            team=team,
            title=plan.title,
            sessions=(SessionInput(day, plan.method, plan.hours, plan.starts_at),),
            status=Status.PLANNED,
            issues=tuple(plan.issues),
            headcounts=tuple(people),
            values={"place_text": plan.place_text} | ({"series_id": series.pk} if series else {}),
        )
        for day in days
    ]
    return bring_activities(inputs, by=by)


def plan_of(activity: Activity) -> Plan:
    """The plan as it stands; of several parts the first one's time, hours and method."""
    session = activity.sessions.first()
    expected = [row.number for row in activity.headcounts.filter(stage=HeadcountStage.PLANNED)]
    return Plan(
        **{name: getattr(activity, name) for name in OF_ACTIVITY},
        **{name: getattr(session, name) for name in OF_SESSION if session},
        issues=frozenset(activity.issues.all()),
        people=sum(expected) if expected else None,
    )


@transaction.atomic
def change_plan(
    activity: Activity, plan: Plan, *, day: date, by: User, seen: int | None = None, following: bool = False
) -> Activity:
    """Make the plan what ``plan`` says, and move it to ``day``.

    Those that follow get what changed here and keep what is their own; they move by as many days. ``seen``
    is the version the page was made from. Raises PermissionDenied, and ValidationError for what is planned
    no more, was changed by somebody else since, or would move to a day that cannot be.
    """
    fresh = lock(activity)
    _check_still_planned(fresh, by)
    if seen is not None and fresh.version > seen and fresh.changed_by_id != by.pk:
        raise ValidationError(_("มีคนในทีมแก้รายการนี้ไปก่อนแล้ว ดูที่แก้แล้ว แล้วแก้ใหม่ถ้ายังต้องแก้"), code="changed_since")
    before = plan_of(fresh)
    changed = {
        field.name for field in fields(Plan) if getattr(before, field.name) != getattr(plan, field.name)
    }
    delta = day - fresh.starts_on
    rows = [fresh, *(following_of(fresh) if following else ())]
    if delta:
        _check_days([row.starts_on + delta for row in rows], fresh.programme)
    for row in rows:
        _apply(row, plan, changed, delta, by)
    return fresh


@transaction.atomic
def postpone(
    activity: Activity, *, by: User, reason: str, to: date | None = None, following: bool = False
) -> list[Activity]:
    """Planned, draft or returned → postponed, for a reason and perhaps to another day.

    Those that follow are put off by as many days. Raises ValidationError by field (reason, to).
    """
    if not reason.strip():
        raise ValidationError({"reason": _("บอกเหตุผลที่เลื่อนก่อน")}, code="reason_missing")
    rows = [activity, *(following_of(activity) if following else ())]
    delta = None if to is None else to - activity.starts_on
    if delta is not None:
        _check_days([row.starts_on + delta for row in rows], activity.programme, "to")
        if not delta:
            raise ValidationError({"to": _("วันเดิมอยู่แล้ว เลือกวันอื่น หรือเว้นว่างไว้ถ้ายังไม่รู้วัน")}, code="same_day")
    for row in rows:
        transitions.postpone(row, by=by, reason=reason)
        change_activity(row, by=by, postponed_to=None if delta is None else row.starts_on + delta)
    return rows


@transaction.atomic
def cancel(activity: Activity, *, by: User, reason: str, following: bool = False) -> list[Activity]:
    """Not yet submitted, or postponed → cancelled for a reason, for good."""
    rows = [activity, *(following_of(activity) if following else ())]
    for row in rows:
        transitions.cancel(row, by=by, reason=reason)
    return rows


@transaction.atomic
def plan_again(activity: Activity, *, by: User, day: date) -> Activity:
    """Postponed → planned, for ``day``. Raises ValidationError for a day (by field) that cannot be."""
    _check_days([day], activity.programme, "day")
    return _back_to_plan(activity, by, day)


@transaction.atomic
def begin(activity: Activity, *, by: User) -> Activity:
    """Planned → draft: the day has come. One that was put off to a day is moved there first."""
    if activity.status == Status.POSTPONED and activity.postponed_to:
        _back_to_plan(activity, by, activity.postponed_to)
    return transitions.start(activity, by=by)


def _back_to_plan(activity: Activity, by: User, day: date) -> Activity:
    transitions.plan_again(activity, by=by)
    _move(activity, day - activity.starts_on, by)
    return change_activity(activity, by=by, postponed_to=None)


def following_of(activity: Activity) -> list[Activity]:
    """Those after it in its series that are still planned; what was put off or begun goes its own way."""
    if activity.series_id is None:
        return []
    rows = Activity.objects.after_in_series(activity).filter(status=Status.PLANNED)
    return list(rows.select_related("team__subdistrict", "area", "programme"))


def series_of(activity: Activity) -> list[Activity]:
    """All of its series by day, itself among them; nothing for what was planned alone."""
    if activity.series_id is None:
        return []
    return list(Activity.objects.filter(series=activity.series_id).order_by("starts_on", "pk"))


def _check_days(days: Iterable[date], programme: Programme, field: str = "") -> None:
    years = list(programme.years.all())
    for day in days:
        if problem := planned_day_problem(day, years):
            raise ValidationError({field: problem} if field else problem, code="day")


def _check_still_planned(activity: Activity, by: User) -> None:
    check_editable(activity, by)
    if activity.status != Status.PLANNED:
        raise ValidationError(_("กิจกรรมนี้ไม่ได้อยู่ในแผนแล้ว แก้แผนไม่ได้"), code="not_planned")


def _apply(activity: Activity, plan: Plan, changed: set[str], delta: timedelta, by: User) -> None:
    """The parts of the plan named in ``changed``, and the move; what does not change stays untouched."""
    values = {name: getattr(plan, name) for name in OF_ACTIVITY if name in changed}
    change_activity(activity, by=by, issues=plan.issues if "issues" in changed else None, **values)
    if "people" in changed:
        _expect(activity, plan.people, by)
    new = {name: getattr(plan, name) for name in OF_SESSION if name in changed}
    if new or delta:
        _move(activity, delta, by, new)


def _move(activity: Activity, delta: timedelta, by: User, first: dict[str, object] | None = None) -> None:
    """All parts ``delta`` later; ``first`` are new values of the first one."""
    sessions = [
        SessionInput(
            date=session.date + delta,
            method=session.method,
            hours=session.hours,
            starts_at=session.starts_at,
            further_methods=tuple(session.further_methods.all()),
            uid=session.uid,
        )
        for session in activity.sessions.select_related("method").prefetch_related("further_methods")
    ]
    if sessions and first:
        part = replace(sessions[0], **first)
        further = tuple(method for method in part.further_methods if method != part.method)
        sessions[0] = replace(part, further_methods=further)
    save_sessions(activity, sessions, by=by)


def _expect(activity: Activity, people: int | None, by: User) -> None:
    counts = [HeadcountInput(people, stage=HeadcountStage.PLANNED)] if people else []
    set_headcounts(activity, counts, by=by, stage=HeadcountStage.PLANNED)
