"""Somebody new came: found among those who are known, or added; enrolled by coming; ticked as present."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from geo.models import IssueArea
from leaders.models import Person

from ..choices import Presence
from ..models import Activity, Attendance, Enrolment, LearnerGroup
from .activities import take_roll
from .enrolments import enrol
from .rosters import join


@transaction.atomic
def add_newcomer(
    activity: Activity,
    *,
    uid: uuid.UUID,
    values: Mapping[str, Any],
    group: LearnerGroup,
    issues: Iterable[IssueArea],
    by: User,
) -> Enrolment:
    """A new person of the activity's team, enrolled from its first day and present.

    Twice the same ``uid`` adds one person.
    """
    enrolment = join(
        activity.team, programme=activity.programme, uid=uid, values=values, group=group, issues=issues,
        starts_on=activity.starts_on, by=by,
    )  # fmt: skip
    _tick(activity, enrolment, by=by)
    return enrolment


@transaction.atomic
def welcome(
    activity: Activity, person: Person, *, group: LearnerGroup, issues: Iterable[IssueArea], by: User
) -> Enrolment:
    """Enrol a known person from the activity's first day, if on no roster then, and tick as present.

    Somebody on a roster that day, of whatever team or group, stays there: coming as a guest moves nobody.
    """
    enrolment = _valid_during(activity, person)
    if enrolment is None:
        if activity.team is None:
            raise ValidationError(_("กิจกรรมนี้ไม่มีทีม เพิ่มคนในรายชื่อของทีมก่อน"), code="no_team")
        enrolment = enrol(
            person, team=activity.team, programme=activity.programme, group=group, issues=issues,
            starts_on=activity.starts_on, by=by,
        )  # fmt: skip
    _tick(activity, enrolment, by=by)
    return enrolment


def _valid_during(activity: Activity, person: Person) -> Enrolment | None:
    held = Enrolment.objects.filter(person=person, programme=activity.programme_id)
    return held.during(activity.starts_on, activity.ends_on).order_by("starts_on").first()


def _tick(activity: Activity, enrolment: Enrolment, *, by: User) -> None:
    """Present at the first session the person could come to, unless present at one already."""
    sessions = [session for session in activity.sessions.all() if enrolment.covers(session.date)]
    came = Attendance.objects.present().filter(session__in=sessions, enrolment=enrolment).exists()
    if sessions and not came:
        take_roll(activity, {(sessions[0].pk, enrolment.pk): (Presence.PRESENT, None)}, by=by)
