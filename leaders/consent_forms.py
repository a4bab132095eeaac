"""The form in which somebody agrees, use by use."""

from collections.abc import Container
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from thai.clock import today
from thai.forms import ThaiDateField, not_future

from .choices import ConsentUse, ConsentWay
from .forms import FoldedField
from .models import ConsentWording, Person
from .services.consents import is_minor, may_be_minor


class ConsentForm(forms.Form):
    """One box a use, none ticked beforehand; how and when; a guardian where one is needed.

    ``held`` are uses that stand already and are not offered again. ``wordings`` are the sentences to read:
    those of the day that was sent, so that whoever brings a paper of last year ticks what stood on it. The
    page sends the keys of those it showed along, as ``read``.
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
        required=False,
        help_text=_("อายุไม่ถึง 20 ปี ให้ผู้ปกครองยินยอมด้วย ใส่ชื่อและเกี่ยวข้องกันอย่างไร"),
        error_messages={"required": _("อายุไม่ถึง 20 ปี ใส่ชื่อผู้ปกครองที่ยินยอมด้วย")},
    )
    way = forms.ChoiceField(
        label=_("ให้ความยินยอมอย่างไร"),
        choices=ConsentWay,
        widget=forms.RadioSelect,
        error_messages={"required": _("ยังไม่ได้บอกว่าให้อย่างไร เลือก 1 ข้อ")},
    )
    given_on = ThaiDateField(label=_("ให้ไว้เมื่อ"), validators=[not_future])

    def __init__(self, person: Person, held: Container[str], data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"given_on": today()})
        day = self._told_day() or today()
        on_day = {wording.use: wording for wording in ConsentWording.objects.current(day)}
        newest = ConsentWording.objects.current()
        self.wordings = [on_day.get(known.use, known) for known in newest if known.use not in held]
        self.fields["uses"].choices = [(wording.use, wording.text) for wording in self.wordings]
        if ConsentUse.PASS_ON not in {wording.use for wording in self.wordings}:
            del self.fields["purpose"]
        self.asks_guardian = may_be_minor(person, day)
        self.fields["guardian"].required = is_minor(person, day)

    def _told_day(self) -> date | None:
        """The day that was sent, by which the sentences and the guardian go; None when it is none."""
        if not self.is_bound:
            return None
        try:
            return self["given_on"].field.clean(self["given_on"].data)
        except ValidationError:
            return None

    def values(self) -> dict[str, Any]:
        """What ``give`` takes."""
        shown = [key for key in self.data.getlist("read") if key.isascii() and key.isdigit()]
        return dict(self.cleaned_data) | {"read": list(ConsentWording.objects.filter(pk__in=shown))}


class WithdrawalForm(forms.Form):
    """How a consent was taken back; nothing else is asked."""

    way = forms.ChoiceField(choices=ConsentWay, initial=ConsentWay.SPOKEN, required=False)

    def chosen(self) -> str:
        """The way that was told; by word of mouth where none was."""
        return self.cleaned_data["way"] or ConsentWay.SPOKEN
