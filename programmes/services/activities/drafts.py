"""An activity is made, changed, thrown away and brought back."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from geo.models import ImportBatch, IssueArea
from leaders import rules as leader_rules
from leaders.models import Team

from ... import rules
from ...choices import ActivityStatus, Presence
from ...models import Activity, Attendance, Programme
from .. import transitions
from .guard import check_editable, lock
from .inputs import SessionInput
from .sessions import save_sessions


def start_draft(
    *,
    uid: uuid.UUID,
    team: Team,
    programme: Programme,
    day: date,
    by: User,
    title: str = "",
    session: uuid.UUID | None = None,
) -> Activity:
    """A new draft of ``team`` for ``day``; the same ``uid`` sent twice, even at once, gives the first back.

    ``session`` is the uid of its first part, if the page has made one. Raises PermissionDenied when ``by``
    does not work for the team or the uid is somebody else's.
    """
    if existing := _sent_before(uid, by):
        return existing
    try:
        return create_activity(
            uid=uid, programme=programme, team=team, title=title,
            sessions=[SessionInput(date=day, uid=session or uuid.uuid4())],
            status=ActivityStatus.DRAFT, by=by,
        )  # fmt: skip
    except IntegrityError:
        if existing := _sent_before(uid, by):
            return existing
        raise


def _sent_before(uid: uuid.UUID, by: User) -> Activity | None:
    existing = Activity.everything.filter(uid=uid).first()
    if existing and existing.created_by_id != by.pk:
        raise PermissionDenied
    return existing


@transaction.atomic
def create_activity(
    *,
    programme: Programme,
    team: Team,
    title: str,
    sessions: Iterable[SessionInput],
    status: ActivityStatus | None,
    by: User,
    uid: uuid.UUID | None = None,
    batch: ImportBatch | None = None,
    **details: Any,
) -> Activity:
    """A new activity of ``team`` with its sessions, arriving in ``status``; ``details`` are more fields.

    An import passes None, writes who came, and then lets the activity arrive (``transitions.arrive``).
    """
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
    save_sessions(activity, sessions, by=by, batch=batch)
    return activity if status is None else transitions.arrive(activity, by=by, status=status)


@transaction.atomic
def change_activity(
    activity: Activity, *, by: User, issues: Iterable[IssueArea] | None = None, **values: Any
) -> Activity:
    """Change fields of an activity that is still editable; whoever does becomes one of its authors.

    Nothing changed: nothing is saved. Raises PermissionDenied outside one's areas, ValidationError once
    its status forbids changes.
    """
    check_editable(activity, by)
    changed = {name for name, value in values.items() if getattr(activity, name) != value}
    issues = None if issues is None else set(issues)
    new_issues = issues is not None and issues != set(activity.issues.all())
    if not changed and not new_issues:
        return activity
    for name in changed:
        setattr(activity, name, values[name])
    activity.stamp(by)
    activity.save(update_fields=[*changed, "version", "changed_by", "changed_at"])
    if new_issues:
        activity.issues.set(issues)
    activity.authors.add(by)
    return activity


@transaction.atomic
def discard_draft(activity: Activity, *, by: User) -> Activity:
    """Put a draft into the bin; ``restore_draft`` brings it back. What was once sent is no draft."""
    fresh = lock(activity)
    check_editable(fresh, by)
    if fresh.status != ActivityStatus.DRAFT:
        raise ValidationError(_("ทิ้งได้เฉพาะร่าง"), code="not_a_draft")
    fresh.put_into_bin(by)
    return fresh


@transaction.atomic
def restore_draft(activity: Activity, *, by: User) -> Activity:
    """Bring a discarded draft back; one that is not in the bin stays as it is.

    Raises ValidationError while somebody who came is deleted: they would be counted and shown nowhere.
    """
    if not rules.may_log(by, activity):
        raise PermissionDenied
    came = Attendance.objects.filter(session__activity=activity, session__deleted_at=None)
    gone = came.exclude(presence=Presence.UNKNOWN).exclude(enrolment__person__deleted_at=None)
    if activity.deleted_at and (row := gone.select_related("enrolment__person").first()):
        raise ValidationError(
            _("%(name)s ถูกลบไปแล้ว กู้คืนคนก่อน แล้วกู้คืนบันทึก"),
            params={"name": row.enrolment.person.full_name},
            code="person_deleted",
        )
    if activity.deleted_at:
        activity.take_out_of_bin(by)
    return activity
