"""One log under review: what it says, what to look at, and the decision."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.models import AccessLog, User
from accounts.services import log_access

from ... import rules
from ...choices import ActivityStatus, HeadcountStage
from ...filters import ActivityFilter
from ...forms.review import DecisionForm
from ...models import Activity
from ...querysets import ActivityQuerySet
from ...services import transitions
from ...services.checks import checks
from ...services.clashes import with_clashes
from ...services.history import history_of
from ...services.planned import planned_beside
from ...services.who_came import GroupRoll, who_came
from .access import desk_only, words_of

DONE = {
    "verify": gettext_lazy("ยืนยันแล้ว นับในตัวเลขตั้งแต่ตอนนี้"),
    "send_back": gettext_lazy("ส่งกลับให้แก้แล้ว ผู้ประสานงานจะเห็นเหตุผล"),
    "reopen": gettext_lazy("เปิดให้แก้อีกครั้งแล้ว ระหว่างนี้ไม่นับในตัวเลข"),
}
DONE_BEFORE = gettext_lazy("รายการนี้คุณตัดสินใจไปแล้ว ไม่นับซ้ำ")


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def activity(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Show a log of one's areas; POST ``action`` (verify, send_back, reopen) with ``reason`` and ``seen``."""
    visible = Activity.objects.visible_to(request.user).with_place().with_review_facts(request.user)
    [log] = with_clashes([get_object_or_404(visible, uid=uid)])
    reviews = rules.reviews_area(request.user, log)
    reopening = log.status == ActivityStatus.VERIFIED
    if request.method == "POST":
        if not reviews:
            raise PermissionDenied
        form = DecisionForm(request.POST, reopening=reopening)
        if _decided(request, log, form):
            return redirect(_address(log, request))
    else:
        form = DecisionForm(initial={"seen": log.version}, reopening=reopening)
    rolls = who_came(log)
    _note_who_was_seen(request, rolls)
    queue = ActivityFilter(request.GET, Activity.objects.reviewable_by(request.user), request=request).qs
    context = {
        "activity": log,
        "form": form,
        "reviews": reviews,
        "reopening": reopening,
        "checks": checks(log),
        "planned": planned_beside(log),
        "rolls": rolls,
        "totals": _totals(rolls),
        "sessions": list(log.sessions.select_related("method").prefetch_related("further_methods")),
        "headcounts": log.headcounts.filter(stage=HeadcountStage.CAME).select_related("group"),
        "partners": log.partners.select_related("partner"),
        "report": getattr(log, "report", None),
        "evidence": log.evidence.visible_to(request.user),
        "history": history_of(log),
        "returned_because": _returned_because(log),
        "neighbours": _neighbours(queue, log),
        "query": request.GET.urlencode(),
        "nav_current": "queue",
    }
    return render(request, "review/activity.html", context)


def _decided(request: HttpRequest, log: Activity, form: DecisionForm) -> bool:
    """Do what was asked. False: the page is shown again, with what is missing beside its field."""
    action = request.POST.get("action", "")
    if action not in DONE or not form.is_valid():
        return False
    given = {"reason": form.cleaned_data["reason"], "seen": form.cleaned_data["seen"]}
    wanted = {"verify": ["seen"], "send_back": ["reason", "seen"], "reopen": ["reason"]}[action]
    try:
        getattr(transitions, action)(log, by=request.user, **{name: given[name] for name in wanted})
    except transitions.TransitionRefused as refused:
        if refused.code == "wrong_status" and _did_it_before(log, action, request.user):
            messages.info(request, DONE_BEFORE)
        else:
            messages.error(request, words_of(refused))
        return True
    except ValidationError as error:
        for name, texts in error.message_dict.items():
            form.add_error(name, texts)
        return False
    messages.success(request, DONE[action])
    return True


def _did_it_before(log: Activity, action: str, user: User) -> bool:
    """The same form sent twice: the step asked for is the last one on record, by the same user."""
    last = log.status_changes.last()
    return last is not None and last.by_id == user.pk and last.to_status == transitions.MOVES[action][1]


def _note_who_was_seen(request: HttpRequest, rolls: list[GroupRoll]) -> None:
    seen = [answer.person.pk for roll in rolls for answer in roll.answers]
    if seen:
        log_access(request, AccessLog.Action.SEEN, "roll", seen)


def _totals(rolls: list[GroupRoll]) -> dict[str, int]:
    """Answers over all groups."""
    totals = {name: sum(getattr(roll, name) for roll in rolls) for name in ("present", "absent", "unknown")}
    return totals | {"all": sum(totals.values())}


def _returned_because(log: Activity) -> str:
    """Why it was returned, while it is."""
    if log.status != ActivityStatus.RETURNED:
        return ""
    last = log.status_changes.filter(to_status=ActivityStatus.RETURNED).last()
    return last.reason if last else ""


def _neighbours(queue: ActivityQuerySet, log: Activity) -> dict[str, Activity | None]:
    """The waiting logs before and after this one, by how long they wait; they need not include it."""
    waiting = queue.filter(status=ActivityStatus.SUBMITTED).exclude(pk=log.pk).order_by("submitted_at", "pk")
    if log.submitted_at is None:
        return {"previous": None, "next": waiting.first()}
    later = Q(submitted_at__gt=log.submitted_at) | Q(submitted_at=log.submitted_at, pk__gt=log.pk)
    return {"previous": waiting.exclude(later).last(), "next": waiting.filter(later).first()}


def _address(log: Activity, request: HttpRequest) -> str:
    """This page again, with what the list was narrowed by."""
    query = request.GET.urlencode()
    return reverse("review:activity", args=[log.uid]) + (f"?{query}" if query else "")
