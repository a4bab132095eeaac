"""Materials in the editing admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Material


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
