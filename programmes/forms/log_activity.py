"""The parts of the log that are about the activity as a whole: what, why, where, what came of it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Case, IntegerField, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from geo.models import Area, IssueArea, LearningSite
from geo.querysets import LearningSiteQuerySet
from thai.collation import thai_order

from ..models import Activity
from .log_position import FIELDS as POSITION_FIELDS
from .log_position import PositionForm

REPORT_FIELDS = ("outputs", "outcomes", "impacts", "lessons", "obstacles")
# A select with every site of the nation would weigh more than the page may.
MOST_SITES = 150


def _text(label: str | Promise, *, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class ActivityForm(PositionForm):
    """Nothing is required: a draft takes what there is. ``version`` is the one the page was made from."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=_("ชื่อกิจกรรม"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    place_text = forms.CharField(
        label=_("ทำที่ไหน"),
        required=False,
        max_length=200,
        help_text=_("เช่น ศาลากลางบ้าน หมู่ 4"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    site = forms.ModelChoiceField(
        label=_("แหล่งเรียนรู้ที่ใช้"), queryset=LearningSite.objects.none(), required=False
    )
    issues = forms.ModelMultipleChoiceField(
        label=_("ประเด็นงาน"),
        queryset=IssueArea.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    off_plan_reason = forms.CharField(
        label=_("เหตุผลที่ทำนอกแผน"),
        required=False,
        max_length=200,
    )
    outputs = _text(_("ได้อะไร"))
    outcomes = _text(_("อะไรเปลี่ยนไป"), rows=3)
    impacts = _text(_("ส่งผลถึงใครบ้าง"), rows=3)
    lessons = _text(_("สิ่งที่ได้เรียนรู้"), rows=3)
    obstacles = _text(_("ติดขัดตรงไหน"), rows=3)

    def __init__(
        self, activity: Activity, user: User, data: Any = None, issues: Sequence[int] | None = None
    ) -> None:
        """``issues`` are keys of those that a log which is not kept yet begins with."""
        self.activity = activity
        self.held_issues = (
            [issue.pk for issue in activity.issues.all()] if activity.pk else list(issues or ())
        )
        report = getattr(activity, "report", None)
        initial = {name: getattr(report, name, "") for name in REPORT_FIELDS} | {
            "version": activity.version,
            "title": activity.title,
            "place_text": activity.place_text,
            "site": activity.site_id,
            "issues": self.held_issues,
            "off_plan_reason": activity.off_plan_reason,
        }
        initial |= self.written(activity)
        super().__init__(data, initial=initial)
        province = activity.area.province or activity.area
        sites = sites_for(user, province, keep=activity.site_id)
        self.fields["site"].queryset = sites
        self.fields["site"].choices = site_choices(sites, province)

    def values(self) -> dict[str, Any]:
        """Fields of the activity: what was cleaned, and what is kept where something could not be read."""
        kept = self.activity
        return {
            name: self.cleaned_data.get(name, getattr(kept, name))
            for name in ("title", "place_text", "site", "off_plan_reason", *POSITION_FIELDS)
        }

    def report(self) -> dict[str, str]:
        """Texts of the report that could be read."""
        return {name: self.cleaned_data[name] for name in REPORT_FIELDS if name in self.cleaned_data}

    def chosen_issues(self) -> tuple[IssueArea, ...]:
        """The issues chosen, or those there were if the choice could not be read."""
        if "issues" in self.cleaned_data:
            return tuple(self.cleaned_data["issues"])
        return tuple(IssueArea.objects.filter(pk__in=self.held_issues))


def sites_for(user: User, province: Area, *, keep: int | None = None) -> LearningSiteQuerySet:
    """Sites the user may choose: those of the province first, then others up to a page's worth."""
    seen = LearningSite.objects.visible_to(user)
    nearness = Case(
        When(pk=keep, then=Value(0)),
        When(subdistrict__province=province, then=Value(1)),
        When(subdistrict__region=province.region_id, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    nearest = list(
        seen.annotate(near=nearness).order_by("near", "pk").values_list("pk", flat=True)[:MOST_SITES]
    )
    return LearningSite.objects.filter(pk__in=list(nearest)).select_related("subdistrict__province")


def site_choices(sites: LearningSiteQuerySet, province: Area) -> list[tuple[Any, Any]]:
    """Choices in two groups, by name: of the province, and elsewhere with their province."""
    here: list[tuple[int, str]] = []
    elsewhere: list[tuple[int, str]] = []
    for site in sites.order_by(thai_order("name_th"), "pk"):
        if site.subdistrict.province_id == province.pk:
            here.append((site.pk, site.name))
        else:
            elsewhere.append((site.pk, f"{site.name} {site.subdistrict.province.short_name}"))
    choices: list[tuple[Any, Any]] = [("", _("ไม่ได้ใช้แหล่งเรียนรู้"))]
    if here:
        choices.append((province.short_name, here))
    if elsewhere:
        choices.append((_("จังหวัดอื่น"), elsewhere))
    return choices
