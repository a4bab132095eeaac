"""Who signs in."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from thai.phones import PhoneError, parse_phone
from thai.text import fold

from ..choices import DigestRate


class UserManager(DjangoUserManager):
    """Accounts by what people type to sign in."""

    def named(self, typed: str) -> "User | None":
        """The account of a user name, in capitals or not, or of a phone number as people write it."""
        name = fold(typed)
        found = list(self.filter(username__in={name, name.lower()}))
        if not found and (phone := phone_in(name)):
            found = list(self.filter(phone=phone))
        return max(found, key=lambda user: user.username == name, default=None)

    def plain(self, typed: str) -> str:
        """One way to write a name that no account has; no longer than a user name can be."""
        name = fold(typed)
        return phone_in(name) or name.lower()[: self.model._meta.get_field("username").max_length]


def phone_in(text: str) -> str | None:
    """The digits of a text that is one telephone number, else None."""
    try:
        return parse_phone(text)
    except PhoneError:
        return None


class User(AbstractUser):
    """An account. What it may do comes from its area roles, not from here; no e-mail is needed."""

    display_name = models.CharField(_("ชื่อที่แสดง"), max_length=120, blank=True)
    # Digits from 0 on; one signs in with it as with the user name. Given up when the account is closed.
    phone = models.CharField(
        _("เบอร์มือถือ"),
        max_length=10,
        null=True,
        blank=True,
        unique=True,
        error_messages={"unique": _("มีบัญชีที่ใช้เบอร์นี้แล้ว")},
    )
    # What waits is told to ``email``, which the owner has confirmed, or an operator gave.
    digest = models.CharField(_("ส่งอีเมลสรุปงาน"), max_length=6, choices=DigestRate, default=DigestRate.WEEKLY)
    mail_language = models.CharField(
        _("ภาษาของอีเมล"), max_length=2, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    # Accounts of the demo: a production server refuses to start while one exists.
    is_demo = models.BooleanField(default=False, editable=False)

    objects = UserManager()

    class Meta(AbstractUser.Meta):
        verbose_name = _("บัญชีผู้ใช้")
        verbose_name_plural = _("บัญชีผู้ใช้")

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """The name to show to colleagues."""
        return self.display_name or super().get_full_name() or self.username
