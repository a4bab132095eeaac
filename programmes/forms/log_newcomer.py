"""Somebody who is not on the roster yet, added without leaving the log."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geo.models import IssueArea
from leaders.forms import PersonForm

from ..models import LearnerGroup


class NewcomerForm(PersonForm):
    """A person, the group to join, and its issues. ``uid`` makes a second POST harmless.

    In a hall, name and group are enough; where there is time, issue specialists are asked for their issue.
    """

    issues_needed = False
    uid = forms.UUIDField(widget=forms.HiddenInput)
    group = forms.ChoiceField(
        label=_("อยู่กลุ่มไหน"),
        widget=forms.RadioSelect,
        error_messages={"required": _("ยังไม่ได้เลือกกลุ่ม"), "invalid_choice": _("ยังไม่ได้เลือกกลุ่ม")},
    )
    issues = forms.MultipleChoiceField(
        label=_("ประเด็นงาน"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("เฉพาะผู้นำที่มีทักษะเชิงประเด็น"),
    )

    def __init__(
        self,
        *,
        groups: Sequence[LearnerGroup],
        issues: Sequence[IssueArea],
        data: Any = None,
        prefix: str = "new",
    ) -> None:
        self.groups_by_id = {str(group.pk): group for group in groups}
        self.issues_by_id = {str(issue.pk): issue for issue in issues}
        super().__init__(data, prefix=prefix, initial={"uid": uuid.uuid4()})
        self.fields["group"].choices = [(pk, group.short_name) for pk, group in self.groups_by_id.items()]
        self.fields["issues"].choices = [(pk, issue.name) for pk, issue in self.issues_by_id.items()]
        # The whole log is one form: the browser must not ask for a name before it saves the draft.
        self.use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        """An issue specialist has an issue; nobody else has."""
        cleaned = super().clean()
        group = self.chosen_group()
        if self.issues_needed and group and group.with_issues and not cleaned.get("issues"):
            self.add_error("issues", _("ยังไม่ได้เลือกประเด็นงาน เลือกอย่างน้อย 1 ข้อ"))
        return cleaned

    def groups_with_issues(self) -> str:
        """Values of the groups that work on issues, for the script that folds the issues away."""
        return with_issues(self.groups_by_id)

    def chosen_group(self) -> LearnerGroup | None:
        """The group chosen, None if none was."""
        return self.groups_by_id.get(self.cleaned_data.get("group", ""))

    def chosen_issues(self) -> list[IssueArea]:
        """The issues chosen, for a group that has them."""
        group = self.chosen_group()
        if group is None or not group.with_issues:
            return []
        return [self.issues_by_id[pk] for pk in self.cleaned_data.get("issues", [])]

    @property
    def more_given(self) -> bool:
        """Whether something stands in the boxes that are folded away."""
        names = ("prefix", "phone", "birth_year")
        return self.is_bound and any(self[name].value() or self[name].errors for name in names)

    def is_begun(self) -> bool:
        """Whether somebody began to fill it in: then it must not be lost with the page."""
        typed = ("given_name", "family_name", "phone")
        return self.is_bound and any(self.data.get(self.add_prefix(name), "").strip() for name in typed)


def with_issues(groups: Mapping[str, LearnerGroup]) -> str:
    """Values of those of ``groups`` that work on issues, parted by spaces."""
    return " ".join(value for value, group in groups.items() if group.with_issues)
