"""Figures for reviewers and staff: exact, of the areas they work in."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from geo.choices import Level, Role
from geo.downloads import list_as_file
from geo.models import Area
from geo.querysets import AreaQuerySet, seen_q
from geo.rules import is_desk
from thai import clock
from thai.collation import thai_order

from ..figures import Period, by_province, directions, headline, programme_so_far
from ..models import Programme
from ..resources import FiguresResource

SHOWN = (Level.NATION, Level.REGION, Level.PROVINCE)
COLUMNS = ("teams", "activities", "people", "attendances", "sites")


@login_required
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Head counts and directions of one area (``?area=44``), with its provinces in a table."""
    choices = _choices(request)
    area, programme, period = _asked(request, choices)
    context = {
        "area": area,
        "choices": sorted(choices, key=lambda choice: SHOWN.index(choice.level)),
        "programme": programme,
        "period": period,
        "as_of": clock.now(),
        "nav_current": "figures",
    }
    if area and period:
        place = _place(area)
        context["headline"] = headline(place, period)
        context["directions"] = directions(place, period)
        context["provinces"] = _provinces(place, period)
    return render(request, "review/figures.html", context)


@login_required
@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The table of provinces as a file (csv or xlsx), of the same area as the page."""
    area, _programme, period = _asked(request, _choices(request))
    rows = _provinces(_place(area), period) if area and period else []
    return list_as_file(request, kind, FiguresResource(), rows)


def _choices(request: HttpRequest) -> AreaQuerySet:
    """Areas whose figures the user may see; raises PermissionDenied for who works at no desk."""
    if not is_desk(request.user):
        raise PermissionDenied
    return Area.objects.filter(seen_q(request.user, "", Role.REVIEWER, Role.STAFF), level__in=SHOWN)


def _asked(
    request: HttpRequest, choices: AreaQuerySet
) -> tuple[Area | None, Programme | None, Period | None]:
    """The area asked for, else the widest; Http404 for one that is not the user's. Then what runs now."""
    code = request.GET.get("area")
    area = get_object_or_404(choices, code=code) if code else _widest(choices)
    programme = Programme.objects.current()
    return area, programme, programme_so_far(programme, clock.today()) if programme else None


def _place(area: Area) -> Area | None:
    """As figures want it: None for the whole nation."""
    return None if area.level == Level.NATION else area


def _widest(choices: AreaQuerySet) -> Area | None:
    """The highest area the user works in: the nation before a region before a province."""
    for level in SHOWN:
        if found := choices.filter(level=level).first():
            return found
    return None


def _provinces(place: Area | None, period: Period) -> list[dict[str, object]]:
    """A row per province of the area in dictionary order; people are counted once in each province."""
    counted = {name: by_province(name, period) for name in COLUMNS}
    provinces = (
        Area.objects.current().level(Level.PROVINCE).select_related("region").order_by(thai_order("name_th"))
    )
    if place is not None:
        provinces = provinces.within(place)
    rows = [
        {"area": area} | {name: counted[name].get(area.code, 0) for name in COLUMNS} for area in provinces
    ]
    return [row for row in rows if any(row[name] for name in COLUMNS)]
