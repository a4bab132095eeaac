"""Roles of accounts in areas in the editing admin."""

from datetime import date

import django_filters
from django.db import transaction
from django.db.models import Q
from django.db.models.query import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.log_actions import log

from thai.dates import format_date
from thai.widgets import active_language

from ..admin_forms import AreaRoleEndForm, AreaRoleForm
from ..choices import Role
from ..models import AreaRole
from ..policies import ADD, CHANGE, DELETE, VIEW
from ..services.roles import end_role, grant_role
from .base import ListView, StaffViewSet


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

    def get_form(self, form_class: type[AreaRoleForm] | None = None) -> AreaRoleForm:
        """Nobody lifts themselves; an operator already may do everything."""
        form = super().get_form(form_class)
        if not self.request.user.is_superuser:
            field = form.fields["user"]
            field.queryset = field.queryset.exclude(pk=self.request.user.pk)
        return form

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
