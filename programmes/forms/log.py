"""The whole log as one form: its parts, what is wrong with it, and what is to be written."""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.models import User
from geo.models import IssueArea

from ..choices import HeadcountStage, PlanRule, Presence
from ..models import Activity, LearnerGroup, Method, Session
from ..services.activities import Beginning, LogInput, NewcomerInput, SessionInput, SessionRefused, save_log
from .log_activity import ActivityForm
from .log_counts import CountForm
from .log_newcomer import NewcomerForm
from .log_roll import BlankRow, Day, Roll, told_apart
from .log_sessions import SessionForm
from .log_uids import as_number, prefix_of, sent_uids
from .posting import entries_of

MOST_COUNTS = 12
MOST_SESSIONS = 40
# The marks of parts that are nobody's: the script puts its own in their place.
BLANK_UID = uuid.UUID("ffffffff-ffff-4fff-bfff-ffffffffffff")
BLANK_COUNT = 999
# The key of an enrolment in the name of a field.
KEY = re.compile(r"[0-9]{1,15}")


@dataclass(frozen=True)
class Problem:
    """One thing to mend: the element it leads to, and the sentence."""

    anchor: str
    message: str


@dataclass(frozen=True)
class Blank:
    """A session, a row of people without names and a person of the roll that are nobody's."""

    session: SessionForm
    count: CountForm
    row: BlankRow


