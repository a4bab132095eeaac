"""What publishing adds to the editing admin."""

from contextlib import suppress
from typing import Any

from django.http import Http404, HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.documents.models import Document
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from .choosers import AreaChooserViewSet, SiteChooserViewSet, area_chooser, site_chooser
from .models import LetterPage
from .models.consented import is_shut
from .services.bin import BACK, may_use
from .services.reading import note_reading
from .views.bin import BinView, bring_back_view
from .views.deleting import (
    KeepingDocumentDelete,
    KeepingDocumentsDelete,
    KeepingPictureDelete,
    KeepingPicturesDelete,
    keep_many,
    keep_page,
)
from .views.words import TranslatingWords, admin_words
from .viewsets import ContactViewSet, MaterialViewSet, TermViewSet

for _viewset in (MaterialViewSet, ContactViewSet, TermViewSet):
    register_snippet(_viewset)


@hooks.register("register_admin_viewset")
def choosers() -> list[AreaChooserViewSet | SiteChooserViewSet]:
    """Windows in which places and learning sites are looked up."""
    return [area_chooser, site_chooser]


@hooks.register("before_serve_document")
def wait_until_available(document: Document, request: HttpRequest) -> None:
    """A file that is only in materials still to come cannot be fetched by guessing its address; nor can one
    of a material that was taken off the site, whatever else it is in, and whatever became of that material.
    """
    if request.user.has_perm("wagtailadmin.access_admin"):
        return
    materials = list(document.materials.all())
    out = any(material.is_out() for material in materials)
    if materials and (not out or any(material.withheld_at for material in materials)):
        raise Http404
    with suppress(OSError):
        if is_shut(document.get_file_hash()):
            raise Http404


# After Wagtail has asked whether this reader may; an editor's preview does not come by here.
@hooks.register("before_serve_page", order=100)
def count_readings(page: Page, request: HttpRequest, args: list[Any], kwargs: dict[str, Any]) -> None:
    """A letter that is served has been read, whether it then goes out whole or as "unchanged"."""
    if isinstance(page, LetterPage) and not kwargs.get("untranslated"):
        note_reading(page, request)


# Before wagtail-localize's and Wagtail's own addresses of the same paths.
@hooks.register("register_admin_urls", order=-1)
def words_of_scripts() -> list[URLPattern]:
    """The catalogues for the scripts of the admin and of side-by-side translating."""
    return [
        path("localize/jsi18n/", TranslatingWords.as_view(), name="cms_translating_words"),
        path("jsi18n/", admin_words, name="cms_admin_words"),
    ]


# Before Wagtail's own addresses of the same paths: it has no hook for deleting a picture or a document.
@hooks.register("register_admin_urls", order=-1)
def bin_and_deleting() -> list[URLPattern]:
    """What was deleted, the way back, and deleting that keeps first."""
    pictures, documents = KeepingPicturesDelete.as_view(), KeepingDocumentsDelete.as_view()
    return [
        path("bin/", BinView.as_view(), name="cms_bin"),
        path("bin/<int:key>/back/", bring_back_view, name="cms_bin_back"),
        path("images/<int:image_id>/delete/", KeepingPictureDelete.as_view()),
        path("images/multiple/<int:image_id>/delete/", pictures),
        path("documents/delete/<int:document_id>/", KeepingDocumentDelete.as_view()),
        path("documents/multiple/<int:doc_id>/delete/", documents),
    ]


hooks.register("before_delete_page", keep_page)
hooks.register("before_bulk_action", keep_many)


class BinItem(MenuItem):
    """The way to what was deleted."""

    def is_shown(self, request: HttpRequest) -> bool:
        """For those who may bring something back."""
        return may_use(request.user)


@hooks.register("register_admin_menu_item")
def bin_item() -> BinItem:
    """Below what can be deleted."""
    return BinItem(_("รายการที่ลบไป"), reverse("cms_bin"), name="bin", icon_name="bin", order=340)


@hooks.register("register_log_actions")
def bringing_back(actions: LogActionRegistry) -> None:
    """Stands in the history of what came back."""
    actions.register_action(BACK, _("กู้คืน"), _("กู้คืนจากรายการที่ลบไป"))


@hooks.register("construct_help_menu")
def help_without_english_pages(request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's own guides are in English and about more than is done here."""
    items[:] = [item for item in items if item.name == "keyboard-shortcuts-trigger"]


@hooks.register("construct_homepage_summary_items")
def no_number_of_everything(request: HttpRequest, items: list[object]) -> None:
    """How many pages there are says nothing; the menu leads to them."""
    items.clear()


@hooks.register("insert_global_admin_js")
def guard_sign_out() -> SafeString:
    """Signing out of the admin takes rosters and pages from a phone, as signing out anywhere else does."""
    return format_html('<script type="module" src="{}"></script>', static("log/app/elsewhere.js"))


@hooks.register("insert_global_admin_css")
def lists_on_a_phone() -> SafeString:
    """Wagtail squeezes a table of many columns into the width of a phone, letter by letter."""
    return format_html('<link rel="stylesheet" href="{}">', static("admin/admin.css"))
