"""The whole log as one form: its parts, what is wrong with it, and what is to be written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.models import User
from geo.models import IssueArea

from ..choices import HeadcountStage, PlanRule
from ..models import Activity, LearnerGroup, Method
from ..services.activities import LogInput, SessionInput, SessionRefused, save_log
from .log_activity import ActivityForm
from .log_counts import CountForm
from .log_newcomer import NewcomerForm
from .log_roll import Day, Roll
from .log_sessions import SessionForm

MOST_COUNTS = 12


@dataclass(frozen=True)
class Problem:
    """One thing to mend: the element it leads to, and the sentence."""

    anchor: str
    message: str


class LogForm:
    """Every part of the log of one activity, unbound or bound to a POST.

    Nothing is required here: a draft takes what there is, and what cannot be read stays on the page beside
    its message while everything else is saved. What a submission needs is added by ``add_missing``.
    """

    def __init__(self, activity: Activity, user: User, data: Any = None) -> None:
        self.activity, self.user, self.data = activity, user, data
        self.years = list(activity.programme.years.all())
        self.groups = list(LearnerGroup.objects.filter(programmes=activity.programme_id))
        self.methods = {method.pk: method for method in Method.objects.all()}
        self.main = ActivityForm(activity, user, data)
        sessions = activity.sessions.prefetch_related("further_methods").select_related("method")
        self.sessions = [
            SessionForm(session, methods=self.methods, years=self.years, data=data) for session in sessions
        ]
        self.counts = self._count_forms()
        self.missing: list[Problem] = []
        self.roll_problem = ""

    def _count_forms(self) -> list[CountForm]:
        rows: list[Any] = list(
            self.activity.headcounts.filter(stage=HeadcountStage.CAME).select_related("group").order_by("pk")
        )
        wanted = max(len(rows), 1)
        if self.data is not None:
            sent = self.data.get("counts", "")
            wanted = max(wanted, min(int(sent), MOST_COUNTS) if sent.isdecimal() else 1)
        rows += [None] * (wanted - len(rows))
        return [
            CountForm(row, number=number, groups=self.groups, data=self.data)
            for number, row in enumerate(rows)
        ]

    def add_count(self) -> None:
        """One more row for people without names."""
        if len(self.counts) < MOST_COUNTS:
            self.counts.append(CountForm(None, number=len(self.counts), groups=self.groups))

    @cached_property
    def roll(self) -> Roll:
        """The roll of the days as they now stand in the form."""
        days = [Day(form.prefix, form.session.uid, form.chosen_day) for form in self.sessions]
        return Roll(self.activity, days, self.data)

    @cached_property
    def newcomer(self) -> NewcomerForm:
        """The form for somebody who is not on the roster; bound only while it is being filled in."""
        form = self.newcomer_form(self.data)
        return form if form.is_begun() else self.newcomer_form()

    def newcomer_form(self, data: Any = None) -> NewcomerForm:
        """A form for a newcomer, empty unless ``data`` is given."""
        return NewcomerForm(groups=self.groups, issues=list(IssueArea.objects.all()), data=data)

    @property
    def plan_is_asked(self) -> bool:
        """Whether a year of the activity wants a reason for what is not in the team's plan."""
        return any(
            year.plan_rule != PlanRule.OFF and year.starts_on <= self.activity.ends_on <= year.ends_on
            for year in self.years
        )

    @property
    def unnamed(self) -> int:
        """How many people without names the kept rows say."""
        return sum(form.row.number for form in self.counts if form.row)

    @property
    def forms(self) -> list[Any]:
        """All Django forms of the log, in the order of the page."""
        return [self.main, *self.sessions, *self.counts]

    def is_valid(self) -> bool:
        """Whether everything sent could be read."""
        # Each is asked: one that was not has nothing cleaned to be saved.
        wrong = [form for form in self.forms if form.errors]
        return not wrong

    def save(self) -> Activity:
        """Save what can be saved: a session that is refused gets its message, the rest is saved without."""
        self.is_valid()
        for _attempt in range(2 * len(self.sessions) + 1):
            try:
                return save_log(self.activity, self.to_input(), by=self.user)
            except SessionRefused as refused:
                form = next(form for form in self.sessions if form.session.uid == refused.uid)
                form.add_error(refused.field, ValidationError(refused.messages, code=refused.code))
                self.__dict__.pop("roll", None)
        raise AssertionError("A refused field falls back to what was kept, which is never refused.")

    def to_input(self, *, without: str = "", extra: tuple[SessionInput, ...] = ()) -> LogInput:
        """What is to be written; ``without`` names the uid of a session to leave out."""
        sessions = [form.to_input() for form in self.sessions if str(form.session.uid) != without]
        counts = [form.to_input() for form in self.counts]
        return LogInput(
            values=self.main.values(),
            issues=self.main.chosen_issues(),
            sessions=(*sessions, *extra),
            answers=self.roll.answers(),
            headcounts=tuple(count for count in counts if count is not None),
            report=self.main.report(),
        )

    @property
    def problems(self) -> list[Problem]:
        """What to mend, in the order of the page: what could not be read, then what is missing."""
        found = [
            Problem(form[name].auto_id if name in form.fields else "log", message)
            for form in self.forms
            for name, messages in form.errors.items()
            for message in messages
        ]
        return found + self.missing

    def add_missing(self, missing: Mapping[str, Any]) -> None:
        """Put what a submission lacks beside its field, unless that field has a message already."""
        first = self.sessions[0] if self.sessions else None
        lacking = next((form for form in self.sessions if not form.to_input().method), first)
        places = {
            "title": (self.main, "title"),
            "plan": (self.main, "off_plan_reason"),
            "date": (first, "date"),
            "method": (lacking, "method"),
        }
        for key, value in missing.items():
            message = " ".join(value) if isinstance(value, list) else str(value)
            form, name = places.get(key, (None, ""))
            if form is None:
                self.roll_problem = message
                self.missing.append(Problem("who", message))
            elif name not in form.errors:
                form.add_error(name, message)

    def add_unfinished_newcomer(self) -> None:
        """Somebody was being added and is not yet: sending now would lose what was typed."""
        self.missing.append(Problem("newcomer", _("คนที่กำลังเพิ่มยังไม่อยู่ในรายชื่อ กดเพิ่มคนนี้ก่อน หรือลบชื่อที่พิมพ์ไว้")))

    @property
    def version_sent(self) -> int | None:
        """The version the page was made from."""
        sent = self.data.get("version", "") if self.data is not None else ""
        return int(sent) if sent.isdecimal() else None
