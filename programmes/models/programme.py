"""Programmes are data: years, learner groups and methods; a next programme needs no code."""

from django.db import models
from django.db.models.deletion import ProtectedError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from geo.models.issue import Vocabulary
from thai.dates import shown_year
from thai.widgets import active_language

from ..choices import MethodKind, PlanRule, Shape
from ..querysets import ProgrammeQuerySet, ProgrammeYearQuerySet


class LearnerGroup(Vocabulary):
    """A group of learners. The three the letter names are protected: "at least three"."""

    short_th = models.CharField(_("ชื่อสั้น"), max_length=60, blank=True)
    hint_th = models.CharField(_("คำอธิบาย"), max_length=200, blank=True)
    hint_en = models.CharField(_("คำอธิบายภาษาอังกฤษ"), max_length=200, blank=True)
    shape = models.CharField(_("รูปทรง"), max_length=8, choices=Shape, default=Shape.CIRCLE)
    with_issues = models.BooleanField(_("ระบุประเด็นงาน"), default=False)
    leads = models.BooleanField(_("นับเป็นผู้นำ"), default=False)
    protected = models.BooleanField(_("ลบไม่ได้"), default=False, editable=False)

    class Meta(Vocabulary.Meta):
        verbose_name = _("กลุ่มผู้เรียนรู้")
        verbose_name_plural = _("กลุ่มผู้เรียนรู้")

    @property
    def short_name(self) -> str:
        """The name for chips, legends and tables."""
        return self.name_en if get_language() == "en" and self.name_en else self.short_th or self.name_th

    @property
    def hint(self) -> str:
        """One sentence that says who this group is."""
        return (get_language() == "en" and self.hint_en) or self.hint_th

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        """Refuse to delete a protected group."""
        if self.protected:
            raise ProtectedError(_("กลุ่มนี้ลบไม่ได้"), {self})
        return super().delete(*args, **kwargs)


class Method(Vocabulary):
    """A way of learning; its kind tells training hours from practice hours."""

    kind = models.CharField(_("ชนิด"), max_length=10, choices=MethodKind, default=MethodKind.NEITHER)
    hint_th = models.CharField(_("คำอธิบาย"), max_length=200, blank=True)

    class Meta(Vocabulary.Meta):
        verbose_name = _("วิธีเรียนรู้")
        verbose_name_plural = _("วิธีเรียนรู้")


class Programme(models.Model):
    """A programme of some years, with the learner groups it chose."""

    key = models.SlugField(_("รหัส"), unique=True)
    name_th = models.CharField(_("ชื่อ"), max_length=200)
    name_en = models.CharField(_("ชื่อภาษาอังกฤษ"), max_length=200, blank=True)
    groups = models.ManyToManyField(
        LearnerGroup, through="ProgrammeGroup", related_name="programmes", verbose_name=_("กลุ่มผู้เรียนรู้")
    )
    history = HistoricalRecords()

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("โครงการ")
        verbose_name_plural = _("โครงการ")

    def __str__(self) -> str:
        return (get_language() == "en" and self.name_en) or self.name_th


class ProgrammeGroup(models.Model):
    """A learner group chosen by a programme."""

    programme = models.ForeignKey(Programme, models.CASCADE)
    group = models.ForeignKey(LearnerGroup, models.PROTECT)

    class Meta:
        verbose_name = _("กลุ่มของโครงการ")
        verbose_name_plural = _("กลุ่มของโครงการ")
        ordering = ["group__order"]
        constraints = [models.UniqueConstraint(name="programmegroup_once", fields=["programme", "group"])]

    def __str__(self) -> str:
        return str(self.group)


class ProgrammeYear(models.Model):
    """One year of a programme: its days, and what it asks about plans. ``year`` is C.E."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="years", verbose_name=_("โครงการ"))
    year = models.PositiveSmallIntegerField(_("ปี"))
    starts_on = models.DateField(_("วันแรก"))
    ends_on = models.DateField(_("วันสุดท้าย"))
    plan_rule = models.CharField(_("แผนก่อนทำ"), max_length=8, choices=PlanRule, default=PlanRule.OFF)

    objects = ProgrammeYearQuerySet.as_manager()

    class Meta:
        verbose_name = _("ปีของโครงการ")
        verbose_name_plural = _("ปีของโครงการ")
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(name="programmeyear_once", fields=["programme", "year"]),
            models.CheckConstraint(
                name="programmeyear_ends_after_start",
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_("วันสุดท้ายต้องไม่ก่อนวันแรก"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} {shown_year(self.year, active_language())}"
