"""People who were added in the field and may be known already: whoever knows them says so."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import AccessLog
from accounts.services import log_access
from leaders.models import LikelySame
from leaders.services.likeness import answer_likeness

from .access import field_worker

PER_PAGE = 20


@field_worker
@require_http_methods(["GET", "HEAD", "POST"])
def alike(request: HttpRequest) -> HttpResponse:
    """Pairs that nobody has answered. POST ``pair`` and ``same``: yes or no."""
    open_pairs = LikelySame.objects.open().visible_to(request.user)
    if request.method == "POST":
        key = request.POST.get("pair", "")
        pair = get_object_or_404(open_pairs, pk=int(key) if key.isdecimal() and len(key) < 16 else None)
        same = request.POST.get("same") == "yes"
        answer_likeness(pair, same=same, by=request.user)
        messages.success(
            request, _("จดไว้แล้วว่าเป็นคนเดียวกัน รอรวมรายชื่อ") if same else _("จดไว้แล้วว่าคนละคน จะไม่ถามอีก")
        )
        return redirect("log:alike")
    page = Paginator(open_pairs.with_persons(), PER_PAGE).get_page(request.GET.get("page"))
    named = [person for pair in page.object_list for person in (pair.person_id, pair.other_id)]
    if named:
        log_access(request, AccessLog.Action.SEEN, "person", named)
    return render(request, "log/alike.html", {"page": page, "nav_current": "people"})
