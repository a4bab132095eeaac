"""Pictures: a photo with consent, or a woven picture."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

from ..woven import woven, woven_choices


class PictureValue(blocks.StructValue):
    """What a template shows of the chosen picture."""

    @property
    def drawn(self) -> object:
        """The woven picture, where one was chosen."""
        return woven(self.get("woven") or "")


class PhotoChooserBlock(ImageChooserBlock):
    """Photos of a page are fetched together, with the sizes they are shown in."""

    def bulk_to_python(self, values: list[int | None]) -> list[object]:
        """Photos in the order of ``values``; None for one that is gone."""
        photos = super().bulk_to_python(values)
        prefetch_related_objects([photo for photo in photos if photo], "renditions")
        return photos


class PictureBlock(blocks.StructBlock):
    """One picture with a line below it. A photo brings its alternative text and the consent it rests on."""

    photo = PhotoChooserBlock(required=False, label=_("รูปถ่าย"))
    woven = blocks.ChoiceBlock(choices=woven_choices, required=False, label=_("หรือภาพทอ"))
    caption = blocks.CharBlock(required=False, max_length=200, label=_("คำใต้ภาพ"))

    class Meta:
        icon = "image"
        label = _("ภาพ")
        template = "cms/blocks/picture.html"
        value_class = PictureValue

    def clean(self, value: dict[str, Any]) -> dict[str, Any]:
        """Exactly one of photo and woven picture."""
        cleaned = super().clean(value)
        if bool(cleaned["photo"]) == bool(cleaned["woven"]):
            wrong = ValidationError(_("เลือกรูปถ่ายหรือภาพทออย่างใดอย่างหนึ่ง"))
            raise StructBlockValidationError(block_errors={"photo": wrong})
        return cleaned
