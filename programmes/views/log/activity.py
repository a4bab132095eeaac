"""One activity in the coordinator's workspace: the form while it can be changed, else what stands there."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ... import rules
from ...choices import ActivityStatus, HeadcountStage
from ...forms.log_steps import StepForm
from ...models import Activity
from ...services import transitions
from ...services.activities import restore_draft
from ...services.history import history_of
from ...services.planning import series_of
from ...services.telling import chat_text
from ...services.who_came import who_came
from .access import field_worker
from .form import answer_post, gone, show_form
from .steps import STEPS, form_of, forms_of, possible

# While it is one of these the log is a form; planned and postponed ones are begun by a button first.
IN_WORK = {ActivityStatus.DRAFT, ActivityStatus.RETURNED}
# The code on a printed sheet leads straight to the roll: a planned activity is begun by its first save.
ROLL = "roll"
GONE = {ActivityStatus.SUBMITTED, ActivityStatus.VERIFIED}


@field_worker
@require_http_methods(["GET", "HEAD", "POST"])
def activity(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Show or change a log. POST carries ``action``; what it may be follows from the status."""
    visible = Activity.objects.visible_to(request.user).with_place().select_related("programme")
    found = get_object_or_404(visible, uid=uid)
    may_log = rules.may_log(request.user, found)
    if request.method == "POST":
        if not may_log:
            raise PermissionDenied
        action = request.POST.get("action", "save")
        if action in STEPS:
            return _step(request, found, action)
        if found.status == ActivityStatus.PLANNED and ROLL in request.GET:
            transitions.start(found, by=request.user)
        if found.status not in IN_WORK:
            return _too_late(request, found)
        return answer_post(request, found, action)
    begun = found.status in IN_WORK or (found.status == ActivityStatus.PLANNED and ROLL in request.GET)
    if may_log and begun:
        return show_form(request, found)
    return _show(request, found, may_log=may_log)


@field_worker
@require_POST
def restore(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Bring a draft back that was thrown away."""
    thrown = Activity.everything.visible_to(request.user).select_related("team__subdistrict", "area")
    found = restore_draft(get_object_or_404(thrown, uid=uid), by=request.user)
    messages.success(request, _("กู้คืนร่างแล้ว"))
    return redirect("log:activity", found.uid)


def _too_late(request: HttpRequest, found: Activity) -> HttpResponse:
    """A form that arrives after its log was sent: nothing is counted twice, nothing is changed."""
    if found.status in GONE and request.POST.get("action") == "submit":
        messages.info(request, _("รายการนี้เราได้รับแล้ว ไม่นับซ้ำ"))
    else:
        messages.warning(request, _("แก้ไม่ได้แล้ว ตอนนี้อยู่ในสถานะ “%s”") % found.get_status_display())
    return gone(found)


def _step(request: HttpRequest, found: Activity, action: str) -> HttpResponse:
    """A step of the activity's life; what is wrong with it is said beside its field, or as a message."""
    step = STEPS[action]
    form = form_of(step, found, request.POST)
    if form is not None and not form.is_valid():
        return _show(request, found, may_log=True, sent=(action, form))
    try:
        done = step.do(found, request.user, form)
    except ValidationError as refused:
        if form is not None and hasattr(refused, "error_dict"):
            form.add_error(None, refused)
            return _show(request, found, may_log=True, sent=(action, form))
        messages.error(request, " ".join(refused.messages))
        return redirect("log:activity", found.uid)
    messages.success(request, done)
    return redirect("log:home") if action == "discard" else redirect("log:activity", found.uid)


def _show(
    request: HttpRequest, found: Activity, *, may_log: bool, sent: tuple[str, StepForm] | None = None
) -> HttpResponse:
    """The log as it stands, what happened to it, and what may be done; ``?step=`` opens one of these."""
    rolls = who_came(found)
    steps = possible(found) if may_log else set()
    came = sum(roll.present for roll in rolls)
    headcounts = list(found.headcounts.filter(stage=HeadcountStage.CAME).select_related("group"))
    context = {
        "activity": found,
        "chat": chat_text(found, came=came, unnamed=sum(row.number for row in headcounts)),
        "sessions": list(found.sessions.select_related("method").prefetch_related("further_methods")),
        "rolls": rolls,
        "came": came,
        "headcounts": headcounts,
        "partners": found.partners.select_related("partner"),
        "report": getattr(found, "report", None),
        "evidence": found.evidence.visible_to(request.user),
        "history": history_of(found),
        "expected": sum(row.number for row in found.headcounts.filter(stage=HeadcountStage.PLANNED)),
        "series": series_of(found),
        "steps": steps,
        "forms": forms_of(found, steps, sent),
        "opened": sent[0] if sent else request.GET.get("step", ""),
    }
    return render(request, "log/activity_read.html", context)
