"""Two copies of one log beside each other, and the phone's copy put in place of the other."""

from collections import Counter
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.forms import BoundField
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.models import User
from thai.dates import format_date, format_time
from thai.widgets import active_language

from .. import rules
from ..choices import ActivityStatus, Presence
from ..models import Activity, Programme, Submission
from ..services import submissions, transitions
from ..services.activities import begin_log, restore_draft
from ..services.evidence import CLOSED, bring_over
from .log import LogForm
from .log_activity import REPORT_FIELDS
from .log_begin import begin
from .log_counts import CountForm
from .log_sent import BEGUN_FIRST, SendingRefused, fields_of, write
from .log_sessions import SessionForm

TEXTS = ("place_text", "latitude", "longitude", "off_plan_reason", *REPORT_FIELDS)


@dataclass(frozen=True)
class Line:
    """One thing that a log says, in both copies; ``here`` is the system's, ``phone`` the phone's."""

    label: str
    here: str
    phone: str

    @property
    def differs(self) -> bool:
        """Whether the copies say different things."""
        return self.here != self.phone


def may_decide(reader: User, submission: Submission) -> bool:
    """Whether the system's copy is the reader's to see and to change; one's own copy is, always."""
    return submission.activity is None or rules.may_log(reader, submission.activity)


def compare(submission: Submission, reader: User) -> list[Line]:
    """Everything the phone's copy says beside what stands in the system, which may be nothing yet.

    Whoever works there no longer is told the phone's copy alone.
    """
    activity = submission.activity if may_decide(reader, submission) else None
    here = _said(LogForm(activity, reader)) if activity else {}
    phone = _said(_form_of(submission, reader))
    if here:
        people = _("คนที่มา")
        here[people], phone[people] = _apart(here[people].splitlines(), phone[people].splitlines())
    labels = dict.fromkeys([*phone, *here])
    return [Line(label, here.get(label, ""), phone.get(label, "")) for label in labels]


def _apart(here: list[str], phone: list[str]) -> tuple[str, str]:
    """The names that only one of two lists has, in lines; those in both are counted, for both."""
    both = Counter(here) & Counter(phone)
    counted = [_("ตรงกัน %s คน") % both.total()] if both else []
    one, other = ((Counter(names) - both).elements() for names in (here, phone))
    return "\n".join([*one, *counted]), "\n".join([*other, *counted])


def _form_of(submission: Submission, reader: User) -> LogForm:
    fields = fields_of(submission.body)
    if submission.activity:
        return LogForm(submission.activity, reader, fields)
    programme, day = Programme.objects.current(), localdate(submission.received_at)
    beginning = begin_log(submission.team, programme, day=day, uid=submission.log_uid)
    form = LogForm(beginning.activity, reader, fields, beginning=beginning)
    # The part that a new log begins with is nobody's: the phone made its own.
    form.sessions = [session for session in form.sessions if session.is_bound] or form.sessions
    return form


def _said(form: LogForm) -> dict[str, str]:
    """What a log says, thing by thing: nothing that the two may differ in is left out, but pictures."""
    # What was sent is read before it is told.
    form.is_valid()
    main = form.main
    said = {
        str(main["title"].label): str(main["title"].value() or ""),
        _("วันและวิธี"): "\n".join(_part(session) for session in form.sessions),
        **{str(main[name].label): _chosen(main[name]) for name in ("site", "issues")},
        _("คนที่มา"): "\n".join([*_answered(form, Presence.PRESENT), *_added(form)]),
        _("คนที่ไม่มา"): "\n".join(_answered(form, Presence.ABSENT)),
        _("คนไม่ระบุชื่อ"): "\n".join(filter(None, map(_count, form.counts))),
    }
    return said | {str(main[name].label): str(main[name].value() or "") for name in TEXTS}


def _part(session: SessionForm) -> str:
    given = session.to_input()
    words = [format_date(session.chosen_day, active_language(), "day")]
    if given.starts_at:
        words.append(format_time(given.starts_at, active_language()))
    words += [method.name for method in (given.method, *given.further_methods) if method]
    if given.hours is not None:
        words.append(_("%s ชั่วโมง") % f"{given.hours.normalize():f}")
    return " · ".join(words)


def _chosen(bound: BoundField) -> str:
    """The names of what was chosen."""
    value = bound.value()
    picked = {str(key) for key in (value if isinstance(value, list | tuple) else [value]) if key}
    names = []
    for key, name in bound.field.choices:
        options = name if isinstance(name, list | tuple) else [(key, name)]
        names += [str(label) for option, label in options if str(option) in picked]
    return "\n".join(names)


def _answered(form: LogForm, answer: Presence) -> list[str]:
    """Who has this answer; where the parts differ, in which of them."""
    found = []
    for row in form.roll.rows:
        parts = [str(place) for place, cell in enumerate(row.cells, 1) if cell.valid and cell.value == answer]
        if len(parts) == len(row.valid_cells):
            found.append(row.name)
        elif parts:
            found.append(f"{row.name} · {_('ช่วงที่ %s') % ', '.join(parts)}")
    return found


def _added(form: LogForm) -> list[str]:
    """Whom the copy adds to the roster, with their groups; who is on it by now is told there."""
    there = {str(row.enrolment.person.uid) for row in form.roll.rows}
    boxes = ("given_name", "family_name")
    return [
        " · ".join([" ".join(new[name].value() or "" for name in boxes).strip(), _chosen(new["group"])])
        for new in form.walkins
        if new["uid"].value() not in there
    ]


def _count(form: CountForm) -> str:
    number, women = form["number"].value(), form["women"].value()
    if not number:
        return ""
    words = [str(number), _chosen(form["who"])]
    if women:
        words.append(_("เป็นหญิง %s") % women)
    return " · ".join(filter(None, [*words, _chosen(form["how"])]))


@transaction.atomic
def use_copy(submission: Submission, *, by: User) -> Activity:
    """Put the phone's copy in place of what stands in the system, and note who decided.

    Whoever wrote it is its author, too. Raises PermissionDenied outside one's areas, ValidationError when the
    log is verified or cancelled, SendingRefused when the copy does not fit any more.
    """
    activity = Activity.everything.select_for_update(of=("self",)).filter(uid=submission.log_uid).first()
    if activity is None:
        activity = begin(fields_of(submission.body), submission.team, submission.log_uid, by=by)
    elif not rules.may_log(by, activity):
        raise PermissionDenied
    else:
        _open(activity, by)
    bring_over(submission, activity, by=by)
    problems = write(submission.body, activity, final=submission.final, by=by)
    if problems:
        raise SendingRefused("problems", problems)
    activity.authors.add(submission.account)
    submissions.settle(submission, by=by, used=True, activity=activity)
    return activity


def _open(activity: Activity, by: User) -> None:
    if activity.status in CLOSED:
        raise ValidationError(_("กิจกรรมนี้ยืนยันหรือยกเลิกไปแล้ว ให้ผู้ตรวจเปิดให้แก้อีกครั้งก่อน"), code="closed")
    if activity.deleted_at:
        restore_draft(activity, by=by)
    if activity.status == ActivityStatus.SUBMITTED:
        transitions.withdraw(activity, by=by)
    for verb in BEGUN_FIRST.get(ActivityStatus(activity.status), ()):
        getattr(transitions, verb)(activity, by=by)
