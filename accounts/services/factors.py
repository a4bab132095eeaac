"""The second factor of an account: the changing code of an app, and recovery codes on paper."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from thai.digits import to_arabic

from ..choices import CodeKind, EventKind
from ..models import User
from .codes import issue_recovery_codes, use_recovery_code, void_codes
from .events import note


def factor_of(user: User) -> TOTPDevice | None:
    """The app that shows the user's codes; None where there is none."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def enrol(user: User, *, key: str, token: str) -> list[str]:
    """Tie the app that knows ``key`` (in hex) to the account, in place of an earlier one; recovery codes.

    Raises ValidationError where ``token`` is not what that app shows now.
    """
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        TOTPDevice.objects.filter(user=user).delete()
        made = TOTPDevice.objects.create(user=user, key=key, confirmed=True)
        if not made.verify_token(_digits(token)):
            raise ValidationError(_("รหัส 6 ตัวไม่ตรง ดูรหัสล่าสุดในแอปแล้วใส่อีกครั้ง"), code="token")
        note(user, EventKind.FACTOR_SET, by=user)
        return issue_recovery_codes(user)


def renew_recovery_codes(user: User) -> list[str]:
    """New recovery codes in place of the old ones."""
    with transaction.atomic():
        note(user, EventKind.RECOVERY_MADE, by=user)
        return issue_recovery_codes(user)


def proves(user: User, typed: str) -> bool:
    """Whether ``typed`` is what the user's app shows now, or a recovery code, which is used up by it.

    A code of the app works once; after wrong ones the device makes everybody wait, twice as long each time.
    """
    digits = _digits(typed)
    if not digits.isdecimal() or len(digits) != TOTPDevice._meta.get_field("digits").default:
        return use_recovery_code(user, typed)
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True).first()
        return device is not None and device.verify_token(digits)


def reset_factor(account: User, *, by: User) -> None:
    """Take the second factor from an account whose owner lost it; whoever calls this has the right to."""
    with transaction.atomic():
        TOTPDevice.objects.filter(user=account).delete()
        void_codes(account, CodeKind.RECOVERY)
        note(account, EventKind.FACTOR_RESET, by=by)


def _digits(typed: str) -> str:
    return to_arabic(typed).replace(" ", "").replace("-", "").strip()
