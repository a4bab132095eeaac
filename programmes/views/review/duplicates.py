"""People who may be on record twice: the list, two side by side, merges and their undoing, other areas."""

import uuid
from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import AccessLog
from accounts.services import log_access
from leaders.forms import MergeForm
from leaders.models import LikelySame, Merge, Person
from leaders.querysets import LikelySameQuerySet
from leaders.rules import may_merge
from leaders.services import likeness, merging

from ...choices import Presence
from ...filters import DuplicateFilter
from ...models import Enrolment
from .access import desk_only, page_of, words_of


def waiting_pairs(request: HttpRequest) -> LikelySameQuerySet:
    """Pairs that the user may put together."""
    return LikelySame.objects.waiting().reviewable_by(request.user)


@desk_only
@require_safe
def duplicates(request: HttpRequest) -> HttpResponse:
    """Pairs with their reasons, the surest first; without phone numbers."""
    narrowed = DuplicateFilter(request.GET, waiting_pairs(request), request=request)
    page = page_of(narrowed.qs.with_persons().likeliest_first(), request)
    _note_seen(request, (key for pair in page.object_list for key in (pair.person_id, pair.other_id)))
    context = {
        "page": page,
        "filter": narrowed,
        "merges": Merge.objects.reviewable_by(request.user).count(),
        "nav_current": "people",
    }
    return render(request, "review/duplicates.html", context)


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def duplicate(request: HttpRequest, pk: int) -> HttpResponse:
    """Two persons field by field. POST ``action``: merge (with the fields chosen), or different."""
    pair = get_object_or_404(waiting_pairs(request), pk=pk)
    kept, gone = _in_order(pair)
    if not may_merge(request.user, kept, gone):
        raise PermissionDenied
    action = request.POST.get("action", "")
    if action == "different":
        likeness.answer_likeness(pair, same=False, by=request.user)
        messages.success(request, _("จดไว้แล้วว่าคนละคน จะไม่ถามอีก"))
        return redirect("review:duplicates")
    sent = request.POST if action == "merge" else None
    form = MergeForm(kept, gone, sent, first=_by_roster(kept, gone))
    if action == "merge" and (form.is_stale or form.is_valid()):
        return _merged(request, form, kept, gone)
    _note_seen(request, [kept.pk, gone.pk])
    context = {"pair": pair, "sides": [kept, gone], "form": form, "nav_current": "people"}
    return render(request, "review/duplicate.html", context)


def _merged(request: HttpRequest, form: MergeForm, kept: Person, gone: Person) -> HttpResponse:
    """Merge, or show both anew where they are not what was on the screen any more."""
    try:
        choices = {} if form.is_stale else form.chosen()
        merging.merge(kept, gone, by=request.user, choices=choices, seen=form.seen_versions)
    except ValidationError as refused:
        messages.error(request, words_of(refused))
        return redirect(request.path)
    messages.success(request, _("รวมแล้ว ถ้าไม่ใช่คนเดียวกัน แยกคืนได้เสมอ"))
    return redirect("review:person", kept.uid)


def _in_order(pair: LikelySame) -> tuple[Person, Person]:
    """Both with rosters and attendances; who came more often is kept, else who was known before."""
    rosters = Enrolment.objects.select_related("group", "team__subdistrict").order_by("-starts_on")
    came = Q(enrolments__attendances__presence=Presence.PRESENT, enrolments__attendances__deleted_at=None)
    rows = (
        Person.objects.filter(pk__in=[pair.person_id, pair.other_id])
        .with_place()
        .select_related("created_by")
        .annotate(attended=Count("enrolments__attendances", filter=came & Q(enrolments__deleted_at=None)))
        .prefetch_related(Prefetch("enrolments", rosters, to_attr="path"))
    )
    first, second = sorted(rows, key=lambda person: (-person.attended, person.pk))
    return first, second


def _by_roster(kept: Person, gone: Person) -> dict[str, str]:
    """The record lies with the team on whose roster the person is."""
    open_in = [{row.team_id for row in person.path if row.ends_on is None} for person in (kept, gone)]
    for side, person in (("kept", kept), ("gone", gone)):
        if person.team_id in open_in[0] | open_in[1]:
            return {"team": side}
    return {}


@desk_only
@require_safe
def merges(request: HttpRequest) -> HttpResponse:
    """Who was put together with whom, by whom and when; each may be taken apart."""
    page = page_of(Merge.objects.reviewable_by(request.user).with_persons(), request)
    _note_seen(request, (key for merge in page.object_list for key in (merge.kept_id, merge.gone_id)))
    return render(request, "review/merges.html", {"page": page, "nav_current": "people"})


@desk_only
@require_POST
def undo(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Take two persons apart again."""
    merge = get_object_or_404(Merge.objects.reviewable_by(request.user), uid=uid)
    try:
        merging.undo_merge(merge, by=request.user)
    except ValidationError as refused:
        messages.error(request, words_of(refused))
    else:
        messages.success(request, _("แยกคืนแล้ว เป็นสองคนเหมือนก่อนรวม"))
    return redirect("review:merges")


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def elsewhere(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Namesakes outside one's areas with the same phone or year: name and subdistrict, a few, and noted.

    POST ``other``: tell staff, who work for both areas, that these two may be one.
    """
    visible = Person.objects.reviewable_by(request.user).unmerged().with_place()
    person = get_object_or_404(visible, uid=uid)
    found = likeness.elsewhere(person, by=request.user)
    if request.method == "POST":
        other = next((one for one in found if str(one.uid) == request.POST.get("other")), None)
        if other is None:
            messages.error(request, _("ไม่พบคนนี้แล้ว ดูรายชื่ออีกครั้ง"))
        else:
            likeness.note_elsewhere(person, other, by=request.user)
            messages.success(request, _("แจ้งเจ้าหน้าที่แล้วว่าอาจเป็นคนเดียวกัน"))
        return redirect("review:elsewhere", person.uid)
    log_access(request, AccessLog.Action.SEEN, "elsewhere", [person.pk, *(one.pk for one in found)])
    context = {
        "person": person,
        "found": found,
        "enough": bool(person.family_name and (person.phone or person.birth_year)),
        "nav_current": "people",
    }
    return render(request, "review/elsewhere.html", context)


def _note_seen(request: HttpRequest, keys: Iterable[int]) -> None:
    if seen := list(keys):
        log_access(request, AccessLog.Action.SEEN, "person", seen)
