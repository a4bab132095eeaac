"""Scripts and data of maps. The pages around them are the public site's, and the log's."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from geo.filters import SiteFilter
from geo.maps import Furniture, Pin, PlainMap, Points, Provinces, add_tiles, parts
from geo.models import LearningSite
from geo.shapes import provinces_geojson
from leaders.models import Team
from thai import clock

from ..figures import programme_so_far
from ..maps import Figure, shading, site_rows, team_rows
from ..models import Programme

# What decides which marks are shown; the rest of the address is about colours and pages.
MARKS = ("region", "province", "issue", "show")
FIVE_MINUTES = "public, max-age=300"
# Names and outlines of provinces hardly ever change, and a village's signal is weak.
ONE_DAY = "public, max-age=86400"
# How far one may go in where a place is chosen and tiles show it: some houses on the screen.
CLOSEST = 17


def chosen_figure(request: HttpRequest) -> Figure:
    """The figure that colours the provinces; activities unless the address asks for another."""
    asked = request.GET.get("colour", "")
    return Figure(asked) if asked in Figure.values else Figure.ACTIVITIES


@require_safe
def script(request: HttpRequest) -> HttpResponse:
    """The script that draws the map, with provinces coloured and the address of the marks in it."""
    figure = chosen_figure(request)
    programme = Programme.objects.current()
    shade = shading(figure, programme_so_far(programme, clock.today()) if programme else None)
    drawn = PlainMap("sites")
    _add_tiles(drawn)
    Provinces(provinces_geojson(), steps=shade.steps, words=shade.words, links=shade.links).add_to(drawn)
    if request.GET.get("marks") != "none":
        asked = urlencode([(name, value) for name in MARKS for value in request.GET.getlist(name) if value])
        address = f"{reverse('map:points')}?{asked}"
        Points(address, {"failed": _("แผนที่ยังโหลดไม่ได้ รายการยังดูได้ครบ")}).add_to(drawn)
    Furniture(_words(_("แผนที่แหล่งเรียนรู้"))).add_to(drawn)
    return _answer(drawn, FIVE_MINUTES)


@require_safe
def place_script(request: HttpRequest) -> HttpResponse:
    """The script that draws the small map on which a log's place is chosen: provinces by name, and a pin."""
    drawn = PlainMap("place")
    if settings.MAP_TILE_URL:
        drawn.options["max_zoom"] = CLOSEST
    _add_tiles(drawn)
    outlines = provinces_geojson()
    names = {each["properties"]["code"]: each["properties"]["name"] for each in outlines["features"]}
    Provinces(outlines, steps={}, words=names, links={}).add_to(drawn)
    Furniture(_words(_("แผนที่เลือกตำแหน่ง"))).add_to(drawn)
    tiles = "1" if settings.MAP_TILE_URL else ""
    Pin({"pin": _("หมุด กดลูกศรเพื่อเลื่อน"), "tiles": tiles}).add_to(drawn)
    return _answer(drawn, ONE_DAY)


def _add_tiles(drawn: PlainMap) -> None:
    if settings.MAP_TILE_URL:
        add_tiles(drawn, settings.MAP_TILE_URL, settings.MAP_TILE_ATTRIBUTION)


def _answer(drawn: PlainMap, kept: str) -> HttpResponse:
    answer = HttpResponse(parts(drawn).script, content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = kept
    return answer


def _words(name: str) -> dict[str, str]:
    """What the map's buttons, its name and its credit say."""
    return {"in": _("ขยาย"), "out": _("ย่อ"), "name": name, "credit": _("เขตจังหวัด: Natural Earth")}


@require_safe
def points(request: HttpRequest) -> JsonResponse:
    """Marks of published sites and approved teams that pass the page's filters, as compact rows."""
    found = SiteFilter(request.GET, queryset=LearningSite.objects.published())
    rows = [] if request.GET.get("show") == "teams" else site_rows(found.qs)
    if request.GET.get("show") in {"teams", "both"}:
        teams = Team.objects.approved().active()
        if found.place:
            teams = teams.within(found.place)
        rows += team_rows(teams)
    answer = JsonResponse({"rows": rows, "bounds": _bounds(rows) if len(request.GET) else None})
    answer["Cache-Control"] = FIVE_MINUTES
    return answer


def _bounds(rows: list) -> list[list[float]] | None:
    """South-west and north-east corner of the marks; None without any."""
    if not rows:
        return None
    lats, lons = [row[0] for row in rows], [row[1] for row in rows]
    return [[min(lats), min(lons)], [max(lats), max(lons)]]
