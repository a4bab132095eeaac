"""Figures for reviewers and staff: exact, of the areas they work in."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from geo.choices import Level, Role
from geo.models import Area
from geo.querysets import AreaQuerySet, seen_q
from geo.rules import is_desk
from thai import clock
from thai.collation import thai_order

from ..figures import Period, by_province, directions, headline, programme_so_far
from ..models import Programme

SHOWN = (Level.NATION, Level.REGION, Level.PROVINCE)
COLUMNS = ("teams", "activities", "people", "attendances", "sites")


@login_required
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Head counts and directions of one area (``?area=44``), with its provinces in a table."""
    if not is_desk(request.user):
        raise PermissionDenied
    choices = Area.objects.filter(seen_q(request.user, "", Role.REVIEWER, Role.STAFF), level__in=SHOWN)
    code = request.GET.get("area")
    area = get_object_or_404(choices, code=code) if code else _widest(choices)
    programme = Programme.objects.current()
    period = programme_so_far(programme, clock.today()) if programme else None
    place = None if area is None or area.level == Level.NATION else area
    context = {
        "area": area,
        "choices": sorted(choices, key=lambda choice: SHOWN.index(choice.level)),
        "programme": programme,
        "period": period,
        "as_of": clock.now(),
        "nav_current": "figures",
    }
    if area and period:
        context["headline"] = headline(place, period)
        context["directions"] = directions(place, period)
        context["provinces"] = _provinces(place, period)
    return render(request, "review/figures.html", context)


def _widest(choices: AreaQuerySet) -> Area | None:
    """The highest area the user works in: the nation before a region before a province."""
    for level in SHOWN:
        if found := choices.filter(level=level).first():
            return found
    return None


def _provinces(place: Area | None, period: Period) -> list[dict[str, object]]:
    """A row per province of the area in dictionary order; people are counted once in each province."""
    counted = {name: by_province(name, period) for name in COLUMNS}
    provinces = Area.objects.current().filter(level=Level.PROVINCE).order_by(thai_order("name_th"))
    if place is not None:
        provinces = provinces.within(place)
    rows = [
        {"area": area} | {name: counted[name].get(area.code, 0) for name in COLUMNS} for area in provinces
    ]
    return [row for row in rows if any(row[name] for name in COLUMNS)]
