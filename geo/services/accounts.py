"""Accounts of those who work in areas: invited with a code, given a new one, changed, handed over, closed."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.choices import CodeKind, EventKind
from accounts.models import User, phone_in
from accounts.services.codes import ALPHABET, issue_code, void_codes
from accounts.services.events import note
from accounts.services.factors import reset_factor
from thai.clock import today

from ..choices import Role
from ..models import Area, AreaRole
from ..querysets import AreaRoleQuerySet
from ..rules import may_manage_account
from .roles import end_role, grant_role

# A user name for whoever signs in with a phone number: nobody has to remember it.
NAME_START, NAME_SIGNS = "kb", 6


@dataclass(frozen=True)
class Opened:
    """An account and the code that opens it, shown once."""

    account: User
    code: str


@transaction.atomic
def invite(
    *,
    name: str,
    phone: str | None,
    username: str,
    role: Role,
    areas: Iterable[Area],
    by: User,
    starts_on: date | None = None,
) -> Opened:
    """A new account with its areas, and a code to choose a password with; nobody gets in without it.

    It signs in with ``phone`` (digits from 0 on) or ``username``; one of the two is needed. Raises
    PermissionDenied for an area where ``by`` may not give the role, ValidationError for a name that is taken.
    """
    account = User(username=username.lower() or _free_name(), display_name=name, phone=phone or None)
    _check_names(account, username)
    account.set_unusable_password()
    _save(account)
    note(account, EventKind.INVITED, by=by)
    for area in areas:
        grant_role(account, area, role, by=by, starts_on=starts_on)
    return Opened(account, issue_code(account, CodeKind.INVITATION, by=by))


@transaction.atomic
def renew_code(account: User, *, by: User) -> Opened:
    """A new code for somebody who lost the paper, or forgot the password.

    The old password and every session end at once: whoever found the phone is out, too. Raises
    PermissionDenied.
    """
    account = _to_manage(account, by)
    used = account.codes.exclude(kind=CodeKind.RECOVERY).exclude(used_at=None).exists()
    invited = not used and account.codes.filter(kind=CodeKind.INVITATION).exists()
    account.set_unusable_password()
    account.save(update_fields=["password"])
    note(account, EventKind.CODE_GIVEN, by=by)
    kind = CodeKind.INVITATION if invited else CodeKind.RESET
    return Opened(account, issue_code(account, kind, by=by))


@transaction.atomic
def change_account(account: User, *, name: str, phone: str | None, by: User) -> User:
    """Another name to show, another number to sign in with. Raises PermissionDenied, ValidationError."""
    account = _to_manage(account, by)
    was, had = account.display_name, account.phone
    account.display_name, account.phone = name, phone or None
    if account.phone is None and account.username.startswith(f"{NAME_START}-") and had:
        raise ValidationError({"phone": _("บัญชีนี้เข้าระบบด้วยเบอร์มือถือ ใส่เบอร์ใหม่แทนเบอร์เดิม")})
    _save(account)
    if name != was:
        note(account, EventKind.RENAMED, by=by, old=was, new=name)
    if account.phone != had:
        note(account, EventKind.PHONE, by=by)
    return account


@transaction.atomic
def hand_over(
    account: User, *, name: str, phone: str | None, username: str, last_day: date, by: User
) -> Opened:
    """Invite somebody to the same areas from today on; the roles of ``account`` end with ``last_day``.

    Logs and drafts are the team's, so nothing has to be moved. Raises PermissionDenied, ValidationError.
    """
    account = _to_manage(account, by)
    roles = list(roles_left(account).filter(role=Role.COORDINATOR))
    if not roles:
        raise ValidationError(_("บัญชีนี้ไม่มีพื้นที่ให้มอบต่อ"), code="no_area")
    if last_day < today():
        raise ValidationError({"last_day": _("เลือกวันนี้หรือหลังจากนี้")})
    opened = invite(
        name=name,
        phone=phone,
        username=username,
        role=Role.COORDINATOR,
        areas=[role.area for role in roles],
        by=by,
    )
    for role in roles:
        # One that begins only later is not begun at all.
        end_role(role, by=by, last_day=last_day if role.starts_on <= last_day else None)
    note(account, EventKind.HANDED_ON, by=by, new=name)
    return opened


@transaction.atomic
def close_account(account: User, *, by: User) -> User:
    """End it at once: sessions, codes, second factor, areas, e-mail; the phone is free for another account.

    What the account did stays under its name. Raises PermissionDenied.
    """
    account = _to_manage(account, by)
    for role in roles_left(account):
        end_role(role, by=by)
    void_codes(account, *CodeKind)
    TOTPDevice.objects.filter(user=account).delete()
    account.set_unusable_password()
    account.is_active, account.phone, account.email = False, None, ""
    account.save(update_fields=["password", "is_active", "phone", "email"])
    note(account, EventKind.CLOSED, by=by)
    return account


@transaction.atomic
def reopen_account(account: User, *, phone: str | None, with_roles: bool, by: User) -> Opened:
    """Open a closed account again with a new code, from today on with the roles it last had if asked for.

    Whoever may invite to all it did may do so. Raises PermissionDenied, and ValidationError for a number
    that is taken, or missing where the account signs in with one.
    """
    account = User.objects.select_for_update().get(pk=account.pk)
    if account.is_active or not may_manage_account(by, account):
        raise PermissionDenied
    account.is_active, account.phone = True, phone or None
    if account.phone is None and account.username.startswith(f"{NAME_START}-"):
        raise ValidationError({"phone": _("บัญชีนี้เข้าระบบด้วยเบอร์มือถือ ใส่เบอร์ที่ใช้ตอนนี้")})
    _save(account)
    note(account, EventKind.REOPENED, by=by)
    for role in last_roles(account) if with_roles else ():
        grant_role(account, role.area, role.role, by=by)
    return Opened(account, issue_code(account, CodeKind.RESET, by=by))


def last_roles(account: User) -> list[AreaRole]:
    """The roles of a closed account that ended last, all on one day as closing ends them."""
    ended = AreaRole.objects.filter(user=account).exclude(ends_on=None).order_by("-ends_on", "pk")
    held = list(ended.select_related("area__district", "area__province", "area__region"))
    return [role for role in held if role.ends_on == held[0].ends_on]


def take_second_factor(account: User, *, by: User) -> None:
    """For somebody who lost phone and recovery codes. Raises PermissionDenied."""
    reset_factor(_to_manage(account, by), by=by)


def roles_left(account: User) -> AreaRoleQuerySet:
    """Roles of the account that have not ended, those that begin later too."""
    open_ones = AreaRole.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today()), user=account)
    return open_ones.select_related("area__district", "area__province", "area__region").order_by(
        "starts_on", "pk"
    )


def _to_manage(account: User, by: User) -> User:
    """The account as it is in the database now, held until the work is done."""
    found = User.objects.select_for_update().get(pk=account.pk)
    if not found.is_active or not may_manage_account(by, found):
        raise PermissionDenied
    return found


def _check_names(account: User, username: str) -> None:
    if not username and not account.phone:
        raise ValidationError({"phone": _("ใส่เบอร์มือถือ หรือตั้งชื่อผู้ใช้ อย่างใดอย่างหนึ่ง")})
    if username and phone_in(username):
        raise ValidationError({"username": _("ชื่อผู้ใช้เป็นเบอร์โทรไม่ได้ ใส่เบอร์ในช่องเบอร์มือถือ")})


def _save(account: User) -> None:
    account.full_clean(exclude=["password"])
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError:
        # Somebody else took the name or number between the check and now.
        account.full_clean(exclude=["password"])
        raise


def _free_name() -> str:
    while True:
        signs = "".join(secrets.choice(ALPHABET) for _number in range(NAME_SIGNS)).lower()
        if not User.objects.filter(username=f"{NAME_START}-{signs}").exists():
            return f"{NAME_START}-{signs}"
