"""Logs and files that a phone sends, each answered with a receipt for what is kept, or with what to mend."""

import json
import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...choices import EvidenceKind, SubmissionOutcome
from ...forms.log_sent import SendingRefused, TakenIn, read_sending, take_in
from ...forms.log_uids import as_uid
from ...models import Activity, Evidence, Submission
from ...services.evidence import AlreadyThere, add_beside, add_evidence, remove_evidence
from ...services.submissions import follow_version
from .access import from_phone, refusal

KINDS = {"photo": EvidenceKind.PHOTO, "sheet": EvidenceKind.SHEET}


@from_phone
@require_POST
def log(request: HttpRequest) -> HttpResponse:
    """A log, final or a draft. 200: the receipt. 422: nothing was kept, and what is to be mended."""
    try:
        body = json.loads(request.body)
    except RequestDataTooBig:
        return refusal("too_large", _("บันทึกนี้ยาวเกินไป ย่อข้อความหรือแบ่งเป็นสองบันทึก ข้อมูลยังอยู่ในเครื่อง"), status=422)
    except (ValueError, RecursionError):
        body = None
    try:
        taken = take_in(read_sending(body), by=request.user)
    except SendingRefused as refused:
        answer = {"refused": refused.code, "problems": _problems(refused.problems)}
        return JsonResponse(answer, status=422)
    return JsonResponse(receipt(taken))


def receipt(taken: TakenIn) -> dict[str, Any]:
    """What the phone is told of a sending that is kept; the same again each time it arrives."""
    row = taken.submission
    return {
        "uid": str(row.uid),
        "log": str(row.log_uid),
        "outcome": row.outcome,
        "final": row.final,
        "version": row.version,
        "received_at": row.received_at.isoformat(),
        "where": _where(row),
        "files": _files_beside(row),
        "problems": _problems(taken.problems),
    }


def _where(row: Submission) -> str:
    """The page that shows it: the log, or both copies."""
    if row.outcome == SubmissionOutcome.CONFLICT:
        return reverse("log:copies", args=[row.pk])
    return reverse("log:activity", args=[row.log_uid]) if row.outcome == SubmissionOutcome.APPLIED else ""


def _files_beside(row: Submission) -> str:
    """Where the pictures of what was kept aside go: a draft that goes on on the phone keeps its own there."""
    goes_on = row.outcome == SubmissionOutcome.CONFLICT and not row.final
    aside = row.outcome != SubmissionOutcome.APPLIED and not goes_on
    return reverse("log:send_beside", args=[row.pk]) if aside else ""


def _problems(problems: Any) -> list[dict[str, str]]:
    return [{"anchor": problem.anchor, "message": str(problem.message)} for problem in problems]


@from_phone
@require_POST
def file(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """A photo or the signed sheet of a log, once however often it arrives."""
    activity = Activity.objects.visible_to(request.user).filter(uid=uid).first()
    phone = as_uid(request.POST.get("phone", ""))
    if activity is None or phone is None:
        return _no_log()
    was = activity.version
    if refused := _taken(request, partial(add_evidence, activity)):
        return refused
    activity.refresh_from_db(fields=["version"])
    follow_version(activity, was=was, by=request.user, phone=phone)
    return JsonResponse({"was": was, "version": activity.version})


@from_phone
@require_POST
def file_beside(request: HttpRequest, pk: int) -> HttpResponse:
    """A photo or the signed sheet of a log that was kept aside, once however often it arrives."""
    submission = Submission.objects.aside().filter(account=request.user, pk=pk).first()
    if submission is None:
        return _no_log()
    return _taken(request, partial(add_beside, submission)) or JsonResponse({})


def _no_log() -> HttpResponse:
    return refusal("no_log", _("ไม่พบบันทึกของรูปนี้ ส่งบันทึกก่อน แล้วรูปจะไปเอง"), status=404)


def _taken(request: HttpRequest, add: Callable[..., Evidence]) -> HttpResponse | None:
    """Keeps the posted file by ``add(upload, kind, by, uid)``; answers only what is to be mended."""
    own = as_uid(request.POST.get("uid", ""))
    upload, kind = request.FILES.get("file"), KINDS.get(request.POST.get("kind", ""))
    if None in (own, upload, kind):
        return _no_log()
    try:
        add(upload, kind, by=request.user, uid=own)
    except AlreadyThere:
        # Kept under another uid: the phone may let go of it.
        return None
    except PermissionDenied:
        return refusal("not_yours", _("คุณไม่ได้ดูแลทีมนี้แล้ว รูปยังอยู่ในเครื่อง"), status=422, anchor="photos")
    except ValidationError as refused:
        code = refused.code if hasattr(refused, "code") and refused.code else "file"
        return refusal(code, " ".join(refused.messages), status=422, anchor="photos")
    return None


@from_phone
@require_POST
def drop_file(request: HttpRequest, uid: uuid.UUID, file_uid: uuid.UUID) -> HttpResponse:
    """Takes a kept file out of a log; twice does no harm."""
    activity = Activity.objects.visible_to(request.user).filter(uid=uid).first()
    kept = activity and activity.evidence.filter(uid=file_uid).first()
    if not kept:
        return JsonResponse({})
    was, phone = activity.version, as_uid(request.POST.get("phone", ""))
    try:
        remove_evidence(kept, by=request.user)
    except (PermissionDenied, ValidationError):
        return refusal("not_open", _("บันทึกนี้ส่งไปแล้ว เอารูปออกไม่ได้"), status=422, anchor="photos")
    activity.refresh_from_db(fields=["version"])
    if phone:
        follow_version(activity, was=was, by=request.user, phone=phone)
    return JsonResponse({"was": was, "version": activity.version})
