"""The movement's own words, explained."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from ..querysets import TermQuerySet


class Term(models.Model):
    """A word and what it means, in both languages; ``key`` is its place in the page's address."""

    key = models.SlugField(
        _("รหัส"), unique=True, help_text=_("ตัวอักษรอังกฤษ ใช้ในลิงก์ที่ชี้มายังคำนี้ เช่น learning-site")
    )
    term_th = models.CharField(_("คำ"), max_length=120)
    term_en = models.CharField(_("คำภาษาอังกฤษ"), max_length=120)
    meaning_th = models.TextField(_("ความหมาย"), help_text=_("พูดให้เพื่อนบ้านฟัง 1–3 ประโยค"))
    meaning_en = models.TextField(_("ความหมายภาษาอังกฤษ"))

    objects = TermQuerySet.as_manager()

    panels = [
        FieldPanel("key"),
        FieldRowPanel([FieldPanel("term_th"), FieldPanel("term_en")]),
        FieldPanel("meaning_th"),
        FieldPanel("meaning_en"),
    ]

    class Meta:
        verbose_name = _("คำที่ใช้ในขบวน")
        verbose_name_plural = _("คำที่ใช้ในขบวน")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.term

    @property
    def term(self) -> str:
        """The word in the reader's language."""
        return self.term_en if get_language() == "en" else self.term_th

    @property
    def other(self) -> str:
        """The word in the other language."""
        return self.term_th if get_language() == "en" else self.term_en

    @property
    def meaning(self) -> str:
        """What it means, in the reader's language."""
        return self.meaning_en if get_language() == "en" else self.meaning_th
