"""The regions of provinces in the editing admin."""

from typing import Any

import django_filters
from django.db.models.query import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views import generic
from wagtail.log_actions import log

from ..admin_forms import RegionForm
from ..choices import Certainty, Level
from ..models import Area
from ..policies import CHANGE, VIEW
from ..services.areas import change_region
from .base import ListView, StaffViewSet


class ProvinceFilter(WagtailFilterSet):
    """Provinces by region and by how sure that region is."""

    region = django_filters.ModelChoiceFilter(queryset=Area.objects.level(Level.REGION), label=_("ภาค"))
    certainty = django_filters.ChoiceFilter(choices=Certainty, label=_("ความแน่ใจเรื่องภาค"))

    class Meta:
        model = Area
        fields = ["region", "certainty"]


class ProvincesView(ListView):
    """All provinces with their region."""

    page_title = _("จังหวัด")

    def get_base_queryset(self) -> QuerySet[Area]:
        """Provinces only, with their regions."""
        return Area.objects.current().level(Level.PROVINCE).select_related("region")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The list by its own name, not as "areas"."""
        return [*self.breadcrumbs_items, {"url": "", "label": gettext("จังหวัด")}]


class ProvinceEditView(generic.EditView):
    """Puts a province into another region, or confirms the one it has."""

    queryset = Area.objects.level(Level.PROVINCE).select_related("region")
    success_message = _("บันทึกภาคของ %(object)s แล้ว")

    def save_instance(self) -> Area:
        """The service changes the province and all in it."""
        saved = change_region(self.object, self.form.cleaned_data["region"], by=self.request.user)
        self.has_content_changes = self.form.has_changed()
        log(instance=saved, action="wagtail.edit", content_changed=self.has_content_changes)
        return saved


class ProvinceViewSet(StaffViewSet):
    """The region of each province. Names and codes come from the gazetteer and are not edited."""

    model = Area
    name = "provinces"
    menu_label = _("จังหวัดและภาค")
    icon = "site"
    actions = (CHANGE, VIEW)
    index_view_class = ProvincesView
    edit_view_class = ProvinceEditView
    filterset_class = ProvinceFilter
    list_display = ["name_th", "region", "certainty", "code"]
    list_export = ["code", "name_th", "name_en", "region", "certainty"]
    export_filename = "provinces"
    search_fields = ["name_th", "name_en", "code"]
    ordering = ["code"]
    list_per_page = 80

    def get_form_class(self, for_update: bool = False) -> type[RegionForm]:
        """Only the region is chosen."""
        return RegionForm
