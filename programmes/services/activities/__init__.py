"""Making and changing a log: the activity, its sessions, who came, people without names, the report."""

from .arriving import ArrivalRefused, bring_activities
from .beginning import Beginning, begin_log, last_log, usual_method
from .counts import set_headcounts
from .drafts import change_activity, create_activity, discard_draft, restore_draft, start_draft
from .inputs import ArrivingInput, HeadcountInput, LogInput, NewcomerInput, SessionInput
from .log import save_log
from .partners import add_partners
from .reports import save_report
from .roll import take_roll
from .sessions import SessionRefused, restore_session, save_sessions

__all__ = [
    "ArrivalRefused",
    "ArrivingInput",
    "Beginning",
    "HeadcountInput",
    "LogInput",
    "NewcomerInput",
    "SessionInput",
    "SessionRefused",
    "add_partners",
    "begin_log",
    "bring_activities",
    "change_activity",
    "create_activity",
    "discard_draft",
    "last_log",
    "restore_draft",
    "restore_session",
    "save_log",
    "save_report",
    "save_sessions",
    "set_headcounts",
    "start_draft",
    "take_roll",
    "usual_method",
]
