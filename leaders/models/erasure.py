"""That somebody was erased: who did it, when, and what it reached. Never who it was."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..choices import ErasureReason
from .person import Person


class Erasure(models.Model):
    """One erasure. Without ``by`` a rule of retention made it, as ``asked`` says then, or a restore.

    ``counts`` tells by table how many rows were blanked or taken away; ``left`` holds sentences about what
    somebody has to look at, without names.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="erasures", verbose_name=_("คน"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("โดย")
    )
    at = models.DateTimeField(_("เมื่อ"))
    asked = models.CharField(_("ใครขอ ทางไหน"), max_length=200, blank=True)
    counts = models.JSONField(default=dict)
    left = models.JSONField(default=list)

    class Meta:
        verbose_name = _("การลบข้อมูล")
        verbose_name_plural = _("การลบข้อมูล")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.person_id} {self.at:%Y-%m-%d}"

    @property
    def reason(self) -> ErasureReason:
        """Why it was done."""
        if self.by_id:
            return ErasureReason.ASKED
        return ErasureReason.RETENTION if self.asked == ErasureReason.RETENTION else ErasureReason.REPLAYED
