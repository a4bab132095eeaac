"""Beginning a log: the whole form stands there at once, and nothing is kept before something is written."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.models import User
from leaders.models import Team
from leaders.querysets import TeamQuerySet
from thai.clock import today
from thai.text import fold

from ...forms.log_begin import begin
from ...forms.log_plan import MOST_TEAMS
from ...forms.log_uids import as_uid
from ...models import Activity, Programme
from ...services.activities import begin_log, last_log
from ...services.own import own_activities, own_teams
from .access import field_worker
from .form import answer_post, show_form


@field_worker
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The log of ``?team=`` (else the team logged last), like ``?copy=``, with ``?log=`` for its uid.

    POST begins the draft and does what the button says.
    """
    teams = own_teams(request.user)
    team = _team(request, teams)
    if team is None or Programme.objects.current() is None:
        return _which_team(request, teams)
    if request.method == "POST":
        return _begun(request, team)
    programme, uid = Programme.objects.current(), as_uid(request.GET.get("log", ""))
    if uid and Activity.objects.visible_to(request.user).filter(uid=uid).exists():
        # It reached the system meanwhile: it has an address of its own.
        return redirect("log:activity", uid)
    beginning = begin_log(team, programme, day=today(), uid=uid, like=_like(request))
    return show_form(
        request,
        beginning.activity,
        beginning=beginning,
        teams=list(teams[:MOST_TEAMS]),
        **_to_copy(last_log(team)),
    )


def _to_copy(last: Activity | None) -> dict[str, str]:
    """The way to a log like the team's last one."""
    if last is None:
        return {}
    where = f"{reverse('log:new')}?team={last.team_id}&copy={last.uid}"
    return {"like": where, "like_title": last.title}


def _team(request: HttpRequest, teams: TeamQuerySet) -> Team | None:
    """The team that was asked for, else the one the user logged last, else the only or the first of a few."""
    asked = (request.POST if request.method == "POST" else request.GET).get("team", "")
    if asked:
        found = teams.filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 16 else None
        if found is None:
            raise Http404
        return found
    if "q" in request.GET:
        return None
    few = list(teams[: MOST_TEAMS + 1])
    last = _logged_last(request.user)
    return next((team for team in few if team.pk == last), None) or (
        few[0] if 0 < len(few) <= MOST_TEAMS else None
    )


def _logged_last(user: User) -> int | None:
    logs = own_activities(user).filter(changed_by=user, team__isnull=False).order_by("-changed_at")
    return logs.values_list("team", flat=True).first()


def _like(request: HttpRequest) -> Activity | None:
    """The log to be copied, if the user sees it."""
    uid = as_uid(request.GET.get("copy", ""))
    return Activity.objects.visible_to(request.user).filter(uid=uid).first() if uid else None


def _which_team(request: HttpRequest, teams: TeamQuerySet) -> HttpResponse:
    words = fold(request.GET.get("q", "")[:100])
    found = list(teams.filter(subdistrict__name_th__icontains=words)[:MOST_TEAMS])
    context = {
        "found": found,
        "search": words,
        "no_team": not found and not words,
        "no_programme": Programme.objects.current() is None,
        "nav_current": "new",
    }
    return render(request, "log/new.html", context)


def _begun(request: HttpRequest, team: Team) -> HttpResponse:
    """The first save of a page without scripts."""
    # Kept with today's day first, as the page had it: what was changed in its boxes shows against that.
    uid = as_uid(request.POST.get("uid", ""))
    activity = begin(request.POST, team, uid, by=request.user, day=today())
    return answer_post(request, activity, request.POST.get("action", "save"))
