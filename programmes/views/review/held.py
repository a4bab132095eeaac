"""Logs that phones sent for teams that were taken away meanwhile: looked at, and taken in or laid aside."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ...forms.log_copies import compare, use_copy
from ...forms.log_sent import SendingRefused
from ...models import Submission
from ...services.submissions import settle
from ..seen import note_copies_seen
from .access import desk_only, words_of


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def held(request: HttpRequest, pk: int) -> HttpResponse:
    """What the phone sent, beside what stands in the system; a look is noted. POST ``use``: phone or none."""
    seen = Submission.objects.held_for(request.user)
    found = get_object_or_404(seen.select_related("activity", "account", "team__subdistrict"), pk=pk)
    if request.method == "POST" and found.is_open:
        return _decide(request, found)
    note_copies_seen(request, found)
    context = {"submission": found, "lines": compare(found, request.user), "nav_current": "queue"}
    return render(request, "review/held.html", context)


def _decide(request: HttpRequest, found: Submission) -> HttpResponse:
    if request.POST.get("use") != "phone":
        settle(found, by=request.user, used=False)
        messages.success(request, _("เก็บไว้เฉย ๆ แล้ว ไม่นับ"))
        return redirect("review:queue")
    try:
        activity = use_copy(found, by=request.user)
    except SendingRefused as refused:
        messages.error(request, " · ".join(str(problem.message) for problem in refused.problems))
        return redirect("review:held", found.pk)
    except ValidationError as refused:
        messages.error(request, words_of(refused))
        return redirect("review:held", found.pk)
    messages.success(request, _("รับเข้าระบบแล้ว ให้คนอื่นตรวจต่อ"))
    return redirect("review:activity", activity.uid)
