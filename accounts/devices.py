"""Browsers in which an account has signed in before: known to the throttle, and spared the second factor.

What is known lies in the browser alone, signed: a number drawn at sign-in, the account's session hash, so
that it ends with the password as sessions do, and since when and by which app the second factor is spared.
"""

import secrets
import time
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from ipaddress import IPv6Address
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from .models import User
from .services.factors import factor_of

KNOWN_FOR = timedelta(days=180)
SPARED_FOR = timedelta(days=30)
_SALT = "accounts.device"
# Only the pages of the account read it.
_PATH = "/accounts/"


@dataclass(frozen=True)
class Device:
    """A browser that has signed in as one account before."""

    number: str
    spared_since: int | None = None

    @property
    def spared(self) -> bool:
        """Whether the second factor was passed here, with "remember", in the last 30 days."""
        since = self.spared_since
        return since is not None and time.time() - since < SPARED_FOR.total_seconds()

    @property
    def address(self) -> str:
        """An address of its own, of the private range fd00::/8, never one of a network (those end in ::)."""
        digest = sha256(self.number.encode()).digest()
        return str(IPv6Address(b"\xfd" + digest[:14] + bytes([digest[14] | 1])))


def known_device(request: HttpRequest, user: User) -> Device | None:
    """The browser, if ``user`` signed in with it in the last 180 days and has the same password still."""
    told = _read(request.COOKIES.get(_name(user), ""))
    hashes = [user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()]
    if told is None or not any(constant_time_compare(told["hash"], one) for one in hashes):
        return None
    return Device(told["number"], told["since"] if told["app"] == _app(user) else None)


def remember_device(
    response: HttpResponse, user: User, *, before: Device | None = None, spare: bool = False
) -> None:
    """Let the browser know that ``user`` has signed in; ``spare``: no second factor for 30 days from now.

    A browser that was spared ``before`` stays so until its own 30 days are over.
    """
    since = int(time.time()) if spare else before and before.spared_since
    told: dict[str, Any] = {
        "number": secrets.token_urlsafe(16),
        "hash": user.get_session_auth_hash(),
        "since": since,
        "app": _app(user) if since else "",
    }
    response.set_cookie(
        _name(user),
        signing.dumps(told, salt=_SALT),
        max_age=KNOWN_FOR,
        path=_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(cookie: str) -> dict[str, Any] | None:
    try:
        return signing.loads(cookie, salt=_SALT, max_age=KNOWN_FOR)
    except signing.BadSignature:
        return None


def _name(user: User) -> str:
    return f"device_{user.pk}"


def _app(user: User) -> str:
    """Which app shows the codes, so that sparing ends when it is replaced; its secret stays here."""
    factor = factor_of(user)
    return sha256(factor.key.encode()).hexdigest()[:16] if factor else ""
