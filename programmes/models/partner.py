"""Partners of an activity, and what each brought."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from geo.models import Record
from leaders.models import Partner

from .activity import Activity


class ActivityPartner(Record):
    """A partner that took part in an activity; ``brought`` in a few words: people, money, a hall."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="partners", verbose_name=_("กิจกรรม"))
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="activities", verbose_name=_("ภาคี"))
    brought = models.CharField(_("ร่วมด้วยอะไร"), max_length=200, blank=True)

    class Meta(Record.Meta):
        abstract = False
        verbose_name = _("ภาคีของกิจกรรม")
        verbose_name_plural = _("ภาคีของกิจกรรม")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="activitypartner_once",
                fields=["activity", "partner"],
                condition=models.Q(deleted_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id}: {self.partner_id}"
