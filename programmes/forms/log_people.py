"""The roster away from a log: joining it, changing group, leaving."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from geo.models import IssueArea
from leaders.models import Team
from leaders.querysets import TeamQuerySet
from thai.clock import today
from thai.forms import ThaiDateField, not_future

from ..models import Enrolment, LearnerGroup
from .log_newcomer import NewcomerForm, with_issues


class JoinForm(NewcomerForm):
    """Somebody joins a team's roster from a day on; ``teams`` are those the user works for."""

    issues_needed = True
    team = forms.ModelChoiceField(
        label=_("ทีม"),
        queryset=Team.objects.none(),
        empty_label=None,
        error_messages={"required": _("ยังไม่ได้เลือกทีม")},
    )
    starts_on = ThaiDateField(label=_("อยู่ในรายชื่อตั้งแต่วันที่"))

    def __init__(
        self,
        teams: TeamQuerySet,
        *,
        groups: Sequence[LearnerGroup],
        issues: Sequence[IssueArea],
        data: Any = None,
    ) -> None:
        super().__init__(groups=groups, issues=issues, data=data)
        self.initial["starts_on"] = today()
        self.fields["team"].queryset = teams
        self.fields["team"].label_from_instance = lambda team: team.subdistrict.full_name


class RegroupForm(forms.Form):
    """Another group, or other issues, from a day on."""

    group = forms.ChoiceField(label=_("อยู่กลุ่มไหน"), widget=forms.RadioSelect)
    issues = forms.ModelMultipleChoiceField(
        label=_("ประเด็นงาน"),
        queryset=IssueArea.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("เฉพาะผู้นำที่มีทักษะเชิงประเด็น"),
    )
    starts_on = ThaiDateField(label=_("ตั้งแต่วันที่"))

    def __init__(self, enrolment: Enrolment, groups: Sequence[LearnerGroup], data: Any = None) -> None:
        self.groups = {str(group.pk): group for group in groups}
        initial = {
            "group": str(enrolment.group_id),
            "issues": [issue.pk for issue in enrolment.issues.all()],
            "starts_on": today(),
        }
        super().__init__(data, prefix="group", initial=initial)
        self.fields["group"].choices = [(pk, group.short_name) for pk, group in self.groups.items()]

    def groups_with_issues(self) -> str:
        """Values of the groups that work on issues, for the script that folds the issues away."""
        return with_issues(self.groups)

    def clean(self) -> dict[str, Any]:
        """An issue specialist has an issue; nobody else has."""
        cleaned = super().clean()
        group = self.groups.get(cleaned.get("group", ""))
        cleaned["group"] = group
        if group and group.with_issues and not cleaned.get("issues"):
            self.add_error("issues", _("ยังไม่ได้เลือกประเด็นงาน เลือกอย่างน้อย 1 ข้อ"))
        elif group and not group.with_issues:
            cleaned["issues"] = []
        return cleaned


class LeaveForm(forms.Form):
    """The last day on the roster."""

    last_day = ThaiDateField(label=_("วันสุดท้ายที่อยู่ในรายชื่อ"))

    def __init__(self, enrolment: Enrolment, data: Any = None) -> None:
        self.enrolment = enrolment
        super().__init__(data, prefix="leave", initial={"last_day": today()})

    def clean_last_day(self) -> object:
        """A day that has come, not before the first one."""
        day = self.cleaned_data["last_day"]
        not_future(day)
        if day < self.enrolment.starts_on:
            raise ValidationError(_("วันสุดท้ายต้องไม่ก่อนวันเริ่ม"), code="before_start")
        return day
