"""What waits for the reviewer, and what became of the rest."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from geo.choices import Role
from geo.downloads import list_as_file
from geo.querysets import role_areas
from thai.clock import BANGKOK, today

from ...choices import ActivityStatus, Waits
from ...filters import ActivityFilter
from ...forms.log_uids import as_uid
from ...models import Activity
from ...querysets import ActivityQuerySet
from ...resources import ActivityResource
from ...services import transitions
from ...services.checks import remarks
from ...services.clashes import with_clashes
from ...services.inbox import beside_the_logs, held_back, quiet_reviewed_teams, two_copies
from .access import PER_PAGE, desk_only, page_with, words_of

TABS = {
    ActivityStatus.SUBMITTED: gettext_lazy("รอตรวจ"),
    ActivityStatus.RETURNED: gettext_lazy("ส่งกลับให้แก้"),
    ActivityStatus.VERIFIED: gettext_lazy("ยืนยันแล้ว"),
    ActivityStatus.POSTPONED: gettext_lazy("เลื่อน"),
}
ALL = "all"
QUIET_SHOWN = 5
HELD_SHOWN = 20
# Rows of a page for whoever verifies in one go.
MANY = 100
AREAS_NAMED = 3
TUESDAY = 1


@dataclass(frozen=True)
class Row:
    """One line of the list: the activity, what to look at again, and for how many days it waits."""

    activity: Activity
    remarks: list[str]
    methods: list[str]
    days: int | None


@desk_only
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Activities of the areas one reviews: ``?status=``, and what ActivityFilter takes."""
    mine = Activity.objects.reviewable_by(request.user)
    status = _status(request)
    narrowed = ActivityFilter(request.GET, mine, request=request)
    rows = _rows(narrowed, status)
    many = request.GET.get("per") == str(MANY)
    page = page_with(rows, request, lambda shown: _dressed(shown, request.user), MANY if many else PER_PAGE)
    page.object_list = [_row(activity) for activity in with_clashes(page.object_list)]
    waiting = mine.filter(status=ActivityStatus.SUBMITTED).aggregate(
        number=Count("pk"), since=Min("submitted_at")
    )
    context = {
        "page": page,
        "filter": narrowed,
        "status": status,
        "choosing": status == ActivityStatus.SUBMITTED,
        "sort": request.GET.get("sort") or ("waiting" if status == ActivityStatus.SUBMITTED else "newest"),
        "tabs": _tabs(narrowed),
        "waiting": waiting,
        "oldest": _days_since(waiting["since"]),
        "areas": _areas(request.user),
        "cut_off": next_cut_off(today()),
        "nav_current": "queue",
        "query": request.GET.urlencode(),
        "many": MANY,
        "shows_many": many,
    }
    if status == ActivityStatus.SUBMITTED:
        context |= _beside_the_list(request.user)
    return render(request, "review/queue.html", context)


def _beside_the_list(user: User) -> dict[str, object]:
    """What else waits: copies to decide about, quiet teams; and the last step of many that can be undone."""
    quiet = quiet_reviewed_teams(user)
    waits = beside_the_logs(user)
    numbers = {item.kind: item.number for item in waits}
    step = transitions.undoable(user)
    return {
        "waits": waits,
        "words": {item.kind.value: item.words for item in waits},
        "held": held_back(user).select_related("account", "team__subdistrict")[:HELD_SHOWN],
        "conflicts": two_copies(user).select_related("account", "activity", "team__subdistrict")[:HELD_SHOWN],
        "quiet_number": numbers.get(Waits.QUIET, 0),
        "quiet": [
            (team, (today() - (team.last_day or team.formed_on)).days)
            for team in quiet.with_place()[:QUIET_SHOWN]
        ],
        "undoable": step,
        "undoable_step": step.get("together"),
    }


@desk_only
@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The list as a file (csv or xlsx), narrowed as the page is."""
    mine = Activity.objects.reviewable_by(request.user)
    narrowed = ActivityFilter(request.GET, mine, request=request)
    return list_as_file(request, kind, ActivityResource(), _rows(narrowed, _status(request)))


def _status(request: HttpRequest) -> str:
    """The tab that was asked for; nonsense gives the first."""
    status = request.GET.get("status", ActivityStatus.SUBMITTED)
    return status if status == ALL or status in TABS else ActivityStatus.SUBMITTED


def _rows(narrowed: ActivityFilter, status: str) -> ActivityQuerySet:
    """What was found under a tab, in the order asked for, else in the tab's own."""
    rows = narrowed.qs if narrowed.qs.ordered else narrowed.qs.order_by(*natural_order(status))
    return rows if status == ALL else rows.filter(status=status)


