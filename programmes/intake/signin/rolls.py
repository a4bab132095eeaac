"""The activity of a table, and who came: a new one arrives with the others, one on record is added to."""

from datetime import date

from accounts.models import User
from geo.models import ImportBatch

from ...choices import ActivityStatus, Presence
from ...models import Activity, Method, Session
from ...services.activities import ArrivingInput, SessionInput, bring_activities, save_sessions, take_roll
from ...services.completeness import missing_before_submission, what_is_missing
from ...services.transitions import start, submit, withdraw
from ..known import HISTORY
from .context import Context

MAY_LACK = frozenset({"method"})

Answers = dict[int, dict[date, Presence]]


def write_roll(context: Context, answers: Answers, *, batch: ImportBatch, by: User) -> None:
    """Write who came: days and answers by enrolment."""
    write = _add_to_roll if context.roll.activity else _new_activity
    write(context, answers, batch=batch, by=by)


def _add_to_roll(context: Context, answers: Answers, *, batch: ImportBatch, by: User) -> Activity:
    """Bring the activity on record to where it can be written, write the roll, send it again if complete."""
    activity, method = context.roll.activity, context.method
    was = ActivityStatus(activity.status)
    if was == ActivityStatus.SUBMITTED:
        withdraw(activity, by=by)
    elif was == ActivityStatus.PLANNED:
        start(activity, by=by)
    _complete_sessions(activity, context.days.all, method, by=by, batch=batch)
    take_roll(activity, _ticks(activity, answers), by=by, batch=batch)
    complete = not missing_before_submission(activity).keys() - MAY_LACK
    if was == ActivityStatus.SUBMITTED or (
        was == ActivityStatus.DRAFT and activity.import_batch_id and complete
    ):
        return submit(activity, by=by, may_lack=MAY_LACK)
    return activity


def _new_activity(context: Context, answers: Answers, *, batch: ImportBatch, by: User) -> None:
    """Put the activity with its roll by until the last table is written, unless one of them speaks of it."""
    arriving = _arriving(context, {key: by_day for key, by_day in answers.items() if by_day})
    if context.needed_soon:
        bring_activities([arriving], by=by, batch=batch)
    else:
        context.arriving = arriving


def _arriving(context: Context, roll: Answers) -> ArrivingInput:
    """The activity as it arrives: submitted, or as a draft while something is missing."""
    days, programme, team = context.days.all, context.days.programme, context.owner.team
    sessions = tuple(SessionInput(date=day, method=context.method) for day in days)
    came = sum(Presence.PRESENT in by_day.values() for by_day in roll.values())
    missing = what_is_missing(
        Activity(programme=programme, title=context.title, ends_on=days[-1], off_plan_reason=HISTORY),
        sessions=[Session(date=day, method=context.method) for day in days],
        years=[year for year in context.shared.years if year.programme_id == programme.pk],
        came=came,
    )
    # A sheet's method is asked once and may stay open: an import arrives as submitted all the same.
    complete = not missing.keys() - MAY_LACK
    return ArrivingInput(
        programme=programme,
        area=team.subdistrict,
        team=team,
        title=context.title,
        sessions=sessions,
        status=ActivityStatus.SUBMITTED if complete else ActivityStatus.DRAFT,
        values={"place_text": context.reading.titles.venue[:200], "off_plan_reason": HISTORY},
        roll=roll,
    )


def _complete_sessions(
    activity: Activity, days: tuple[date, ...], method: Method | None, *, by: User, batch: ImportBatch
) -> None:
    """Days that the log does not have yet, and the method where it is still open."""
    kept = list(activity.sessions.prefetch_related("further_methods"))
    inputs = [
        SessionInput(
            date=session.date,
            method=session.method or method,
            hours=session.hours,
            starts_at=session.starts_at,
            further_methods=tuple(session.further_methods.all()),
            uid=session.uid,
        )
        for session in kept
    ]
    missing = [day for day in days if day not in {session.date for session in kept}]
    if missing or any(session.method_id is None for session in kept):
        inputs += [SessionInput(date=day, method=method) for day in missing]
        save_sessions(activity, inputs, by=by, batch=batch)


def _ticks(activity: Activity, answers: Answers) -> dict[tuple[int, int], tuple[Presence, None]]:
    """Answers by session and enrolment; a day's answer holds for each of its sessions."""
    sessions = list(activity.sessions.all())
    known = {
        (row.session_id, row.enrolment_id): row.presence
        for session in sessions
        for row in session.attendances.filter(deleted_at=None)
    }
    return {
        (session.pk, enrolment): (answer, None)
        for enrolment, by_day in answers.items()
        for session in sessions
        if (answer := by_day.get(session.date)) and known.get((session.pk, enrolment)) != answer
    }
