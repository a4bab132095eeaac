"""A province and a region: where public figures of people begin."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from geo.choices import Level
from geo.models import Area, LearningSite
from leaders.models import Team
from programmes.figures import Period, by_province, programme_so_far, public_headline
from programmes.models import Programme
from thai import clock
from thai.collation import thai_order

from ..meta import page_context
from ..mix import people_mix
from ..models import OpenHousePage, whom_to_ask
from .caching import public_page

COLUMNS = ("teams", "activities", "sites")


@public_page
def province(request: HttpRequest, code: str) -> HttpResponse:
    """Figures of a province, its teams and its learning sites; 404 for a code that no province has."""
    area = get_object_or_404(Area.objects.level(Level.PROVINCE).select_related("region"), code=code)
    crumbs = [(area.region.name, reverse("public:region", args=[area.region.code]))]
    teams = Team.objects.approved().active().within(area).with_place().by_name()
    sites = LearningSite.objects.published().within(area).with_place().order_by(thai_order("name_th"), "pk")
    open_houses = OpenHousePage.objects.readable().upcoming().within(area).with_place()
    context = page_context(request, area.short_name, crumbs=crumbs, description=_description(area))
    context |= figures_of(area) | {
        "nav_current": "figures",
        "area": area,
        "teams": list(teams),
        "sites": list(sites),
        "open_houses": list(open_houses),
        "reach": whom_to_ask(area),
    }
    return render(request, "public/province.html", context)


@public_page
def region(request: HttpRequest, code: str) -> HttpResponse:
    """Figures of a region and of each of its provinces; 404 for a code that no region has."""
    area = get_object_or_404(Area.objects.level(Level.REGION), code=code)
    programme = Programme.objects.current()
    context = page_context(request, area.name, crumbs=[], description=_description(area))
    context |= figures_of(area, programme) | {
        "nav_current": "figures",
        "area": area,
        "provinces": provinces_of(area, programme),
        "sites_href": f"{reverse('public:sites')}?region={area.code}",
    }
    return render(request, "public/region.html", context)


def _description(area: Area) -> str:
    return _("ทีมตำบล กิจกรรม คนที่ได้เรียนรู้ และแหล่งเรียนรู้ใน %(area)s") % {"area": area.short_name}


def figures_of(area: Area, programme: Programme | None = None) -> dict[str, object]:
    """The public headline of an area in the programme so far, and how its people divide."""
    programme = programme or Programme.objects.current()
    context: dict[str, object] = {"as_of": clock.now(), "headline": None, "mix": None}
    if programme:
        shown = public_headline(area, programme_so_far(programme, clock.today()))
        context |= {"headline": shown, "mix": people_mix(shown.by_group, shown.people)}
    return context


def provinces_of(region_area: Area, programme: Programme | None) -> list[dict[str, object]]:
    """A row a province of the region in dictionary order: teams, activities, learning sites."""
    period = programme_so_far(programme, clock.today()) if programme else Period(clock.today(), clock.today())
    counted = {name: by_province(name, period) for name in COLUMNS}
    provinces = Area.objects.current().level(Level.PROVINCE).within(region_area)
    return [
        {"area": row} | {name: counted[name].get(row.code, 0) for name in COLUMNS}
        for row in provinces.order_by(thai_order("name_th"))
    ]
