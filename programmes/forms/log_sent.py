"""A log as a phone sent it: read, written by the same form as the page's, or kept aside.

Source (domain.md, nouns and rule 8): every log carries the uid made on the phone and counts once; nothing is
overwritten unseen; a log of a team that was taken away meanwhile is held for the reviewer.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.models import User
from leaders.models import Team
from leaders.rules import may_work_for

from .. import rules
from ..choices import ActivityStatus, SubmissionOutcome
from ..models import Activity, Submission
from ..services import submissions, transitions
from ..services.activities import restore_draft
from ..services.completeness import missing_before_submission
from ..services.submissions import Sending
from .log import LogForm, Problem
from .log_begin import begin
from .log_uids import as_uid

FORMAT = 1
MOST_FIELDS = 20_000
UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
# From these a log is begun before it is written; in these it can be written at once.
BEGUN_FIRST = {ActivityStatus.PLANNED: ("start",), ActivityStatus.POSTPONED: ("plan_again", "start")}
OPEN = {ActivityStatus.DRAFT, ActivityStatus.RETURNED}


class SendingRefused(Exception):
    """Nothing was kept; ``problems`` say what is to be mended on the phone, ``code`` of which kind it is."""

    def __init__(self, code: str, problems: list[Problem]) -> None:
        super().__init__(code)
        self.code, self.problems = code, problems


@dataclass(frozen=True)
class TakenIn:
    """The receipt, and what of a draft could not be read."""

    submission: Submission
    problems: tuple[Problem, ...] = ()


def read_sending(body: Any) -> Sending:
    """The sending in the JSON that a phone posts. Raises SendingRefused for anything else."""
    broken = SendingRefused("unreadable", [Problem("", _("อ่านสิ่งที่ส่งมาไม่ออก เปิดหน้านี้ใหม่แล้วส่งอีกครั้ง"))])
    if not isinstance(body, dict) or body.get("format") != FORMAT:
        raise broken
    uids = [as_uid(str(body.get(name, ""))) for name in ("uid", "log", "phone")]
    fields, base, team = body.get("fields"), body.get("base", 0), body.get("team")
    if None in uids or not _are_fields(fields) or not isinstance(base, int) or not 0 <= base < 2**31:
        raise broken
    uid, log, phone = uids
    known_team = team if isinstance(team, int) and 0 < team < 2**53 else None
    kept = {
        "format": FORMAT,
        "log": str(log),
        "team": known_team,
        "base": base,
        "final": bool(body.get("final")),
        "made_at": keepable(str(body.get("made_at", "")))[:40],
        "fields": [[keepable(name), keepable(value)] for name, value in fields],
    }
    digest = hashlib.sha256(json.dumps(kept, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    return Sending(uid, digest, log, phone, known_team, kept["final"], base, kept)


def keepable(text: str) -> str:
    """The text with a sign in place of what no database keeps: NUL, and lone halves of letters.

    Source: PostgreSQL refuses U+0000 in text and in jsonb, and UTF-8 has no surrogates.
    """
    return UNKEEPABLE.sub("\ufffd", text)


def _are_fields(fields: Any) -> bool:
    if not isinstance(fields, list) or len(fields) > MOST_FIELDS:
        return False
    return all(
        isinstance(pair, list) and len(pair) == 2 and all(isinstance(text, str) for text in pair)
        for pair in fields
    )


def take_in(sending: Sending, *, by: User) -> TakenIn:
    """Write what a phone sent, once; or keep it aside. Raises SendingRefused when it is to be mended."""
    if known := _again(sending, by):
        return TakenIn(known)
    try:
        return _taken_in(sending, by)
    except SendingRefused:
        # Of two tabs that sent the same at once, the second one finds the log written.
        if known := _again(sending, by):
            return TakenIn(known)
        raise


@transaction.atomic
def _taken_in(sending: Sending, by: User) -> TakenIn:
    activity = Activity.everything.select_for_update(of=("self",)).filter(uid=sending.log_uid).first()
    # Asked again now that the row is held.
    if known := _again(sending, by):
        return TakenIn(known)
    if activity is not None and (final := submissions.overtaken_by(sending, activity, by=by)):
        return TakenIn(final)
    outcome = _kept_aside(sending, activity, by)
    if outcome is not None:
        return TakenIn(submissions.keep_aside(sending, outcome, activity, by=by))
    try:
        activity = _opened(sending, activity, by)
    except ValidationError as refused:
        raise SendingRefused("problems", [Problem("how", " ".join(refused.messages))]) from refused
    problems = write(sending.body, activity, final=sending.final, by=by)
    return TakenIn(submissions.keep_applied(sending, activity, by=by), tuple(problems))


def _again(sending: Sending, by: User) -> Submission | None:
    try:
        return submissions.received_before(sending, by=by)
    except PermissionDenied as error:
        raise _somebody_elses() from error


def _somebody_elses() -> SendingRefused:
    return SendingRefused("uid_taken", [Problem("", _("มีบันทึกของคนอื่นใช้เลขนี้อยู่แล้ว กดส่งเป็นบันทึกใหม่ ข้อมูลไม่หาย"))])


def _kept_aside(sending: Sending, activity: Activity | None, by: User) -> SubmissionOutcome | None:
    """Why the sending is not written, None when it may be."""
    if activity is None:
        if submissions.uid_is_used(sending):
            raise _somebody_elses()
        team = Team.objects.select_related("subdistrict").filter(pk=sending.team).first()
        if team is None:
            raise SendingRefused("no_team", [Problem("", _("ไม่พบทีมนี้แล้ว ติดต่อผู้ตรวจของจังหวัด ข้อมูลยังอยู่ในเครื่อง"))])
        if may_work_for(by, team) and team.dissolved_on is None:
            return None
        if submissions.worked_there(by, team):
            return SubmissionOutcome.HELD
        raise _somebody_elses()
    if not rules.may_log(by, activity):
        if activity.team_id and submissions.worked_there(by, activity.team):
            return SubmissionOutcome.HELD
        raise _somebody_elses()
    written_by_now = activity.status not in OPEN | BEGUN_FIRST.keys()
    changed = submissions.uid_is_used(sending) or submissions.is_newer(activity, sending, by=by)
    return SubmissionOutcome.CONFLICT if written_by_now or changed else None


def _opened(sending: Sending, activity: Activity | None, by: User) -> Activity:
    """The log, ready to be written: begun, brought back from the bin, or planned before."""
    if activity is None:
        team = Team.objects.select_related("subdistrict").get(pk=sending.team)
        return begin(fields_of(sending.body), team, sending.log_uid, by=by)
    if activity.deleted_at:
        restore_draft(activity, by=by)
    for verb in BEGUN_FIRST.get(ActivityStatus(activity.status), ()):
        getattr(transitions, verb)(activity, by=by)
    return activity


def fields_of(body: Mapping[str, Any]) -> QueryDict:
    """The fields of a body as a form takes them."""
    data = QueryDict(mutable=True)
    for name, value in body["fields"]:
        data.appendlist(name, value)
    data._mutable = False
    return data


def write(body: Mapping[str, Any], activity: Activity, *, final: bool, by: User) -> list[Problem]:
    """Write the log, and send it to the reviewer if it is the final one.

    A draft takes what can be read, and answers the rest; of the final one everything must be right, else
    SendingRefused is raised.
    """
    form = LogForm(activity, by, fields_of(body), from_phone=True)
    try:
        form.save()
        activity.refresh_from_db()
        if not final:
            return form.problems
        if not form.problems:
            transitions.submit(activity, by=by)
            return []
        form.add_missing(missing_before_submission(activity))
    except PermissionDenied as error:
        raise _somebody_elses() from error
    except ValidationError as refused:
        raise SendingRefused("problems", _said(form, refused)) from refused
    raise SendingRefused("problems", form.problems)


def _said(form: LogForm, refused: ValidationError) -> list[Problem]:
    if hasattr(refused, "error_dict"):
        form.add_missing(refused.message_dict)
        return form.problems
    return [*form.problems, Problem("who", " ".join(refused.messages))]
