"""Materials, contacts and words in the editing admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from geo.downloads import ListingAsFile
from thai.dates import format_date
from thai.widgets import active_language

from .models import Contact, Material, Term
from .views.deleting import KeepingSnippetDelete


class ListView(ListingAsFile, IndexView):
    """A list of the admin, which can be taken along as a file."""


def _day(material: Material) -> str:
    return format_date(material.available_on, active_language(), "day") if material.available_on else ""


class MaterialViewSet(SnippetViewSet):
    """Documents, posters, stickers, slides and videos, each kept once and linked from many pages."""

    model = Material
    index_view_class = ListView
    delete_view_class = KeepingSnippetDelete
    list_export = ["title", "title_en", "kind", "available_on"]
    export_filename = "materials"
    icon = "doc-full-inverse"
    menu_label = _("เอกสารและสื่อ")
    add_to_admin_menu = True
    menu_order = 310
    list_display = [
        "title",
        "kind",
        Column("available_on", label=_("เผยแพร่วันที่"), accessor=_day, sort_key="available_on"),
        StatusTagColumn("state", label=_("สถานะ"), primary=lambda material: material.is_out()),
    ]
    list_filter = ["kind"]
    ordering = ["title"]
    copy_view_enabled = False


class ContactViewSet(SnippetViewSet):
    """Whom to ask, for a province, a region, or the nation."""

    model = Contact
    index_view_class = ListView
    delete_view_class = KeepingSnippetDelete
    list_export = ["area", "name_th", "name_en", "phones", "hours_th", "hours_en", "email", "line"]
    export_filename = "contacts"
    icon = "mail"
    menu_label = _("ที่ติดต่อ")
    add_to_admin_menu = True
    menu_order = 320
    list_display = ["name_th", "area", "phones"]
    search_fields = ["name_th", "name_en", "area__name_th", "area__name_en"]
    list_per_page = 100
    copy_view_enabled = False


class TermViewSet(SnippetViewSet):
    """The movement's own words, explained in both languages."""

    model = Term
    index_view_class = ListView
    delete_view_class = KeepingSnippetDelete
    list_export = ["key", "term_th", "term_en", "meaning_th", "meaning_en"]
    export_filename = "terms"
    icon = "openquote"
    menu_label = _("คำที่ใช้ในขบวน")
    add_to_admin_menu = True
    menu_order = 330
    list_display = ["term_th", "term_en", "key"]
    search_fields = ["term_th", "term_en", "key"]
    list_per_page = 100
    copy_view_enabled = False
