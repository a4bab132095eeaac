"""What a reviewer fills in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DecisionForm(forms.Form):
    """A decision on a log: what to mend, and which version of the log was on the screen."""

    reason = forms.CharField(
        label=_("ต้องแก้ตรงไหน"),
        help_text=_("ผู้ประสานงานจะเห็นข้อความนี้ เขียนให้แก้ได้ทันที"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, reopening: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if reopening:
            self.fields["reason"].label = _("เปิดให้แก้อีกครั้งเพราะอะไร")
