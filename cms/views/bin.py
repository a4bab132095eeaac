"""What was deleted in the editing admin: the list, and the way back."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.base import BaseListingView

from programmes.services.bin import DAYS

from ..choices import Keepable
from ..models import Binned
from ..services.bin import HEAVY, Back, binned_for, bring_back, days_left, may_use


class WhatColumn(Column):
    """What it was, and where."""

    cell_template_name = "cms/admin/bin_what.html"

    def get_cell_context_data(self, instance: Binned, parent_context: dict[str, Any]) -> dict[str, Any]:
        """The kind of page, or of whatever else."""
        page = instance.noun == Keepable.PAGE
        kind = instance.kind.model_class()._meta.verbose_name if page else instance.get_noun_display()
        return super().get_cell_context_data(instance, parent_context) | {"kind": kind}


class WhenColumn(Column):
    """When, by whom, and for how long it is kept."""

    cell_template_name = "cms/admin/bin_when.html"

    def get_cell_context_data(self, instance: Binned, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Days that are left."""
        return super().get_cell_context_data(instance, parent_context) | {"left": days_left(instance)}


class BackColumn(Column):
    """The button, which is a form."""

    cell_template_name = "cms/admin/bin_back.html"

    def get_cell_context_data(self, instance: Binned, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Forms carry a token."""
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"csrf_token": get_token(parent_context["request"])}


class BinView(BaseListingView):
    """What the reader may bring back, the latest first."""

    page_title = _("รายการที่ลบไป")
    header_icon = "bin"
    index_url_name = "cms_bin"
    results_template_name = "cms/admin/bin_results.html"
    paginate_by = 50
    columns = [
        WhatColumn("title", label=_("อะไร")),
        WhenColumn("deleted_at", label=_("ลบเมื่อ")),
        BackColumn("pk", label=_("กู้คืน")),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """For those who may bring something back."""
        if not may_use(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[Binned]:
        """Without what is only needed to bring it back."""
        return binned_for(self.request.user).defer(*HEAVY)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """For how many days."""
        return super().get_context_data(*args, **kwargs) | {"days": DAYS}


@require_POST
def bring_back_view(request: HttpRequest, key: int) -> HttpResponse:
    """Bring one thing back, or say why not."""
    if not may_use(request.user):
        raise PermissionDenied
    item = get_object_or_404(binned_for(request.user).defer(*HEAVY), pk=key)
    try:
        _say(request, bring_back(item, by=request.user))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("cms_bin")


def _say(request: HttpRequest, back: Back) -> None:
    url = AdminURLFinder(request.user).get_edit_url(back.thing)
    buttons = [messages.button(url, gettext("แก้ไข"))] if url else []
    title = str(back.thing)
    if back.withheld:
        told = gettext("กู้คืนแล้ว: %s แต่ยังไม่ขึ้นเว็บ เพราะมีคนถอนความยินยอมไปแล้ว")
        messages.warning(request, told % title, buttons=buttons)
    else:
        messages.success(request, gettext("กู้คืนแล้ว: %s") % title, buttons=buttons)
