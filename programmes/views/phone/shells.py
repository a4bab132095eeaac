"""Pages of the workspace that are nobody's: the service worker fills them in without a signal."""

import uuid
from datetime import date, timedelta

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from geo.choices import Level
from geo.models import Area
from leaders.models import Team
from thai.clock import today

from ...forms.log import LogForm
from ...models import Activity, LearnerGroup, Programme
from ...services.activities import Beginning, SessionInput
from ...services.evidence import MOST_PHOTOS

# Marks in the log's page that the service worker puts its own in place of.
LOG_MARK = uuid.UUID("00000000-0000-4000-8000-000000000000")
SESSION_MARK = uuid.UUID("eeeeeeee-eeee-4eee-beee-eeeeeeeeeeee")
# A day that no phone has: the page's own script sets the days of the log.
NO_DAY = date(2018, 1, 1)
SHELLS = {"log": "log/activity.html", "people": "log/people_offline.html", "offline": "log/offline.html"}


@require_safe
def shell(request: HttpRequest, name: str) -> HttpResponse:
    """A page of the workspace that is nobody's: the phone fills in team, people and days."""
    if name not in SHELLS:
        raise Http404
    response = HttpResponse(draw_shell(request, name))
    response["Cache-Control"] = "no-cache"
    return response


def draw_shell(request: HttpRequest, name: str) -> str:
    """The same for everybody who reads the same language."""
    request.user = AnonymousUser()
    context = {"shell": True, "nav_current": {"log": "new", "people": "people"}.get(name, "")}
    if name == "log" and Programme.objects.current() is None:
        # Nothing can be logged before there is a programme.
        name = "offline"
    if name == "log":
        context |= _blank_log()
    if name == "people":
        context["groups"] = LearnerGroup.objects.filter(programmes=Programme.objects.current())
    page = render_to_string(SHELLS[name], context, request)
    # The near days are the phone's own to say: with ours in it the app would change every midnight.
    now = today()
    near = {now.isoformat(): "[[today]]", (now - timedelta(days=1)).isoformat(): "[[yesterday]]"}
    for day, mark in near.items():
        page = page.replace(f'value="{day}"', f'value="{mark}"')
    return page


def _blank_log() -> dict[str, object]:
    """A log of a team that does not exist: its rows come from the phone."""
    nation = Area.objects.get(level=Level.NATION)
    team = Team(pk=0, subdistrict=nation)
    activity = Activity(
        uid=LOG_MARK,
        programme=Programme.objects.current(),
        team=team,
        area=nation,
        starts_on=NO_DAY,
        ends_on=NO_DAY,
    )
    beginning = Beginning(activity, (SessionInput(date=NO_DAY, uid=SESSION_MARK),))
    form = LogForm(activity, AnonymousUser(), beginning=beginning)
    return {
        "activity": activity,
        "form": form,
        "roll": form.roll,
        "team_key": "[[team]]",
        "has_team": True,
        "photos": [],
        "sheets": [],
        "most_photos": MOST_PHOTOS,
        "nothing": None,
        "like": f"{reverse('log:new')}?team=[[team]]&copy=last",
    }
