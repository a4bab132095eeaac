"""The calendar of one's teams: a month of it, and the private address by which a phone reads it."""

from calendar import SUNDAY, Calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from thai.clock import today
from thai.widgets import active_language

from ...choices import ActivityStatus
from ...filters import CalendarFilter
from ...models import Activity, CalendarFeed
from ...services.feeds import make_feed, revoke_feeds
from ...services.own import own_activities
from .access import field_worker

# Calendars printed in Thailand begin with Sunday, and so says CLDR of the country.
WEEKS = Calendar(firstweekday=SUNDAY)


@dataclass(frozen=True)
class Entry:
    """An activity on one of its days; ``moved_from`` its old day where it was put off to this one."""

    activity: Activity
    moved_from: date | None = None


@dataclass
class Day:
    """A day of the month with what lies on it; days of the months beside it fill the grid."""

    date: date
    inside: bool
    entries: list[Entry] = field(default_factory=list)


@field_worker
@require_safe
def month(request: HttpRequest) -> HttpResponse:
    """One month, this one unless ``?month=2019-03`` names another; ``?team=`` narrows."""
    first = _month(request.GET.get("month", ""))
    last = _next(first) - timedelta(days=1)
    rows = own_activities(request.user).touching(first, last)
    narrowed = CalendarFilter(request.GET, queryset=rows, request=request)
    entries = _by_day(narrowed.qs.with_place().prefetch_related("sessions").order_by("starts_on", "pk"))
    weeks = [
        [Day(day, day.month == first.month, entries.get(day, [])) for day in week]
        for week in WEEKS.monthdatescalendar(first.year, first.month)
    ]
    days = [day for week in weeks for day in week if day.inside and day.entries]
    teams = narrowed.form.fields["team"].queryset.count()
    context = {
        "month": first,
        "previous": first - timedelta(days=1),
        "next": _next(first),
        "weeks": weeks,
        "days": days,
        "filter": narrowed,
        "many_teams": teams > 1,
        "today": today(),
        "nav_current": "home",
    }
    return render(request, "log/calendar.html", context)


def _month(text: str) -> date:
    """The first day of the month, of this one where the text names none that a calendar has."""
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        found = today().replace(day=1)
    # One month further on either side must exist.
    return found if date.min.year < found.year < date.max.year else today().replace(day=1)


def _next(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _by_day(rows: Iterable[Activity]) -> dict[date, list[Entry]]:
    """Activities by each of their days; put off ones stand on the old day and on the new one."""
    found: dict[date, list[Entry]] = defaultdict(list)
    for row in rows:
        for day in sorted({session.date for session in row.sessions.all()} or {row.starts_on}):
            found[day].append(Entry(row))
        if row.status == ActivityStatus.POSTPONED and row.postponed_to:
            found[row.postponed_to].append(Entry(row, moved_from=row.starts_on))
    return found


@field_worker
@require_http_methods(["GET", "HEAD", "POST"])
def feed(request: HttpRequest) -> HttpResponse:
    """Make a private address, shown this once, or let it work no more (``action``: make, revoke)."""
    address = ""
    if request.method == "POST" and request.POST.get("action") == "revoke":
        revoke_feeds(by=request.user)
        return redirect("log:calendar_feed")
    if request.method == "POST" and request.POST.get("action") == "make":
        token = make_feed(by=request.user, language=active_language())
        address = request.build_absolute_uri(reverse("calendar:feed", args=[token]))
    context = {
        "address": address,
        "subscribe": address.replace("http", "webcal", 1).replace("webcals", "webcal", 1),
        "working": CalendarFeed.objects.working().filter(user=request.user).first(),
        "nav_current": "home",
    }
    return render(request, "log/calendar_feed.html", context)
