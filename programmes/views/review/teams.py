"""Teams of the areas one reviews: how they stand, approving and adding them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from leaders.choices import TeamStatus
from leaders.models import Team
from leaders.rules import may_approve_team
from leaders.services.teams import approve_team
from thai.clock import today
from thai.collation import thai_order

from ...filters import TeamFilter
from ...querysets import quiet_teams, teams_with_work
from .access import desk_only, page_of


@desk_only
@require_safe
def teams(request: HttpRequest) -> HttpResponse:
    """Teams with status, last log, roster and what waits; proposed ones first."""
    mine = Team.objects.reviewable_by(request.user)
    narrowed = TeamFilter(request.GET, mine, request=request)
    rows = teams_with_work(narrowed.qs).with_place()
    if not rows.ordered:
        # "proposed" comes after "approved" in the alphabet, so backwards they stand first.
        rows = rows.order_by("-status", thai_order("subdistrict__name_th"), "pk")
    context = {
        "page": page_of(rows, request),
        "filter": narrowed,
        "proposed": mine.filter(status=TeamStatus.PROPOSED).count(),
        "quiet_number": quiet_teams(mine).count(),
        "today": today(),
        "nav_current": "teams",
    }
    return render(request, "review/teams.html", context)


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
