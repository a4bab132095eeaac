"""The only place where an activity's status changes.

Source (domain.md, rules that always hold, 1): planned → draft → submitted → verified, or returned with
a reason. Withdraw: submitted → draft. Reopen: verified → returned with a reason. Returned → submitted.
Postponed → planned. Postponed and cancelled never count. Whoever made, edited or uploaded a log never
verifies it.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from rules.predicates import Predicate

from accounts.models import User
from thai.clock import now

from .. import rules
from ..choices import ActivityStatus as Status
from ..models import Activity, StatusChange
from .completeness import missing_before_submission

ALLOWED: dict[Status, set[Status]] = {
    Status.PLANNED: {Status.DRAFT, Status.POSTPONED, Status.CANCELLED},
    Status.DRAFT: {Status.SUBMITTED, Status.POSTPONED, Status.CANCELLED},
    Status.SUBMITTED: {Status.DRAFT, Status.VERIFIED, Status.RETURNED},
    Status.VERIFIED: {Status.RETURNED},
    Status.RETURNED: {Status.SUBMITTED, Status.POSTPONED, Status.CANCELLED},
    Status.POSTPONED: {Status.PLANNED, Status.CANCELLED},
    Status.CANCELLED: set(),
}


class TransitionRefused(ValidationError):
    """The activity cannot go to that status from where it is; the message says why, to the user."""


def start(activity: Activity, *, by: User) -> Activity:
    """Planned → draft: the day has come, somebody logs it."""
    return _change(activity, Status.DRAFT, by=by, allowed=rules.may_log)


def submit(activity: Activity, *, by: User) -> Activity:
    """Draft or returned → submitted. Raises ValidationError with one message per field that is missing."""
    if missing := missing_before_submission(activity):
        raise ValidationError(missing)
    return _change(activity, Status.SUBMITTED, by=by, allowed=rules.may_log)


def withdraw(activity: Activity, *, by: User) -> Activity:
    """Submitted → draft, to mend something before the reviewer gets to it."""
    return _change(activity, Status.DRAFT, by=by, allowed=rules.may_log)


def verify(activity: Activity, *, by: User) -> Activity:
    """Submitted → verified: from now on it counts. Its authors are refused."""
    if rules.is_author(by, activity):
        raise TransitionRefused(_("บันทึกของตัวเองต้องให้คนอื่นตรวจ"), code="own_log")
    return _change(activity, Status.VERIFIED, by=by, allowed=rules.reviews_area)


def send_back(activity: Activity, *, by: User, reason: str) -> Activity:
    """Submitted → returned, with what has to be mended."""
    _must_be(activity, Status.SUBMITTED)
    return _change(activity, Status.RETURNED, by=by, allowed=rules.reviews_area, reason=_reason(reason))


def reopen(activity: Activity, *, by: User, reason: str) -> Activity:
    """Verified → returned: it stops counting until it is mended and verified again."""
    _must_be(activity, Status.VERIFIED)
    return _change(activity, Status.RETURNED, by=by, allowed=rules.reviews_area, reason=_reason(reason))


def postpone(activity: Activity, *, by: User, reason: str = "") -> Activity:
    """Planned, draft or returned → postponed; it never counts."""
    return _change(activity, Status.POSTPONED, by=by, allowed=rules.may_log, reason=reason)


def cancel(activity: Activity, *, by: User, reason: str) -> Activity:
    """Not yet submitted, or postponed → cancelled, for good."""
    return _change(activity, Status.CANCELLED, by=by, allowed=rules.may_log, reason=_reason(reason))


def plan_again(activity: Activity, *, by: User) -> Activity:
    """Postponed → planned."""
    return _change(activity, Status.PLANNED, by=by, allowed=rules.may_log)


def arrive(activity: Activity, *, by: User, status: Status, reason: str = "") -> Activity:
    """First status of an activity that was just made: planned, draft, or as an import brings it.

    An imported activity arrives as submitted, one marked เลื่อน as postponed; the caller has checked
    that ``by`` may log there.
    """
    if activity.status_changes.exists():
        raise TransitionRefused(_("กิจกรรมนี้มีสถานะอยู่แล้ว"), code="has_status")
    if status not in {Status.PLANNED, Status.DRAFT, Status.SUBMITTED, Status.POSTPONED}:
        raise TransitionRefused(_("กิจกรรมใหม่เริ่มด้วยสถานะนี้ไม่ได้"), code="bad_start")
    return _write(activity, "", status, by=by, reason=reason)


def _reason(reason: str) -> str:
    """The reason without blanks around it; there must be one."""
    if not reason.strip():
        raise ValidationError({"reason": _("บอกเหตุผลก่อน เขียนให้แก้ได้ทันที")}, code="reason_missing")
    return reason.strip()


def _must_be(activity: Activity, status: Status) -> None:
    if Activity.objects.filter(pk=activity.pk).values_list("status", flat=True).first() != status:
        raise _refusal(activity)


def _refusal(activity: Activity) -> TransitionRefused:
    label = Status(activity.status).label
    return TransitionRefused(
        _("ทำไม่ได้ ตอนนี้กิจกรรมนี้อยู่ในสถานะ “%(status)s”"), code="wrong_status", params={"status": label}
    )


@transaction.atomic
def _change(activity: Activity, to: Status, *, by: User, allowed: Predicate, reason: str = "") -> Activity:
    """Check against the row as it is now, locked, so that two reviewers never both decide."""
    fresh = Activity.objects.select_for_update().select_related(None).get(pk=activity.pk)
    if not allowed(by, fresh):
        raise PermissionDenied
    if to not in ALLOWED[Status(fresh.status)]:
        activity.status = fresh.status
        raise _refusal(fresh)
    return _write(activity, fresh.status, to, by=by, reason=reason)


@transaction.atomic
def _write(activity: Activity, from_status: str, to: Status, *, by: User, reason: str) -> Activity:
    """Set the status, the times that follow from it, and one line on record."""
    at = now()
    activity.status = to
    if to == Status.SUBMITTED:
        activity.submitted_at = at
    activity.verified_at = at if to == Status.VERIFIED else None
    activity.stamp(by)
    activity.save(
        update_fields=["status", "submitted_at", "verified_at", "version", "changed_by", "changed_at"]
    )
    StatusChange.objects.create(
        activity=activity, from_status=from_status, to_status=to, by=by, at=at, reason=reason
    )
    return activity
