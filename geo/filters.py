"""What narrows a list of learning sites: region, province, issue areas."""

from collections.abc import Mapping
from operator import attrgetter
from typing import Any

import django_filters
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _

from thai.collation import thai_order

from .choices import Level
from .models import Area, IssueArea, LearningSite
from .querysets import AreaQuerySet, LearningSiteQuerySet


def provinces_of(region: str = "") -> AreaQuerySet:
    """Provinces in dictionary order, those of one region when its code is given."""
    provinces = Area.objects.current().level(Level.PROVINCE)
    if region:
        provinces = provinces.filter(region__code=region)
    return provinces.order_by(thai_order("name_th"))


class SiteFilter(django_filters.FilterSet):
    """Learning sites by ``region`` and ``province`` (codes) and any of several ``issue`` keys.

    Provinces to choose from are those of the chosen region; a province left over from another
    region is dropped, as when somebody changes the region in the form. ``place`` is what was chosen.
    """

    region = django_filters.ModelChoiceFilter(
        field_name="subdistrict__region",
        to_field_name="code",
        queryset=Area.objects.level(Level.REGION),
        label=_("ภาค"),
        empty_label=_("ทุกภาค"),
    )
    province = django_filters.ModelChoiceFilter(
        field_name="subdistrict__province",
        to_field_name="code",
        queryset=lambda request: provinces_of(),
        label=_("จังหวัด"),
        empty_label=_("ทุกจังหวัด"),
    )
    issue = django_filters.ModelMultipleChoiceFilter(
        to_field_name="key",
        queryset=IssueArea.objects.all(),
        method="with_issues",
        widget=CheckboxSelectMultiple,
        label=_("ประเด็นงาน"),
    )

    class Meta:
        model = LearningSite
        fields: list[str] = []

    def __init__(self, data: Mapping[str, Any] | None = None, *args: Any, **kwargs: Any) -> None:
        region = data.get("region", "") if data else ""
        choices = provinces_of(region)
        if data and data.get("province") and not choices.filter(code=data["province"]).exists():
            data = data.copy()
            data["province"] = ""
        super().__init__(data, *args, **kwargs)
        for name in ("region", "province"):
            self.form.fields[name].label_from_instance = attrgetter("name")
        self.form.fields["province"].queryset = choices

    @property
    def place(self) -> Area | None:
        """The chosen province, else the chosen region, else None."""
        if not self.is_bound or not self.is_valid():
            return None
        return self.form.cleaned_data["province"] or self.form.cleaned_data["region"]

    def with_issues(
        self, sites: LearningSiteQuerySet, name: str, issues: list[IssueArea]
    ) -> LearningSiteQuerySet:
        """Sites with any of the issues; a subquery, so that a site with two of them stays one row."""
        if not issues:
            return sites
        tied = LearningSite.issues.through.objects.filter(issuearea__in=issues)
        return sites.filter(pk__in=tied.values("learningsite"))
