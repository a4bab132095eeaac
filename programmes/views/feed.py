"""A private calendar, read by a calendar program that cannot sign in."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from thai.clock import today

from ..services.calendars import calendar_of
from ..services.feeds import open_feed
from ..services.own import own_activities

# How far back a calendar tells what was done, and how many activities it holds at most.
PAST = timedelta(days=180)
MOST_EVENTS = 3000


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The activities of the account's teams, of the last half year and all to come.

    Its ETag comes from its bytes (ConditionalGetMiddleware); nobody between may keep it.
    """
    found = open_feed(token)
    if found is None:
        raise Http404
    rows = own_activities(found.user).filter(ends_on__gte=today() - PAST).with_place()
    rows = rows.prefetch_related("sessions").order_by("-starts_on", "-pk")[:MOST_EVENTS]
    with translation.override(found.language):
        body = calendar_of(
            rows, lambda row: request.build_absolute_uri(reverse("log:activity", args=[row.uid]))
        )
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="khabuan.ics"'
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response
