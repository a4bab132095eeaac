"""The steps of an activity, one by one: the only place where its status changes.

Source (domain.md, rules that always hold, 1): planned → draft → submitted → verified, or returned with
a reason. Withdraw: submitted → draft. Reopen: verified → returned with a reason. Returned → submitted.
Postponed → planned. Postponed and cancelled never count. Whoever made, edited or uploaded a log never
verifies it.

Every verb looks at the row as it is now, locked, so that of two who decide at once only one does.
"""

import uuid
from collections.abc import Callable, Set
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from rules.predicates import Predicate

from accounts.models import User
from thai.clock import now

from ... import rules
from ...choices import ActivityStatus as Status
from ...models import Activity, StatusChange
from ..completeness import missing_before_submission
from .plan import planned_as

NOT_SENT = frozenset({Status.PLANNED, Status.DRAFT, Status.RETURNED})
# Verb: the statuses it starts from, and the one it leads to.
MOVES: dict[str, tuple[frozenset[Status], Status]] = {
    "start": (frozenset({Status.PLANNED}), Status.DRAFT),
    "submit": (frozenset({Status.DRAFT, Status.RETURNED}), Status.SUBMITTED),
    "withdraw": (frozenset({Status.SUBMITTED}), Status.DRAFT),
    "verify": (frozenset({Status.SUBMITTED}), Status.VERIFIED),
    "send_back": (frozenset({Status.SUBMITTED}), Status.RETURNED),
    "take_back": (frozenset({Status.VERIFIED}), Status.SUBMITTED),
    "reopen": (frozenset({Status.VERIFIED}), Status.RETURNED),
    "postpone": (NOT_SENT, Status.POSTPONED),
    "cancel": (NOT_SENT | {Status.POSTPONED}, Status.CANCELLED),
    "plan_again": (frozenset({Status.POSTPONED}), Status.PLANNED),
}
BEGINNINGS = frozenset({Status.PLANNED, Status.DRAFT, Status.SUBMITTED, Status.POSTPONED})
STATUS_FIELDS = ["status", "submitted_at", "verified_at"]
CHANGED_HERE = [*STATUS_FIELDS, "version", "changed_by", "changed_at"]


class TransitionRefused(ValidationError):
    """The activity cannot take that step from where it is; the message says why, in the user's language."""


def start(activity: Activity, *, by: User) -> Activity:
    """Planned → draft: the day has come, somebody logs it."""
    return _move("start", activity, by=by, allowed=rules.may_log)


def submit(activity: Activity, *, by: User, may_lack: Set[str] = frozenset()) -> Activity:
    """Draft or returned → submitted. Raises ValidationError with one message per field that is missing.

    Whoever sends a log stands for it: the sender becomes one of its authors. ``may_lack`` names fields that
    a sheet did not tell; the reviewer sees that they are missing.
    """

    def check(fresh: Activity, sender: User) -> None:
        if missing := {
            name: why for name, why in missing_before_submission(fresh).items() if name not in may_lack
        }:
            raise ValidationError(missing)
        fresh.authors.add(sender)

    return _move("submit", activity, by=by, allowed=rules.may_log, check=check)


def withdraw(activity: Activity, *, by: User) -> Activity:
    """Submitted → draft, to mend something before the reviewer gets to it."""
    return _move("withdraw", activity, by=by, allowed=rules.may_log)


def verify(
    activity: Activity, *, by: User, seen: int | None = None, together: uuid.UUID | None = None
) -> Activity:
    """Submitted → verified: from now on it counts. Its authors are refused.

    ``seen`` is the version the reviewer looked at; a log that changed since is not verified unseen.
    ``together`` names the step of many that it is part of.
    """
    allowed = rules.reviews_area
    return _move("verify", activity, by=by, allowed=allowed, check=_not_own, seen=seen, together=together)


def take_back(activity: Activity, *, by: User, step: StatusChange) -> Activity:
    """Verified → submitted again, as if ``step`` had not been; only while that step is the last one."""

    def check(fresh: Activity, _by: User) -> None:
        if fresh.status_changes.last() != step:
            raise TransitionRefused(_("มีคนเปลี่ยนสถานะรายการนี้หลังจากนั้น"), code="went_on")

    return _move("take_back", activity, by=by, allowed=rules.reviews_area, check=check, reason=_("เลิกทำ"))


def send_back(activity: Activity, *, by: User, reason: str, seen: int | None = None) -> Activity:
    """Submitted → returned, with what has to be mended; ``seen`` as in ``verify``."""
    return _move("send_back", activity, by=by, allowed=rules.reviews_area, reason=_reason(reason), seen=seen)


def reopen(activity: Activity, *, by: User, reason: str) -> Activity:
    """Verified → returned: it stops counting until it is mended and verified again."""
    return _move("reopen", activity, by=by, allowed=rules.reviews_area, reason=_reason(reason))


def postpone(activity: Activity, *, by: User, reason: str = "") -> Activity:
    """Planned, draft or returned → postponed; it never counts."""
    return _move("postpone", activity, by=by, allowed=rules.may_log, reason=reason.strip())


def cancel(activity: Activity, *, by: User, reason: str) -> Activity:
    """Not yet submitted, or postponed → cancelled, for good."""
    return _move("cancel", activity, by=by, allowed=rules.may_log, reason=_reason(reason))


def plan_again(activity: Activity, *, by: User) -> Activity:
    """Postponed → planned."""
    return _move("plan_again", activity, by=by, allowed=rules.may_log)


def possible(activity: Activity) -> set[str]:
    """The verbs that the activity's status allows; who may use them is for the rules to say."""
    return {verb for verb, (sources, _to) in MOVES.items() if activity.status in sources}


