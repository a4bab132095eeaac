"""Deleting in the editing admin: what goes is kept in the bin first, and whoever deletes is told so."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.generic import DeleteView
from wagtail.admin.views.generic.multiple_upload import DeleteView as UploadDelete
from wagtail.documents.views.documents import DeleteView as DocumentDelete
from wagtail.documents.views.multiple import DeleteView as DocumentsDelete
from wagtail.images.views.images import DeleteView as PictureDelete
from wagtail.images.views.multiple import DeleteView as PicturesDelete
from wagtail.models import Page
from wagtail.snippets.views.snippets import DeleteView as SnippetDelete

from programmes.services.bin import DAYS

from ..services.bin import is_known, keep


class _Keeping(DeleteView):
    """A delete view of Wagtail's that keeps what it deletes."""

    @property
    def confirmation_message(self) -> str:
        """Wagtail's question, and that there is a way back."""
        return f"{super().confirmation_message} {way_back()}"

    def delete_action(self) -> None:
        """Kept, then deleted."""
        with transaction.atomic():
            keep(self.object, by=self.request.user)
            super().delete_action()


class KeepingPictureDelete(_Keeping, PictureDelete):
    """A picture."""


class KeepingDocumentDelete(_Keeping, DocumentDelete):
    """A document."""


class KeepingSnippetDelete(_Keeping, SnippetDelete):
    """A material, a contact, a word."""


class _KeepingUpload(UploadDelete):
    """Taking one of many files away again, right after they were sent."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Kept where Wagtail lets it go."""
        thing = get_object_or_404(self.get_model(), pk=kwargs[self.pk_url_kwarg])
        with transaction.atomic():
            if self.permission_policy.user_has_permission_for_instance(request.user, "delete", thing):
                keep(thing, by=request.user)
            return super().post(request, *args, **kwargs)


class KeepingPicturesDelete(_KeepingUpload, PicturesDelete):
    """One of many pictures."""


class KeepingDocumentsDelete(_KeepingUpload, DocumentsDelete):
    """One of many documents."""


def way_back() -> str:
    """What a page that asks before it deletes says besides."""
    return gettext("ลบแล้วยังกู้คืนได้ %(days)s วัน ที่เมนู “รายการที่ลบไป”") % {"days": DAYS}


def keep_page(request: HttpRequest, page: Page) -> None:
    """Before Wagtail's view deletes a page: that is, when it was asked to and told the name it asks for."""
    told = request.POST.get("confirm_site_name") or settings.WAGTAIL_SITE_NAME
    if request.method == "POST" and told == settings.WAGTAIL_SITE_NAME:
        keep(page, by=request.user)


def keep_many(request: HttpRequest, action: str, things: list[Model], view: BulkAction) -> None:
    """Before Wagtail deletes what was ticked, all in one transaction.

    A page below another one that was ticked goes with that: Wagtail, which would look for it afterwards, is
    not asked to delete it once more.
    """
    if action != "delete" or not is_known(view.model):
        return
    paths = [thing.path for thing in things if isinstance(thing, Page)]
    things[:] = [thing for thing in things if not (isinstance(thing, Page) and _goes_along(thing, paths))]
    for thing in things:
        keep(thing, by=request.user)


def _goes_along(page: Page, paths: Iterable[str]) -> bool:
    return any(page.path != path and page.path.startswith(path) for path in paths)
