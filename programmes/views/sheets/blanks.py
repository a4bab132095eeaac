"""Blank forms to fill in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from geo.downloads import as_download
from geo.downloads.answers import CONTENT_TYPES

from ...intake.blanks import BLANKS, blank_form
from ...intake.kinds import KINDS
from .batches import may_bring


@may_bring
@require_safe
def template(request: HttpRequest, kind: str) -> HttpResponseBase:
    """A workbook to fill in, for a kind of sheet that can be read; the user's own places to choose from."""
    if kind not in BLANKS or kind not in KINDS:
        raise Http404
    answer = HttpResponse(blank_form(kind, user=request.user))
    return as_download(answer, f"{BLANKS[kind].filename}.xlsx", CONTENT_TYPES["xlsx"])
