"""Windows of the editing admin in which places and learning sites are looked up by name."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.viewsets.chooser import ChooserViewSet

from geo.models import Area, LearningSite
from thai.text import fold


class NameSearch(BaseFilterForm):
    """Looks for rows whose Thai or English name holds what was typed."""

    q = forms.CharField(label=_("ค้นหา"), required=False)

    def filter(self, objects: QuerySet) -> QuerySet:
        """Rows that match; all of them when nothing was typed."""
        objects = super().filter(objects)
        if words := fold(self.cleaned_data.get("q") or ""):
            self.is_searching, self.search_query = True, words
            objects = objects.filter(name_th__icontains=words) | objects.filter(name_en__icontains=words)
        return objects


class AreaChooserViewSet(ChooserViewSet):
    """Areas that were not abolished, by their codes."""

    model = Area
    icon = "globe"
    choose_one_text = _("เลือกพื้นที่")
    choose_another_text = _("เลือกพื้นที่อื่น")
    register_widget = False

    def get_object_list(self) -> QuerySet:
        """Areas with their full names."""
        return Area.objects.current().with_ancestors().order_by("code")


class SiteChooserViewSet(ChooserViewSet):
    """Published learning sites."""

    model = LearningSite
    icon = "site"
    choose_one_text = _("เลือกแหล่งเรียนรู้")
    choose_another_text = _("เลือกแหล่งอื่น")
    register_widget = False

    def get_object_list(self) -> QuerySet:
        """Sites that the public may see."""
        return LearningSite.objects.published().with_place().order_by("name_th")


for _viewset in (AreaChooserViewSet, SiteChooserViewSet):
    _viewset.choose_view_class = type(
        "ChooseView", (_viewset.choose_view_class,), {"filter_form_class": NameSearch}
    )
    _viewset.choose_results_view_class = type(
        "ChooseResultsView", (_viewset.choose_results_view_class,), {"filter_form_class": NameSearch}
    )

area_chooser = AreaChooserViewSet("area_chooser")
site_chooser = SiteChooserViewSet("site_chooser")
