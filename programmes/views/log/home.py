"""The coordinator's first page: what is to be mended, finished, waited for, and how the teams stand."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import User
from geo.downloads import list_as_file
from geo.rules import is_coordinator
from thai.clock import today

from ...choices import ActivityStatus, Waits
from ...models import Activity, Evidence, Programme, Session, StatusChange
from ...querysets import ActivityQuerySet
from ...reports import TeamYear, team_years
from ...resources import ActivityResource
from ...services.completeness import what_is_missing
from ...services.inbox import begun, field_inbox, overdue, to_mend, two_copies
from ...services.own import own_activities, own_teams
from .access import field_worker

MOST_ROWS = 20
MOST_TEAMS = 6
PER_PAGE = 30
DISCARDED_SHOWN = 5
MOST_NEXT = 3


@field_worker
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is to do, and this year's figures of the user's teams."""
    mine = listed(own_activities(request.user))
    month = today().replace(day=1)
    teams = list(own_teams(request.user)[: MOST_TEAMS + 1]) if is_coordinator(request.user) else []
    waits = field_inbox(request.user)
    context = {
        "waits": waits,
        "words": {item.kind.value: item.words for item in waits},
        "returned": listed(to_mend(request.user))[:MOST_ROWS],
        "drafts": _with_problem(
            listed(begun(request.user))
            .select_related("programme")
            .prefetch_related(
                Prefetch("sessions", Session.objects.order_by("date", "pk")), "programme__years"
            )[:MOST_ROWS]
        ),
        "quiet": next((item.lines for item in waits if item.kind == Waits.QUIET), ()),
        "waiting": mine.filter(status=ActivityStatus.SUBMITTED).order_by("-submitted_at")[:MOST_ROWS],
        "done": _done_this_month(mine, month)[:MOST_ROWS],
        **_ahead(request.user),
        "discarded": _discarded(request),
        "teams": teams,
        "years": _years(teams[:MOST_TEAMS]),
        "name_teams": len(teams) != 1,
        "more_teams": len(teams) > MOST_TEAMS,
        "today": today(),
        "queue_list": True,
        "copies": two_copies(request.user).select_related("activity")[:MOST_ROWS],
        "nav_current": "home",
    }
    return render(request, "log/home.html", context)


@field_worker
@require_safe
def activities(request: HttpRequest) -> HttpResponse:
    """All activities of the user's teams, the latest first; ``?status=`` narrows."""
    context = {
        "page": Paginator(listed(_narrowed(request)), PER_PAGE).get_page(request.GET.get("page")),
        "status": request.GET.get("status", ""),
        "statuses": ActivityStatus.choices,
        "nav_current": "home",
    }
    return render(request, "log/activities.html", context)


@field_worker
@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The list as a file (csv or xlsx), narrowed as the page is."""
    return list_as_file(request, kind, ActivityResource(), _narrowed(request))


def _narrowed(request: HttpRequest) -> ActivityQuerySet:
    """The user's activities, the latest first, of the status that was asked for."""
    rows = own_activities(request.user).order_by("-starts_on", "-pk")
    status = request.GET.get("status", "")
    return rows.filter(status=status) if status in ActivityStatus.values else rows


def listed(rows: ActivityQuerySet) -> ActivityQuerySet:
    """Rows of the lists: who came, how many pictures, and why it was returned."""
    returned = StatusChange.objects.filter(activity=OuterRef("pk"), to_status=ActivityStatus.RETURNED)
    pictures = Evidence.objects.filter(activity=OuterRef("pk")).order_by().values("activity")
    return (
        rows.with_counts()
        .with_place()
        .annotate(
            reason=Subquery(returned.order_by("-at", "-pk").values("reason")[:1]),
            pictures=Subquery(pictures.annotate(n=Count("pk")).values("n")),
        )
    )


def _ahead(user: User) -> dict[str, Any]:
    """What was planned: whose day passed without a log, this week's by day, and the next ones after it.

    A week is Monday to Sunday. What goes on over several days stands on the first that has not passed.
    """
    now = today()
    sunday = now + timedelta(days=6 - now.weekday())
    awaited = own_activities(user).awaited().with_place()
    coming = list(awaited.filter(expected_until__gte=now).prefetch_related("sessions")[:MOST_ROWS])
    this_week = [row for row in coming if row.expected_on <= sunday]
    return {
        "overdue": overdue(user).with_place()[:MOST_ROWS],
        "week": [
            (day, list(rows)) for day, rows in groupby(this_week, lambda row: max(row.expected_on, now))
        ],
        "planned": [row for row in coming if row.expected_on > sunday][:MOST_NEXT],
    }


def _done_this_month(rows: ActivityQuerySet, month: date) -> QuerySet[Activity]:
    """Verified, postponed and cancelled ones whose day lies in the month of ``month``."""
    after = [ActivityStatus.VERIFIED, ActivityStatus.POSTPONED, ActivityStatus.CANCELLED]
    held = rows.filter(status__in=after, starts_on__year=month.year, starts_on__month=month.month)
    return held.order_by("-starts_on", "-pk")


def _with_problem(drafts: Iterable[Activity]) -> list[Activity]:
    """Drafts, each with the first thing it still lacks as ``problem``, "" for none."""
    rows = list(drafts)
    for draft in rows:
        missing = what_is_missing(
            draft,
            sessions=list(draft.sessions.all()),
            years=list(draft.programme.years.all()),
            came=draft.people_came + draft.unnamed_came,
        )
        draft.problem = next(iter(missing.values()), "")
    return rows


def _discarded(request: HttpRequest) -> list[Activity]:
    """The drafts the user threw away last; each can be brought back."""
    thrown = Activity.everything.deleted().visible_to(request.user).filter(changed_by=request.user)
    return list(thrown.filter(status=ActivityStatus.DRAFT).order_by("-deleted_at")[:DISCARDED_SHOWN])


def _years(teams: list[Any]) -> list[TeamYear]:
    programme = Programme.objects.current()
    year = programme.years.covering(today()) if programme else None
    return team_years(teams, programme, year, today()) if year else []
