"""Making and changing a log: the activity, its sessions, who came, people without names, the report."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from geo.models import ImportBatch, IssueArea
from leaders import rules as leader_rules
from leaders.models import Team
from thai.clock import now

from .. import rules
from ..choices import ActivityStatus, HeadcountKind, HeadcountStage, Presence
from ..models import (
    Activity,
    ActivityReport,
    Attendance,
    Enrolment,
    Headcount,
    LearnerGroup,
    Method,
    Programme,
    RollCall,
    Session,
)
from . import transitions


@dataclass(frozen=True)
class SessionInput:
    """One session as a form or a sheet gives it; ``uid`` of an existing one, or a new one's."""

    date: date
    method: Method | None = None
    hours: Decimal | None = None
    starts_at: time | None = None
    further_methods: tuple[Method, ...] = ()
    uid: uuid.UUID = field(default_factory=uuid.uuid4)


@dataclass(frozen=True)
class HeadcountInput:
    """People without names as a form or a sheet gives them."""

    number: int
    women: int | None = None
    group: LearnerGroup | None = None
    kind: HeadcountKind = HeadcountKind.UNKNOWN
    stage: HeadcountStage = HeadcountStage.CAME
    estimated: bool = False
    source: str = ""


@transaction.atomic
def start_draft(
    *, uid: uuid.UUID, team: Team, programme: Programme, day: date, by: User, title: str = ""
) -> Activity:
    """A new draft of ``team`` for ``day``; the same ``uid`` sent twice gives the first one back.

    Raises PermissionDenied when ``by`` does not work for the team or the uid is somebody else's.
    """
    if existing := Activity.everything.filter(uid=uid).first():
        if existing.created_by_id != by.pk:
            raise PermissionDenied
        return existing
    return create_activity(
        uid=uid, programme=programme, team=team, title=title, sessions=[SessionInput(date=day)],
        status=ActivityStatus.DRAFT, by=by,
    )  # fmt: skip


@transaction.atomic
def create_activity(
    *,
    programme: Programme,
    team: Team,
    title: str,
    sessions: Iterable[SessionInput],
    status: ActivityStatus,
    by: User,
    uid: uuid.UUID | None = None,
    batch: ImportBatch | None = None,
    **details: Any,
) -> Activity:
    """A new activity of ``team`` with its sessions, arriving in ``status``; ``details``: further fields."""
    if not leader_rules.may_work_for(by, team):
        raise PermissionDenied
    sessions = list(sessions)
    activity = Activity(
        uid=uid or uuid.uuid4(),
        programme=programme,
        team=team,
        area=team.subdistrict,
        title=title,
        starts_on=min(session.date for session in sessions),
        ends_on=max(session.date for session in sessions),
        import_batch=batch,
        **details,
    )
    activity.stamp(by)
    activity.save()
    activity.authors.add(by)
    save_sessions(activity, sessions, by=by)
    return transitions.arrive(activity, by=by, status=status)


@transaction.atomic
def change_activity(
    activity: Activity, *, by: User, issues: Iterable[IssueArea] | None = None, **values: Any
) -> Activity:
    """Change fields of an activity that is still editable; whoever does becomes one of its authors.

    Raises PermissionDenied outside one's areas, ValidationError once its status forbids changes.
    """
    _check_editable(activity, by)
    for name, value in values.items():
        setattr(activity, name, value)
    activity.stamp(by)
    activity.save()
    if issues is not None:
        activity.issues.set(issues)
    activity.authors.add(by)
    return activity


@transaction.atomic
def save_sessions(activity: Activity, inputs: Iterable[SessionInput], *, by: User) -> list[Session]:
    """Make the activity's sessions those of ``inputs``, matched by uid; its first and last day follow.

    A session left out goes to the bin with its attendances.
    """
    _check_editable(activity, by, arriving=True)
    inputs = sorted(inputs, key=lambda item: (item.date, item.starts_at or time.min))
    kept = {session.uid: session for session in activity.sessions.all()}
    saved = []
    for item in inputs:
        session = kept.pop(item.uid, None) or Session(
            uid=item.uid, activity=activity, import_batch=activity.import_batch
        )
        if not session._state.adding and session.date != item.date:
            _check_roster(session, item.date)
        session.date, session.starts_at = item.date, item.starts_at
        session.method, session.hours = item.method, item.hours
        session.stamp(by)
        session.full_clean(exclude=["activity"])
        session.save()
        session.further_methods.set(item.further_methods)
        saved.append(session)
    for session in kept.values():
        _bin(session, by)
    if saved:
        activity.starts_on, activity.ends_on = saved[0].date, saved[-1].date
        activity.save(update_fields=["starts_on", "ends_on"])
    return saved


