"""Issue areas: a table, so that a next programme can add its own."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Vocabulary(models.Model):
    """A word list kept by national staff: a stable key, names, and other spellings that sheets use."""

    key = models.SlugField(_("รหัส"), unique=True)
    name_th = models.CharField(_("ชื่อ"), max_length=120)
    name_en = models.CharField(_("ชื่อภาษาอังกฤษ"), max_length=120, blank=True)
    aliases = models.JSONField(_("คำอื่นที่ใช้เรียก"), default=list, blank=True)
    order = models.PositiveSmallIntegerField(_("ลำดับ"), default=0)

    class Meta:
        abstract = True
        ordering = ["order", "key"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language; Thai where there is no English."""
        return (get_language() == "en" and self.name_en) or self.name_th


class IssueArea(Vocabulary):
    """What communities work on: welfare funds, secure housing, farmland …"""

    class Meta(Vocabulary.Meta):
        verbose_name = _("ประเด็นงาน")
        verbose_name_plural = _("ประเด็นงาน")
