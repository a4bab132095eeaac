"""The whole log in one write, as the coordinator's form sends it."""

import uuid
from collections.abc import Mapping

from django.db import transaction

from accounts.models import User

from ...choices import HeadcountStage, Presence
from ...models import Activity, Attendance, Session
from ..rosters import join, take_back
from .counts import set_headcounts
from .drafts import change_activity
from .guard import check_editable, lock
from .inputs import LogInput
from .landing import land_answers
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
    answers = dict(log.answers)
    if log.from_phone:
        answers = land_answers(fresh, answers, {row.uid: row.date for row in sessions}, by=by)
    answers |= _newcomers(fresh, log, sessions, by)
    # Whom the phone knew may be on a roster by now that ``by`` does not see.
    known = {enrolment for _, enrolment in answers} if log.from_phone else set()
    take_roll(fresh, _ticks(sessions, answers), by=by, known=known)
    for uid in log.taken_back:
        take_back(fresh, uid, by=by)
    set_headcounts(fresh, log.headcounts, by=by, stage=HeadcountStage.CAME)
    save_report(fresh, by=by, **log.report)
    return fresh


def _newcomers(
    activity: Activity, log: LogInput, sessions: list[Session], by: User
) -> dict[tuple[uuid.UUID, int], Presence]:
    """Puts who is new on the roster, and answers who of them came to what."""
    days = {row.uid: row.date for row in sessions}
    answers = {}
    for new in log.newcomers:
        enrolment = join(
            activity.team, programme=activity.programme, uid=new.uid, values=new.values, group=new.group,
            issues=new.issues, starts_on=activity.starts_on, by=by,
        )  # fmt: skip
        answers |= {
            (session, enrolment.pk): presence
            for session, presence in new.answers.items()
            if session in days and enrolment.covers(days[session])
        }
    return answers


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
