"""Materials: what visitors of an open house take along."""

from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.search import index

from leaders.choices import ConsentUse
from thai.clock import today

from ..choices import MaterialKind
from ..consents import codes_field, refused_beside
from ..querysets import MaterialQuerySet
from .consented import Withheld

LARGE = 3_000_000


class WithheldPanel(HelpPanel):
    """Says above the form that something went off the site with a consent."""

    class BoundPanel(HelpPanel.BoundPanel):
        """Nothing is shown of what is out."""

        def is_shown(self) -> bool:
            """Whether it was taken off."""
            return bool(self.instance.withheld_at)


class Material(Withheld, index.Indexed, models.Model):
    """A document, poster, sticker, slides or a video; without a file it comes later."""

    title = models.CharField(_("ชื่อ"), max_length=200)
    title_en = models.CharField(_("ชื่อภาษาอังกฤษ"), max_length=200, blank=True)
    kind = models.CharField(_("ชนิด"), max_length=10, choices=MaterialKind, default=MaterialKind.DOCUMENT)
    document = models.ForeignKey(
        "wagtaildocs.Document",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="materials",
        verbose_name=_("ไฟล์"),
    )
    note = models.CharField(
        _("รายละเอียด"), max_length=200, blank=True, help_text=_("เช่น 12 หน้า ตัวหนังสือใหญ่ · 2 นาที มีคำบรรยาย")
    )
    note_en = models.CharField(_("รายละเอียดภาษาอังกฤษ"), max_length=200, blank=True)
    available_on = models.DateField(
        _("เผยแพร่วันที่"), null=True, blank=True, help_text=_("ก่อนถึงวันนี้ ไฟล์ยังโหลดไม่ได้ เว้นว่าง = โหลดได้เลย")
    )

    consent_codes = codes_field(_("รหัสความยินยอมของคนในสื่อนี้"))

    panels = [
        WithheldPanel(template="cms/admin/withheld_panel.html"),
        FieldPanel("title"),
        FieldPanel("title_en"),
        FieldPanel("kind"),
        FieldPanel("document"),
        FieldPanel("note"),
        FieldPanel("note_en"),
        FieldPanel("available_on"),
        FieldPanel("consent_codes"),
    ]
    objects = MaterialQuerySet.as_manager()

    search_fields = [
        index.SearchField("title"),
        index.SearchField("title_en"),
        index.AutocompleteField("title"),
    ]

    class Meta:
        verbose_name = _("เอกสารและสื่อ")
        verbose_name_plural = _("เอกสารและสื่อ")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    @property
    def name(self) -> str:
        """The title in the reader's language; Thai where there is no English."""
        return (get_language() == "en" and self.title_en) or self.title

    @property
    def about(self) -> str:
        """The note in the reader's language; Thai where there is no English."""
        return (get_language() == "en" and self.note_en) or self.note

    def clean(self) -> None:
        """What has no file yet says when it comes."""
        super().clean()
        refused_beside("consent_codes", self.consent_codes, [ConsentUse.PICTURE, ConsentUse.STORY])
        if self.document is None and self.available_on is None:
            raise ValidationError({"document": _("ใส่ไฟล์ หรือบอกวันที่จะเผยแพร่")})

    @property
    def present_hash(self) -> str:
        """The SHA-1 of the document; "" where there is none, or its file is gone."""
        try:
            return self.document.get_file_hash() if self.document else ""
        except OSError:
            return ""

    def is_out(self, day: date | None = None) -> bool:
        """Whether it can be taken along on ``day`` (today unless told)."""
        if self.document_id is None or self.withheld_at:
            return False
        return self.available_on is None or self.available_on <= (day or today())

    @property
    def state(self) -> str:
        """Whether the public can have it, in words for editors."""
        if self.withheld_at:
            return gettext("ไม่เผยแพร่ เจ้าตัวไม่ยินยอมแล้ว")
        if self.document_id is None:
            return gettext("ยังไม่มีไฟล์")
        return gettext("อยู่บนเว็บ") if self.is_out() else gettext("ยังไม่ถึงวันเผยแพร่")

    @property
    def extension(self) -> str:
        """What stands on the tile: "PDF"."""
        return Path(self.document.filename).suffix.removeprefix(".").upper() if self.document else ""

    @property
    def size(self) -> int:
        """Bytes of the file; 0 without one."""
        return (self.document.file_size or 0) if self.document else 0

    @property
    def size_text(self) -> str:
        """ "1.4 MB", "180 KB"."""
        if self.size >= 1_000_000:
            return f"{self.size / 1_000_000:.1f} MB"
        return f"{max(1, round(self.size / 1000))} KB" if self.size else ""

    @property
    def is_large(self) -> bool:
        """Whether a reader had better load it over Wi-Fi."""
        return self.size > LARGE


def materials_of(links: models.Manager) -> list[Material]:
    """Materials of a page's ordered links, files at hand."""
    return [link.material for link in links.select_related("material__document")]
