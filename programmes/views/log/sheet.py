"""The sign-in sheet of an activity: made, shown for printing, and taken out as a workbook."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

import segno
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import AccessLog
from accounts.services import log_access
from geo.downloads import as_download
from geo.downloads.answers import CONTENT_TYPES
from thai.dates import format_days
from thai.widgets import active_language

from ... import rules
from ...forms.log_sheet import SheetForm
from ...intake.blanks import filled_form
from ...models import Activity, PrintedSheet
from ...services.printing import PRINTABLE, SheetRow, by_group, days_of, people_on, print_sheet, whose_rows
from .access import field_worker

# So many columns to sign in fit upright, and so many at all; further days go on a sheet of their own.
MOST_UPRIGHT, MOST_ACROSS = 4, 7
ROLL = "?roll#who"


@field_worker
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The latest sheet, ready to be printed; a POST with ``empty_rows`` makes one."""
    found = _own(request, uid)
    latest = PrintedSheet.objects.latest_of(found)
    form = SheetForm(request.POST or None, initial={"empty_rows": latest.empty_rows} if latest else None)
    if request.method == "POST":
        if found.status not in PRINTABLE or form.is_valid():
            return _make(request, found, form)
        return _show(request, found, latest, form, status=400)
    return _show(request, found, latest, form)


@field_worker
@require_safe
def sheet_file(request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
    """The rows of the latest sheet as a workbook that can be brought back; whoever is named is noted.

    An activity without a team has none: nobody new could be brought back to it.
    """
    found = _own(request, uid)
    latest = PrintedSheet.objects.latest_of(found)
    if latest is None or found.team is None:
        raise Http404
    answer = HttpResponse()
    if request.method != "HEAD":
        rows = people_on(latest)
        _note(request, AccessLog.Action.EXPORTED, rows)
        answer.content = filled_form(latest, rows, days_of(found))
    name = f"signin-{found.starts_on.isoformat()}.xlsx"
    return as_download(answer, name, CONTENT_TYPES["xlsx"])


def _own(request: HttpRequest, uid: uuid.UUID) -> Activity:
    """The activity, for those who log for it: a sheet names people who have not come yet."""
    visible = Activity.objects.visible_to(request.user).with_place().select_related("programme")
    found = get_object_or_404(visible, uid=uid)
    if not rules.may_log(request.user, found):
        raise PermissionDenied
    return found


def _make(request: HttpRequest, found: Activity, form: SheetForm) -> HttpResponse:
    try:
        print_sheet(found, by=request.user, **form.cleaned_data if form.is_valid() else {})
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("log:sheet", found.uid)


def _show(
    request: HttpRequest, found: Activity, latest: PrintedSheet | None, form: SheetForm, *, status: int = 200
) -> HttpResponse:
    may_make = found.status in PRINTABLE
    context: dict[str, Any] = {"activity": found, "sheet": latest, "form": form, "may_make": may_make}
    if latest:
        context |= _paper(request, found, latest)
        context["outdated"] = may_make and whose_rows(found) != latest.rows
    return render(request, "log/sheet.html", context, status=status)


def _paper(request: HttpRequest, found: Activity, latest: PrintedSheet) -> dict[str, Any]:
    """What stands on the paper, and a note of who was seen on it."""
    rows, days = people_on(latest), days_of(found)
    _note(request, AccessLog.Action.SEEN, rows)
    address = request.build_absolute_uri(reverse("log:activity", args=[found.uid]) + ROLL)
    return {
        "groups": by_group(rows),
        "choices": found.programme.groups.all(),
        "days": format_days(days, active_language()),
        "parts": [{"days": part, "columns": len(part) + 3} for part in _parts(days)],
        "wide": len(days) > MOST_UPRIGHT,
        "people": len({row.enrolment.person_id for row in rows if row.enrolment}),
        "address": address,
        "qr": _qr(address),
    }


def _parts(days: Sequence[date]) -> list[tuple[date, ...]]:
    """Days that stand side by side, of nearly the same number on each sheet."""
    sheets = -(-len(days) // MOST_ACROSS)
    most = -(-len(days) // sheets)
    return [tuple(days[start : start + most]) for start in range(0, len(days), most)]


def _qr(address: str) -> SafeString:
    """The address as an SVG with its quiet edge; level M still reads with a fold or a stain."""
    code = segno.make_qr(address, error="m")
    return mark_safe(code.svg_inline(border=4, omitsize=True, svgclass="qr", lineclass=None))


def _note(request: HttpRequest, action: AccessLog.Action, rows: Sequence[SheetRow]) -> None:
    people = [row.enrolment.person_id for row in rows if row.enrolment]
    if people:
        log_access(request, action, "roster", people)
