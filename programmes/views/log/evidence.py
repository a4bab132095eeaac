"""One kept file, streamed from private storage to whoever may see it. Looking at a signed sheet is noted."""

import uuid
from io import BytesIO

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.models import AccessLog
from accounts.services import log_access

from ...choices import EvidenceKind
from ...models import Activity, Attendance, Evidence, Submission
from ...services.pictures import smaller


@login_required
@require_safe
def evidence(request: HttpRequest, uid: uuid.UUID, evidence_uid: uuid.UUID) -> HttpResponseBase:
    """The file as it is kept; ``?small`` gives a picture's little copy. Never cached by anybody between."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user), uid=uid)
    seen = Evidence.objects.visible_to(request.user).filter(activity=activity)
    kept = get_object_or_404(seen, uid=evidence_uid)
    if kept.kind != EvidenceKind.PHOTO:
        log_access(request, AccessLog.Action.SEEN, "signed sheet", _who_signed(activity))
    return _streamed(request, kept)


@login_required
@require_safe
def beside(request: HttpRequest, pk: int, evidence_uid: uuid.UUID) -> HttpResponseBase:
    """A file of a log that was kept aside, for those who decide about it."""
    submission = get_object_or_404(Submission.objects.aside_for(request.user), pk=pk)
    kept = get_object_or_404(submission.evidence, uid=evidence_uid)
    if kept.kind != EvidenceKind.PHOTO:
        log_access(request, AccessLog.Action.SEEN, "signed sheet", [])
    return _streamed(request, kept)


def _streamed(request: HttpRequest, kept: Evidence) -> HttpResponseBase:
    is_picture = kept.content_type.startswith("image/")
    try:
        opened = kept.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    if is_picture and "small" in request.GET:
        with opened:
            opened = BytesIO(smaller(opened.read()))
    name = f"{kept.kind}-{kept.pk}.{kept.file.name.rsplit('.', 1)[-1]}"
    response = FileResponse(
        opened, as_attachment=not is_picture, filename=name, content_type=kept.content_type
    )
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _who_signed(activity: Activity) -> QuerySet:
    """Ids of the persons who were ticked as present: what a sheet holds itself nobody has read."""
    came = Attendance.objects.present().filter(session__activity=activity, session__deleted_at=None)
    return came.order_by().values_list("enrolment__person", flat=True).distinct()
