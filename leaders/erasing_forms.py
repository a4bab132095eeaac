"""The form that stands between a press and an erasure."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from thai.text import fold

from .forms import FoldedField
from .models import Person
from .services.own_data import lines_of, traces_of


class ErasingForm(forms.Form):
    """Who asked for it, and the person's name once more, because nothing brings it back."""

    asked = FoldedField(
        label=_("ใครขอ ทางไหน"), max_length=200, help_text=_("เช่น เจ้าตัวโทรมา 20 ก.พ. 2562 ไม่ต้องใส่ชื่อ")
    )
    name = FoldedField(label=_("พิมพ์ชื่อและนามสกุลของคนนี้อีกครั้ง"), help_text=_("ลบแล้วเรียกคืนไม่ได้"))

    def __init__(self, person: Person, data: Any = None) -> None:
        self.person = person
        super().__init__(data)
        self.fields["name"].widget.attrs["autocomplete"] = "off"

    def clean_asked(self) -> str:
        """It is kept for good, so it tells nobody: by no name of today or before, no nickname, no number."""
        asked = self.cleaned_data["asked"]
        records = list(Person.everything.records_of(self.person))
        lines = lines_of(records)
        words = {
            part for line in lines for part in (line.given_name, line.family_name, line.nickname) if part
        }
        for word in sorted(words, key=len, reverse=True):
            if fold(word).casefold() in asked.casefold():
                text = _("ช่องนี้เก็บไว้ตลอด เอา “%(word)s” ออกก่อน")
                raise ValidationError(text, code="named", params={"word": word})
        if traces_of(records).found_in(asked):
            raise ValidationError(_("ช่องนี้เก็บไว้ตลอด เอาชื่อและเบอร์ออกก่อน"), code="named")
        return asked

    def clean_name(self) -> str:
        """The very name, blanks aside."""
        typed = self.cleaned_data["name"]
        if fold(typed).replace(" ", "") != fold(self.person.full_name).replace(" ", ""):
            raise ValidationError(_("ชื่อไม่ตรงกับคนนี้ ดูให้แน่ใจก่อนลบ"), code="other")
        return typed
