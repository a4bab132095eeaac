"""Codes that work once: to join, to choose a new password, to stand in for the second factor."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..choices import CodeKind


class OneTimeCodeQuerySet(models.QuerySet):
    """Codes by whether they still work."""

    def working(self) -> Self:
        """Neither used nor taken back nor too old, of an account that is open."""
        fresh = Q(ends_at=None) | Q(ends_at__gt=timezone.now())
        return self.filter(fresh, used_at=None, void_at=None, account__is_active=True)

    def doors(self) -> Self:
        """Those with which a password is chosen."""
        return self.exclude(kind=CodeKind.RECOVERY)


class OneTimeCode(models.Model):
    """A code, kept as a keyed digest: whoever reads the database cannot use it."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="codes", verbose_name=_("บัญชีผู้ใช้")
    )
    kind = models.CharField(_("ใช้ทำอะไร"), max_length=10, choices=CodeKind)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("ออกโดย")
    )
    made_at = models.DateTimeField(_("ออกเมื่อ"), default=timezone.now, editable=False)
    ends_at = models.DateTimeField(_("ใช้ได้ถึง"), null=True, blank=True)
    used_at = models.DateTimeField(_("ใช้เมื่อ"), null=True, blank=True)
    void_at = models.DateTimeField(_("ยกเลิกเมื่อ"), null=True, blank=True)

    objects = OneTimeCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("รหัสใช้ครั้งเดียว")
        verbose_name_plural = _("รหัสใช้ครั้งเดียว")

    def __str__(self) -> str:
        return f"{self.account_id} {self.kind}"
