"""What publishing adds to the editing admin."""

from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.documents.models import Document
from wagtail.snippets.models import register_snippet

from .choosers import AreaChooserViewSet, SiteChooserViewSet, area_chooser, site_chooser
from .viewsets import MaterialViewSet

register_snippet(MaterialViewSet)


@hooks.register("register_admin_viewset")
def choosers() -> list[AreaChooserViewSet | SiteChooserViewSet]:
    """Windows in which places and learning sites are looked up."""
    return [area_chooser, site_chooser]


@hooks.register("before_serve_document")
def wait_until_available(document: Document, request: HttpRequest) -> None:
    """A file that is only in materials still to come cannot be fetched by guessing its address."""
    if request.user.has_perm("wagtailadmin.access_admin"):
        return
    materials = list(document.materials.all())
    if materials and not any(material.is_out() for material in materials):
        raise Http404
