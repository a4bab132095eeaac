"""Beginning a log."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from thai.text import fold

from ...choices import ActivityStatus
from ...forms.log_start import MOST_TEAMS, StartForm
from ...services.activities import start_draft
from .access import field_worker, own_activities, own_teams

DRAFTS_SHOWN = 3


@field_worker
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Team, title and day; POST begins the draft and leads to it. ``?q=`` searches many teams."""
    teams = own_teams(request.user)
    words = fold(request.GET.get("q", "")[:100])
    found = list(teams.filter(subdistrict__name_th__icontains=words)[: MOST_TEAMS + 1])
    form = StartForm(teams, request.POST or None, found=found[:MOST_TEAMS])
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        activity = start_draft(
            uid=given["uid"],
            team=given["team"],
            programme=form.programme(),
            day=given["date"],
            title=given["title"],
            by=request.user,
        )
        return redirect("log:activity", activity.uid)
    drafts = own_activities(request.user).filter(status=ActivityStatus.DRAFT).order_by("-changed_at")
    context = {
        "form": form,
        "search": words,
        "searchable": bool(words) or len(found) > MOST_TEAMS,
        "no_team": not found and not words,
        "drafts": drafts[:DRAFTS_SHOWN],
        "nav_current": "new",
    }
    return render(request, "log/new.html", context)
