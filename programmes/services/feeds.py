"""Private addresses of calendars: made, revoked, found again by their secret part."""

import secrets
from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from accounts.models import User

from ..models import CalendarFeed

# Calendars of phones ask every few minutes; the last use is noted as exactly as somebody wants to know it.
NOTED_EVERY = timedelta(hours=1)
_BYTES = 32


@transaction.atomic
def make_feed(*, by: User, language: str) -> str:
    """The secret part of a new address of ``by``; one that was there works no more. It is kept nowhere."""
    # Of two who ask at once, the second waits here.
    User.objects.select_for_update().get(pk=by.pk)
    revoke_feeds(by=by)
    token = secrets.token_urlsafe(_BYTES)
    CalendarFeed.objects.create(user=by, digest=_digest(token), language=language)
    return token


def revoke_feeds(*, by: User) -> int:
    """Let no address of ``by`` work any more; how many that were."""
    return by.calendar_feeds.filter(revoked_at=None).update(revoked_at=timezone.now())


def open_feed(token: str) -> CalendarFeed | None:
    """The feed with that secret part, its use noted; None where it works no more or never did.

    Who works in no area any more reads no calendar either.
    """
    feed = CalendarFeed.objects.working().select_related("user").filter(digest=_digest(token)).first()
    if feed is None or not feed.user.has_perm("programmes.open_log"):
        return None
    if feed.last_used_at is None or feed.last_used_at < timezone.now() - NOTED_EVERY:
        feed.last_used_at = timezone.now()
        feed.save(update_fields=["last_used_at"])
    return feed


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
