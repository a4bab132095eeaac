"""Teams of the areas one reviews: how they stand, approving and adding them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from geo.downloads import list_as_file
from leaders.choices import TeamStatus
from leaders.models import Team
from leaders.querysets import TeamQuerySet
from leaders.rules import may_approve_team
from leaders.services.teams import add_team, approve_team
from thai.clock import today
from thai.collation import thai_order

from ...filters import TeamFilter
from ...forms.review import TeamForm
from ...querysets import quiet_teams, teams_with_work
from ...resources import TeamResource
from .access import desk_only, page_with


@desk_only
@require_safe
def teams(request: HttpRequest) -> HttpResponse:
    """Teams with status, last log, roster and what waits; proposed ones first."""
    mine = Team.objects.reviewable_by(request.user)
    narrowed = TeamFilter(request.GET, mine, request=request)
    context = {
        "page": page_with(_rows(narrowed), request, lambda shown: teams_with_work(shown).with_place()),
        "filter": narrowed,
        "proposed": mine.filter(status=TeamStatus.PROPOSED).count(),
        "quiet_number": quiet_teams(mine).count(),
        "today": today(),
        "nav_current": "teams",
    }
    return render(request, "review/teams.html", context)


@desk_only
@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The list as a file (csv or xlsx), narrowed as the page is."""
    mine = Team.objects.reviewable_by(request.user)
    return list_as_file(request, kind, TeamResource(), _rows(TeamFilter(request.GET, mine, request=request)))


def _rows(narrowed: TeamFilter) -> TeamQuerySet:
    """Proposed ones first; those long without a log by how long."""
    if narrowed.qs.ordered:
        return narrowed.qs
    # "proposed" comes after "approved" in the alphabet, so backwards they stand first.
    return narrowed.qs.order_by("-status", thai_order("subdistrict__name_th"), "pk")


@desk_only
@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve a proposed team; a second press changes nothing."""
    team = get_object_or_404(Team.objects.visible_to(request.user).with_place(), pk=pk)
    if not may_approve_team(request.user, team):
        raise PermissionDenied
    if team.status == TeamStatus.APPROVED:
        messages.info(request, _("%(team)s เห็นชอบไปแล้ว") % {"team": team.name})
    else:
        approve_team(team, by=request.user)
        messages.success(request, _("เห็นชอบ%(team)sแล้ว") % {"team": team.name})
    return redirect("review:teams")


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add a team to a subdistrict of one's areas; it stands at once."""
    form = TeamForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            team = add_team(values["subdistrict"], formed_on=values["formed_on"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("เพิ่ม%(team)sแล้ว") % {"team": team.name})
            return redirect("review:teams")
    return render(request, "review/team_add.html", {"form": form, "nav_current": "teams"})
