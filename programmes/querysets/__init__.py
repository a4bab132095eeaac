"""Reads of the work app."""

from .activities import ActivityQuerySet, AttendanceQuerySet, quiet_teams, teams_with_work
from .programmes import EnrolmentQuerySet, ProgrammeQuerySet, ProgrammeYearQuerySet
from .sent import CalendarFeedQuerySet, EvidenceQuerySet, SubmissionQuerySet

__all__ = [
    "ActivityQuerySet",
    "AttendanceQuerySet",
    "CalendarFeedQuerySet",
    "EnrolmentQuerySet",
    "EvidenceQuerySet",
    "ProgrammeQuerySet",
    "ProgrammeYearQuerySet",
    "SubmissionQuerySet",
    "quiet_teams",
    "teams_with_work",
]
