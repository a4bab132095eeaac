"""Who needs a second factor, and whether the session at hand has passed one."""

from base64 import b32encode
from typing import Any

import segno
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django_otp.plugins.otp_totp.models import TOTPDevice

from .models import User

# Staff, editors and reviewers: the app that knows roles says who.
NEEDS = "accounts.need_second_factor"
# In the session of whoever has passed it.
PASSED = "second_factor"


class SecondFactorNeeded(Exception):
    """What was asked for opens only to a session that has passed a second factor."""


def needs_factor(user: Any) -> bool:
    """Whether the account should have one; those of the demo are shared, and their password is printed."""
    return user.is_authenticated and not user.is_demo and user.has_perm(NEEDS)


def has_passed(request: HttpRequest) -> bool:
    """Whether the session has passed the second factor of its account."""
    return bool(request.session.get(PASSED))


def is_missing(request: HttpRequest) -> bool:
    """Whether the session's account needs a second factor that the session has not passed."""
    return needs_factor(request.user) and not has_passed(request)


def app_address(user: User, key: str) -> str:
    """What an authenticator app reads from the QR code, for a secret in hex."""
    return TOTPDevice(user=user, key=key).config_url


def qr_code(text: str) -> SafeString:
    """The text as an SVG with its quiet edge; level M still reads with a fold or a stain."""
    code = segno.make_qr(text, error="m")
    return mark_safe(code.svg_inline(border=4, omitsize=True, svgclass="qr", lineclass=None))


def spelled(key: str) -> str:
    """A secret in hex as apps take it typed: base 32 in groups of four."""
    text = b32encode(bytes.fromhex(key)).decode().rstrip("=")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))
