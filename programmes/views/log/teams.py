"""A team's page: its roster, who has not come for long, its years and activities, who left."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import AccessLog
from accounts.services import log_access
from leaders.models import Team
from thai import clock

from ...models import Activity, Enrolment, Programme, ProgrammeYear
from ...querysets import ActivityQuerySet
from ...reports import RosterRow, departures, roster_of, years_of
from ...services.enrolments import undo_leaving
from .access import field_worker
from .home import listed
from .roster import ROSTER_CHANGES, roster_forms

PER_PAGE = 20
MOST_DEPARTURES = 30


@field_worker
@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest, pk: int) -> HttpResponse:
    """A team where one works. ``?row=`` (an enrolment's uid) opens the forms of one person on the roster.

    POST ``action``: regroup or leave with ``row``, or undo_leaving with ``row``.
    """
    found = get_object_or_404(Team.objects.worked_by(request.user).with_place(), pk=pk)
    rows = roster_of(found, clock.today())
    opened = _chosen(request, [row.enrolment for row in rows])
    forms = roster_forms(request, opened) if opened else {}
    if request.method == "POST" and _changed(request, found, opened, forms):
        return redirect(f"{reverse('log:team', args=[found.pk])}#roster")
    programme = Programme.objects.current()
    left = departures(found, MOST_DEPARTURES)
    _note_who_was_seen(request, [*(row.enrolment for row in rows), *(row.enrolment for row in left)])
    context = {
        "team": found,
        "groups": _by_group(rows),
        "people": len(rows),
        "away": sorted(_away(rows), key=lambda row: -row.away),
        "away_days": settings.KHABUAN_AWAY_DAYS,
        "opened": opened,
        "forms": forms,
        "action": request.POST.get("action", ""),
        "left": left,
        "most_left": MOST_DEPARTURES,
        "years": years_of(found, programme) if programme else [],
        "today": clock.today(),
        "as_of": clock.now(),
        "nav_current": "people",
    }
    return render(request, "log/team.html", context | _activities(request, found, programme))


def _chosen(request: HttpRequest, enrolments: list[Enrolment]) -> Enrolment | None:
    """The enrolment on today's roster whose forms are open."""
    asked = _uuid(request.POST.get("row") or request.GET.get("row", ""))
    return next((row for row in enrolments if row.uid == asked), None)


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _changed(request: HttpRequest, found: Team, opened: Enrolment | None, forms: dict[str, Any]) -> bool:
    """Do what was asked. False: the page is shown again, with what is wrong beside its field."""
    action = request.POST.get("action", "")
    if action == "undo_leaving":
        return _came_back(request, found)
    if opened is None or action not in forms:
        messages.warning(request, _("คนนี้ไม่อยู่ในรายชื่อวันนี้แล้ว"))
        return True
    form = forms[action]
    if not form.is_valid():
        return False
    try:
        ROSTER_CHANGES[action](opened, form, request.user)
    except ValidationError as refused:
        form.add_error(None, " ".join(refused.messages))
        return False
    done = {
        "regroup": _("เปลี่ยนกลุ่มของ %s แล้ว เปลี่ยนผิดก็เปลี่ยนกลับด้วยวันเดียวกันได้"),
        "leave": _("%s ออกจากรายชื่อแล้ว เลิกทำได้ท้ายหน้านี้"),
    }
    messages.success(request, done[action] % opened.person.full_name)
    return True


def _came_back(request: HttpRequest, found: Team) -> bool:
    ended = get_object_or_404(
        Enrolment.objects.filter(team=found, person__merged_into=None).select_related("person"),
        uid=_uuid(request.POST.get("row", "")),
    )
    try:
        undo_leaving(ended, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("%s กลับมาอยู่ในรายชื่อแล้ว") % ended.person.full_name)
    return True


def _by_group(rows: list[RosterRow]) -> list[dict[str, Any]]:
    """Rows, which come group by group, under their group."""
    groups: list[dict[str, Any]] = []
    for row in rows:
        if not groups or groups[-1]["group"] != row.enrolment.group:
            groups.append({"group": row.enrolment.group, "rows": []})
        groups[-1]["rows"].append(row)
    return groups


def _away(rows: list[RosterRow]) -> list[RosterRow]:
    return [row for row in rows if row.away >= settings.KHABUAN_AWAY_DAYS]


def _note_who_was_seen(request: HttpRequest, enrolments: list[Enrolment]) -> None:
    if enrolments:
        log_access(request, AccessLog.Action.SEEN, "roster", [row.person_id for row in enrolments])


def _activities(request: HttpRequest, found: Team, programme: Programme | None) -> dict[str, Any]:
    """The team's activities in all states, the latest first; ``?year=`` (C.E.) narrows to a year."""
    held: ActivityQuerySet = Activity.objects.visible_to(request.user).filter(team=found)
    year = _year(request, programme)
    if year:
        held = held.ending_in(year.starts_on, year.ends_on)
    page = Paginator(listed(held).order_by("-starts_on", "-pk"), PER_PAGE)
    return {"page": page.get_page(request.GET.get("page")), "year": year}


def _year(request: HttpRequest, programme: Programme | None) -> ProgrammeYear | None:
    asked = request.GET.get("year", "")
    if programme is None or not asked.isdecimal():
        return None
    return programme.years.filter(year=int(asked[:4])).first()
