"""What can be done with a batch that was brought: take its file along, take back what it wrote."""

import uuid
from collections.abc import Mapping

from django.apps import apps
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import AccessLog
from accounts.services import log_access
from geo.choices import BatchState
from geo.downloads.answers import CONTENT_TYPES
from geo.models import ImportBatch
from leaders.models import Person

from ...intake.services import plan_of
from ...intake.undo import Undoing, named, plan_undoing, undo_batch
from ...models import Activity, Attendance, Enrolment
from .batches import fetch, may_bring, render_page

# Nouns as people think of them; others follow.
FIRST = [model._meta.label_lower for model in (Activity, Person, Enrolment, Attendance)]


@may_bring
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """What would go and what would stay; a POST does it."""
    found = fetch(request, uid)
    if not request.user.has_perm("programmes.undo_batch", found):
        raise PermissionDenied
    if request.method == "POST":
        return _undo(request, found)
    possible = found.state == BatchState.WRITTEN
    done = plan_undoing(found) if possible else Undoing()
    context = {"batch": found, "possible": possible and done.number, "written": possible}
    return render_page(request, "sheets/undo.html", context | words_of(done, request))


def _undo(request: HttpRequest, found: ImportBatch) -> HttpResponse:
    try:
        undo_batch(found, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("ย้อนการนำเข้าแล้ว"))
    return redirect("sheets:batch", found.uid)


def words_of(done: Undoing, request: HttpRequest) -> dict[str, object]:
    """What undoing does, or did, to be read: numbers by noun, and lines for what stays."""
    return {
        "removed": _numbers(done.removed),
        "restored": _numbers(done.restored),
        "kept": _numbers(done.kept),
        "lines": named(done.lines, request.user),
    }


def _numbers(by_label: Mapping[str, int]) -> list[tuple[str, int]]:
    ordered = sorted(
        by_label.items(), key=lambda item: (FIRST.index(item[0]) if item[0] in FIRST else len(FIRST), item[0])
    )
    return [(str(apps.get_model(label)._meta.verbose_name), number) for label, number in ordered]


@may_bring
@require_safe
def file(request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
    """The sheet as it is kept; it names people, so that it was taken along is on record."""
    found = fetch(request, uid, to_change=True)
    if not found.file:
        raise Http404
    if request.method == "GET":
        log_access(request, AccessLog.Action.EXPORTED, "sheet", _people_in(found, request))
    suffix = found.file.name.rsplit(".", 1)[-1]
    name = f"{found.filename.rpartition('.')[0] or found.filename}.{suffix}"
    answer = FileResponse(
        found.file.open("rb"), as_attachment=True, filename=name, content_type=CONTENT_TYPES[suffix]
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


def _people_in(batch: ImportBatch, request: HttpRequest) -> list[int]:
    """Persons on record whom the sheet names."""
    notes = batch.imported_rows.filter(label=Person._meta.label_lower)
    noted = set(notes.values_list("object_id", flat=True))
    if batch.state != BatchState.UNDONE:
        uids = [row.uid for row in plan_of(batch, by=request.user).rows if row.uid]
        noted |= set(Person.objects.filter(uid__in=uids).values_list("pk", flat=True))
    return sorted(noted)
