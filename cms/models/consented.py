"""What on the public site rests on which consent."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from leaders.models import Consent


class ConsentTie(models.Model):
    """One published thing, a page, picture or material, rests on one consent.

    Written anew whenever the thing is saved or published, from the codes that its editor gave.
    """

    consent = models.ForeignKey(Consent, models.CASCADE, related_name="ties", verbose_name=_("ความยินยอม"))
    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, null=True, blank=True, related_name="+")
    picture = models.ForeignKey("cms.Picture", models.CASCADE, null=True, blank=True, related_name="+")
    material = models.ForeignKey("cms.Material", models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("สิ่งที่เผยแพร่ด้วยความยินยอม")
        verbose_name_plural = _("สิ่งที่เผยแพร่ด้วยความยินยอม")
        constraints = [
            models.CheckConstraint(
                name="consent_tie_of_one_thing",
                condition=models.Q(page__isnull=False, picture=None, material=None)
                | models.Q(page=None, picture__isnull=False, material=None)
                | models.Q(page=None, picture=None, material__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consent_id} → {self.page_id or self.picture_id or self.material_id}"


class Withheld(models.Model):
    """What may be taken off the public site because a consent that it rests on was taken back."""

    withheld_at = models.DateTimeField(_("ออกจากเว็บเมื่อ"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True
