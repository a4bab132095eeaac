"""The form in which somebody agrees, use by use."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thai.clock import today
from thai.forms import ThaiDateField, not_future

from .choices import ConsentUse, ConsentWay
from .forms import FoldedField
from .models import ConsentWording, Person
from .services.consents import is_minor, may_be_minor


class ConsentForm(forms.Form):
    """One box a use, none ticked beforehand; how and when; a guardian where one is needed.

    ``uses`` are those that may be given: what stands already is not offered again.
    """

    uses = forms.MultipleChoiceField(
        label=_("ยินยอมเรื่องไหนบ้าง"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("ยังไม่ได้เลือก เลือกอย่างน้อย 1 ข้อ")},
    )
    purpose = FoldedField(
        label=_("ส่งชื่อและเบอร์ให้เจ้าบ้าน ใช้กับงานไหน"),
        max_length=160,
        required=False,
        help_text=_("เช่น งานเปิดบ้านบ้านโคก 23 ก.พ. 2562"),
    )
    guardian = FoldedField(
        label=_("ผู้ปกครองที่ยินยอมด้วย"),
        max_length=160,
        help_text=_("อายุไม่ถึง 20 ปี ให้ผู้ปกครองยินยอมด้วย ใส่ชื่อและเกี่ยวข้องกันอย่างไร"),
    )
    way = forms.ChoiceField(
        label=_("ให้ความยินยอมอย่างไร"),
        choices=ConsentWay,
        widget=forms.RadioSelect,
        error_messages={"required": _("ยังไม่ได้บอกว่าให้อย่างไร เลือก 1 ข้อ")},
    )
    given_on = ThaiDateField(label=_("ให้ไว้เมื่อ"), validators=[not_future])

    def __init__(self, person: Person, uses: list[ConsentWording], data: Any = None) -> None:
        super().__init__(data, initial={"given_on": today()})
        self.fields["uses"].choices = [(wording.use, wording.text) for wording in uses]
        if ConsentUse.PASS_ON not in {wording.use for wording in uses}:
            del self.fields["purpose"]
        if may_be_minor(person, today()):
            self.fields["guardian"].required = is_minor(person, today())
        else:
            del self.fields["guardian"]

    def values(self) -> dict[str, Any]:
        """What ``give`` takes."""
        return dict(self.cleaned_data)


class WithdrawalForm(forms.Form):
    """How a consent was taken back; nothing else is asked."""

    way = forms.ChoiceField(choices=ConsentWay, initial=ConsentWay.SPOKEN, required=False)

    def chosen(self) -> str:
        """The way that was told; by word of mouth where none was."""
        return self.cleaned_data["way"] or ConsentWay.SPOKEN
