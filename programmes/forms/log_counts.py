"""People without names in the log: how many, of whom women, who they were, counted or estimated."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thai.forms import ThaiIntegerField

from ..choices import HeadcountKind
from ..models import Headcount, LearnerGroup
from ..services.activities import HeadcountInput

COUNTED, ESTIMATED = "counted", "estimated"
MOST_PEOPLE = 100_000


class CountForm(forms.Form):
    """One row of people without names; left empty it means nobody."""

    number = ThaiIntegerField(label=_("กี่คน"), required=False, min_value=0, max_value=MOST_PEOPLE)
    women = ThaiIntegerField(label=_("เป็นหญิง"), required=False, min_value=0, max_value=MOST_PEOPLE)
    who = forms.ChoiceField(label=_("กลุ่ม"), required=False)
    how = forms.ChoiceField(
        label=_("นับอย่างไร"),
        required=False,
        choices=[(COUNTED, _("นับจริง")), (ESTIMATED, _("ประมาณ"))],
        widget=forms.RadioSelect,
    )

    def __init__(
        self, row: Headcount | None, *, number: int, groups: Sequence[LearnerGroup], data: Any = None
    ) -> None:
        self.row, self.groups = row, {f"group-{group.pk}": group for group in groups}
        super().__init__(data, prefix=f"h{number}", initial=_initial(row))
        self.fields["who"].choices = [
            (HeadcountKind.UNKNOWN, HeadcountKind.UNKNOWN.label),
            *((key, group.short_name) for key, group in self.groups.items()),
            (HeadcountKind.VISITOR, HeadcountKind.VISITOR.label),
        ]

    def clean(self) -> dict[str, Any]:
        """Women are among the people counted."""
        cleaned = super().clean()
        number, women = cleaned.get("number"), cleaned.get("women")
        if women and not number and "number" not in self.errors:
            self.add_error("number", _("ใส่จำนวนคนทั้งหมดก่อน"))
        elif number is not None and women is not None and women > number:
            self.add_error("women", _("จำนวนผู้หญิงมากกว่าจำนวนคนทั้งหมด"))
        return cleaned

    def to_input(self) -> HeadcountInput | None:
        """The row to be written, the row there was if it cannot be read, None for nobody."""
        if self.errors:
            return _as_input(self.row) if self.row else None
        cleaned = self.cleaned_data
        if not cleaned["number"]:
            return None
        group = self.groups.get(cleaned["who"])
        kind = HeadcountKind.GROUP if group else HeadcountKind(cleaned["who"] or HeadcountKind.UNKNOWN)
        return HeadcountInput(
            number=cleaned["number"],
            women=cleaned["women"],
            group=group,
            kind=kind,
            estimated=cleaned["how"] == ESTIMATED,
            source=self.row.source if self.row else "",
        )


def _initial(row: Headcount | None) -> dict[str, Any]:
    if row is None:
        return {"who": HeadcountKind.UNKNOWN, "how": COUNTED}
    return {
        "number": row.number,
        "women": row.women,
        "who": f"group-{row.group_id}" if row.group_id else row.kind,
        "how": ESTIMATED if row.estimated else COUNTED,
    }


def _as_input(row: Headcount) -> HeadcountInput:
    names = ("number", "women", "group", "kind", "stage", "estimated", "source")
    return HeadcountInput(**{name: getattr(row, name) for name in names})
