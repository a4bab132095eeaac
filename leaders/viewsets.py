"""People in the editing admin: the sentences of consent. National staff only."""

from typing import Any

from django import forms
from django.db.models import Max
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.log_actions import log

from geo.policies import ADD, VIEW
from geo.viewsets import ListView, StaffViewSet
from thai.dates import format_date
from thai.forms import ThaiDateTextField
from thai.widgets import active_language

from .models import ConsentWording


class WordingForm(forms.ModelForm):
    """The next version of one sentence, and from which day on it is read."""

    starts_on = ThaiDateTextField(label=_("ใช้ตั้งแต่วันที่"))

    class Meta:
        model = ConsentWording
        fields = ["use", "text_th", "text_en", "starts_on"]


class WordingAddView(generic.CreateView):
    """Writes the next version; earlier ones stay, with what was agreed to in them."""

    success_message = _("เพิ่มข้อความฉบับใหม่แล้ว: %(object)s")

    def save_instance(self) -> ConsentWording:
        """Numbered after the last one of the same use."""
        wording = self.form.save(commit=False)
        last = ConsentWording.objects.filter(use=wording.use).aggregate(last=Max("version"))["last"]
        wording.version = (last or 0) + 1
        wording.save()
        log(instance=wording, action="wagtail.create", content_changed=True)
        return wording


class ConsentWordingViewSet(StaffViewSet):
    """What is read before somebody agrees: new versions are added, none is changed."""

    model = ConsentWording
    name = "consent_wordings"
    menu_label = _("ข้อความขอความยินยอม")
    icon = "form"
    menu_order = 810
    add_to_admin_menu = True
    actions = (ADD, VIEW)
    index_view_class = ListView
    add_view_class = WordingAddView
    inspect_view_enabled = True
    list_display = [
        "use",
        "version",
        Column("starts_on", label=_("ใช้ตั้งแต่วันที่"), accessor=lambda row: _day(row)),
        "text_th",
    ]
    list_export = ["use", "version", "starts_on", "text_th", "text_en"]
    export_filename = "consent-wordings"
    ordering = ["use", "-version"]

    def get_form_class(self, for_update: bool = False) -> type[WordingForm]:
        """One form; nothing is changed with it."""
        return WordingForm


def _day(wording: Any) -> str:
    return format_date(wording.starts_on, active_language(), "day")
