"""Who came, by name."""

from collections.abc import Mapping
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from geo.models import ImportBatch
from thai.clock import now

from ...choices import Presence
from ...models import Activity, Attendance, Enrolment, RollCall, Session
from .guard import check_editable, note_change
from .sessions import too_many_hours

Ticks = Mapping[tuple[int, int], tuple[Presence, Decimal | None]]


@transaction.atomic
def take_roll(
    activity: Activity, ticks: Ticks, *, by: User, batch: ImportBatch | None = None
) -> RollCall | None:
    """Save who came: ``{(session id, enrolment id): (presence, hours or None)}``.

    One event is kept with what changed; nothing changed: None. A person needs the enrolment valid on
    the session's day (rule 3), and hours never exceed the session's. Raises ValidationError, also for an
    enrolment that ``by`` does not see and that is not on this roll yet.
    """
    check_editable(activity, by, arriving=True)
    sessions = {session.pk: session for session in activity.sessions.all()}
    existing = {
        (row.session_id, row.enrolment_id): row
        for row in Attendance.objects.filter(session__in=sessions.values())
    }
    enrolments = _enrolments(activity, {enrolment for _, enrolment in ticks}, existing, by=by)
    made, changed, event = [], [], []
    for (session_id, enrolment_id), (presence, hours) in ticks.items():
        if session_id not in sessions or enrolment_id not in enrolments:
            raise ValidationError(_("คนนี้ไม่ได้อยู่ในรายชื่อของกิจกรรมนี้"), code="unknown")
        row = existing.get((session_id, enrolment_id))
        if row is not None and (row.presence, row.hours) == (presence, hours):
            continue
        _check_tick(sessions[session_id], enrolments[enrolment_id], presence, hours)
        if row is None:
            row = Attendance(session_id=session_id, enrolment_id=enrolment_id, import_batch=batch)
            made.append(row)
        else:
            changed.append(row)
        row.stamp(by)
        row.presence, row.hours = presence, hours
        event.append([session_id, enrolment_id, presence, None if hours is None else str(hours)])
    Attendance.objects.bulk_create(made, batch_size=500)
    Attendance.objects.bulk_update(
        changed, ["presence", "hours", "version", "changed_by", "changed_at"], batch_size=500
    )
    if not event:
        return None
    note_change(activity, by)
    return RollCall.objects.create(activity=activity, by=by, at=now(), ticks=event)


def _enrolments(
    activity: Activity, asked: set[int], existing: Mapping[tuple[int, int], Attendance], *, by: User
) -> dict[int, Enrolment]:
    """The enrolments that may stand on this roll: of its team, seen by the user, or on it already."""
    on_roll = {enrolment for _, enrolment in existing}
    seen = Enrolment.objects.visible_to(by).filter(pk__in=asked).values("pk")
    rows = Enrolment.objects.filter(
        Q(team=activity.team_id) | Q(pk__in=on_roll) | Q(pk__in=seen), pk__in=asked
    )
    return {row.pk: row for row in rows.select_related("person")}


def _check_tick(session: Session, enrolment: Enrolment, presence: Presence, hours: Decimal | None) -> None:
    """Rule 3: the enrolment is valid that day, and hours never exceed the session's."""
    if not enrolment.covers(session.date):
        raise ValidationError(
            _("%(name)s ไม่ได้อยู่ในรายชื่อวันนั้น"), params={"name": enrolment.person.full_name}, code="not_enrolled"
        )
    if hours is not None and session.hours is not None and hours > session.hours:
        raise ValidationError(too_many_hours(most=session.hours, hours=hours), code="too_many_hours")
