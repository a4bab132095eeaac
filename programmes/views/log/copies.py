"""Two copies of one log: what a phone sent, and what stands in the system."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ...forms.log_copies import compare, may_decide, use_copy
from ...forms.log_sent import SendingRefused
from ...models import Activity, Submission
from ...services.submissions import settle
from ..seen import note_copies_seen
from .access import field_worker


@field_worker
@require_http_methods(["GET", "HEAD", "POST"])
def copies(request: HttpRequest, pk: int) -> HttpResponse:
    """Both beside each other. POST ``use``: phone or here; the other copy stays on record."""
    held = Submission.objects.conflicts_of(request.user).select_related(
        "activity__team__subdistrict", "account"
    )
    found = get_object_or_404(held, pk=pk)
    decides = may_decide(request.user, found)
    if request.method == "POST" and not decides:
        raise PermissionDenied
    if request.method == "POST" and found.is_open:
        return _decide(request, found, request.POST.get("use", ""))
    note_copies_seen(request, found)
    lines = compare(found, request.user)
    context = {
        "submission": found,
        "lines": lines,
        "decides": decides,
        "same": decides and not any(line.differs for line in lines),
        "nav_current": "home",
    }
    return render(request, "log/copies.html", context)


def _decide(request: HttpRequest, found: Submission, use: str) -> HttpResponse:
    if use == "phone":
        try:
            use_copy(found, by=request.user)
        except PermissionDenied:
            messages.error(request, _("คุณไม่ได้ดูแลทีมนี้แล้ว ผู้ตรวจจะดูให้"))
            return redirect("log:copies", found.pk)
        except SendingRefused as refused:
            messages.error(request, " ".join(str(problem.message) for problem in refused.problems))
            return redirect("log:copies", found.pk)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
            return redirect("log:copies", found.pk)
        messages.success(request, _("ใช้ฉบับจากเครื่องแล้ว อีกฉบับยังอยู่ในประวัติ"))
    elif use == "here":
        settle(found, by=request.user, used=False)
        messages.success(request, _("ใช้ฉบับที่อยู่ในระบบ ฉบับจากเครื่องยังเก็บไว้"))
    # What was thrown away meanwhile has no page.
    shown = Activity.objects.filter(uid=found.log_uid).exists()
    return redirect("log:activity", found.log_uid) if shown else redirect("log:home")
