"""What people agreed to, in which words, and when they took it back."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from geo.models import Record
from geo.models.base import LiveManager

from ..choices import ConsentUse, ConsentWay
from ..querysets import ConsentQuerySet, WordingQuerySet
from .person import Person


class ConsentWording(models.Model):
    """The sentence that is read before agreeing to one use. Another text is another version."""

    use = models.CharField(_("ใช้ทำอะไร"), max_length=8, choices=ConsentUse)
    version = models.PositiveSmallIntegerField(_("ฉบับที่"), default=1, editable=False)
    text_th = models.TextField(_("ข้อความ"), help_text=_("ขึ้นต้นว่า ฉันยินยอมให้… ขอให้นักกฎหมายตรวจก่อนใช้"))
    text_en = models.TextField(_("ข้อความภาษาอังกฤษ"), blank=True)
    starts_on = models.DateField(_("ใช้ตั้งแต่วันที่"))

    objects = WordingQuerySet.as_manager()

    class Meta:
        verbose_name = _("ข้อความขอความยินยอม")
        verbose_name_plural = _("ข้อความขอความยินยอม")
        ordering = ["use", "-version"]
        constraints = [models.UniqueConstraint(name="wording_once", fields=["use", "version"])]

    def __str__(self) -> str:
        return f"{self.get_use_display()} {self.version}"

    @property
    def text(self) -> str:
        """The sentence in the reader's language; Thai where there is no English."""
        return (get_language() == "en" and self.text_en) or self.text_th


class ConsentManager(LiveManager.from_queryset(ConsentQuerySet)):
    """Consents that were not deleted."""


class Consent(Record):
    """One person agreed to one use. Taking it back is noted here; the row stays.

    ``read_text`` is the sentence as it was read. ``purpose`` says for which occasion a name and number may be
    passed on. ``code`` is what an editor, who sees no person, writes beside what rests on this consent.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="consents", verbose_name=_("คน"))
    wording = models.ForeignKey(ConsentWording, models.PROTECT, related_name="+", verbose_name=_("ข้อความ"))
    use = models.CharField(_("ใช้ทำอะไร"), max_length=8, choices=ConsentUse)
    read_text = models.TextField(_("ข้อความที่อ่าน"))
    purpose = models.CharField(_("ใช้กับงานไหน"), max_length=160, blank=True)
    way = models.CharField(_("ให้อย่างไร"), max_length=6, choices=ConsentWay)
    given_on = models.DateField(_("ให้ไว้เมื่อ"))
    guardian = models.CharField(_("ผู้ปกครองที่ยินยอมด้วย"), max_length=160, blank=True)
    code = models.CharField(_("รหัส"), max_length=10, unique=True, editable=False)
    withdrawn_at = models.DateTimeField(_("ถอนเมื่อ"), null=True, blank=True, editable=False)
    withdrawn_way = models.CharField(_("ถอนอย่างไร"), max_length=6, choices=ConsentWay, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    history = HistoricalRecords()

    objects = ConsentManager()
    everything = models.Manager.from_queryset(ConsentQuerySet)()

    class Meta(Record.Meta):
        abstract = False
        verbose_name = _("ความยินยอม")
        verbose_name_plural = _("ความยินยอม")
        ordering = ["-given_on", "-pk"]
        indexes = [models.Index(fields=["use", "withdrawn_at"])]

    def __str__(self) -> str:
        return f"{self.get_use_display()} {self.code}"

    @property
    def stands(self) -> bool:
        """Whether it was not taken back, nor its person deleted."""
        return self.withdrawn_at is None and self.deleted_at is None
