"""Which learner groups a learning site serves. The site itself knows no groups."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from geo.models import LearningSite

from .programme import LearnerGroup


class SiteGroup(models.Model):
    """A learner group that a learning site serves."""

    site = models.ForeignKey(LearningSite, models.CASCADE, related_name="site_groups")
    group = models.ForeignKey(LearnerGroup, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("กลุ่มที่แหล่งเรียนรู้รองรับ")
        verbose_name_plural = _("กลุ่มที่แหล่งเรียนรู้รองรับ")
        ordering = ["group__order"]
        constraints = [models.UniqueConstraint(name="sitegroup_once", fields=["site", "group"])]

    def __str__(self) -> str:
        return f"{self.site_id} {self.group}"
