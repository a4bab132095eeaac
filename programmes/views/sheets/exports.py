"""The lists under /sheets/ as files."""

import uuid

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from geo.downloads import list_as_file
from geo.models import ImportBatch

from ...intake.services import plan_of
from ...resources import BatchResource, SheetRowResource
from .batches import fetch, may_bring, people_of
from .page import has_plan, rows_with


@may_bring
@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The sheets one may see as a file (csv or xlsx)."""
    return list_as_file(request, kind, BatchResource(), ImportBatch.objects.visible_to(request.user))


@may_bring
@require_safe
def rows_export(request: HttpRequest, uid: uuid.UUID, kind: str) -> HttpResponseBase:
    """Rows of a sheet with what becomes of each (csv or xlsx), narrowed by ``?verdict=`` as the page is.

    404 where the page shows no rows: a sheet that was given up or taken back, or whose file is gone.
    """
    found = fetch(request, uid)
    if not has_plan(found):
        raise Http404
    plan = plan_of(found, by=request.user)
    rows = rows_with(plan, request.GET.get("verdict", ""))
    return list_as_file(request, kind, SheetRowResource(people_of(plan)), rows)
