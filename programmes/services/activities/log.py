"""The whole log in one write, as the coordinator's form sends it."""

import uuid
from collections.abc import Mapping

from django.db import transaction

from accounts.models import User

from ...choices import HeadcountStage, Presence
from ...models import Activity, Attendance, Session
from .counts import set_headcounts
from .drafts import change_activity
from .guard import check_editable, lock
from .inputs import LogInput
from .reports import save_report
from .roll import Ticks, take_roll
from .sessions import save_sessions


@transaction.atomic
def save_log(activity: Activity, log: LogInput, *, by: User) -> Activity:
    """Save everything the form holds, or nothing; unchanged parts stay untouched. The status stays as it is.

    Raises PermissionDenied, SessionRefused, or ValidationError once the status forbids changes.
    """
    fresh = lock(activity)
    check_editable(fresh, by)
    change_activity(fresh, by=by, issues=log.issues, **log.values)
    sessions = save_sessions(fresh, log.sessions, by=by)
    take_roll(fresh, _ticks(sessions, log.answers), by=by)
    set_headcounts(fresh, log.headcounts, by=by, stage=HeadcountStage.CAME)
    save_report(fresh, by=by, **log.report)
    return fresh


def _ticks(sessions: list[Session], answers: Mapping[tuple[uuid.UUID, int], Presence]) -> Ticks:
    """Answers by session id, with the hours somebody was there kept.

    Nothing is written about somebody of whom nothing is known and nothing was; an answer for a day that
    the person was not on the roster has been dropped with the day.
    """
    by_uid = {session.uid: session for session in sessions}
    known = {
        (row.session_id, row.enrolment_id): row
        for row in Attendance.objects.filter(session__in=sessions).select_related("enrolment")
    }
    ticks = {}
    for (uid, enrolment_id), presence in answers.items():
        if uid not in by_uid:
            continue
        key = (by_uid[uid].pk, enrolment_id)
        row = known.get(key)
        if row is None and presence == Presence.UNKNOWN:
            continue
        came = row is not None and presence == Presence.PRESENT
        ticks[key] = (presence, row.hours if came else None)
    return ticks
