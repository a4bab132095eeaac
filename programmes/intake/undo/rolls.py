"""What undoing tells logs that were there before: who is no longer on their roll, and which days are left."""

from collections import defaultdict

from django.db.models import Max, Min

from accounts.models import User
from thai.clock import now

from ...choices import Presence
from ...models import Activity, Attendance, RollCall, Session
from ...services.activities.guard import note_change
from ...services.removal import chunks
from .deciding import Decision

Ticks = dict[int, list[list[object]]]


def ticks_taken_back(decision: Decision) -> Ticks:
    """By log that stays: its ticks as they will be, in the form that a roll call keeps."""
    going, back = decision.going, decision.back
    before = decision.notes.before.get(Attendance, {})
    logs = going.get(Activity, set())
    found: Ticks = defaultdict(list)
    for keys in (going.get(Attendance, set()), back.get(Attendance, set())):
        for part in chunks(keys):
            rows = Attendance.everything.filter(pk__in=part).order_by("pk")
            for key, session, enrolment, activity in rows.values_list(
                "pk", "session", "enrolment", "session__activity"
            ):
                if activity not in logs:
                    was = before.get(key, {})
                    answer = was.get("presence", Presence.UNKNOWN.value)
                    found[activity].append([session, enrolment, answer, was.get("hours")])
    return found


def logs_of_sessions(decision: Decision) -> set[int]:
    """Logs that stay as they are and lose sessions."""
    found: set[int] = set()
    for part in chunks(decision.going.get(Session, set())):
        found.update(Session.everything.filter(pk__in=part).values_list("activity", flat=True))
    return found - decision.going.get(Activity, set()) - decision.back.get(Activity, set())


def tell_logs(ticks: Ticks, shortened: set[int], decision: Decision, *, by: User) -> None:
    """One roll call a log. Where the log itself did not go back, its days follow the sessions left."""
    at = now()
    RollCall.objects.bulk_create(
        [RollCall(activity_id=key, by=by, at=at, ticks=changed) for key, changed in sorted(ticks.items())]
    )
    as_before = decision.back.get(Activity, set())
    for activity in Activity.everything.filter(pk__in=(set(ticks) | shortened) - as_before):
        note_change(activity, by)
        days = activity.sessions.aggregate(first=Min("date"), last=Max("date"))
        if activity.pk in shortened and days["first"]:
            activity.starts_on, activity.ends_on = days["first"], days["last"]
            activity.save(update_fields=["starts_on", "ends_on"])
