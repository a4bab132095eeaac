"""The rows that figures are computed from, each rule of what counts in one place."""

from datetime import datetime

from geo.models import Area
from leaders.models import Team
from leaders.querysets import TeamQuerySet

from ..models import Activity, Attendance
from ..querysets import ActivityQuerySet, AttendanceQuerySet
from .period import Period

Place = Area | None


def teams_of(place: Place, period: Period) -> TeamQuerySet:
    """T: approved teams in the area, formed before the period ends and not dissolved before it begins."""
    teams = Team.objects.approved().in_period(period.first, period.last)
    return teams if place is None else teams.within(place)


def activities_in(place: Place, period: Period, *, verified_by: datetime | None = None) -> ActivityQuerySet:
    """A: verified activities held in the area whose last day lies in the period.

    ``verified_by`` leaves out what was verified later.
    """
    activities = Activity.objects.verified().ending_in(period.first, period.last)
    if verified_by is not None:
        activities = activities.filter(verified_at__lte=verified_by)
    return activities if place is None else activities.within(place)


def attendances_in(
    place: Place, period: Period, *, verified_by: datetime | None = None
) -> AttendanceQuerySet:
    """Who was present at live sessions of A, by where the activity was held."""
    activities = activities_in(place, period, verified_by=verified_by)
    return Attendance.objects.present().filter(session__deleted_at=None, session__activity__in=activities)


def attendances_of_learners(place: Place, period: Period) -> AttendanceQuerySet:
    """Who was present at verified activities wherever held, by where the learner's team lies."""
    attendances = attendances_in(None, period)
    if place is None:
        return attendances
    return attendances.filter(enrolment__team__in=Team.objects.within(place))
