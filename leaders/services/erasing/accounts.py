"""The account of a person who is erased, and what is kept of signing in."""

from axes.models import AccessAttempt, AccessFailureLog
from axes.models import AccessLog as SignInLog
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import AccountEvent, OneTimeCode, User
from geo.choices import Role
from geo.models import AreaRole
from geo.services.accounts import roles_left
from geo.services.roles import end_role

from .registry import Erasing, register
from .traces import Traces


def _erase_accounts(erasing: Erasing) -> None:
    """An account with the person's number of today, unless its name is another's, is the person's.

    What else looks like it is told, not taken: a number goes to somebody else, and a name is carried by many.
    Raises ValidationError for the account of whoever erases, and for the last one of national staff.
    """
    numbers = {record.phone for record in erasing.unchanged if record.phone} & erasing.traces.phones
    with_number = User.objects.filter(Q(phone__in=numbers) | Q(username__in=numbers))
    mine = [user for user in with_number if _may_be_called(user.display_name, erasing)]
    for user in mine:
        _must_not_be_needed(user, erasing)
        _blank(user, erasing)
    rest = User.objects.exclude(pk__in=[user.pk for user in mine])
    known = erasing.all_traces.phones
    if any(
        user.phone in known or user.username in known or erasing.all_traces.found_in(user.display_name)
        for user in rest.only("phone", "username", "display_name")
    ):
        erasing.left.append(_("มีบัญชีผู้ใช้ที่ชื่อหรือเบอร์เหมือนคนนี้ ดูในหน้าบัญชีผู้ใช้ว่าเป็นคนเดียวกันไหม"))
    _sweep_sessions(erasing.all_traces)


def _may_be_called(name: str, erasing: Erasing) -> bool:
    """Whether a name on show does not speak against it: none, or one with a given name of the person."""
    return not name or any(record.given_name and record.given_name in name for record in erasing.unchanged)


def _must_not_be_needed(user: User, erasing: Erasing) -> None:
    if erasing.by is None:
        return
    if user == erasing.by:
        raise ValidationError(_("บัญชีของคนนี้คือบัญชีที่คุณใช้อยู่ ให้เจ้าหน้าที่คนอื่นลบ"), code="own")
    staff = AreaRole.objects.on().filter(role=Role.STAFF, user__is_active=True)
    if staff.filter(user=user).exists() and not staff.exclude(user=user).exists():
        raise ValidationError(_("คนนี้เป็นเจ้าหน้าที่คนสุดท้าย เชิญเจ้าหน้าที่อีกคนก่อน"), code="last")


def _blank(user: User, erasing: Erasing) -> None:
    """Nobody signs in with it any more; what it did stays, under no name."""
    for role in roles_left(user):
        end_role(role, by=None)
    names = [name for name in (user.username, user.phone, user.email) if name]
    for log in (AccessAttempt, SignInLog, AccessFailureLog):
        log.objects.filter(username__in=names).delete()
    OneTimeCode.objects.filter(account=user).delete()
    TOTPDevice.objects.filter(user=user).delete()
    # Events are written once; of a person who is gone they keep what happened and when, not what it said.
    models.QuerySet(AccountEvent).filter(account=user).update(detail={})
    user.username, user.display_name, user.first_name, user.last_name = f"erased-{user.pk}", "", "", ""
    user.email, user.phone, user.is_active = "", None, False
    user.is_superuser = user.is_staff = False
    user.groups.clear()
    user.set_unusable_password()
    user.save()
    erasing.counts[User._meta.label] += 1


def _sweep_sessions(traces: Traces) -> None:
    """Messages that wait for their reader may name somebody."""
    for session in Session.objects.all().iterator(chunk_size=500):
        told = session.get_decoded()
        if (changed := traces.without_deep(told)) != told:
            Session.objects.filter(pk=session.pk).update(session_data=SessionStore().encode(changed))


def register_accounts() -> None:
    """Called when the app is ready."""
    register(_erase_accounts)
