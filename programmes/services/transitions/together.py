"""Many logs verified in one step, and that step undone."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, Max
from django.utils.translation import gettext as _

from accounts.models import User
from thai.clock import now

from ...choices import ActivityStatus
from ...models import Activity, StatusChange
from .verbs import take_back, verify

# A step of many can be undone for a day: figures of a brief may rest on it afterwards.
UNDO_FOR = timedelta(days=1)


@dataclass
class Together:
    """What a step of many did: its name, how many logs it moved, and why each of the others stayed."""

    step: uuid.UUID
    done: int = 0
    refused: list[tuple[Activity, str]] = field(default_factory=list)


@transaction.atomic
def verify_together(
    activities: Iterable[Activity], *, by: User, seen: Mapping[uuid.UUID, int | None]
) -> Together:
    """Verify each log that may be, in one step; ``seen``: by uid, the version that the reviewer looked at."""
    did = Together(uuid.uuid4())
    for activity in activities:
        _try(did, activity, lambda log: verify(log, by=by, seen=seen.get(log.uid), together=did.step))
    return did


def undoable(user: User) -> dict[str, Any]:
    """The user's latest step of many, while it can be undone and something of it stands: ``together``, the
    ``number`` of logs that stand and ``at`` what moment; empty when there is none. One query.
    """
    recent = StatusChange.objects.filter(by=user, at__gte=now() - UNDO_FOR).exclude(together=None)
    standing = recent.filter(activity__status=ActivityStatus.VERIFIED, activity__deleted_at=None)
    steps = standing.order_by().values("together").annotate(number=Count("pk"), at=Max("at"), last=Max("pk"))
    return steps.order_by("-at", "-last").first() or {}


@transaction.atomic
def undo_together(step: uuid.UUID, *, by: User) -> Together:
    """Let the logs of one's own step of many wait again, each as long as before; told which went on since.

    Raises ValidationError when there is no such step, or it lies too far back.
    """
    changes = StatusChange.objects.filter(together=step, by=by, at__gte=now() - UNDO_FOR)
    changes = list(changes.select_related("activity"))
    if not changes:
        raise ValidationError(_("เลิกทำไม่ได้แล้ว เปิดให้แก้ทีละรายการได้ โดยบอกเหตุผล"), code="too_late")
    did = Together(step)
    for change in changes:
        _try(did, change.activity, lambda log, change=change: take_back(log, by=by, step=change))
    return did


def _try(did: Together, activity: Activity, move: Callable[[Activity], Activity]) -> None:
    """One log of many: what stands against it is noted, and the others go on."""
    try:
        with transaction.atomic():
            move(activity)
        did.done += 1
    except PermissionDenied:
        did.refused.append((activity, _("ดูได้ แต่คุณไม่มีสิทธิ์แก้รายการนี้")))
    except ValidationError as error:
        did.refused.append((activity, " · ".join(error.messages)))
