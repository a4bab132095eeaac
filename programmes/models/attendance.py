"""Sessions of an activity, and who came: by name, and as numbers of people without names."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from geo.models import Record
from geo.models.base import LiveManager

from ..choices import HeadcountKind, HeadcountStage, Presence
from ..querysets import AttendanceQuerySet
from .activity import Activity
from .enrolment import Enrolment
from .programme import LearnerGroup, Method

HOURS = {
    "max_digits": 4,
    "decimal_places": 2,
    "null": True,
    "blank": True,
    "validators": [MinValueValidator(Decimal("0.25")), MaxValueValidator(24)],
}


class Session(Record):
    """A part of an activity: one day, one main method whose hours they are; hours may be unknown."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="sessions", verbose_name=_("กิจกรรม"))
    date = models.DateField(_("วันที่"))
    starts_at = models.TimeField(_("เริ่มเวลา"), null=True, blank=True)
    method = models.ForeignKey(
        Method, models.PROTECT, null=True, blank=True, related_name="sessions", verbose_name=_("วิธีหลัก")
    )
    further_methods = models.ManyToManyField(
        Method, blank=True, related_name="+", verbose_name=_("วิธีอื่นที่ใช้ด้วย")
    )
    hours = models.DecimalField(_("กี่ชั่วโมง"), **HOURS)

    class Meta(Record.Meta):
        abstract = False
        verbose_name = _("ช่วงของกิจกรรม")
        verbose_name_plural = _("ช่วงของกิจกรรม")
        ordering = ["date", "starts_at", "pk"]
        indexes = [models.Index(fields=["activity", "date"])]
        constraints = [
            models.CheckConstraint(
                name="session_hours_in_a_day",
                condition=Q(hours__isnull=True) | Q(hours__gt=0, hours__lte=24),
                violation_error_message=_("วันหนึ่งมีไม่เกิน 24 ชั่วโมง"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.date}"


class AttendanceManager(LiveManager.from_queryset(AttendanceQuerySet)):
    """Attendances that were not deleted."""


class Attendance(Record):
    """Whether an enrolled person came to a session. ``hours`` only if fewer than the session's."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="attendances")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="attendances")
    presence = models.CharField(_("มาไหม"), max_length=8, choices=Presence, default=Presence.UNKNOWN)
    hours = models.DecimalField(_("กี่ชั่วโมง"), **HOURS)

    objects = AttendanceManager()
    everything = models.Manager.from_queryset(AttendanceQuerySet)()

    class Meta(Record.Meta):
        abstract = False
        verbose_name = _("การเข้าร่วม")
        verbose_name_plural = _("การเข้าร่วม")
        constraints = [
            models.UniqueConstraint(
                name="attendance_once_per_session",
                fields=["session", "enrolment"],
                condition=Q(deleted_at__isnull=True),
            ),
            models.CheckConstraint(
                name="attendance_hours_only_if_present",
                condition=Q(hours__isnull=True) | Q(presence=Presence.PRESENT, hours__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.enrolment_id} {self.presence}"


class Headcount(Record):
    """People without names. Never added to people, shown beside them: "และไม่ระบุชื่ออีก 28 คน"."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="headcounts")
    session = models.ForeignKey(Session, models.CASCADE, null=True, blank=True, related_name="headcounts")
    kind = models.CharField(_("ใคร"), max_length=8, choices=HeadcountKind, default=HeadcountKind.UNKNOWN)
    group = models.ForeignKey(
        LearnerGroup, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("กลุ่ม")
    )
    stage = models.CharField(
        _("เป้าหรือจริง"), max_length=8, choices=HeadcountStage, default=HeadcountStage.CAME
    )
    number = models.PositiveIntegerField(_("กี่คน"), validators=[MaxValueValidator(100_000)])
    women = models.PositiveIntegerField(_("เป็นหญิง"), null=True, blank=True)
    estimated = models.BooleanField(_("ประมาณ"), default=False)
    source = models.CharField(_("ที่มา"), max_length=120, blank=True)

    class Meta(Record.Meta):
        abstract = False
        verbose_name = _("คนไม่ระบุชื่อ")
        verbose_name_plural = _("คนไม่ระบุชื่อ")
        constraints = [
            models.CheckConstraint(
                name="headcount_women_within_number",
                condition=Q(women__isnull=True) | Q(women__lte=F("number")),
                violation_error_message=_("จำนวนผู้หญิงมากกว่าจำนวนคนทั้งหมด"),
            ),
            models.CheckConstraint(
                name="headcount_group_named",
                condition=Q(kind=HeadcountKind.GROUP, group__isnull=False)
                | (~Q(kind=HeadcountKind.GROUP) & Q(group__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id}: {self.number}"


class RollCall(models.Model):
    """One save of who came: an event with its ticks, instead of a row of history per tick.

    ``ticks`` lists only what changed: ``[session id, enrolment id, presence, hours or null]``.
    """

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="roll_calls")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ticks = models.JSONField(default=list)

    class Meta:
        verbose_name = _("การเช็กชื่อ")
        verbose_name_plural = _("การเช็กชื่อ")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.at:%Y-%m-%d %H:%M}"
