"""What somebody on record may ask for: a copy of all their data, and to be erased."""

import tempfile
import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.factors import SecondFactorNeeded, is_missing
from accounts.models import AccessLog
from accounts.services import log_access
from geo.downloads.answers import CONTENT_TYPES, as_download
from leaders.erasing_forms import ErasingForm
from leaders.models import Erasure, Person
from leaders.rules import may_change_person, may_erase
from leaders.services.erasing import erase
from leaders.services.own_data import write_own_data

from .access import desk_only, page_of


def _on_record(request: HttpRequest) -> QuerySet[Person]:
    """Persons whom the reader sees, in the bin too: deleting takes nobody's rights away."""
    return Person.everything.visible_to(request.user).unmerged()


@desk_only
@require_safe
def copy(request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
    """One file with all that is kept about a person; on record as an export."""
    person = get_object_or_404(_on_record(request), uid=uid)
    if not may_change_person(request.user, person):
        raise PermissionDenied
    name, content_type = f"person-{person.uid}.xlsx", CONTENT_TYPES["xlsx"]
    if request.method == "HEAD":
        return as_download(HttpResponse(), name, content_type)
    log_access(request, AccessLog.Action.EXPORTED, "own_data", [person.pk])
    file = tempfile.TemporaryFile()  # noqa: SIM115, the answer closes it
    write_own_data(person, file)
    file.seek(0)
    return as_download(FileResponse(file), name, content_type)


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def erase_person(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """What will go and what stays; POST with the person's name erases. National staff only.

    Behind the second factor, like every file that names people: it cannot be undone.
    """
    person = get_object_or_404(_on_record(request).with_place(), uid=uid)
    if not may_erase(request.user):
        raise PermissionDenied
    if is_missing(request):
        raise SecondFactorNeeded
    form = ErasingForm(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            erase(person, by=request.user, asked=form.cleaned_data["asked"])
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("ลบข้อมูลแล้ว"))
            return redirect("review:erasures")
    log_access(request, AccessLog.Action.SEEN, "person", [person.pk])
    context = {"person": person, "form": form, "nav_current": "people"}
    return render(request, "review/erase.html", context)


@desk_only
@require_safe
def erasures(request: HttpRequest) -> HttpResponse:
    """What was erased, when and by whom, never who; and what somebody still has to look at."""
    if not may_erase(request.user):
        raise PermissionDenied
    rows = Erasure.objects.select_related("by", "person__team__subdistrict", "person__subdistrict")
    return render(request, "review/erasures.html", {"page": page_of(rows, request), "nav_current": "people"})
