"""The form for a learning site, the same for coordinators, reviewers and staff."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from thai.forms import ThaiIntegerField

from .fields import PlaceField, PositionField
from .models import IssueArea, LearningSite
from .services.sites import change_site, propose_site
from .shapes import position_problem

# What the services take by name.
ENGLISH = ("name_en", "summary_en", "place_text_en", "visiting_days_en")
VALUES = ("name_th", "summary", "subdistrict", "place_text", "visiting_days", "capacity", "state", *ENGLISH)


class LearningSiteForm(forms.ModelForm):
    """A learning site, new or changed. The place is limited to where ``user`` works.

    A position far outside the province is asked about with a tick; everything else typed stays as it was.
    """

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    issues = forms.ModelMultipleChoiceField(
        IssueArea.objects.all(),
        to_field_name="key",
        widget=forms.CheckboxSelectMultiple,
        label=_("ประเด็นงาน"),
        error_messages={"required": _("ยังไม่ได้เลือกประเด็นงาน เลือกอย่างน้อย 1 ข้อ")},
    )
    subdistrict = PlaceField(label=_("ตำบล"), help_text=_("เช่น ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"))
    position = PositionField(required=False, label=_("พิกัด"), help_text=_("ละติจูด, ลองจิจูด ถ้ายังไม่มีเว้นไว้ก่อนได้"))
    position_ok = forms.BooleanField(required=False, label=_("ตำแหน่งถูกแล้ว"), widget=forms.HiddenInput)
    capacity = ThaiIntegerField(required=False, min_value=1, max_value=10_000, label=_("รับได้ครั้งละกี่คน"))

    class Meta:
        model = LearningSite
        fields = [
            "name_th",
            "summary",
            "issues",
            "subdistrict",
            "place_text",
            "position",
            "position_ok",
            "visiting_days",
            "capacity",
            "state",
            *ENGLISH,
        ]
        labels = {
            "name_en": _("ชื่อแหล่งเรียนรู้ ภาษาอังกฤษ"),
            "summary_en": _("เรียนรู้อะไรได้บ้าง ภาษาอังกฤษ"),
        }
        error_messages = {"name_th": {"required": _("ยังไม่ได้ใส่ชื่อแหล่งเรียนรู้")}}
        widgets = {
            "state": forms.RadioSelect,
            "summary": forms.Textarea(attrs={"rows": 4, "class": "in"}),
            "summary_en": forms.Textarea(attrs={"rows": 4, "class": "in"}),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subdistrict"].for_user(user)
        self.fields["state"].choices = LearningSite._meta.get_field("state").choices
        site = self.instance
        self.initial |= {"uid": site.uid, "version": site.version}
        if site.lat is not None:
            self.initial["position"] = (site.lat, site.lon)
        if site.pk:
            self.initial["issues"] = [issue.key for issue in site.issues.all()]

    def in_thai(self) -> list[forms.BoundField]:
        """What everybody fills in."""
        return [field for field in self if field.name not in ENGLISH]

    def in_english(self) -> list[forms.BoundField]:
        """What may be told to readers of the English pages too; folded away."""
        return [field for field in self if field.name in ENGLISH]

    def clean(self) -> dict[str, Any]:
        """Ask about a new position far outside the province, unless the tick says that it is right."""
        cleaned = super().clean()
        place, position = cleaned.get("subdistrict"), cleaned.get("position")
        is_new = bool({"subdistrict", "position"} & set(self.changed_data))
        problem = position_problem(place, *position) if place and position and is_new else None
        if problem:
            self.fields["position_ok"].widget = forms.CheckboxInput()
        if problem and not cleaned.get("position_ok"):
            question = _("%(problem)s ถ้าใช่ที่นี่แน่ ติ๊ก “ตำแหน่งถูกแล้ว”")
            self.add_error("position", ValidationError(question, "far", {"problem": problem}))
        return cleaned

    def save(self, *, by: User) -> LearningSite | None:
        """Propose the new site or change the old one; None when that was refused, then the form says why.

        Raises PermissionDenied.
        """
        values = {name: self.cleaned_data[name] for name in VALUES}
        values["lat"], values["lon"] = self.cleaned_data["position"] or (None, None)
        issues = self.cleaned_data["issues"]
        try:
            if self.instance.pk:
                version = self.cleaned_data["version"]
                return change_site(self.instance, by=by, version=version, issues=issues, **values)
            return propose_site(by=by, uid=self.cleaned_data["uid"], issues=issues, **values)
        except ValidationError as error:
            self._take(error)
            return None

    def _take(self, error: ValidationError) -> None:
        """Show what the service refused, beside the field where there is one."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, errors in error.error_dict.items():
            self.add_error(name if name in self.fields else None, errors)