def _version(text: str) -> int | None:
    """The version that the page showed; None for anything that no page says."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


@desk_only
@require_POST
def verify_many(request: HttpRequest) -> HttpResponse:
    """Verify the chosen logs (``uid``; ``seen`` is "uid version"), each by itself; say which were refused."""
    chosen = Activity.objects.reviewable_by(request.user).filter(uid__in=_uids(request))
    versions = {uid: _version(version) for uid, version in _seen(request)}
    did = transitions.verify_together(chosen, by=request.user, seen=versions)
    if did.done:
        words = ngettext("ยืนยันแล้ว %(n)s รายการ", "ยืนยันแล้ว %(n)s รายการ", did.done)
        messages.success(request, words % {"n": did.done})
    _tell_refused(request, did)
    if not did.done and not did.refused:
        messages.info(request, _("ยังไม่ได้เลือกรายการ ติ๊กหน้ารายการที่จะยืนยัน"))
    return _back(request)


@desk_only
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Let the logs of one's own step of many (``step``) wait again."""
    step = as_uid(request.POST.get("step", ""))
    try:
        did = transitions.undo_together(step or uuid.uuid4(), by=request.user)
    except ValidationError as error:
        messages.error(request, words_of(error))
        return _back(request)
    if did.done:
        words = ngettext("เลิกทำแล้ว %(n)s รายการกลับมารอตรวจ", "เลิกทำแล้ว %(n)s รายการกลับมารอตรวจ", did.done)
        messages.success(request, words % {"n": did.done})
    _tell_refused(request, did)
    return _back(request)


def _tell_refused(request: HttpRequest, did: transitions.Together) -> None:
    for activity, why in did.refused:
        messages.error(request, f"{activity.title}: {why}")


def _back(request: HttpRequest) -> HttpResponse:
    """To the list, narrowed as it was."""
    query = request.POST.get("back", "")
    return redirect(reverse("review:queue") + (f"?{query}" if query else ""))


def _seen(request: HttpRequest) -> Iterator[tuple[uuid.UUID, str]]:
    """The versions that the page showed, by uid."""
    for text in request.POST.getlist("seen"):
        uid, _space, version = text.partition(" ")
        if found := as_uid(uid):
            yield found, version


def natural_order(status: str) -> list[str]:
    """What waits: the longest first; what was decided: the latest first."""
    return ActivityFilter.ORDERS["waiting" if status == ActivityStatus.SUBMITTED else "newest"]


def next_cut_off(day: date) -> date:
    """The Tuesday, this day included, until whose end verified logs get into the Wednesday brief."""
    return day + timedelta(days=(TUESDAY - day.weekday()) % 7)


def _dressed(shown: ActivityQuerySet, reader: User) -> ActivityQuerySet:
    return shown.with_place().with_review_facts(reader).prefetch_related("sessions__method")


def _row(activity: Activity) -> Row:
    methods = dict.fromkeys(str(session.method) for session in activity.sessions.all() if session.method)
    waits = activity.status == ActivityStatus.SUBMITTED
    days = _days_since(activity.submitted_at) if waits else None
    return Row(activity, remarks(activity), list(methods), days)


def _days_since(at: datetime | None) -> int | None:
    """Whole days in Thailand since a moment."""
    return None if at is None else (today() - at.astimezone(BANGKOK).date()).days


def _areas(user: User) -> str:
    """The areas one reviews, by name, or how many."""
    if user.is_superuser:
        return _("ทั้งประเทศ")
    names = [area.short_name for area in role_areas(user, Role.REVIEWER, Role.STAFF)]
    if len(names) > AREAS_NAMED:
        return _("ดูแล %(n)s พื้นที่") % {"n": len(names)}
    return _(" และ ").join(names)


def _tabs(narrowed: ActivityFilter) -> list[tuple[str, str, int]]:
    """(status, words, number) of each tab, for what is narrowed otherwise."""
    counted = narrowed.qs.order_by().values("status").annotate(n=Count("pk"))
    numbers = {row["status"]: row["n"] for row in counted}
    tabs = [(status.value, words, numbers.get(status, 0)) for status, words in TABS.items()]
    return [*tabs, (ALL, _("ทั้งหมด"), sum(numbers.values()))]


def _uids(request: HttpRequest) -> list[uuid.UUID]:
    """The chosen uids; what is none is left out."""
    return [uid for text in request.POST.getlist("uid") if (uid := as_uid(text))]
