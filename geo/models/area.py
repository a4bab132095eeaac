"""Areas of Thailand in one table, from the nation down to the subdistrict, and their shapes."""

from collections.abc import Iterable

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ..choices import Certainty, Level
from ..querysets import AreaQuerySet


class Area(models.Model):
    """An area with its official code. Codes never change: an abolished area points to its successors.

    ``region``, ``province`` and ``district`` repeat the ancestors (and the area itself at its own
    level), so that "everything within" is one indexed comparison at any level.
    Source of names, codes and postcodes: GeoThai (CC BY 4.0).
    """

    code = models.CharField(_("รหัส"), max_length=8, unique=True)
    level = models.CharField(_("ระดับ"), max_length=12, choices=Level)
    name_th = models.CharField(_("ชื่อ"), max_length=120)
    name_en = models.CharField(_("ชื่อภาษาอังกฤษ"), max_length=120, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    region = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ภาค")
    )
    province = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("จังหวัด")
    )
    district = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("อำเภอ")
    )
    postcodes = models.JSONField(_("รหัสไปรษณีย์"), default=list, blank=True)
    certainty = models.CharField(_("ความแน่ใจเรื่องภาค"), max_length=16, choices=Certainty, blank=True)
    abolished_on = models.DateField(_("ยุบเมื่อ"), null=True, blank=True)
    successors = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="predecessors")
    lat = models.FloatField(
        _("ละติจูด"), null=True, blank=True, validators=[MinValueValidator(5), MaxValueValidator(21)]
    )
    lon = models.FloatField(
        _("ลองจิจูด"), null=True, blank=True, validators=[MinValueValidator(97), MaxValueValidator(106)]
    )
    history = HistoricalRecords(m2m_fields=[successors])

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("พื้นที่")
        verbose_name_plural = _("พื้นที่")
        ordering = ["code"]
        indexes = [models.Index(fields=["level", "name_th"])]
        constraints = [
            models.CheckConstraint(
                name="area_position_whole",
                condition=models.Q(lat__isnull=True, lon__isnull=True)
                | models.Q(lat__isnull=False, lon__isnull=False),
            ),
            models.CheckConstraint(
                name="area_subdistrict_has_ancestors",
                condition=~models.Q(level=Level.SUBDISTRICT, abolished_on__isnull=True)
                | models.Q(district__isnull=False, province__isnull=False, region__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def name(self) -> str:
        """The bare name in the reader's language; Thai where there is no English."""
        return (get_language() == "en" and self.name_en) or self.name_th

    @property
    def in_bangkok(self) -> bool:
        """Bangkok calls its districts เขต and its subdistricts แขวง."""
        return self.code.startswith("10")

    @property
    def short_name(self) -> str:
        """The name with its level's mark: "ต.ท่าขอนยาง", "จ.มหาสารคาม", "แขวงบางนา", "ภาคใต้"."""
        if get_language() == "en" and self.name_en:
            return self.name_en
        marks = {Level.SUBDISTRICT: "ต.", Level.DISTRICT: "อ.", Level.PROVINCE: "จ."}
        if self.in_bangkok:
            marks = {Level.SUBDISTRICT: "แขวง", Level.DISTRICT: "เขต"}
            if self.level == Level.PROVINCE:
                return gettext("กรุงเทพฯ")
        return marks.get(self.level, "") + self.name_th

    @property
    def full_name(self) -> str:
        """The name that leaves no doubt: "ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"."""
        return _joined([self, *self._chain()])

    @property
    def above(self) -> str:
        """Where it lies: "อ.กันทรวิชัย จ.มหาสารคาม"; "" for a province and what is above."""
        return _joined(self._chain())

    def _chain(self) -> list["Area"]:
        chain = []
        if self.level == Level.SUBDISTRICT and self.district:
            chain.append(self.district)
        if self.level in {Level.SUBDISTRICT, Level.DISTRICT} and self.province:
            chain.append(self.province)
        return chain


def _joined(areas: Iterable[Area]) -> str:
    glue = ", " if get_language() == "en" else " "
    return glue.join(area.short_name for area in areas)


class AreaShape(models.Model):
    """Outline of an area as WKB in WGS84 degrees, and where it came from."""

    area = models.OneToOneField(Area, models.CASCADE, related_name="shape")
    wkb = models.BinaryField()
    source = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("ขอบเขตพื้นที่")
        verbose_name_plural = _("ขอบเขตพื้นที่")

    def __str__(self) -> str:
        return f"{self.area_id}: {self.source}"
