"""Two persons who may be one: noticed by the program, decided by people."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..querysets import LikelySameQuerySet
from .person import Person


class LikelySame(models.Model):
    """``person``, added later, may be ``other``, known before; ``same`` is the answer, None until then."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("คนที่เพิ่ม"))
    other = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("คนที่มีอยู่แล้ว"))
    found_at = models.DateTimeField(_("พบเมื่อ"))
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
