"""Materials, contacts and words in the editing admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Contact, Material, Term


class MaterialViewSet(SnippetViewSet):
    """Documents, posters, stickers, slides and videos, each kept once and linked from many pages."""

    model = Material
    icon = "doc-full-inverse"
    menu_label = _("เอกสารและสื่อ")
    add_to_admin_menu = True
    menu_order = 310
    list_display = ["title", "kind", "available_on"]
    list_filter = ["kind"]
    ordering = ["title"]
    copy_view_enabled = False


class ContactViewSet(SnippetViewSet):
    """Whom to ask, for a province, a region, or the nation."""

    model = Contact
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
    icon = "openquote"
    menu_label = _("คำที่ใช้ในขบวน")
    add_to_admin_menu = True
    menu_order = 330
    list_display = ["term_th", "term_en", "key"]
    search_fields = ["term_th", "term_en", "key"]
    list_per_page = 100
    copy_view_enabled = False
