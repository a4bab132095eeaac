"""What every viewset for national staff is made of."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from ..admin_forms import VocabularyForm
from ..downloads import ListingAsFile
from ..policies import ADD, CHANGE, VIEW, StaffPolicy
from ..rules import is_national_staff


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
