"""Places in the editing admin: regions of provinces, issue areas, who works where. National staff only."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.db.models.query import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.log_actions import log

from thai.dates import format_date
from thai.widgets import active_language

from .admin_forms import AreaRoleEndForm, AreaRoleForm, RegionForm, VocabularyForm
from .choices import Certainty, Level, Role
from .downloads import ListingAsFile
from .models import Area, AreaRole, IssueArea
from .policies import ADD, CHANGE, DELETE, VIEW, StaffPolicy
from .rules import is_national_staff
from .services.areas import change_region
from .services.roles import end_role, grant_role


def staff_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that only national staff get to; for others Wagtail leads back to its start, or refuses."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_national_staff(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


class ListView(ListingAsFile, generic.IndexView):
    """A list of the admin, which can be taken along as a file."""


class StaffViewSet(ModelViewSet):
    """A viewset that is closed to everybody but national staff, view by view.

    ``actions`` says what is done here at all; deleting is not, unless a viewset says so.
    """

    actions: tuple[str, ...] = (ADD, CHANGE, VIEW)
    index_view_class = ListView
    copy_view_enabled = False
    add_to_reference_index = False

    @cached_property
    def permission_policy(self) -> StaffPolicy:
        """Staff may do the viewset's actions."""
        return StaffPolicy(self.model, self.actions)

    def construct_view(self, view_class: type, **kwargs: Any) -> Callable[..., HttpResponse]:
        """Every view behind the same door."""
        return staff_required(super().construct_view(view_class, **kwargs))

    def register_permissions(self) -> None:
        """Nothing: rights follow from roles, so the form for groups need not offer any."""


class VocabularyViewSet(StaffViewSet):
    """A word list: add and edit, never delete, because work done refers to its words."""

    list_display = ["name_th", "name_en", "key", "order"]
    list_export = ["key", "name_th", "name_en", "aliases", "order"]
    search_fields = ["name_th", "name_en", "key"]
    ordering = ["order", "key"]
    icon = "list-ul"
    vocabulary_form: type[VocabularyForm]

    def get_form_class(self, for_update: bool = False) -> type[VocabularyForm]:
        """One form for adding and editing; it keeps the key of a word once used."""
        return self.vocabulary_form


class IssueAreaForm(VocabularyForm):
    """Words for one issue area."""

    class Meta(VocabularyForm.Meta):
        model = IssueArea


class IssueAreaViewSet(VocabularyViewSet):
    """What communities work on."""

    model = IssueArea
    name = "issue_areas"
    export_filename = "issue-areas"
    menu_label = _("ประเด็นงาน")
    vocabulary_form = IssueAreaForm


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


class AreaRoleFilter(WagtailFilterSet):
    """Roles by kind, and whether they are held today."""

    role = django_filters.ChoiceFilter(choices=Role, label=_("บทบาท"))
    held = django_filters.BooleanFilter(method="held_today", label=_("ยังทำหน้าที่อยู่"))

    class Meta:
        model = AreaRole
        fields = ["role"]

    def held_today(self, roles: QuerySet[AreaRole], name: str, wanted: bool) -> QuerySet[AreaRole]:
        """Those valid today, or those that ended or have not begun."""
        valid = Q(pk__in=AreaRole.objects.on().values("pk"))
        return roles.filter(valid if wanted else ~valid)


class AreaRolesView(ListView):
    """Who works where."""

    def get_base_queryset(self) -> QuerySet[AreaRole]:
        """With the names of people and places."""
        return AreaRole.objects.select_related("user", "area__district", "area__province", "area__region")


class AreaRoleCreateView(generic.CreateView):
    """Gives a role."""

    success_message = _("ให้บทบาทแล้ว: %(object)s")

    def save_instance(self) -> AreaRole:
        """The service gives it, and keeps the groups of the admin in step."""
        given = grant_role(**self.form.cleaned_data, by=self.request.user)
        log(instance=given, action="wagtail.create", content_changed=True)
        return given


class AreaRoleEditView(generic.EditView):
    """Sets the last day of a role."""

    success_message = _("บันทึกวันสุดท้ายแล้ว: %(object)s")
    delete_item_label = _("จบบทบาททันที")

    def save_instance(self) -> AreaRole:
        """The service ends it."""
        ended = end_role(self.object, by=self.request.user, last_day=self.form.cleaned_data["ends_on"])
        self.has_content_changes = True
        log(instance=ended, action="wagtail.edit", content_changed=True)
        return ended


class AreaRoleEndView(generic.DeleteView):
    """Ends a role at once; it stays on record."""

    page_title = _("จบบทบาททันที")
    success_message = _("จบบทบาทแล้ว: %(object)s")

    @property
    def confirmation_message(self) -> str:
        """What is about to happen."""
        return gettext("จบบทบาทนี้ตั้งแต่วันนี้เลยใช่ไหม ประวัติยังอยู่")

    def delete_action(self) -> None:
        """The service ends it."""
        with transaction.atomic():
            log(instance=self.object, action="wagtail.edit", content_changed=True)
            end_role(self.object, by=self.request.user)


def _day(value: date | None) -> str:
    return format_date(value, active_language(), "day") if value else ""


class AreaRoleViewSet(StaffViewSet):
    """Roles of accounts in areas: given, and ended; never rewritten."""

    model = AreaRole
    name = "area_roles"
    menu_label = _("บทบาทในพื้นที่")
    icon = "group"
    actions = (ADD, CHANGE, DELETE, VIEW)
    index_view_class = AreaRolesView
    add_view_class = AreaRoleCreateView
    edit_view_class = AreaRoleEditView
    delete_view_class = AreaRoleEndView
    filterset_class = AreaRoleFilter
    list_display = [
        "user",
        "role",
        Column("area", label=_("พื้นที่"), accessor="area.full_name"),
        Column("starts_on", label=_("ตั้งแต่วันที่"), accessor=lambda held: _day(held.starts_on)),
        Column("ends_on", label=_("ถึงวันที่"), accessor=lambda held: _day(held.ends_on)),
    ]
    list_export = [
        "user__username",
        "user__display_name",
        "role",
        "area",
        "area__code",
        "starts_on",
        "ends_on",
    ]
    export_filename = "area-roles"
    search_fields = ["user__username", "user__display_name", "area__name_th"]
    ordering = ["-starts_on", "pk"]

    def get_form_class(self, for_update: bool = False) -> type[AreaRoleForm | AreaRoleEndForm]:
        """A new role has all fields, a given one only its last day."""
        return AreaRoleEndForm if for_update else AreaRoleForm


class PlacesViewSetGroup(ModelViewSetGroup):
    """The settings of this app in the admin's menu."""

    menu_label = _("ตั้งค่าพื้นที่")
    menu_icon = "cog"
    menu_order = 800
    items = (ProvinceViewSet, IssueAreaViewSet, AreaRoleViewSet)
