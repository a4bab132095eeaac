"""What was deleted in the last 30 days, with a way back; one page for each of the two workspaces."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import AccessLog
from accounts.services import log_access
from leaders.rules import may_erase

from ..choices import Deletable
from ..services.bin import DAYS, deleted, seen_in, take_back, things
from .log.access import field_worker
from .review.access import desk_only, words_of

PER_PAGE = 30
# Of each noun, where all are shown; one more tells that there are others.
SHOWN = 10


@field_worker
@require_safe
def log_bin(request: HttpRequest) -> HttpResponse:
    """For whoever logs: of the own areas. ``?noun=`` shows one noun, page by page."""
    return _show(request, "log/bin.html", desk=False)


@desk_only
@require_safe
def review_bin(request: HttpRequest) -> HttpResponse:
    """For reviewers and staff: of the areas one reviews."""
    return _show(request, "review/bin.html", desk=True)


@field_worker
@require_POST
def log_restore(request: HttpRequest, noun: str, uid: uuid.UUID) -> HttpResponse:
    """Take one thing back."""
    return _restore(request, noun, uid, desk=False)


@desk_only
@require_POST
def review_restore(request: HttpRequest, noun: str, uid: uuid.UUID) -> HttpResponse:
    """Take one thing back."""
    return _restore(request, noun, uid, desk=True)


def _show(request: HttpRequest, template: str, *, desk: bool) -> HttpResponse:
    asked = request.GET.get("noun", "")
    page = None
    if asked in Deletable.values:
        noun = Deletable(asked)
        rows = deleted(noun, request.user, desk=desk)
        page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
        told = {noun: things(noun, page.object_list)}
    else:
        told = {noun: things(noun, deleted(noun, request.user, desk=desk)[: SHOWN + 1]) for noun in Deletable}
    if seen := seen_in(told):
        log_access(request, AccessLog.Action.SEEN, "deleted person", seen)
    context: dict[str, Any] = {
        "page": page,
        "parts": [
            (noun, rows if page else rows[:SHOWN], not page and len(rows) > SHOWN)
            for noun, rows in told.items()
            if rows
        ],
        "asked": asked if page else "",
        "days": DAYS,
        "restore": "review:bin_restore" if desk else "log:bin_restore",
        "may_erase": desk and may_erase(request.user),
        "nav_current": "bin",
    }
    return render(request, template, context)


def _restore(request: HttpRequest, noun: str, uid: uuid.UUID, *, desk: bool) -> HttpResponse:
    if noun not in Deletable.values:
        raise Http404
    row = get_object_or_404(deleted(Deletable(noun), request.user, desk=desk), uid=uid)
    try:
        take_back(Deletable(noun), row, by=request.user)
    except ValidationError as refused:
        messages.error(request, words_of(refused))
    else:
        messages.success(request, _("กู้คืนแล้ว"))
    return redirect("review:bin" if desk else "log:bin")
