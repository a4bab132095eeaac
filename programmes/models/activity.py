"""Activities: what a team did, where and when, and every step of its life."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from geo.models import Area, IssueArea, LearningSite, Record
from geo.models.base import LiveManager
from geo.positions import EAST, NORTH, SOUTH, WEST, format_position
from leaders.models import Team

from ..choices import ActivityStatus, LedBy, PositionSource
from ..querysets import ActivityQuerySet
from .programme import Programme
from .series import Series


class ActivityManager(LiveManager.from_queryset(ActivityQuerySet)):
    """Activities that were not deleted."""


class Activity(Record):
    """Something held in an area, by a team or by none (a regional seminar).

    ``status`` changes in ``services.transitions`` only, which also keeps ``submitted_at`` and
    ``verified_at``. ``authors`` are all who made, edited or uploaded it: none of them verifies it.
    Money in baht; the position is WGS84 in degrees, for those who see the activity, never for public pages.
    """

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="activities", verbose_name=_("โครงการ")
    )
    title = models.CharField(_("ชื่อกิจกรรม"), max_length=200)
    starts_on = models.DateField(_("วันแรก"))
    ends_on = models.DateField(_("วันสุดท้าย"))
    area = models.ForeignKey(Area, models.PROTECT, related_name="activities", verbose_name=_("พื้นที่"))
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name=_("ทีมตำบล")
    )
    status = models.CharField(
        _("สถานะ"), max_length=10, choices=ActivityStatus, default=ActivityStatus.DRAFT, editable=False
    )
    submitted_at = models.DateTimeField(_("ส่งเมื่อ"), null=True, blank=True, editable=False)
    verified_at = models.DateTimeField(_("ยืนยันเมื่อ"), null=True, blank=True, editable=False)
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, editable=False, related_name="+")
    issues = models.ManyToManyField(
        IssueArea, blank=True, related_name="activities", verbose_name=_("ประเด็นงาน")
    )
    place_text = models.CharField(_("สถานที่"), max_length=200, blank=True)
    site = models.ForeignKey(
        LearningSite,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("แหล่งเรียนรู้"),
    )
    latitude = models.FloatField(
        _("ละติจูด"), null=True, blank=True, validators=[MinValueValidator(SOUTH), MaxValueValidator(NORTH)]
    )
    longitude = models.FloatField(
        _("ลองจิจูด"), null=True, blank=True, validators=[MinValueValidator(WEST), MaxValueValidator(EAST)]
    )
    position_source = models.CharField(_("ที่มาของพิกัด"), max_length=8, choices=PositionSource, blank=True)
    off_plan_reason = models.CharField(_("เหตุผลที่ทำนอกแผน"), max_length=200, blank=True)
    led_by = models.CharField(_("ใครนำ"), max_length=12, choices=LedBy, blank=True)
    budget_planned = models.DecimalField(
        _("งบที่วางไว้"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    budget_spent = models.DecimalField(
        _("งบที่ใช้"), max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    postponed_to = models.DateField(_("เลื่อนเป็น"), null=True, blank=True)
    series = models.ForeignKey(
        Series,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="activities",
        verbose_name=_("ชุดกิจกรรม"),
    )
    history = HistoricalRecords(m2m_fields=[issues])

    objects = ActivityManager()
    everything = models.Manager.from_queryset(ActivityQuerySet)()

    class Meta(Record.Meta):
        abstract = False
        verbose_name = _("กิจกรรม")
        verbose_name_plural = _("กิจกรรม")
        indexes = [
            models.Index(fields=["status", "ends_on"]),
            models.Index(fields=["team", "-starts_on"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="activity_ends_after_start",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("วันสุดท้ายต้องไม่ก่อนวันแรก"),
            ),
            models.CheckConstraint(
                name="activity_verified_has_time",
                condition=Q(status=ActivityStatus.VERIFIED, verified_at__isnull=False)
                | (~Q(status=ActivityStatus.VERIFIED) & Q(verified_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="activity_position_whole",
                condition=Q(latitude__isnull=True, longitude__isnull=True, position_source="")
                | (Q(latitude__isnull=False, longitude__isnull=False) & ~Q(position_source="")),
                violation_error_message=_("พิกัดต้องมีทั้งละติจูดและลองจิจูด หรือเว้นว่างทั้งคู่"),
            ),
            models.CheckConstraint(
                name="activity_position_in_thailand",
                condition=Q(latitude__isnull=True)
                | Q(latitude__range=(SOUTH, NORTH), longitude__range=(WEST, EAST)),
                violation_error_message=_("พิกัดนี้อยู่นอกประเทศไทย ตรวจตัวเลขอีกครั้ง"),
            ),
            models.CheckConstraint(
                name="activity_budget_not_negative",
                condition=(Q(budget_planned__isnull=True) | Q(budget_planned__gte=0))
                & (Q(budget_spent__isnull=True) | Q(budget_spent__gte=0)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def position(self) -> str:
        """ "16.24, 103.25", "" for none."""
        return "" if self.latitude is None else format_position(self.latitude, self.longitude)


class StatusChange(models.Model):
    """One step of an activity's life: from, to, by whom, when and why. Written once.

    ``together`` names the step of many that it is part of; ``plan`` is what the activity was planned as, kept
    when its log is begun.
    """

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="status_changes")
    from_status = models.CharField(_("จาก"), max_length=10, choices=ActivityStatus, blank=True)
    to_status = models.CharField(_("เป็น"), max_length=10, choices=ActivityStatus)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("โดย"))
    at = models.DateTimeField(_("เมื่อ"))
    reason = models.TextField(_("เหตุผล"), blank=True)
    together = models.UUIDField(null=True, editable=False, db_index=True)
    plan = models.JSONField(null=True, editable=False)

    class Meta:
        verbose_name = _("การเปลี่ยนสถานะ")
        verbose_name_plural = _("การเปลี่ยนสถานะ")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="statuschange_return_has_reason",
                condition=~Q(to_status=ActivityStatus.RETURNED) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id}: {self.from_status} → {self.to_status}"
