"""Two copies of one log beside each other, and the phone's copy put in place of the other."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from thai.dates import format_date
from thai.widgets import active_language

from .. import rules
from ..choices import ActivityStatus
from ..models import Activity, Programme, Submission
from ..services import submissions, transitions
from ..services.activities import begin_log, restore_draft
from .log import LogForm
from .log_activity import REPORT_FIELDS
from .log_sent import BEGUN_FIRST, SendingRefused, begin, fields_of, write
from .log_sessions import SessionForm

# A verified log stays as it is: its reviewer opens it first.
CLOSED = {ActivityStatus.VERIFIED, ActivityStatus.CANCELLED}


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


def compare(submission: Submission, reader: User) -> list[Line]:
    """Everything the phone's copy says beside what stands in the system, which may be nothing yet."""
    activity = submission.activity
    here = _said(LogForm(activity, reader)) if activity else {}
    phone = _said(_form_of(submission, reader))
    labels = dict.fromkeys([*phone, *here])
    return [Line(label, here.get(label, ""), phone.get(label, "")) for label in labels]


def _form_of(submission: Submission, reader: User) -> LogForm:
    fields = fields_of(submission.body)
    if submission.activity:
        return LogForm(submission.activity, reader, fields)
    programme, day = Programme.objects.current(), submission.received_at.date()
    beginning = begin_log(submission.team, programme, day=day, uid=submission.log_uid)
    return LogForm(beginning.activity, reader, fields, beginning=beginning)


def _said(form: LogForm) -> dict[str, str]:
    """What a log says, thing by thing."""
    main = form.main
    came = [row.name for row in form.roll.rows if row.came]
    added = [f"{new['given_name'].value() or ''} {new['family_name'].value() or ''}" for new in form.walkins]
    counts = [str(row["number"].value() or "") for row in form.counts]
    said = {
        str(main["title"].label): str(main["title"].value() or ""),
        _("วันและวิธี"): "\n".join(_part(session) for session in form.sessions),
        str(main["place_text"].label): str(main["place_text"].value() or ""),
        _("คนที่มา"): "\n".join([*came, *(name.strip() for name in added)]),
        _("คนไม่ระบุชื่อ"): " + ".join(filter(None, counts)),
    }
    return said | {str(main[name].label): str(main[name].value() or "") for name in REPORT_FIELDS}


def _part(session: SessionForm) -> str:
    given = session.to_input()
    words = [format_date(session.chosen_day, active_language(), "day")]
    if given.method:
        words.append(given.method.name)
    if given.hours is not None:
        words.append(_("%s ชั่วโมง") % f"{given.hours.normalize():f}")
    return " · ".join(words)


@transaction.atomic
def use_copy(submission: Submission, *, by: User) -> Activity:
    """Put the phone's copy in place of what stands in the system, and note who decided.

    Whoever wrote it is its author, too. Raises PermissionDenied outside one's areas, ValidationError when the
    log is verified or cancelled, SendingRefused when the copy does not fit any more.
    """
    activity = Activity.everything.select_for_update(of=("self",)).filter(uid=submission.log_uid).first()
    if activity is None:
        activity = begin(submission.body, submission.team, submission.log_uid, by=by)
    elif not rules.may_log(by, activity):
        raise PermissionDenied
    else:
        _open(activity, by)
    problems = write(submission.body, activity, final=submission.final, by=by)
    if problems:
        raise SendingRefused("problems", problems)
    activity.authors.add(submission.account)
    submissions.settle(submission, by=by, used=True)
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
