"""What somebody said."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from leaders.choices import ConsentUse
from leaders.models import Consent

from ..consents import HELP, LABEL, check_codes, codes_in, consents_of
from .text import KeptBlock


class QuoteValue(blocks.StructValue):
    """What of a quotation the public reads, as the consents stand now."""

    @cached_property
    def consents(self) -> list[Consent]:
        """The consents whose codes stand beside it."""
        return consents_of(self.get("consent") or "") if codes_in(self.get("consent") or "") else []

    @property
    def stands(self) -> bool:
        """Whether the words may be read: none who agreed to their publication took it back, or was erased."""
        known = len(self.consents) == len(codes_in(self.get("consent") or ""))
        return known and all(consent.stands for consent in self.consents if consent.use == ConsentUse.STORY)

    @property
    def shown_name(self) -> str:
        """The name, as long as a consent to naming stands and none was taken back; else ""."""
        named = [consent.stands for consent in self.consents if consent.use == ConsentUse.NAME]
        return (self.get("name") or "") if named and all(named) else ""


class QuoteBlock(blocks.StructBlock):
    """Words and who said them. A name stands on the page only as long as the consent to it stands."""

    text = blocks.TextBlock(label=_("คำพูด"))
    role = blocks.CharBlock(
        required=False,
        max_length=120,
        label=_("ใครพูด"),
        help_text=_("บทบาทในตำบล ไม่ต้องบอกชื่อ เช่น คนดูแลป่า หมู่ 4"),
    )
    name = blocks.CharBlock(required=False, max_length=120, label=_("ชื่อ ถ้าเจ้าตัวยินยอม"))
    consent = KeptBlock(required=False, max_length=200, label=LABEL, help_text=HELP)

    class Meta:
        icon = "openquote"
        label = _("คำพูด")
        template = "cms/blocks/quote.html"
        value_class = QuoteValue

    def get_searchable_content(self, value: dict[str, Any]) -> list[str]:
        """The words and the role: no search finds a person, nor what is not to be read any more."""
        return [value["text"], value["role"]] if value.stands else []

    def clean(self, value: dict[str, Any]) -> dict[str, Any]:
        """Codes are those of consents that stand; a name needs one to naming."""
        cleaned = super().clean(value)
        try:
            given = check_codes(cleaned["consent"], [ConsentUse.NAME, ConsentUse.STORY])
        except ValidationError as wrong:
            raise StructBlockValidationError(block_errors={"consent": wrong}) from wrong
        if cleaned["name"] and ConsentUse.NAME not in {consent.use for consent in given}:
            wrong = ValidationError(_("ใส่รหัสความยินยอมเรื่องแสดงชื่อ หรือเอาชื่อออก"))
            raise StructBlockValidationError(block_errors={"consent": wrong})
        return cleaned
