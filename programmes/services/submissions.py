"""What phones sent: looked up again, kept as conflict or held, and settled by people.

A receipt is given for what is in the database, and the same one again however often a sending arrives.
"""

import uuid
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import User
from geo.choices import Role
from geo.rules import lies_in
from leaders.models import Team
from thai.clock import now

from ..choices import ActivityStatus, SubmissionOutcome
from ..models import Activity, Evidence, Submission

LOGGING_ROLES = (Role.COORDINATOR, Role.REVIEWER, Role.STAFF)


@dataclass(frozen=True)
class Sending:
    """One sending of a phone, as it came. ``fields`` are what the log's form would post, in its order."""

    uid: uuid.UUID
    digest: str
    log_uid: uuid.UUID
    phone: uuid.UUID
    team: int | None
    final: bool
    base: int
    body: dict[str, Any]


def received_before(sending: Sending, *, by: User) -> Submission | None:
    """What became of the very same sending, if it came before; PermissionDenied for a stranger's uid."""
    earlier = list(Submission.objects.filter(uid=sending.uid).select_related("activity"))
    if any(row.account_id != by.pk for row in earlier):
        raise PermissionDenied
    return next((row for row in earlier if row.digest == sending.digest), None)


def uid_is_used(sending: Sending) -> bool:
    """Whether another body came under this uid."""
    return Submission.objects.filter(uid=sending.uid).exclude(digest=sending.digest).exists()


@transaction.atomic
def keep_applied(sending: Sending, activity: Activity, *, by: User) -> Submission:
    """The receipt of what was written into ``activity``.

    Of drafts only the latest of a phone is remembered, without its body, so that a phone that did not hear
    the answer is known again.
    """
    if not sending.final:
        drafts = Submission.objects.filter(
            log_uid=sending.log_uid, account=by, phone=sending.phone, final=False
        )
        drafts.filter(outcome=SubmissionOutcome.APPLIED).delete()
    return _keep(sending, SubmissionOutcome.APPLIED, activity, by, version=activity.version)


def keep_aside(
    sending: Sending, outcome: SubmissionOutcome, activity: Activity | None, *, by: User
) -> Submission:
    """A conflict or a held one, kept whole for people to decide.

    It takes the place of the drafts of it that the phone sent before.
    """
    row = _keep(sending, outcome, activity, by)
    drafts = Submission.objects.filter(
        log_uid=sending.log_uid, account=by, phone=sending.phone, final=False, outcome=outcome
    )
    before = drafts.unsettled().exclude(pk=row.pk)
    Evidence.everything.filter(submission__in=before).update(submission=row)
    before.delete()
    return row


def _keep(
    sending: Sending,
    outcome: SubmissionOutcome,
    activity: Activity | None,
    by: User,
    version: int | None = None,
) -> Submission:
    row = Submission(
        uid=sending.uid,
        digest=sending.digest,
        log_uid=sending.log_uid,
        account=by,
        phone=sending.phone,
        team_id=_team_key(sending, activity),
        activity=activity,
        final=sending.final,
        base=sending.base,
        version=version,
        body={} if outcome == SubmissionOutcome.APPLIED and not sending.final else sending.body,
        received_at=now(),
        outcome=outcome,
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        # The same sending at the same moment, by another tab: the first one stands.
        return Submission.objects.get(uid=sending.uid, digest=sending.digest)
    return row


def _team_key(sending: Sending, activity: Activity | None) -> int | None:
    if activity is not None and activity.team_id:
        return activity.team_id
    return sending.team if Team.objects.filter(pk=sending.team).exists() else None


def overtaken_by(sending: Sending, activity: Activity, *, by: User) -> Submission | None:
    """The finished log of the same phone, while it stands, that a draft of it comes after."""
    if sending.final or activity.status != ActivityStatus.SUBMITTED:
        return None
    own = Submission.objects.filter(log_uid=sending.log_uid, account=by, phone=sending.phone)
    finished = own.filter(final=True, outcome=SubmissionOutcome.APPLIED)
    latest = finished.order_by("-received_at", "-pk").first()
    return latest if latest and sending.base <= latest.version else None


def is_newer(activity: Activity, sending: Sending, *, by: User) -> bool:
    """Whether the log changed since the phone knew it, by anything but this phone's own drafts.

    A version higher than the log's is of another past, of a database that was restored for example.
    """
    if activity.version == sending.base:
        return False
    own = Submission.objects.filter(
        log_uid=sending.log_uid, account=by, phone=sending.phone, outcome=SubmissionOutcome.APPLIED
    )
    latest = own.order_by("-received_at", "-pk").values_list("version", flat=True).first()
    return latest != activity.version


def follow_version(activity: Activity, *, was: int, by: User, phone: uuid.UUID) -> None:
    """A picture of the same phone raised the log's version: its next draft is no conflict because of that."""
    own = Submission.objects.filter(
        log_uid=activity.uid, account=by, phone=phone, outcome=SubmissionOutcome.APPLIED, version=was
    )
    own.update(version=activity.version)


def worked_there(user: User, team: Team) -> bool:
    """Whether ``user`` ever logged for the team: what comes late is held for the reviewer, not refused."""
    held = user.area_roles.filter(role__in=LOGGING_ROLES).select_related("area")
    return lies_in(team.subdistrict, [row.area for row in held])


def worked_somewhere(user: User) -> bool:
    """Whether ``user`` ever logged for a team: their phone may hold what was written then."""
    return user.area_roles.filter(role__in=LOGGING_ROLES).exists()


@transaction.atomic
def settle(submission: Submission, *, by: User, used: bool, activity: Activity | None = None) -> Submission:
    """Note who decided, and whether the phone's copy was used, in which log. Decided once, for good."""
    fresh = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    if fresh.settled_at is None and fresh.outcome != SubmissionOutcome.APPLIED:
        fresh.settled_at, fresh.settled_by, fresh.used = now(), by, used
        fresh.activity = activity or fresh.activity
        fresh.save(update_fields=["settled_at", "settled_by", "used", "activity"])
    return fresh