@transaction.atomic
def arrive(activity: Activity, *, by: User, status: Status, reason: str = "") -> Activity:
    """First status of an activity that was just made: planned, draft, or as an import brings it.

    An imported activity arrives as submitted, one marked เลื่อน as postponed; the caller has checked
    that ``by`` may log there.
    """
    if activity.status_changes.exists():
        raise TransitionRefused(_("กิจกรรมนี้มีสถานะอยู่แล้ว"), code="has_status")
    if status not in BEGINNINGS:
        raise _bad_start()
    return _write(activity, "", status, by=by, reason=reason)


@transaction.atomic
def put_back(
    activity: Activity,
    *,
    by: User,
    status: Status,
    submitted_at: datetime | None,
    verified_at: datetime | None,
    reason: str,
) -> Activity:
    """Status and times as they were before an import moved them; the caller has checked that ``by`` may.

    The import's own steps stay on record, and this one after them if the status changes. A verified one is
    refused: only its reviewer opens it again.
    """
    if Status.VERIFIED in {activity.status, status}:
        raise TransitionRefused(_("กิจกรรมนี้ยืนยันแล้ว"), code="verified")
    was, activity.status = activity.status, status
    activity.submitted_at, activity.verified_at = submitted_at, verified_at
    activity.stamp(by)
    activity.save(update_fields=CHANGED_HERE)
    if was != status:
        StatusChange.objects.create(
            activity=activity, from_status=was, to_status=status, by=by, at=now(), reason=reason
        )
    return activity


def first_steps(activity: Activity, *, by: User, status: Status, reason: str = "") -> list[StatusChange]:
    """``arrive`` for an activity that many are written with: sets its status, and answers the steps.

    Neither is saved yet; the caller saves the activity, then its steps. One that was called off arrives as
    postponed and is cancelled at once, for ``reason``.
    """
    if not activity._state.adding:
        raise TransitionRefused(_("กิจกรรมนี้มีสถานะอยู่แล้ว"), code="has_status")
    route = [Status.POSTPONED, Status.CANCELLED] if status == Status.CANCELLED else [status]
    if route[0] not in BEGINNINGS:
        raise _bad_start()
    at, was, steps = now(), "", []
    for to in route:
        said = _reason(reason) if to == Status.CANCELLED else reason if to == route[-1] else ""
        _set(activity, to, at)
        steps.append(
            StatusChange(activity=activity, from_status=was, to_status=to, by=by, at=at, reason=said)
        )
        was = to
    return steps


def _bad_start() -> TransitionRefused:
    return TransitionRefused(_("กิจกรรมใหม่เริ่มด้วยสถานะนี้ไม่ได้"), code="bad_start")


def _reason(reason: str) -> str:
    """The reason without blanks around it; there must be one."""
    if not reason.strip():
        raise ValidationError({"reason": _("บอกเหตุผลก่อน เขียนให้แก้ได้ทันที")}, code="reason_missing")
    return reason.strip()


def _not_own(activity: Activity, by: User) -> None:
    if rules.is_author(by, activity):
        raise TransitionRefused(_("บันทึกของตัวเองต้องให้คนอื่นตรวจ"), code="own_log")


@transaction.atomic
def _move(
    verb: str,
    activity: Activity,
    *,
    by: User,
    allowed: Predicate,
    check: Callable[[Activity, User], None] | None = None,
    reason: str = "",
    seen: int | None = None,
    together: uuid.UUID | None = None,
) -> Activity:
    """Do ``verb`` if permission, status, ``seen`` and ``check`` allow it, asked in this order."""
    sources, to = MOVES[verb]
    fresh = Activity.objects.select_for_update().filter(pk=activity.pk).first()
    if fresh is None:
        raise TransitionRefused(_("กิจกรรมนี้ถูกลบไปแล้ว"), code="deleted")
    if not allowed(by, fresh):
        raise PermissionDenied
    if fresh.status not in sources:
        activity.status = fresh.status
        raise TransitionRefused(
            _("ทำไม่ได้ ตอนนี้กิจกรรมนี้อยู่ในสถานะ “%(status)s”"),
            code="wrong_status",
            params={"status": Status(fresh.status).label},
        )
    if seen is not None and seen != fresh.version:
        raise TransitionRefused(_("บันทึกนี้เปลี่ยนไปหลังจากที่เปิดดู อ่านอีกครั้งก่อนตัดสินใจ"), code="changed_since")
    if check:
        check(fresh, by)
    _write(fresh, fresh.status, to, by=by, reason=reason, together=together)
    for name in CHANGED_HERE:
        setattr(activity, name, getattr(fresh, name))
    return activity


def _write(
    activity: Activity,
    from_status: str,
    to: Status,
    *,
    by: User,
    reason: str,
    together: uuid.UUID | None = None,
) -> Activity:
    """Set the status, the times that follow from it, and one line on record."""
    at = now()
    plan = planned_as(activity) if (from_status, to) == (Status.PLANNED, Status.DRAFT) else None
    _set(activity, to, at)
    activity.stamp(by)
    activity.save(update_fields=CHANGED_HERE)
    StatusChange.objects.create(
        activity=activity, from_status=from_status, to_status=to, by=by, at=at, reason=reason,
        together=together, plan=plan,
    )  # fmt: skip
    return activity


def _set(activity: Activity, to: Status, at: datetime) -> None:
    """The status, and the times that follow from it."""
    if to == Status.SUBMITTED and activity.status != Status.VERIFIED:
        activity.submitted_at = at
    activity.status = to
    activity.verified_at = at if to == Status.VERIFIED else None
