"""Quotations on pages, and which of their words the public may not read again."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.fields import StreamField

from leaders.choices import ConsentUse

from .consented import ConsentTie

# By the hash of the words: for whom they fell silent; None is somebody who was erased.
Silent = Mapping[str, set[int | None]]


def bodies_of(page: models.Model) -> list[StreamField]:
    """The fields of a page in which somebody may be quoted."""
    return [field for field in page._meta.get_fields() if isinstance(field, StreamField)]


def quotes_of(page: models.Model) -> list[dict[str, Any]]:
    """The quotations in the bodies of a page, as they are kept."""
    bodies = [field.value_from_object(page) for field in bodies_of(page)]
    return [block.value for body in bodies for block in body if block.block_type == "quote"]


def words_hash(text: str) -> str:
    """What stays the same when only blanks, marks or capitals of the words change; "" without a letter."""
    letters = re.sub(r"[\W_]+", "", text).lower()
    return hashlib.sha256(letters.encode()).hexdigest() if letters else ""


def silent_words(page: models.Model) -> Silent:
    """The words that fell silent on a page with a consent."""
    found: dict[str, set[int | None]] = {}
    ties = ConsentTie.objects.filter(page=page.pk).exclude(silent=[]).select_related("consent")
    for tie in ties if page.pk else ():
        for words in tie.silent:
            found.setdefault(words, set()).add(tie.consent and tie.consent.person_id)
    return found


def is_silenced(quote: Any, silent: Silent) -> bool:
    """Whether a quotation's words fell silent, and not everybody for whom they did agrees beside it again."""
    asked = silent.get(words_hash(quote["text"]))
    if asked is None:
        return False
    return not asked <= {
        consent.person_id for consent in quote.consents if consent.stands and consent.use == ConsentUse.STORY
    }


class PublicForm(WagtailAdminPageForm):
    """Refuses words that fell silent with a consent when they come back without one."""

    def clean(self) -> dict[str, Any]:
        """The message stands beside the codes of the quotation."""
        cleaned = super().clean()
        if silent := silent_words(self.instance):
            for field in bodies_of(self.instance):
                self._refuse_silent(field.name, cleaned.get(field.name) or (), silent)
        return cleaned

    def _refuse_silent(self, name: str, body: Any, silent: Silent) -> None:
        told = ValidationError(_("เจ้าของคำพูดนี้ไม่ยินยอมแล้ว ใส่รหัสใหม่ของคนเดียวกัน หรือเอาคำพูดนี้ออก"))
        wrong = {
            number: StructBlockValidationError(block_errors={"consent": told})
            for number, block in enumerate(body)
            if block.block_type == "quote" and is_silenced(block.value, silent)
        }
        if wrong:
            self.add_error(name, StreamBlockValidationError(block_errors=wrong))
