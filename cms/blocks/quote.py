"""What somebody said."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from .text import KeptBlock


class QuoteBlock(blocks.StructBlock):
    """Words and who said them. A name stands on the page only with a note of the consent it rests on."""

    text = blocks.TextBlock(label=_("คำพูด"))
    role = blocks.CharBlock(
        required=False,
        max_length=120,
        label=_("ใครพูด"),
        help_text=_("บทบาทในตำบล ไม่ต้องบอกชื่อ เช่น คนดูแลป่า หมู่ 4"),
    )
    name = blocks.CharBlock(required=False, max_length=120, label=_("ชื่อ ถ้าเจ้าตัวยินยอม"))
    consent = KeptBlock(
        required=False,
        max_length=200,
        label=_("ความยินยอม (ไม่ขึ้นเว็บ)"),
        help_text=_("ยินยอมเมื่อไร ด้วยวิธีไหน เช่น ลงชื่อ 12 ก.พ. 2562"),
    )

    class Meta:
        icon = "openquote"
        label = _("คำพูด")
        template = "cms/blocks/quote.html"

    def get_searchable_content(self, value: dict[str, Any]) -> list[str]:
        """The words and the role: no search finds a person, nor what was noted of the consent."""
        return [value["text"], value["role"]]

    def clean(self, value: dict[str, Any]) -> dict[str, Any]:
        """A name needs a consent."""
        cleaned = super().clean(value)
        if cleaned["name"] and not cleaned["consent"]:
            wrong = ValidationError(_("บอกด้วยว่ายินยอมเมื่อไร ด้วยวิธีไหน หรือเอาชื่อออก"))
            raise StructBlockValidationError(block_errors={"consent": wrong})
        return cleaned
