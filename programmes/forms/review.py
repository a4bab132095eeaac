"""What a reviewer fills in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts.models import User
from geo.fields import PlaceField
from geo.forms import LearningSiteForm
from geo.models import LearningSite
from thai.clock import today
from thai.forms import ThaiDateField, not_future

from ..models import LearnerGroup
from ..services.sites import set_site_groups

# What is mostly to be mended, as the coordinator will read it.
REASONS = (
    gettext_noop("ใบลงชื่อกับชื่อที่ติ๊กไม่ตรงกัน"),
    gettext_noop("ยังไม่มีรูปหรือใบลงชื่อ"),
    gettext_noop("วันที่ไม่ตรง"),
    gettext_noop("บอกสถานที่ให้ชัดอีกนิด"),
    gettext_noop("เขียนสิ่งที่ได้เรียนรู้เพิ่มอีกนิด"),
    gettext_noop("น่าจะซ้ำกับอีกรายการ"),
)


class DecisionForm(forms.Form):
    """A decision on a log: what to mend, and which version of the log was on the screen.

    ``reason`` comes out as one text: the chosen ones in Thai, which the log's authors read, then the words.
    """

    chosen = forms.MultipleChoiceField(
        label=_("ต้องแก้อะไร"),
        choices=[(text, _(text)) for text in REASONS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
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
            del self.fields["chosen"]

    def clean(self) -> dict[str, Any]:
        """The chosen reasons and the words as one text."""
        given = super().clean()
        parts = [*given.get("chosen", []), given.get("reason", "").strip()]
        given["reason"] = " · ".join(filter(None, parts))
        return given


class TeamForm(forms.Form):
    """Where a team works and since when."""

    subdistrict = PlaceField(label=_("ตำบล"), help_text=_("เช่น ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"))
    formed_on = ThaiDateField(label=_("ตั้งทีมเมื่อ"), initial=today, validators=[not_future])

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subdistrict"].for_user(user)


class SiteReviewForm(LearningSiteForm):
    """A learning site as a reviewer keeps it: with the groups it serves, which give its pin a shape."""

    groups = forms.ModelMultipleChoiceField(
        LearnerGroup.objects.all(),
        to_field_name="key",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("เหมาะกับกลุ่มไหน"),
    )

    class Meta(LearningSiteForm.Meta):
        pass

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["groups"] = [
                link.group.key for link in self.instance.site_groups.select_related("group")
            ]

    def save(self, *, by: User) -> LearningSite | None:
        """As LearningSiteForm does, then the groups."""
        site = super().save(by=by)
        if site is not None:
            set_site_groups(site, self.cleaned_data["groups"], by=by)
        return site
