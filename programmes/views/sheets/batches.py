"""The pages: my sheets with the field to choose one, one sheet's preview, and what can be done with it."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import AccessLog
from accounts.services import log_access
from geo.models import ImportBatch
from geo.rules import is_desk
from leaders.models import Person

from ...forms.sheets import UploadForm, answers_in
from ...intake.kinds import KINDS
from ...intake.refusals import FileRefused
from ...intake.services import answer_batch, cancel_batch, confirm_batch, plan_of, upload_batch
from ...intake.verdicts import Plan
from .page import context_of, has_plan

View = Callable[..., HttpResponse]
PER_PAGE = 20


def may_bring(view: View) -> View:
    """The public signs in first; whoever works nowhere is refused."""

    @login_required
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("programmes.upload_sheet"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked


@may_bring
@require_http_methods(["GET", "HEAD", "POST"])
def sheets(request: HttpRequest) -> HttpResponse:
    """The sheets one may see, the latest first; a POST brings a file and leads to its preview."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            batch = upload_batch(file.read(), file.name, by=request.user)
        except FileRefused as refusal:
            form.add_error("file", refusal.message)
        else:
            return redirect("sheets:batch", batch.uid)
    seen = (
        ImportBatch.objects.visible_to(request.user)
        .select_related("uploaded_by", "written_by", "undone_by")
        .prefetch_related("areas")
    )
    context = {
        "form": form,
        "page": Paginator(seen, PER_PAGE).get_page(request.GET.get("page")),
        "kinds": KINDS.values(),
    }
    return render_page(request, "sheets/list.html", context)


@may_bring
@require_safe
def batch(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """What each row would bring now, with the questions; ``?verdict=`` narrows the table."""
    found = fetch(request, uid)
    plan = plan_of(found, by=request.user) if has_plan(found) else None
    if plan and (people := people_of(plan)):
        log_access(request, AccessLog.Action.SEEN, "sheet", people)
    context = context_of(found, plan, request.user, asked_for=request.GET)
    context["may_handle"] = request.user.has_perm("programmes.handle_batch", found)
    context["may_undo"] = request.user.has_perm("programmes.undo_batch", found)
    return render_page(request, "sheets/batch.html", context)


@may_bring
@require_POST
def answer(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Keep the answers and show what they change."""
    found = fetch(request, uid, to_change=True)
    try:
        answer_batch(found, answers_in(request.POST), by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("เก็บคำตอบแล้ว"))
    return redirect("sheets:batch", uid)


@may_bring
@require_POST
def confirm(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Keep the answers that came along, then write what is ready.

    An answer about the whole sheet may turn every row; it is shown before anything is written.
    """
    found = fetch(request, uid, to_change=True)
    try:
        answered = answer_batch(found, answers_in(request.POST), by=request.user)
        if answered.turned:
            messages.info(request, _("เก็บคำตอบแล้ว คำตอบเปลี่ยนผลหลายแถว ตรวจอีกครั้งก่อนนำเข้า"))
            return redirect("sheets:batch", uid)
        outcome = confirm_batch(found, by=request.user, plan=answered.plan)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("sheets:batch", uid)
    if outcome.problems:
        messages.error(request, _("ยังไม่ได้นำเข้า ข้อมูลเปลี่ยนไปหลังจากที่เปิดดู ตรวจแถวที่นำเข้าไม่ได้ แล้วกดนำเข้าอีกครั้ง"))
    elif outcome.number:
        words = ngettext("นำเข้าแล้ว %(n)s แถว", "นำเข้าแล้ว %(n)s แถว", outcome.number)
        messages.success(request, words % {"n": outcome.number})
    else:
        messages.info(request, _("ไม่มีอะไรเพิ่ม"))
    return redirect("sheets:batch", uid)


@may_bring
@require_POST
def cancel(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Give the sheet up; its file is deleted."""
    found = fetch(request, uid, to_change=True)
    try:
        cancel_batch(found, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("sheets:batch", uid)
    messages.success(request, _("ยกเลิกแล้ว ไม่มีอะไรถูกนำเข้า"))
    return redirect("sheets:list")


def fetch(request: HttpRequest, uid: uuid.UUID, *, to_change: bool = False) -> ImportBatch:
    """The batch if the user may see it (404), and may change it (403)."""
    found = get_object_or_404(ImportBatch.objects.visible_to(request.user), uid=uid)
    if to_change and not request.user.has_perm("programmes.handle_batch", found):
        raise PermissionDenied
    return found


def people_of(plan: Plan) -> set[int]:
    """Keys of persons on record that the rows speak of."""
    uids = [row.uid for row in plan.rows if row.uid]
    return {*plan.persons, *Person.objects.filter(uid__in=uids).values_list("pk", flat=True)}


def render_page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """In the frame of the desk, or in the coordinator's app."""
    desk = bool(is_desk(request.user))
    frame = "base_staff.html" if desk else "base_app.html"
    return render(request, template, {**context, "frame": frame, "desk": desk, "nav_current": "sheets"})
