"""One's own e-mail address, used only once it was shown that letters arrive; and how often one is written to.

Links are signed, not kept: one to confirm works for its account, as long as the address is still the one it
was then; one to stop works for whoever has the letter, as long as letters go to that address.
"""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.charset import Charset
from email.header import Header
from email.message import Message
from email.utils import make_msgid
from smtplib import SMTPException
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ..choices import DigestRate, EventKind
from ..models import User
from .events import note

LINK_DAYS = 3
# Letters to addresses that nobody has confirmed: nobody is to be pestered from here.
ASKED_A_DAY = 5
NOT_SENT = (SMTPException, OSError, ValueError)
_CONFIRM, _STOP = "accounts.mail.confirm", "accounts.mail.stop"
logger = logging.getLogger(__name__)


def ask_for_address(account: User, address: str) -> None:
    """Write to ``address`` with a link that makes it the account's. Raises ValidationError if none goes."""
    if not settings.SENDS_MAIL:
        raise ValidationError(_("ระบบนี้ยังส่งอีเมลไม่ได้ บอกผู้ดูแลระบบ"), code="no_server")
    if account.events.filter(kind=EventKind.MAIL_ASKED, at__gt=_a_day_ago()).count() >= ASKED_A_DAY:
        raise ValidationError(_("วันนี้ขอหลายครั้งแล้ว ลองใหม่พรุ่งนี้"), code="too_often")
    note(account, EventKind.MAIL_ASKED, by=account)
    told = {"account": account.pk, "was": account.email, "new": address}
    link = absolute(reverse("accounts:mail_confirm", args=[signing.dumps(told, salt=_CONFIRM)]))
    body = render_to_string("mail/confirm.txt", {"link": link, "days": LINK_DAYS})
    try:
        letter_to(address, _("ขบวน: ยืนยันอีเมล"), body).send()
    except NOT_SENT as error:
        logger.warning("No letter to confirm an address for account %s: %s", account.pk, type(error).__name__)
        raise ValidationError(_("ส่งอีเมลไม่สำเร็จ ตรวจที่อยู่ แล้วลองอีกครั้ง"), code="not_sent") from error


class Letter(EmailMultiAlternatives):
    """Folds its subject as mail programs expect it: on the line of its name, without a blank before it."""

    encoding = Charset("utf-8")

    def message(self, **options: Any) -> Message:
        """As Django makes it, with the subject anew."""
        made = super().message(**options)
        made.replace_header("Subject", Header(self.subject, "utf-8", header_name="Subject"))
        return made


def letter_to(
    address: str,
    subject: str,
    body: str,
    *,
    headers: Mapping[str, str] | None = None,
    connection: BaseEmailBackend | None = None,
) -> Letter:
    """A letter that each mail server passes on unchanged: Thai in seven bits, named by the site's host."""
    named = make_msgid(domain=urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname)
    told = {"Message-ID": named, **(headers or {})}
    return Letter(subject, body, to=[address], headers=told, connection=connection)


def asked_address(account: User, token: str) -> str | None:
    """The address that a link would make the account's; None for one that is too old, used or another's."""
    try:
        told = signing.loads(token, salt=_CONFIRM, max_age=timedelta(days=LINK_DAYS))
    except signing.BadSignature:
        return None
    mine = told["account"] == account.pk and told["was"] == account.email
    return told["new"] if mine and told["new"] != account.email else None


@transaction.atomic
def set_address(account: User, address: str) -> User:
    """Let ``address``, which was confirmed, be the account's; "" for none."""
    fresh = User.objects.select_for_update().get(pk=account.pk)
    if fresh.email != address:
        fresh.email = address
        fresh.save(update_fields=["email"])
        note(fresh, EventKind.MAIL, by=account)
    return fresh


@transaction.atomic
def choose_digest(account: User, *, digest: DigestRate, language: str) -> User:
    """How often, and in which language; the account's own choice, or that of who has its letter."""
    fresh = User.objects.select_for_update().get(pk=account.pk)
    if (fresh.digest, fresh.mail_language) != (digest, language):
        if fresh.digest != digest:
            note(fresh, EventKind.DIGEST, by=fresh, new=digest)
        fresh.digest, fresh.mail_language = digest, language
        fresh.save(update_fields=["digest", "mail_language"])
    return fresh


def stop_link(account: User) -> str:
    """The address that lets no more letters go to the account, for whoever has the letter."""
    told = {"account": account.pk, "to": account.email}
    return absolute(reverse("accounts:mail_stop", args=[signing.dumps(told, salt=_STOP)]))


def whose_letters(token: str) -> User | None:
    """The account that a link of ``stop_link`` speaks of; None where it is no such link or no longer is."""
    try:
        told = signing.loads(token, salt=_STOP)
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=told["account"], email=told["to"]).exclude(email="").first()


def absolute(path: str) -> str:
    """An address to stand in a letter."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path


def _a_day_ago() -> datetime:
    return timezone.now() - timedelta(days=1)
