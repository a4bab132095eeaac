"""The sessions of an activity: one day, one main method, its hours."""

import uuid
from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from geo.models import ImportBatch

from ...choices import Presence
from ...models import Activity, Attendance, Enrolment, Session
from ..enrolments import enrol
from .guard import check_editable, lock, note_change
from .inputs import SessionInput

FIELDS = ("date", "starts_at", "method", "hours")


class SessionRefused(ValidationError):
    """A session cannot be saved as given: ``uid`` says which, ``field`` what has to be mended."""

    def __init__(self, message: str, *, uid: uuid.UUID, field: str, code: str) -> None:
        super().__init__(message, code=code)
        self.uid, self.field = uid, field


@transaction.atomic
def save_sessions(
    activity: Activity, inputs: Iterable[SessionInput], *, by: User, batch: ImportBatch | None = None
) -> list[Session]:
    """Make the activity's sessions those of ``inputs``, matched by uid; its first and last day follow.

    New ones arrive with ``batch``, if a sheet brings them. A session left out goes to the bin with its
    attendances. Raises SessionRefused when a session moves to a day on which somebody who came was on no
    roster, or gets fewer hours than somebody was there.
    """
    check_editable(activity, by, arriving=True)
    inputs = sorted(inputs, key=lambda item: (item.date, item.starts_at or time.min))
    kept = {session.uid: session for session in activity.sessions.prefetch_related("further_methods")}
    saved, changed = [], False
    for item in inputs:
        session = kept.pop(item.uid, None)
        changed |= session is None or _differs(session, item)
        saved.append(_write(activity, session, item, by=by, batch=batch))
    for session in kept.values():
        _bin(session, by)
    if kept or changed:
        note_change(activity, by)
    days = [session.date for session in saved]
    if saved and (activity.starts_on, activity.ends_on) != (days[0], days[-1]):
        activity.starts_on, activity.ends_on = days[0], days[-1]
        activity.save(update_fields=["starts_on", "ends_on"])
    return saved


def _differs(session: Session, item: SessionInput) -> bool:
    further = {method.pk for method in session.further_methods.all()}
    return any(getattr(session, name) != getattr(item, name) for name in FIELDS) or further != {
        method.pk for method in item.further_methods
    }


def _write(
    activity: Activity, session: Session | None, item: SessionInput, *, by: User, batch: ImportBatch | None
) -> Session:
    """The session as given; one that already is so is left alone."""
    if session is not None and not _differs(session, item):
        return session
    if session is None:
        session = _brought_back(activity, item) or Session(
            uid=item.uid, activity=activity, import_batch=batch
        )
    elif session.date != item.date:
        _move_roll(session, item.date, by=by)
    if not session._state.adding:
        _check_hours(session, item.hours)
    for name in FIELDS:
        setattr(session, name, getattr(item, name))
    session.stamp(by)
    session.full_clean(exclude=["activity"])
    session.save()
    session.further_methods.set(item.further_methods)
    return session


def _brought_back(activity: Activity, item: SessionInput) -> Session | None:
    """The session in the bin that a phone still has, without what was ticked in it; None for a new one."""
    binned = Session.everything.filter(uid=item.uid).first()
    if binned is None:
        return None
    if binned.activity_id != activity.pk:
        raise SessionRefused(
            _("ช่วงนี้เป็นของกิจกรรมอื่น เอาช่วงนี้ออก แล้วเพิ่มใหม่"), uid=item.uid, field="date", code="uid_taken"
        )
    binned.deleted_at = None
    return binned


def _move_roll(session: Session, day: date, *, by: User) -> None:
    """Take who was ticked along to another day.

    Who came that day and was on no roster yet is enrolled by coming (rule 3), so that an entry made with
    the wrong day can be mended. An answer about somebody else who was not on the roster that day falls away.
    """
    ticked = session.attendances.exclude(presence=Presence.UNKNOWN)
    outside = ticked.exclude(enrolment__in=Enrolment.objects.on(day)).select_related(
        "enrolment__person", "enrolment__team", "enrolment__programme", "enrolment__group"
    )
    for row in outside:
        if row.presence == Presence.PRESENT:
            _enrol_earlier(session, row, day, by=by)
        else:
            row.put_into_bin(by)


def _enrol_earlier(session: Session, row: Attendance, day: date, *, by: User) -> None:
    held, name = row.enrolment, row.enrolment.person.full_name
    refusal = SessionRefused(
        _("ย้ายวันไม่ได้ %(name)s ยังไม่ได้อยู่ในรายชื่อวันนั้น") % {"name": name},
        uid=session.uid,
        field="date",
        code="not_enrolled",
    )
    if day > held.starts_on:
        raise refusal
    try:
        earlier = enrol(
            held.person, team=held.team, programme=held.programme, group=held.group, starts_on=day, by=by
        )
    except ValidationError as error:
        raise refusal from error
    if earlier.pk != held.pk:
        raise refusal


def _check_hours(session: Session, hours: Decimal | None) -> None:
    if hours is None:
        return
    longest = (
        session.attendances.filter(hours__gt=hours).order_by("-hours").values_list("hours", flat=True).first()
    )
    if longest is not None:
        raise SessionRefused(
            too_many_hours(most=hours, hours=longest), uid=session.uid, field="hours", code="too_many_hours"
        )


def too_many_hours(*, most: Decimal, hours: Decimal) -> str:
    """The sentence that says that somebody was there longer than the session lasted."""
    words = _("ช่วงนี้มี %(most)s ชั่วโมง แต่ใส่ไว้ %(hours)s ชั่วโมง แก้ให้ไม่เกิน %(most)s")
    return words % {"most": plain(most), "hours": plain(hours)}


def plain(hours: Decimal) -> str:
    """Hours without zeros behind: "3", "1.5"; never "1E+1"."""
    return f"{hours.normalize():f}"


def _bin(session: Session, by: User) -> None:
    """Put a session into the bin, its attendances with it."""
    session.put_into_bin(by)
    session.attendances.update(deleted_at=session.deleted_at)


@transaction.atomic
def restore_session(session: Session, *, by: User) -> Session:
    """Take a part out of the bin with who was ticked in it then; the log's first and last day follow.

    Who was deleted since stays away. Raises ValidationError where the log is deleted or sent.
    """
    if session.activity.deleted_at:
        raise ValidationError(_("บันทึกของช่วงนี้ถูกลบไป กู้คืนบันทึกก่อน"), code="log_deleted")
    activity = lock(session.activity)
    check_editable(activity, by)
    if session.deleted_at is None:
        return session
    ticked = Attendance.everything.filter(session=session, deleted_at=session.deleted_at)
    ticked.filter(enrolment__deleted_at=None).update(deleted_at=None)
    session.take_out_of_bin(by)
    note_change(activity, by)
    activity.starts_on = min(activity.starts_on, session.date)
    activity.ends_on = max(activity.ends_on, session.date)
    activity.save(update_fields=["starts_on", "ends_on"])
    return session
