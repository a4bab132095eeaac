"""Who works in which area."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ..choices import Role
from ..querysets import AreaRoleQuerySet
from .area import Area


class AreaRole(models.Model):
    """A user's role in an area and all below it, valid from the first to the last day, both included."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="area_roles", verbose_name=_("บัญชีผู้ใช้")
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="roles", verbose_name=_("พื้นที่"))
    role = models.CharField(_("บทบาท"), max_length=12, choices=Role)
    starts_on = models.DateField(_("ตั้งแต่วันที่"))
    ends_on = models.DateField(_("ถึงวันที่"), null=True, blank=True)
    history = HistoricalRecords()

    objects = AreaRoleQuerySet.as_manager()

    class Meta:
        verbose_name = _("บทบาทในพื้นที่")
        verbose_name_plural = _("บทบาทในพื้นที่")
        constraints = [
            models.CheckConstraint(
                name="arearole_ends_after_start",
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_("วันสิ้นสุดต้องไม่ก่อนวันเริ่ม"),
            ),
            models.UniqueConstraint(
                name="arearole_once",
                fields=["user", "area", "role"],
                condition=models.Q(ends_on__isnull=True),
                violation_error_message=_("บัญชีนี้มีบทบาทนี้ในพื้นที่นี้อยู่แล้ว"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} {self.area}"
