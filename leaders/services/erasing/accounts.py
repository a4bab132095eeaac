"""The account of a person who is erased, and what is kept of signing in."""

from axes.models import AccessAttempt, AccessFailureLog
from axes.models import AccessLog as SignInLog
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import models
from django.utils.translation import gettext as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import AccountEvent, OneTimeCode, User
from geo.services.accounts import roles_left
from geo.services.roles import end_role
from thai.names import parse_name

from .registry import Erasing, register
from .traces import Traces


def _erase_accounts(erasing: Erasing) -> None:
    """An account with the person's number, or with a name that nobody else has, is the person's."""
    mine = User.objects.filter(phone__in=erasing.traces.phones)
    named = [
        user.pk
        for user in User.objects.exclude(display_name="")
        if erasing.traces.found_in(user.display_name) and _is_whole(user.display_name, erasing.traces)
    ]
    for user in (mine | User.objects.filter(pk__in=named)).distinct():
        _blank(user, erasing)
    for user in User.objects.filter(phone__in=erasing.shared.phones):
        if erasing.all_traces.found_in(user.display_name):
            _blank(user, erasing)
        else:
            erasing.left.append(_("มีบัญชีผู้ใช้ที่ใช้เบอร์เดียวกัน แต่คนอื่นก็ใช้เบอร์นี้ ดูในหน้าบัญชีผู้ใช้"))
    _sweep_sessions(erasing.all_traces)


def _is_whole(name: str, traces: Traces) -> bool:
    """Whether a name on show is the person's and nothing besides, but for a prefix."""
    read = parse_name(name)
    return (read.given_name, read.family_name) in traces.names


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
