"""One kept file, streamed from private storage to whoever sees its activity."""

import uuid
from io import BytesIO

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from ...models import Activity, Evidence
from ...services.pictures import smaller


@login_required
@require_safe
def evidence(request: HttpRequest, uid: uuid.UUID, evidence_uid: uuid.UUID) -> HttpResponseBase:
    """The file as it is kept; ``?small`` gives a picture's little copy. Never cached by anybody between."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user), uid=uid)
    kept = get_object_or_404(Evidence.objects.filter(activity=activity), uid=evidence_uid)
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
