"""Beginning a log: which team, what, which day."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leaders.models import Team
from leaders.querysets import TeamQuerySet
from thai.clock import today

from ..models import Programme, ProgrammeYear
from .log_sessions import DayForm

# A longer list is searched first.
MOST_TEAMS = 40


class StartForm(DayForm):
    """Enough for a draft. ``uid`` is made with the page: sent twice, it begins one draft."""

    uid = forms.CharField(widget=forms.HiddenInput, required=False)
    team = forms.ModelChoiceField(
        label=_("ทีม"),
        queryset=Team.objects.none(),
        empty_label=None,
        error_messages={"required": _("ยังไม่ได้เลือกทีม"), "invalid_choice": _("ยังไม่ได้เลือกทีม")},
    )
    title = forms.CharField(
        label=_("ชื่อกิจกรรม"),
        required=False,
        max_length=200,
        help_text=_("เขียนสั้น ๆ ว่าทำอะไร เช่น เดินแนวกันไฟ"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, teams: TeamQuerySet, data: Any = None, *, found: list[Team] | None = None) -> None:
        super().__init__(
            data, day=today(), years=list(ProgrammeYear.objects.all()), initial={"uid": uuid.uuid4()}
        )
        self.fields["team"].queryset = teams
        shown = found if found is not None else list(teams[:MOST_TEAMS])
        self.fields["team"].choices = [(team.pk, team.subdistrict.full_name) for team in shown]
        if len(shown) == 1:
            self.initial["team"] = shown[0].pk

    def clean_uid(self) -> uuid.UUID:
        """The page's own; one that is broken or missing, which no page sends, becomes a new one."""
        try:
            return uuid.UUID(self.cleaned_data["uid"])
        except ValueError:
            return uuid.uuid4()

    def programme(self) -> Programme:
        """The programme that runs on the chosen day."""
        return Programme.objects.current(self.cleaned_data["date"])
