"""Persons who, by what was logged, were in two places at the same hour."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from ..choices import ActivityStatus
from ..models import Activity, Attendance

# A session whose hours are not known fills at least this long.
AT_LEAST = timedelta(hours=1)
# Where somebody is taken to have been; what is only planned, or off, says nothing.
LOGGED = (ActivityStatus.DRAFT, ActivityStatus.SUBMITTED, ActivityStatus.RETURNED, ActivityStatus.VERIFIED)

Span = tuple[datetime, datetime]


def with_clashes(activities: Iterable[Activity]) -> list[Activity]:
    """Adds ``clashing`` to each: how many who came were at another activity at the same time, as logged.

    Two queries, however many activities. A session without a start says nothing about the hour.
    """
    activities = list(activities)
    here = _spans(Attendance.objects.filter(session__activity__in=activities))
    persons = {person for spans in here.values() for person, _span in spans}
    days = {span[0].date() for spans in here.values() for _person, span in spans}
    elsewhere = _elsewhere(persons, days) if persons else {}
    for activity in activities:
        met = (who for who, span in here.get(activity.pk, []) if _meets(span, elsewhere[who], activity))
        activity.clashing = len(set(met))
    return activities


def _elsewhere(persons: set[int], days: set[date]) -> dict[int, list[tuple[int, Span]]]:
    """By person: where else, and when, on these days."""
    rows = Attendance.objects.filter(
        session__date__in=days,
        session__activity__status__in=LOGGED,
        session__activity__deleted_at=None,
        enrolment__person__in=persons,
    )
    found: dict[int, list[tuple[int, Span]]] = defaultdict(list)
    for activity, spans in _spans(rows).items():
        for person, span in spans:
            found[person].append((activity, span))
    return found


def _spans(rows: object) -> dict[int, list[tuple[int, Span]]]:
    """By activity: who came, and from when to when."""
    timed = rows.present().filter(session__deleted_at=None).exclude(session__starts_at=None)
    session = [f"session__{name}" for name in ("activity", "date", "starts_at", "hours")]
    found: dict[int, list[tuple[int, Span]]] = defaultdict(list)
    for person, activity, day, starts_at, hours in timed.values_list("enrolment__person", *session):
        begins = datetime.combine(day, starts_at)
        lasts = timedelta(hours=float(hours)) if hours else AT_LEAST
        found[activity].append((person, (begins, begins + lasts)))
    return found


def _meets(span: Span, others: list[tuple[int, Span]], activity: Activity) -> bool:
    begins, ends = span
    return any(
        other != activity.pk and begins < other_ends and other_begins < ends
        for other, (other_begins, other_ends) in others
    )
