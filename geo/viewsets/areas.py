"""Areas in the editing admin: looked up, named right, added, and abolished with what followed them."""

from collections.abc import Callable
from typing import Any

import django_filters
from django.core.exceptions import ValidationError
from django.db.models.query import QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log

from thai.dates import format_date
from thai.widgets import active_language

from ..admin_forms import AreaAddForm, AreaEndForm, AreaForm
from ..choices import Level
from ..models import Area
from ..policies import ADD, CHANGE, VIEW
from ..services.areas import ADDED, abolish_area, add_area, reinstate_area, rename_area, uses_of
from .base import ListView, StaffViewSet


class AreaFilter(WagtailFilterSet):
    """Areas by level, by province, and whether they still exist."""

    level = django_filters.ChoiceFilter(choices=Level, label=_("ระดับ"))
    province = django_filters.ModelChoiceFilter(
        queryset=Area.objects.level(Level.PROVINCE).order_by("name_th"), label=_("จังหวัด")
    )
    current = django_filters.BooleanFilter(field_name="abolished_on", lookup_expr="isnull", label=_("ยังไม่ยุบ"))

    class Meta:
        model = Area
        fields = ["level", "province", "current"]


class AreasView(ListView):
    """All areas, abolished ones too."""

    def get_base_queryset(self) -> QuerySet[Area]:
        """With the names of what they lie in."""
        return Area.objects.with_ancestors()


class AreaAddView(generic.CreateView):
    """Adds a district or subdistrict by its official code."""

    success_message = _("เพิ่มพื้นที่แล้ว: %(object)s")
    error_message = _("ยังเพิ่มไม่ได้ แก้ช่องที่มีข้อความเตือนก่อน")

    def save_instance(self) -> Area:
        """The service finds what it lies in."""
        made = add_area(**self.form.cleaned_data, by=self.request.user)
        log(instance=made, action="wagtail.create", content_changed=True)
        return made


class AreaEditView(generic.EditView):
    """Corrects names and postcodes; the code stays as it is."""

    success_message = _("เก็บชื่อแล้ว: %(object)s")
    error_message = _("ยังเก็บไม่ได้ แก้ช่องที่มีข้อความเตือนก่อน")
    end_url_name = ""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """What else can be done with this one."""
        if self.object.level not in ADDED.values():
            return super().header_more_buttons
        label = _("แก้การยุบ") if self.object.abolished_on else _("ยุบพื้นที่นี้")
        address = reverse(self.end_url_name, args=[self.object.pk])
        return [*super().header_more_buttons, Button(label, url=address, icon_name="cross", priority=20)]

    def save_instance(self) -> Area:
        """The service changes it."""
        saved = rename_area(self.object, **self.form.cleaned_data, by=self.request.user)
        self.has_content_changes = self.form.has_changed()
        log(instance=saved, action="wagtail.edit", content_changed=self.has_content_changes)
        return saved


class AreaEndView(generic.EditView):
    """Says first what lies in an area, then ends it, corrects its end, or takes the end back."""

    queryset = Area.objects.with_ancestors().filter(level__in=ADDED.values())
    page_title = _("ยุบพื้นที่")
    error_message = _("ยังยุบไม่ได้ แก้ช่องที่มีข้อความเตือนก่อน")
    submit_button_label = _("เก็บการยุบ")
    submit_button_active_label = _("กำลังเก็บ")
    back_url_name = ""
    actions = ["edit", "reinstate"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With what lies there today."""
        return super().get_context_data(**kwargs) | {"uses": uses_of(self.object), "ended": self._ended()}

    def get_form(self, form_class: type[Form] | None = None) -> Form:
        """No field is needed to take an end back."""
        form = super().get_form(form_class)
        if self.action == "reinstate":
            for field in form.fields.values():
                field.required = False
        return form

    def get_edit_url(self) -> str:
        """This page itself."""
        return self.request.path

    def get_success_url(self) -> str:
        """Back to the area."""
        return reverse(self.back_url_name, args=[self.object.pk])

    def get_success_message(self) -> str:
        """What is so now."""
        if self.object.abolished_on is None:
            return gettext("เอาการยุบออกแล้ว: %(area)s") % {"area": self.object.full_name}
        day = format_date(self.object.abolished_on, active_language(), "day")
        return gettext("ยุบเมื่อ %(day)s: %(area)s") % {"day": day, "area": self.object.full_name}

    def form_valid(self, form: Form) -> HttpResponse:
        """What the service refuses is told beside its field."""
        try:
            return super().form_valid(form)
        except ValidationError as refused:
            form.refuse(refused)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)

    def save_instance(self) -> Area:
        """The service ends it, or takes the end back."""
        if self.action == "reinstate":
            saved = reinstate_area(self.object, by=self.request.user)
        else:
            values = self.form.cleaned_data
            followers = values["followed_by"]
            on = values["abolished_on"]
            saved = abolish_area(self.object, on=on, followed_by=followers, by=self.request.user)
        self.has_content_changes = True
        log(instance=saved, action="wagtail.edit", content_changed=True)
        return saved

    def _ended(self) -> bool:
        return Area.objects.filter(pk=self.object.pk, abolished_on__isnull=False).exists()


class AreaViewSet(StaffViewSet):
    """Every area of the country. Codes are official and never change; nothing is deleted."""

    model = Area
    name = "areas"
    menu_label = _("พื้นที่ทั้งหมด")
    icon = "globe"
    actions = (ADD, CHANGE, VIEW)
    index_view_class = AreasView
    add_view_class = AreaAddView
    edit_view_class = AreaEditView
    filterset_class = AreaFilter
    list_display = [
        "name_th",
        "level",
        Column("place", label=_("อยู่ที่"), accessor="full_name"),
        Column("code", label=_("รหัส"), accessor="code", sort_key="code"),
        "name_en",
        Column(
            "abolished_on",
            label=_("ยุบเมื่อ"),
            accessor=lambda area: (
                format_date(area.abolished_on, active_language(), "day") if area.abolished_on else ""
            ),
        ),
    ]
    list_export = ["code", "level", "name_th", "name_en", "province", "region", "abolished_on"]
    export_filename = "areas"
    search_fields = ["name_th", "name_en", "code"]
    ordering = ["code"]
    list_per_page = 50

    def get_form_class(self, for_update: bool = False) -> type[AreaForm | AreaAddForm]:
        """The code is asked for once."""
        return AreaForm if for_update else AreaAddForm

    def get_edit_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """With the way to the end of an area."""
        return super().get_edit_view_kwargs(**kwargs) | {"end_url_name": self.get_url_name("end")}

    @property
    def end_view(self) -> Callable[..., HttpResponse]:
        """Abolishing, behind the same door as all else."""
        kwargs = super().get_edit_view_kwargs() | {
            "form_class": AreaEndForm,
            "template_name": "geo/admin/end_area.html",
            "back_url_name": self.get_url_name("edit"),
        }
        return self.construct_view(AreaEndView, **kwargs)

    def get_urlpatterns(self) -> list[URLPattern]:
        """One address more."""
        return [*super().get_urlpatterns(), path("end/<int:pk>/", self.end_view, name="end")]
