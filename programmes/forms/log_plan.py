"""Planning ahead: what, when and how often; and changing one that is planned."""

import uuid
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from geo.models import IssueArea
from leaders.models import Team
from leaders.querysets import TeamQuerySet
from thai.dates import format_date
from thai.forms import ThaiDateField, ThaiDecimalField, ThaiIntegerField, ThaiTimeField
from thai.widgets import active_language

from ..choices import Repeats
from ..models import Activity, Method, Programme, ProgrammeYear
from ..services.completeness import date_problem
from ..services.planning import Plan, planned_day_problem
from ..services.repeating import MOST_TIMES, Rule, days_of, skipped_months
from .log_counts import MOST_PEOPLE
from .log_steps import ONE, choose_scope

# A longer list of teams is searched first.
MOST_TEAMS = 40


class PlanFields(forms.Form):
    """What is planned: only a title and a day are asked for, the rest is known as the day comes nearer."""

    title = forms.CharField(
        label=_("ชื่อกิจกรรม"),
        max_length=200,
        help_text=_("เขียนสั้น ๆ ว่าจะทำอะไร เช่น ประชุมทีม"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("ยังไม่ได้ตั้งชื่อกิจกรรม เขียนสั้น ๆ ว่าจะทำอะไร")},
    )
    date = ThaiDateField(label=_("จะทำวันไหน"), error_messages={"required": _("ยังไม่ได้บอกว่าจะทำวันไหน")})
    starts_at = ThaiTimeField(label=_("เริ่มกี่โมง"), required=False, help_text=_("เช่น 9.00 หรือ 13.30"))
    hours = ThaiDecimalField(
        label=_("กี่ชั่วโมง"),
        required=False,
        help_text=_("เช่น 3 หรือ 1.5"),
        min_value=Decimal("0.25"),
        max_value=24,
        max_digits=4,
        decimal_places=2,
        error_messages={"max_value": _("วันหนึ่งมีไม่เกิน 24 ชั่วโมง")},
    )
    place_text = forms.CharField(
        label=_("จะทำที่ไหน"),
        required=False,
        max_length=200,
        help_text=_("เช่น ศาลากลางบ้าน หมู่ 4"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    people = ThaiIntegerField(label=_("คาดว่าจะมากี่คน"), required=False, min_value=1, max_value=MOST_PEOPLE)
    method = forms.ModelChoiceField(
        label=_("เรียนรู้ด้วยวิธีไหน"),
        queryset=Method.objects.all(),
        required=False,
        empty_label=_("ยังไม่ได้เลือก"),
    )
    issues = forms.ModelMultipleChoiceField(
        label=_("ประเด็นงาน"),
        queryset=IssueArea.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def plan(self) -> Plan:
        """What the valid form says, its day aside."""
        given = self.cleaned_data
        names = ("title", "starts_at", "hours", "method", "place_text", "people")
        return Plan(**{name: given[name] for name in names}, issues=frozenset(given["issues"]))


class PlanForm(PlanFields):
    """Planning one activity, or the same again and again until a day or so many times.

    ``uid`` is made with the page: sent twice, it plans once. The days of a repetition are shown before they
    are made; ``shown`` are those the page showed and ``days`` the ones among them that are wanted.
    """

    uid = forms.CharField(widget=forms.HiddenInput, required=False)
    team = forms.ModelChoiceField(
        label=_("ทีม"),
        queryset=Team.objects.none(),
        empty_label=None,
        error_messages={"required": _("ยังไม่ได้เลือกทีม"), "invalid_choice": _("ยังไม่ได้เลือกทีม")},
    )
    repeats = forms.ChoiceField(
        label=_("ทำซ้ำไหม"),
        required=False,
        choices=[
            ("", _("ครั้งเดียว")),
            (Repeats.WEEKLY, Repeats.WEEKLY.label),
            (Repeats.FORTNIGHTLY, Repeats.FORTNIGHTLY.label),
            (Repeats.MONTHLY, _("ทุกเดือน เช่น พุธที่ 2")),
        ],
        widget=forms.RadioSelect,
    )
    until = ThaiDateField(label=_("ทำซ้ำถึงวันไหน"), required=False)
    times = ThaiIntegerField(
        label=_("หรือทั้งหมดกี่ครั้ง"),
        required=False,
        min_value=2,
        max_value=MOST_TIMES,
        help_text=_("นับครั้งแรกด้วย ใส่ถึงวันไหน หรือกี่ครั้ง อย่างใดอย่างหนึ่ง"),
        error_messages={
            "min_value": _("ทำซ้ำต้องมีตั้งแต่ %(limit_value)s ครั้งขึ้นไป"),
            "max_value": _("วางครั้งหนึ่งได้ไม่เกิน %(limit_value)s ครั้ง"),
        },
    )

    def __init__(
        self, teams: TeamQuerySet, data: Any = None, *, found: Sequence[Team], day: date | None = None
    ) -> None:
        super().__init__(data, initial={"uid": uuid.uuid4(), "repeats": "", "date": day})
        self.fields["team"].queryset = teams
        self.fields["team"].choices = [(team.pk, team.subdistrict.full_name) for team in found[:MOST_TEAMS]]
        if len(found) == 1:
            self.initial["team"] = found[0].pk
        self.days: list[date] = []

    def clean_uid(self) -> uuid.UUID:
        """The page's own; one that is broken or missing, which no page sends, becomes a new one."""
        try:
            return uuid.UUID(self.cleaned_data["uid"])
        except ValueError:
            return uuid.uuid4()

    def clean_date(self) -> date:
        """Today or later, in a year of the programme."""
        day = self.cleaned_data["date"]
        if problem := planned_day_problem(day, ProgrammeYear.objects.all()):
            raise ValidationError(problem, code="day")
        return day

    def clean(self) -> dict[str, Any]:
        """The days, all of them in the programme; what keeps them from being is said beside its field."""
        cleaned = super().clean()
        first = cleaned.get("date")
        if first is None:
            return cleaned
        self.days = [first]
        if cleaned.get("repeats"):
            self._repeat(first)
        return cleaned

    def _repeat(self, first: date) -> None:
        until, times = self.cleaned_data.get("until"), self.cleaned_data.get("times")
        if self.errors.get("until") or self.errors.get("times"):
            return
        if until and times:
            self.add_error("times", _("ใส่ไว้ทั้งสองอย่าง เลือกถึงวันไหน หรือกี่ครั้ง อย่างใดอย่างหนึ่ง"))
        elif not until and not times:
            self.add_error("until", _("ยังไม่ได้บอกว่าทำซ้ำถึงวันไหน หรือกี่ครั้ง"))
        elif until and until <= first:
            self.add_error("until", _("วันสุดท้ายต้องอยู่หลังวันแรก"))
        else:
            self.days = days_of(self.rule)
            self._check_end("until" if until else "times")

    def _check_end(self, field: str) -> None:
        """Not too many of them, none after the programme, and more than one."""
        years = list(self.programme().years.all())
        inside = next((n for n, day in enumerate(self.days) if date_problem(day, years)), len(self.days))
        if inside < min(len(self.days), MOST_TIMES):
            end = format_date(max(year.ends_on for year in years), active_language(), "day")
            words = {"end": end, "n": inside}
            if field == "until":
                self.add_error(field, gettext("ปีของโครงการจบวันที่ %(end)s เลือกวันที่ไม่เลยวันนั้น") % words)
            else:
                self.add_error(field, gettext("ปีของโครงการจบวันที่ %(end)s วางได้ไม่เกิน %(n)s ครั้ง") % words)
        elif len(self.days) > MOST_TIMES:
            words = gettext("วางครั้งหนึ่งได้ไม่เกิน %(n)s ครั้ง ถึง %(day)s เลือกวันที่ใกล้กว่านี้")
            last = format_date(self.days[MOST_TIMES - 1], active_language(), "day")
            self.add_error(field, words % {"n": MOST_TIMES, "day": last})
        elif len(self.days) == 1:
            self.add_error(field, _("ถึงวันนั้นได้ครั้งเดียว เลือกวันหลังจากนั้น หรือเลือกครั้งเดียว"))

    @cached_property
    def rule(self) -> Rule:
        """How the activity is repeated, of a form that says so."""
        given = self.cleaned_data
        return Rule(given["date"], Repeats(given["repeats"]), given.get("until"), given.get("times"))

    def repeats_chosen(self) -> Repeats | None:
        """How often it is held again, None for once."""
        chosen = self.cleaned_data["repeats"]
        return Repeats(chosen) if chosen else None

    def skipped(self) -> list[date]:
        """Months that have no such day, by their first days."""
        return skipped_months(self.rule, self.days) if self.repeats_chosen() else []

    def shown(self) -> str:
        """The days as the page names those that it shows."""
        return " ".join(day.isoformat() for day in self.days)

    def was_shown(self) -> bool:
        """Whether the page showed just these days, so that they may be made."""
        return self.data.get("shown") == self.shown()

    def wanted(self) -> list[date]:
        """The days to plan: the only one, or those of the shown ones that are still ticked."""
        if not self.repeats_chosen():
            return self.days
        ticked = set(self.data.getlist("days"))
        return [day for day in self.days if day.isoformat() in ticked]

    def programme(self) -> Programme:
        """The programme that runs on the chosen day."""
        return Programme.objects.current(self.cleaned_data["date"])


class EditPlanForm(PlanFields):
    """Changing what is planned, this one alone or those that follow too. ``version``: as in the log form."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    scope = forms.ChoiceField(label=_("แก้ครั้งไหนบ้าง"), required=False, initial=ONE, widget=forms.RadioSelect)

    def __init__(self, activity: Activity, plan: Plan, data: Any = None, *, following: int) -> None:
        self.activity = activity
        initial = {
            "version": activity.version,
            "date": activity.starts_on,
            "hours": None if plan.hours is None else f"{plan.hours.normalize():f}",
            "issues": [issue.pk for issue in plan.issues],
        }
        names = ("title", "starts_at", "method", "place_text", "people")
        super().__init__(data, initial={name: getattr(plan, name) for name in names} | initial)
        choose_scope(self, following)

    def clean_date(self) -> date:
        """The day there was, or one that something can be planned for."""
        day = self.cleaned_data["date"]
        years = self.activity.programme.years.all()
        if day != self.activity.starts_on and (problem := planned_day_problem(day, years)):
            raise ValidationError(problem, code="day")
        return day
