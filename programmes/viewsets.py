"""Work in the editing admin: programmes with their years and groups, and the words of the work."""

import django_filters
from django.db.models.query import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSetGroup

from geo.viewsets import ListView, StaffViewSet, VocabularyViewSet
from thai.dates import format_range, shown_year
from thai.widgets import active_language

from .admin_forms import LearnerGroupForm, MethodForm, ProgrammeForm, ProgrammeYearForm
from .models import LearnerGroup, Method, Programme, ProgrammeYear


class ProgrammeViewSet(StaffViewSet):
    """Programmes and the groups they chose; never deleted, work lies in them."""

    model = Programme
    name = "programmes"
    menu_label = _("โครงการ")
    icon = "folder-open-inverse"
    list_display = ["name_th", "key"]
    list_export = ["key", "name_th", "name_en"]
    export_filename = "programmes"
    search_fields = ["name_th", "name_en", "key"]
    ordering = ["-pk"]

    def get_form_class(self, for_update: bool = False) -> type[ProgrammeForm]:
        """One form for both."""
        return ProgrammeForm


class ProgrammeYearFilter(WagtailFilterSet):
    """Years of one programme."""

    programme = django_filters.ModelChoiceFilter(queryset=Programme.objects.all(), label=_("โครงการ"))

    class Meta:
        model = ProgrammeYear
        fields = ["programme"]


class ProgrammeYearsView(ListView):
    """All years of all programmes."""

    def get_base_queryset(self) -> QuerySet[ProgrammeYear]:
        """With the names of their programmes."""
        return ProgrammeYear.objects.select_related("programme")


class ProgrammeYearViewSet(StaffViewSet):
    """Years of programmes: their days, and what they ask about plans."""

    model = ProgrammeYear
    name = "programme_years"
    menu_label = _("ปีของโครงการ")
    icon = "calendar"
    index_view_class = ProgrammeYearsView
    filterset_class = ProgrammeYearFilter
    list_display = [
        TitleColumn(
            "year", label=_("ปี"), accessor=lambda row: shown_year(row.year, active_language()),
            url_name="programme_years:edit",
        ),
        Column(
            "span", label=_("ช่วงวันที่"),
            accessor=lambda row: format_range(row.starts_on, row.ends_on, active_language()),
        ),
        "programme",
        "plan_rule",
    ]  # fmt: skip
    list_export = ["programme", "year", "starts_on", "ends_on", "plan_rule"]
    export_filename = "programme-years"
    ordering = ["-starts_on"]

    def get_form_class(self, for_update: bool = False) -> type[ProgrammeYearForm]:
        """One form for both."""
        return ProgrammeYearForm


class LearnerGroupViewSet(VocabularyViewSet):
    """Who learns, each with a shape."""

    model = LearnerGroup
    name = "learner_groups"
    menu_label = _("กลุ่มผู้เรียนรู้")
    icon = "group"
    vocabulary_form = LearnerGroupForm
    list_display = ["name_th", "name_en", "shape", "leads", "with_issues", "order"]
    list_export = ["key", "name_th", "name_en", "aliases", "shape", "leads", "with_issues", "order"]
    export_filename = "learner-groups"


class MethodViewSet(VocabularyViewSet):
    """Ways of learning."""

    model = Method
    name = "methods"
    menu_label = _("วิธีเรียนรู้")
    icon = "list-ul"
    vocabulary_form = MethodForm
    list_display = ["name_th", "name_en", "kind", "order"]
    list_export = ["key", "name_th", "name_en", "aliases", "kind", "order"]
    export_filename = "methods"


class WorkViewSetGroup(ModelViewSetGroup):
    """The settings of this app in the admin's menu."""

    menu_label = _("ตั้งค่าโครงการ")
    menu_icon = "cogs"
    menu_order = 810
    items = (ProgrammeViewSet, ProgrammeYearViewSet, LearnerGroupViewSet, MethodViewSet)
