"""Who came, by name."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import product

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

CHUNK = 500

Ticks = Mapping[tuple[int, int], tuple[Presence, Decimal | None]]


@transaction.atomic
def take_roll(
    activity: Activity,
    ticks: Ticks,
    *,
    by: User,
    batch: ImportBatch | None = None,
    known: Collection[int] = (),
) -> RollCall | None:
    """Save who came: ``{(session id, enrolment id): (presence, hours or None)}``.

    One event is kept with what changed; nothing changed: None. A person needs the enrolment valid on
    the session's day (rule 3), and hours never exceed the session's. Raises ValidationError, also for an
    enrolment that ``by`` does not see and that is not on this roll yet, unless its id is among ``known``.
    """
    check_editable(activity, by, arriving=True)
    sessions = {session.pk: session for session in activity.sessions.all()}
    kept = Attendance.objects.filter(session__in=sessions.values())
    existing = {(row.session_id, row.enrolment_id): row for row in kept}
    on_roll = {enrolment for _, enrolment in existing}.union(known)
    enrolments = _enrolments(activity, {enrolment for _, enrolment in ticks}, on_roll, by=by)
    rows = []
    for (session_id, enrolment_id), (presence, hours) in ticks.items():
        if session_id not in sessions or enrolment_id not in enrolments:
            raise _not_on_roster()
        row = existing.get((session_id, enrolment_id))
        if row is not None and (row.presence, row.hours) == (presence, hours):
            continue
        _check_tick(sessions[session_id], enrolments[enrolment_id], presence, hours)
        if row is None:
            row = Attendance(session_id=session_id, enrolment_id=enrolment_id, import_batch=batch)
        row.stamp(by)
        row.presence, row.hours = presence, hours
        rows.append(row)
    return _write(activity, rows, by) if rows else None


def _write(activity: Activity, rows: list[Attendance], by: User) -> RollCall:
    """Write new and changed answers, and the event that tells them in the order in which they were given."""
    changed = [row for row in rows if row.pk]
    Attendance.objects.bulk_create([row for row in rows if not row.pk], batch_size=CHUNK)
    Attendance.objects.bulk_update(
        changed, ["presence", "hours", "version", "changed_by", "changed_at"], batch_size=CHUNK
    )
    note_change(activity, by)
    event = [
        [row.session_id, row.enrolment_id, row.presence, None if row.hours is None else str(row.hours)]
        for row in rows
    ]
    return RollCall.objects.create(activity=activity, by=by, at=now(), ticks=event)


def take_first_rolls(
    rolls: Iterable[tuple[Activity, Sequence[Session], Mapping[int, Mapping[date, Presence]]]],
    *,
    by: User,
    batch: ImportBatch | None = None,
) -> None:
    """Who came to activities that were just made: by enrolment's id and day, for each session of that day.

    The rules are those of ``take_roll``, and one event is kept for each. Must run in a transaction.
    """
    rolls = [(activity, sessions, answers) for activity, sessions, answers in rolls if answers]
    may_stand = _OnFirstRolls({key for _, _, answers in rolls for key in answers}, by)
    made, calls = [], []
    for activity, sessions, answers in rolls:
        event = []
        for enrolment, session in product(answers, sessions):
            presence = answers[enrolment].get(session.date)
            if presence is None:
                continue
            _check_tick(session, may_stand.enrolment(enrolment, activity), presence, None)
            row = Attendance(session=session, enrolment_id=enrolment, presence=presence, import_batch=batch)
            row.stamp(by)
            made.append(row)
            event.append([session.pk, enrolment, presence, None])
        if event:
            calls.append(RollCall(activity=activity, by=by, at=now(), ticks=event))
    Attendance.objects.bulk_create(made, batch_size=CHUNK)
    RollCall.objects.bulk_create(calls, batch_size=CHUNK)


class _OnFirstRolls:
    """Enrolments with these ids, looked up at once: those of an activity's team may stand on its roll, and
    those that ``by`` sees."""

    def __init__(self, keys: set[int], by: User) -> None:
        listed = sorted(keys)
        parts = [listed[start : start + CHUNK] for start in range(0, len(listed), CHUNK)]
        rows = Enrolment.objects.select_related("person")
        seen = Enrolment.objects.visible_to(by)
        self._rows = {row.pk: row for part in parts for row in rows.filter(pk__in=part)}
        self._seen = {key for part in parts for key in seen.filter(pk__in=part).values_list("pk", flat=True)}

    def enrolment(self, key: int, activity: Activity) -> Enrolment:
        """The enrolment, if it may stand there; else ValidationError."""
        row = self._rows.get(key)
        if row is None or (row.team_id != activity.team_id and key not in self._seen):
            raise _not_on_roster()
        return row


def _not_on_roster() -> ValidationError:
    return ValidationError(_("คนนี้ไม่ได้อยู่ในรายชื่อของกิจกรรมนี้"), code="unknown")


def _enrolments(activity: Activity, asked: set[int], on_roll: set[int], *, by: User) -> dict[int, Enrolment]:
    """The enrolments that may stand on this roll: of its team, seen by the user, or on it already."""
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
