"""Codes that work once: made, found again by what somebody typed, and used.

Eight signs of Crockford's alphabet are 40 bits. It has neither I, L, O nor U, and reads them as what they
look like; the digest is keyed with SECRET_KEY, so a copy of the database opens nothing.
"""

import re
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from thai.digits import to_arabic

from ..choices import CodeKind, EventKind
from ..models import OneTimeCode, User
from ..models.code import OneTimeCodeQuerySet
from .events import note

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SIGNS, GROUP = 8, 4
LASTS = timedelta(days=14)
RECOVERY_CODES = 8
# Who gave a code must still be allowed to when it is used; the app above that knows areas says so.
MAY_OPEN = "accounts.open_account"
_MEANT = str.maketrans("ILOU", "110V")
_SALT = "accounts.one-time-code"


def issue_code(account: User, kind: CodeKind, *, by: User) -> str:
    """A new code to choose a password with, for 14 days; the account's earlier ones work no more.

    It is given back this once, in groups of four, and kept as a digest only.
    """
    with transaction.atomic():
        User.objects.select_for_update().get(pk=account.pk)
        void_codes(account)
        ends_at = timezone.now() + LASTS
        return _make(account, kind, by=by, ends_at=ends_at)


def issue_recovery_codes(account: User) -> list[str]:
    """Eight new codes that stand in for the phone of the second factor; earlier ones work no more."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=account.pk)
        void_codes(account, CodeKind.RECOVERY)
        return [
            _make(account, CodeKind.RECOVERY, by=account, ends_at=None) for _number in range(RECOVERY_CODES)
        ]


def void_codes(account: User, *kinds: CodeKind) -> int:
    """Let no code of those kinds (without any: those that choose a password) work any more; how many."""
    kinds = kinds or (CodeKind.INVITATION, CodeKind.RESET)
    open_ones = account.codes.filter(kind__in=kinds, used_at=None, void_at=None)
    return open_ones.update(void_at=timezone.now())


def recovery_codes_left(account: User) -> int:
    """How many recovery codes of the account are unused."""
    return OneTimeCode.objects.working().filter(account=account, kind=CodeKind.RECOVERY).count()


def find_code(typed: str) -> OneTimeCode | None:
    """The code that opens an account now, or None: mistyped, used, too old, or its giver may no more."""
    found = _working(typed).doors().select_related("account", "made_by").first()
    return found if found is not None and _may_give(found) else None


def use_code(code: OneTimeCode, password: str) -> User:
    """Set the password of the code's account; of two who use a code at once, one is refused.

    Raises ValidationError for a code that works no more, and for a password that is too easy.
    """
    with transaction.atomic():
        account = User.objects.select_for_update().get(pk=code.account_id)
        still = OneTimeCode.objects.working().doors().filter(pk=code.pk).select_related("account", "made_by")
        found = still.first()
        if found is None or not _may_give(found):
            raise ValidationError(_("รหัสนี้ใช้ไม่ได้แล้ว ขอรหัสใหม่จากผู้ตรวจ"), code="gone")
        validate_password(password, account)
        account.set_password(password)
        account.save(update_fields=["password"])
        found.used_at = timezone.now()
        found.save(update_fields=["used_at"])
        kind = EventKind.JOINED if found.kind == CodeKind.INVITATION else EventKind.RESET
        note(account, kind, by=account)
    return account


def use_recovery_code(account: User, typed: str) -> bool:
    """Use up one of the account's recovery codes; False where it is none of them."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=account.pk)
        found = _working(typed).filter(account=account, kind=CodeKind.RECOVERY).first()
        if found is None:
            return False
        found.used_at = timezone.now()
        found.save(update_fields=["used_at"])
        note(account, EventKind.RECOVERY_USED, by=account)
    return True


def normalised(typed: str) -> str:
    """The eight signs of what somebody typed, "" where it cannot be a code."""
    signs = re.sub(r"[\s\-‐‑‒–—_.]", "", to_arabic(typed)).upper().translate(_MEANT)
    return signs if len(signs) == SIGNS and set(signs) <= set(ALPHABET) else ""


def _make(account: User, kind: CodeKind, *, by: User, ends_at: datetime | None) -> str:
    signs = "".join(secrets.choice(ALPHABET) for _number in range(SIGNS))
    OneTimeCode.objects.create(account=account, kind=kind, digest=_digest(signs), made_by=by, ends_at=ends_at)
    return "-".join(signs[start : start + GROUP] for start in range(0, SIGNS, GROUP))


def _working(typed: str) -> OneTimeCodeQuerySet:
    """The code that was typed, as a queryset. Digests are compared, so time tells nothing of the code."""
    signs = normalised(typed)
    digests = [_digest(signs, key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    candidates = OneTimeCode.objects.working().filter(digest__in=digests if signs else [])
    same = [row.pk for row in candidates if any(constant_time_compare(row.digest, one) for one in digests)]
    return OneTimeCode.objects.filter(pk__in=same)


def _may_give(code: OneTimeCode) -> bool:
    return code.made_by is not None and code.made_by.has_perm(MAY_OPEN, code.account)


def _digest(signs: str, secret: str | None = None) -> str:
    return salted_hmac(_SALT, signs, secret=secret, algorithm="sha256").hexdigest()