@transaction.atomic
def take_roll(
    activity: Activity,
    ticks: Mapping[tuple[int, int], tuple[Presence, Decimal | None]],
    *,
    by: User,
    batch: ImportBatch | None = None,
) -> RollCall | None:
    """Save who came: ``{(session id, enrolment id): (presence, hours or None)}``.

    One event is kept with what changed; nothing changed: None. A person needs the enrolment valid on
    the session's day (rule 3), and hours never exceed the session's.
    """
    _check_editable(activity, by, arriving=True)
    sessions = {session.pk: session for session in activity.sessions.all()}
    enrolments = Enrolment.objects.in_bulk({enrolment for _, enrolment in ticks})
    existing = {
        (row.session_id, row.enrolment_id): row
        for row in Attendance.objects.filter(session__in=sessions.values())
    }
    made, changed, event = [], [], []
    for (session_id, enrolment_id), (presence, hours) in ticks.items():
        session, enrolment = sessions[session_id], enrolments[enrolment_id]
        _check_tick(session, enrolment, presence, hours)
        row = existing.get((session_id, enrolment_id))
        if row is None:
            row = Attendance(
                session=session, enrolment=enrolment, presence=presence, hours=hours, import_batch=batch
            )
            row.stamp(by)
            made.append(row)
        elif (row.presence, row.hours) != (presence, hours):
            row.presence, row.hours = presence, hours
            row.stamp(by)
            changed.append(row)
        else:
            continue
        event.append([session_id, enrolment_id, presence, None if hours is None else str(hours)])
    Attendance.objects.bulk_create(made)
    Attendance.objects.bulk_update(changed, ["presence", "hours", "version", "changed_by", "changed_at"])
    activity.authors.add(by)
    return RollCall.objects.create(activity=activity, by=by, at=now(), ticks=event) if event else None


@transaction.atomic
def set_headcounts(activity: Activity, inputs: Iterable[HeadcountInput], *, by: User) -> None:
    """Make the activity's people without names those of ``inputs``; unchanged rows stay as they are."""
    _check_editable(activity, by, arriving=True)
    names = ["number", "women", "group", "kind", "stage", "estimated", "source"]
    kept = {tuple(getattr(row, name) for name in names): row for row in activity.headcounts.all()}
    for item in inputs:
        if kept.pop(tuple(getattr(item, name) for name in names), None):
            continue
        row = Headcount(
            activity=activity,
            import_batch=activity.import_batch,
            **{name: getattr(item, name) for name in names},
        )
        row.stamp(by)
        row.full_clean(exclude=["activity"])
        row.save()
    for row in kept.values():
        _bin(row, by)


@transaction.atomic
def save_report(activity: Activity, *, by: User, **texts: str) -> ActivityReport:
    """What came of it: outputs, outcomes, impacts, lessons, obstacles."""
    _check_editable(activity, by, arriving=True)
    report = ActivityReport.objects.filter(activity=activity).first() or ActivityReport(activity=activity)
    if all(getattr(report, name) == text for name, text in texts.items()) and report.pk:
        return report
    for name, text in texts.items():
        setattr(report, name, text)
    report.stamp(by)
    report.save()
    return report


def _check_editable(activity: Activity, by: User, *, arriving: bool = False) -> None:
    """Refuse strangers, and changes that the status forbids; an import writes what is arriving."""
    if not rules.may_log(by, activity):
        raise PermissionDenied
    if arriving and activity.import_batch_id and not activity.status_changes.exists():
        return
    if not rules.is_editable(by, activity):
        raise ValidationError(_("แก้ไม่ได้แล้ว บันทึกนี้ส่งไปแล้ว ขอคืนมาแก้ก่อน"), code="not_editable")


def _check_tick(session: Session, enrolment: Enrolment, presence: Presence, hours: Decimal | None) -> None:
    """Rule 3: the enrolment is valid that day, and hours never exceed the session's."""
    if not (
        enrolment.starts_on <= session.date
        and (enrolment.ends_on is None or enrolment.ends_on >= session.date)
    ):
        raise ValidationError(
            _("%(name)s ไม่ได้อยู่ในรายชื่อวันนั้น"), params={"name": enrolment.person.full_name}, code="not_enrolled"
        )
    if hours is not None and session.hours is not None and hours > session.hours:
        raise ValidationError(
            _("ช่วงนี้มี %(most)s ชั่วโมง แต่ใส่ไว้ %(hours)s ชั่วโมง แก้ให้ไม่เกิน %(most)s"),
            params={"most": session.hours.normalize(), "hours": hours.normalize()},
            code="too_many_hours",
        )


def _check_roster(session: Session, day: date) -> None:
    """A session moves to another day only if all who were ticked were enrolled on it."""
    ticked = session.attendances.exclude(presence=Presence.UNKNOWN)
    if (
        missing := ticked.exclude(enrolment__in=Enrolment.objects.on(day))
        .select_related("enrolment__person")
        .first()
    ):
        raise ValidationError(
            _("ย้ายวันไม่ได้ %(name)s ยังไม่ได้อยู่ในรายชื่อวันนั้น"),
            params={"name": missing.enrolment.person.full_name},
            code="not_enrolled",
        )


def _bin(row: Session | Headcount, by: User) -> None:
    """Put a row into the bin, a session's attendances with it."""
    row.stamp(by)
    row.deleted_at = row.changed_at
    row.save(update_fields=["deleted_at", "version", "changed_by", "changed_at"])
    if isinstance(row, Session):
        row.attendances.update(deleted_at=row.deleted_at)
