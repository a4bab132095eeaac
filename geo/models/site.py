"""Learning sites: where others go to see how a community did it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ..choices import SiteState, SiteStatus
from ..querysets import LearningSiteQuerySet
from .area import Area
from .base import LiveManager, Record
from .issue import IssueArea


class SiteManager(LiveManager.from_queryset(LearningSiteQuerySet)):
    """Learning sites that were not deleted."""


class LearningSite(Record):
    """A place to learn from. Its position is WGS84 in degrees, or unknown; then it is listed, not mapped."""

    name_th = models.CharField(_("ชื่อแหล่งเรียนรู้"), max_length=200)
    name_en = models.CharField(_("ชื่อภาษาอังกฤษ"), max_length=200, blank=True)
    code = models.CharField(_("รหัส"), max_length=20, blank=True)
    summary = models.TextField(_("เรียนรู้อะไรได้บ้าง"), blank=True)
    summary_en = models.TextField(_("เรียนรู้อะไรได้บ้าง ภาษาอังกฤษ"), blank=True)
    issues = models.ManyToManyField(IssueArea, blank=True, related_name="sites", verbose_name=_("ประเด็นงาน"))
    subdistrict = models.ForeignKey(Area, models.PROTECT, related_name="sites", verbose_name=_("ตำบล"))
    place_text = models.CharField(_("ที่ตั้ง"), max_length=200, blank=True)
    place_text_en = models.CharField(_("ที่ตั้ง ภาษาอังกฤษ"), max_length=200, blank=True)
    lat = models.FloatField(
        _("ละติจูด"), null=True, blank=True, validators=[MinValueValidator(5.6), MaxValueValidator(20.5)]
    )
    lon = models.FloatField(
        _("ลองจิจูด"), null=True, blank=True, validators=[MinValueValidator(97.3), MaxValueValidator(105.7)]
    )
    visiting_days = models.CharField(_("วันเปิด"), max_length=200, blank=True)
    visiting_days_en = models.CharField(_("วันเปิด ภาษาอังกฤษ"), max_length=200, blank=True)
    capacity = models.PositiveIntegerField(_("รับได้ครั้งละกี่คน"), null=True, blank=True)
    state = models.CharField(
        _("การเข้าเยี่ยม"), max_length=16, choices=SiteState, default=SiteState.BY_APPOINTMENT
    )
    status = models.CharField(
        _("สถานะ"), max_length=10, choices=SiteStatus, default=SiteStatus.DRAFT, editable=False
    )
    # The key of a woven picture that stands in until there is a photo with consent.
    picture = models.CharField(_("ภาพทอ"), max_length=40, blank=True)
    history = HistoricalRecords(m2m_fields=[issues])

    objects = SiteManager()
    everything = models.Manager.from_queryset(LearningSiteQuerySet)()

    class Meta(Record.Meta):
        abstract = False
        verbose_name = _("แหล่งเรียนรู้")
        verbose_name_plural = _("แหล่งเรียนรู้")
        constraints = [
            models.CheckConstraint(
                name="site_position_whole",
                condition=models.Q(lat__isnull=True, lon__isnull=True)
                | models.Q(lat__isnull=False, lon__isnull=False),
                violation_error_message=_("พิกัดต้องมีทั้งละติจูดและลองจิจูด หรือเว้นว่างทั้งคู่"),
            ),
            models.CheckConstraint(
                name="site_position_in_thailand",
                condition=models.Q(lat__isnull=True)
                | models.Q(lat__gte=5.6, lat__lte=20.5, lon__gte=97.3, lon__lte=105.7),
                violation_error_message=_("พิกัดนี้อยู่นอกประเทศไทย ตรวจว่าสลับละติจูดกับลองจิจูดหรือเปล่า"),
            ),
            models.UniqueConstraint(
                name="site_code_once",
                fields=["code"],
                condition=models.Q(deleted_at__isnull=True) & ~models.Q(code=""),
                violation_error_message=_("รหัสนี้มีแหล่งเรียนรู้อื่นใช้แล้ว"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language; Thai where there is no English."""
        return (get_language() == "en" and self.name_en) or self.name_th

    @property
    def what_to_learn(self) -> str:
        """The summary in the reader's language; Thai where there is no English."""
        return (get_language() == "en" and self.summary_en) or self.summary

    @property
    def place(self) -> str:
        """Where in the subdistrict, in the reader's language; Thai where there is no English."""
        return (get_language() == "en" and self.place_text_en) or self.place_text

    @property
    def open_days(self) -> str:
        """The visiting days in the reader's language; Thai where there is no English."""
        return (get_language() == "en" and self.visiting_days_en) or self.visiting_days

    def get_absolute_url(self) -> str:
        """The site's public page."""
        return reverse("public:site", args=[self.pk])