class LogForm:
    """Every part of the log of one activity, unbound or bound to a POST.

    Nothing is required here: a draft takes what there is, and what cannot be read stays on the page beside
    its message while everything else is saved. What a submission needs is added by ``add_missing``.
    """

    def __init__(
        self,
        activity: Activity,
        user: User,
        data: Any = None,
        *,
        beginning: Beginning | None = None,
        from_phone: bool = False,
    ) -> None:
        self.activity, self.user, self.data, self.from_phone = activity, user, data, from_phone
        self.beginning = beginning
        self.years = list(activity.programme.years.all())
        self.groups = list(LearnerGroup.objects.filter(programmes=activity.programme_id))
        self.methods = {method.pk: method for method in Method.objects.all()}
        self.main = ActivityForm(activity, user, data, issues=beginning.issues if beginning else None)
        self.sessions = self._session_forms()
        self.counts = self._count_forms()
        self.missing: list[Problem] = []
        self.roll_problem = ""

    def _session_forms(self) -> list[SessionForm]:
        """Parts that are kept, without those the page took out, and those it made; one stays always."""
        kept = self._kept_sessions()
        gone = set(sent_uids(self.data, "session_gone"))
        left = [session for session in kept if session.uid not in gone] or kept[:1]
        known = {session.uid for session in kept}
        made = [
            Session(uid=uid, activity=self.activity, date=self.activity.starts_on)
            for uid in sent_uids(self.data, "session")[:MOST_SESSIONS]
            if uid not in known
        ]
        begun = {item.uid: item.further_methods for item in self.beginning.sessions} if self.beginning else {}
        return [
            SessionForm(
                session,
                methods=self.methods,
                years=self.years,
                data=self.data,
                further=begun.get(session.uid),
            )
            for session in (*left, *made)
        ]

    def _kept_sessions(self) -> list[Session]:
        if self.beginning is None:
            kept = self.activity.sessions.prefetch_related("further_methods")
            return list(kept.select_related("method"))
        fields = ("uid", "date", "method", "hours", "starts_at")
        return [
            Session(activity=self.activity, **{name: getattr(item, name) for name in fields})
            for item in self.beginning.sessions
        ]

    def _count_forms(self) -> list[CountForm]:
        rows: list[Any] = []
        if self.activity.pk:
            came = self.activity.headcounts.filter(stage=HeadcountStage.CAME)
            rows = list(came.select_related("group").order_by("pk"))
        wanted = max(len(rows), 1)
        if self.data is not None:
            wanted = max(wanted, min(as_number(self.data.get("counts", "")) or 1, MOST_COUNTS))
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
        return Roll(self.activity, told_apart(days), self.groups, self.data)

    @cached_property
    def walkins(self) -> list[NewcomerForm]:
        """Forms of those whom the page added: they come with the log, not before it."""
        forms = [
            self.newcomer_form(self.data, prefix=prefix_of("w", uid))
            for uid in sent_uids(self.data, "walkin")
        ]
        return forms if self.activity.team_id else []

    @cached_property
    def newcomer(self) -> NewcomerForm:
        """The form for somebody who is not on the roster; bound only while it is being filled in."""
        form = self.newcomer_form(self.data)
        return form if form.is_begun() else self.newcomer_form()

    def newcomer_form(self, data: Any = None, *, prefix: str = "new") -> NewcomerForm:
        """A form for a newcomer, empty unless ``data`` is given."""
        return NewcomerForm(groups=self.groups, issues=self.issues, data=data, prefix=prefix)

    @cached_property
    def issues(self) -> list[IssueArea]:
        """All issue areas, for whoever is added."""
        return list(IssueArea.objects.all())

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
        return [self.main, *self.sessions, *self.walkins, *self.counts]

    @property
    def blank(self) -> "Blank":
        """Parts that the page makes anew, with marks where they differ."""
        session = Session(uid=BLANK_UID, date=self.activity.starts_on)
        form = SessionForm(session, methods=self.methods, years=self.years)
        day = Day(form.prefix, BLANK_UID, session.date)
        return Blank(form, CountForm(None, number=BLANK_COUNT, groups=self.groups), BlankRow(day))

    def is_valid(self) -> bool:
        """Whether everything sent could be read."""
        # Each is asked: one that was not has nothing cleaned to be saved.
        wrong = [form for form in self.forms if form.errors]
        return not wrong

    def save(self) -> Activity:
        """Save what can be saved: a session that is refused gets its message, the rest is saved without.

        Raises SessionRefused for a session that belongs to another log.
        """
        self.is_valid()
        for _attempt in range(2 * len(self.sessions) + 1):
            try:
                return save_log(self.activity, self.to_input(), by=self.user)
            except SessionRefused as refused:
                if refused.code == "uid_taken":
                    raise
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
            answers=self.answers(),
            headcounts=tuple(count for count in counts if count is not None),
            report=self.main.report(),
            newcomers=tuple(self._newcomer(form) for form in self.walkins if not form.errors),
            taken_back=tuple(sent_uids(self.data, "walkin_gone")) if self.activity.team_id else (),
            from_phone=self.from_phone,
        )

    def answers(self) -> dict[tuple[uuid.UUID, int], Presence]:
        """Who came. A phone's answers are taken as they are, its roster may be older than ours."""
        if not self.from_phone:
            return self.roll.answers()
        return {
            (form.session.uid, int(name[len(form.prefix) + 2 :])): Presence(self.data[name])
            for form in self.sessions
            for name in self.data
            if name.startswith(f"{form.prefix}-a")
            and KEY.fullmatch(name[len(form.prefix) + 2 :])
            and self.data[name] in Presence.values
        }

    def _newcomer(self, form: NewcomerForm) -> NewcomerInput:
        given = {
            session.session.uid: self.data.get(f"{session.prefix}-{form.prefix}") for session in self.sessions
        }
        return NewcomerInput(
            uid=form.cleaned_data["uid"],
            values=form.values(),
            group=form.chosen_group(),
            issues=tuple(form.chosen_issues()),
            answers={uid: Presence(value) for uid, value in given.items() if value in Presence.values},
        )

    def entries(self) -> list[list[str]]:
        """What the form would post as it stands, names and values in its order: a draft for a phone."""
        found = [["counts", str(len(self.counts))]]
        found += [["session", str(form.session.uid)] for form in self.sessions]
        for form in (self.main, *self.sessions, *self.counts):
            for bound in form:
                if bound.name != "version":
                    found += entries_of(bound)
        return found + [[cell.name, cell.value] for row in self.roll.rows for cell in row.valid_cells]

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
        return as_number(self.data.get("version", "")) if self.data is not None else None
