"""Is my tambon in the movement yet?"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from geo.choices import Level
from geo.models import Area
from geo.resolver import resolve
from leaders.models import Team
from thai.text import fold

from ..meta import page_context
from ..models import Reach, whom_to_ask
from .caching import public_page

LONGEST = 200
SHOWN = 30


@dataclass(frozen=True)
class Found:
    """A subdistrict that the words can mean, and its team if there is one."""

    area: Area
    team: Team | None


@public_page
def find(request: HttpRequest) -> HttpResponse:
    """Leads to the one team, province or region that was asked for; lists what else the words can mean.

    ``?q=`` is read by the resolver, which never guesses: several candidates are shown, not chosen from.
    """
    asked = fold(request.GET.get("q", ""))[:LONGEST]
    region = Area.objects.current().level(Level.REGION).filter(name_th=asked).first() if asked else None
    if region:
        return redirect("public:region", code=region.code)
    resolution = resolve(asked)
    within = resolution.within
    if not resolution.candidates and within and within.level == Level.PROVINCE:
        return redirect("public:province", code=within.code)
    found = with_teams(resolution.candidates[:SHOWN])
    if resolution.exact and len(resolution.candidates) == 1 and found[0].team:
        return redirect(found[0].team)
    context = page_context(request, _("ตำบลของคุณอยู่ในขบวนหรือยัง"), crumbs=[]) | {
        "q": asked,
        "found": found,
        "more": len(resolution.candidates) - len(found),
        "exact": resolution.exact,
        "within": within,
        "reach": reach_of(found, within) if asked else None,
    }
    return render(request, "public/find.html", context)


def reach_of(found: list[Found], within: Area | None) -> Reach | None:
    """Whom to ask where somebody has no team: the one province that all of it lies in, else the nation's.

    None where every place that was found has its team.
    """
    if found and all(place.team for place in found):
        return None
    provinces = {place.area.province for place in found}
    if not provinces and within:
        provinces = {within.province or within}
    return whom_to_ask(provinces.pop() if len(provinces) == 1 else None)


def with_teams(areas: list[Area]) -> list[Found]:
    """Each area with its active, approved team; one query for all teams."""
    teams = Team.objects.approved().active().filter(subdistrict__in=areas).with_place()
    by_area = {team.subdistrict_id: team for team in teams}
    return [Found(area, by_area.get(area.pk)) for area in areas]
