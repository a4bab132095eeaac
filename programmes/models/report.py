"""What came of an activity, in the coordinator's words."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from geo.models import Record

from .activity import Activity


class ActivityReport(Record):
    """Outputs, outcomes, impacts, lessons and obstacles of one activity."""

    activity = models.OneToOneField(Activity, models.CASCADE, related_name="report")
    outputs = models.TextField(_("ได้อะไร"), blank=True)
    outcomes = models.TextField(_("อะไรเปลี่ยนไป"), blank=True)
    impacts = models.TextField(_("ส่งผลถึงใครบ้าง"), blank=True)
    lessons = models.TextField(_("สิ่งที่ได้เรียนรู้"), blank=True)
    obstacles = models.TextField(_("ติดขัดตรงไหน"), blank=True)
    history = HistoricalRecords()

    class Meta(Record.Meta):
        abstract = False
        verbose_name = _("ผลของกิจกรรม")
        verbose_name_plural = _("ผลของกิจกรรม")

    def __str__(self) -> str:
        return str(self.activity_id)
