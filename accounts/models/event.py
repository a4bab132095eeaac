"""What happened to an account: who did it, and when."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..choices import EventKind
from .access import AppendOnly


class AccountEvent(AppendOnly):
    """One thing that happened to an account. Written once; ``by`` is empty for the operator's commands.

    ``detail`` holds what helps to read it (a place, a day, a name), never a password, code or number.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="events", verbose_name=_("บัญชีผู้ใช้")
    )
    kind = models.CharField(_("เรื่อง"), max_length=14, choices=EventKind)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("โดย")
    )
    at = models.DateTimeField(_("เมื่อ"), auto_now_add=True)
    detail = models.JSONField(_("รายละเอียด"), default=dict)

    class Meta:
        verbose_name = _("ประวัติบัญชี")
        verbose_name_plural = _("ประวัติบัญชี")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.account} {self.kind}"
