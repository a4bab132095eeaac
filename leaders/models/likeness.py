"""Two persons who may be one: noticed by the program, decided by people."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..choices import Reason, Verdict
from ..querysets import LikelySameQuerySet
from .person import Person


class LikelySame(models.Model):
    """``person``, added later, may be ``other``, known before; ``same`` is the answer, None until then.

    ``verdict``, ``score`` (0–100) and ``reasons`` (keys of ``Reason``) are what their records say.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("คนที่เพิ่ม"))
    other = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("คนที่มีอยู่แล้ว"))
    found_at = models.DateTimeField(_("พบเมื่อ"))
    verdict = models.CharField(max_length=4, choices=Verdict, default=Verdict.ASK, editable=False)
    score = models.PositiveSmallIntegerField(default=0, editable=False)
    reasons = models.JSONField(default=list, editable=False)
    same = models.BooleanField(_("คนเดียวกัน"), null=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = LikelySameQuerySet.as_manager()

    class Meta:
        verbose_name = _("คนที่อาจซ้ำกัน")
        verbose_name_plural = _("คนที่อาจซ้ำกัน")
        ordering = ["-found_at", "-pk"]
        constraints = [models.UniqueConstraint(name="likelysame_once", fields=["person", "other"])]

    def __str__(self) -> str:
        return f"{self.person} ? {self.other}"

    @property
    def told_reasons(self) -> list[str]:
        """The reasons in words, the strongest first."""
        return [str(Reason(key).label) for key in self.reasons if key in Reason.values]
