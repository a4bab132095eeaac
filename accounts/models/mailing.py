"""E-mails that told an account what waits."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Mailing(models.Model):
    """One day on which an account was to be written to: neither address nor words are kept.

    The row is made before the mail is sent, so that no account gets two on a day, come what may; ``sent_at``
    stays empty where the mail did not go out.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mailings", verbose_name=_("บัญชีผู้ใช้")
    )
    day = models.DateField(_("วันที่"))
    sent_at = models.DateTimeField(_("ส่งเมื่อ"), null=True, blank=True)

    class Meta:
        verbose_name = _("อีเมลสรุปงาน")
        verbose_name_plural = _("อีเมลสรุปงาน")
        constraints = [models.UniqueConstraint(name="mailing_once_a_day", fields=["account", "day"])]

    def __str__(self) -> str:
        return f"{self.account_id} {self.day}"
