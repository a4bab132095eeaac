"""Work: programmes, groups, enrolments, activities and who came. Plans and assessments join them here."""

from .activity import Activity, StatusChange
from .attendance import Attendance, Headcount, RollCall, Session
from .enrolment import Enrolment
from .evidence import Evidence
from .feed import CalendarFeed
from .partner import ActivityPartner
from .printed_sheet import PrintedSheet
from .programme import LearnerGroup, Method, Programme, ProgrammeGroup, ProgrammeYear
from .report import ActivityReport
from .series import Series
from .site import SiteGroup
from .submission import Submission

__all__ = [
    "Activity",
    "ActivityPartner",
    "ActivityReport",
    "Attendance",
    "CalendarFeed",
    "Enrolment",
    "Evidence",
    "Headcount",
    "LearnerGroup",
    "Method",
    "PrintedSheet",
    "Programme",
    "ProgrammeGroup",
    "ProgrammeYear",
    "RollCall",
    "Series",
    "Session",
    "SiteGroup",
    "StatusChange",
    "Submission",
]
