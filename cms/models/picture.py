"""Pictures of editors, and how a page shows either a photo or a woven picture."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail_localize.fields import SynchronizedField

from leaders.choices import ConsentUse

from ..consents import codes_field, refused_beside
from ..meta import SHARE_HEIGHT, SHARE_WIDTH
from ..pictures import without_metadata
from ..woven import woven, woven_choices
from .consented import Withheld

WIDE = "fill-960x600|format-webp|webpquality-70"
SMALL = "fill-640x400|format-webp|webpquality-65"
# Chat groups show JPEG everywhere, WebP not yet.
SHARE = f"fill-{SHARE_WIDTH}x{SHARE_HEIGHT}|format-jpeg|jpegquality-75"


class Picture(Withheld, AbstractImage):
    """A photo for the public site. It tells what it shows, and rests on the consent of who is seen in it."""

    description = models.CharField(
        _("ภาพนี้มีอะไร"),
        max_length=255,
        help_text=_("เล่าให้คนที่มองไม่เห็นภาพฟังในหนึ่งประโยค ไม่ต้องบอกชื่อคน"),
    )
    consent = models.TextField(
        _("ความยินยอม"),
        help_text=_("ใครอยู่ในภาพ ยินยอมเมื่อไร ด้วยวิธีไหน ถ้าไม่เห็นหน้าใคร ให้บอกว่าไม่เห็นหน้าใคร ข้อนี้ไม่ขึ้นเว็บ"),
    )

    consent_codes = codes_field(_("รหัสความยินยอมของคนที่เห็นหน้า"))
    withheld_file = models.CharField(max_length=200, blank=True, editable=False)

    # Where in private storage the original lies while it comes back from the bin; no column.
    kept_in_bin = ""

    admin_form_fields = (
        "title", "file", "description", "consent", "consent_codes", "collection", "tags",
        "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
    )  # fmt: skip

    class Meta(AbstractImage.Meta):
        verbose_name = _("รูป")
        verbose_name_plural = _("รูป")

    def __str__(self) -> str:
        """Editors see which ones the public does not."""
        return self.title if self.is_out else _("%s (ออกจากเว็บแล้ว)") % self.title

    def clean(self) -> None:
        """The consents of who is seen stand, and are for pictures."""
        super().clean()
        refused_beside("consent_codes", self.consent_codes, [ConsentUse.PICTURE])

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep a new file without its metadata; make the sizes of pages at once, so that no reader waits."""
        arrived = self.file and not self.file._committed
        if arrived:
            clean = without_metadata(self.file)
            clean.name = self.file.name
            self.file = clean
            self._set_image_file_metadata()
        super().save(*args, **kwargs)
        if arrived and self.is_out:
            self.get_renditions(WIDE, SMALL, *([SHARE] if self.can_be_shared else []))

    @property
    def present_hash(self) -> str:
        """The SHA-1 of the file that an editor sent last, the blank in its place notwithstanding."""
        return self.file_hash

    @property
    def is_out(self) -> bool:
        """Whether the public may see it: no consent that it rests on was taken back."""
        return self.withheld_at is None

    @property
    def can_be_shared(self) -> bool:
        """Whether it is large enough to stand beside a link that is passed on."""
        return self.width >= SHARE_WIDTH and self.height >= SHARE_HEIGHT

    @property
    def default_alt_text(self) -> str:
        """What the picture shows."""
        return self.description


class Rendition(AbstractRendition):
    """A picture in the size of a page."""

    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="rendition_once", fields=["image", "filter_spec", "focal_point_key"]
            ),
        ]


@dataclass(frozen=True)
class Shown:
    """A picture as a template shows it: address, alternative text, whether it is woven, and its shape."""

    url: str
    alt: str
    woven: bool
    long: bool = False

    @classmethod
    def drawn(cls, key: str) -> "Shown | None":
        """The woven picture with that key."""
        found = woven(key)
        return cls(found.url, str(found.alt), woven=True, long=found.long) if found else None


class Pictured(models.Model):
    """A page with one leading picture: a photo, else a woven picture, else none."""

    illustration = models.CharField(_("ภาพทอ"), max_length=40, blank=True, choices=woven_choices)
    photo = models.ForeignKey(
        Picture, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("รูปถ่าย")
    )

    picture_panels = [
        MultiFieldPanel(
            [FieldPanel("photo"), FieldPanel("illustration")],
            heading=_("ภาพนำ"),
            help_text=_("มีรูปถ่ายจะใช้รูปถ่าย ไม่มีจะใช้ภาพทอ"),
        )
    ]

    # For wagtail-localize: one picture in all languages.
    synchronised = [
        SynchronizedField("illustration", overridable=False),
        SynchronizedField("photo", overridable=False),
    ]

    class Meta:
        abstract = True

    @property
    def shown(self) -> Shown | None:
        """The leading picture in the size of the page's head."""
        return self._shown(WIDE)

    @property
    def shown_small(self) -> Shown | None:
        """The leading picture in the size of a list."""
        return self._shown(SMALL)

    @property
    def share_picture(self) -> str:
        """The photo's address in the size of links that are passed on; "" for a small one or none."""
        if self.photo and self.photo.is_out and self.photo.can_be_shared:
            return self.photo.get_rendition(SHARE).url
        return ""

    def _shown(self, size: str) -> Shown | None:
        if self.photo and self.photo.is_out:
            return Shown(self.photo.get_rendition(size).url, self.photo.description, woven=False)
        return Shown.drawn(self.illustration)
