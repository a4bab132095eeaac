"""Steps in the life of what is planned: put off, called off, planned again; one alone or all that follow."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thai.forms import ThaiDateField

from ..models import Activity

ONE, FOLLOWING = "one", "following"


class StepForm(forms.Form):
    """A step in the life of what was planned: ``following`` says how many come after it in its series."""

    scope = forms.ChoiceField(label=_("ครั้งไหนบ้าง"), required=False, initial=ONE, widget=forms.RadioSelect)

    def __init__(self, activity: Activity, data: Any = None, *, following: int = 0) -> None:
        self.activity = activity
        super().__init__(data, auto_id=f"{type(self).__name__}-%s")
        choose_scope(self, following)

    @property
    def takes_following(self) -> bool:
        """Whether those that follow go along."""
        return self.cleaned_data.get("scope") == FOLLOWING


class PostponeForm(StepForm):
    """Why, and to which day if that is known."""

    reason = forms.CharField(
        label=_("เพราะอะไร"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("บอกเหตุผลที่เลื่อนก่อน")},
    )
    to = ThaiDateField(label=_("เลื่อนเป็นวันไหน"), required=False, help_text=_("ยังไม่รู้วัน เว้นว่างไว้ก่อนได้"))
    field_order = ["reason", "to", "scope"]


class CancelForm(StepForm):
    """Why."""

    reason = forms.CharField(
        label=_("เพราะอะไร"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("บอกเหตุผลก่อน เช่น น้ำท่วม หรือซ้ำกับงานอื่น")},
    )
    field_order = ["reason", "scope"]


class PlanAgainForm(StepForm):
    """For which day."""

    day = ThaiDateField(label=_("จะทำวันไหน"), error_messages={"required": _("ยังไม่ได้บอกว่าจะทำวันไหน")})

    def __init__(self, activity: Activity, data: Any = None, *, following: int = 0) -> None:
        super().__init__(activity, data)
        self.initial["day"] = activity.postponed_to


def choose_scope(form: forms.Form, following: int) -> None:
    """This one, or this and those that follow; nothing is asked where none follows."""
    if not following:
        del form.fields["scope"]
        return
    rest = gettext("ครั้งนี้และครั้งถัดไปอีก %(n)s ครั้ง") % {"n": following}
    form.fields["scope"].choices = [(ONE, _("เฉพาะครั้งนี้")), (FOLLOWING, rest)]
