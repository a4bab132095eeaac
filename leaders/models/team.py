"""Tambon teams: one active team per subdistrict."""

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from geo.choices import Level
from geo.models import Area

from ..choices import TeamStatus
from ..querysets import TeamQuerySet


class Team(models.Model):
    """The team of one subdistrict, from the day it was formed until it is dissolved."""

    subdistrict = models.ForeignKey(
        Area,
        models.PROTECT,
        related_name="teams",
        limit_choices_to={"level": Level.SUBDISTRICT},
        verbose_name=_("ตำบล"),
    )
    formed_on = models.DateField(_("ตั้งทีมเมื่อ"))
    dissolved_on = models.DateField(_("ยุบทีมเมื่อ"), null=True, blank=True)
    status = models.CharField(
        _("สถานะ"), max_length=10, choices=TeamStatus, default=TeamStatus.PROPOSED, editable=False
    )
    history = HistoricalRecords()

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("ทีมตำบล")
        verbose_name_plural = _("ทีมตำบล")
        constraints = [
            models.UniqueConstraint(
                name="team_one_active_per_subdistrict",
                fields=["subdistrict"],
                condition=models.Q(dissolved_on__isnull=True),
                violation_error_message=_("ตำบลนี้มีทีมอยู่แล้ว"),
            ),
            models.CheckConstraint(
                name="team_dissolved_after_formed",
                condition=models.Q(dissolved_on__isnull=True)
                | models.Q(dissolved_on__gte=models.F("formed_on")),
                violation_error_message=_("วันยุบทีมต้องไม่ก่อนวันตั้งทีม"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The team's public page."""
        return reverse("public:team", args=[self.pk])

    @property
    def name(self) -> str:
        """ "ทีมตำบลท่าขอนยาง", in Bangkok "ทีมแขวงบางนา"; "Tha Khon Yang team" in English."""
        area = self.subdistrict
        if get_language() == "en" and area.name_en:
            return gettext("ทีมตำบล%(name)s") % {"name": area.name_en}
        return ("ทีมแขวง" if area.in_bangkok else "ทีมตำบล") + area.name_th
