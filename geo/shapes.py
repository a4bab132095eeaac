"""Outlines of areas as they are read: for maps, and to ask whether a position lies where it should.

Province outlines are generalised (Natural Earth): islands and coasts may lie outside by many kilometres, so
a position outside is asked about and never refused. Distances are taken on a plane fitted to the spot,
which is right to 0.1 % over tens of kilometres; a geodesic library would add nothing to a question
asked in whole kilometres.
"""

import json
import math
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy
import shapely
from django.core.cache import cache
from django.db.models import Count, Max, Sum
from django.db.models.functions import Length
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from shapely.geometry.base import BaseGeometry

from .choices import Level
from .models import Area, AreaShape

# Further outside than this is asked about.
KM_OUTSIDE_ALLOWED = 5.0
# Degrees; about 2 km, which keeps 77 provinces at some 21 kB compressed and each of them in shape.
SIMPLIFY = 0.02
DECIMALS = 3

Version = tuple[int, int, int]


def outlines_version() -> Version:
    """Changes whenever a province outline does; one quick query."""
    rows = AreaShape.objects.filter(area__level=Level.PROVINCE)
    found = rows.aggregate(number=Count("pk"), newest=Max("pk"), size=Sum(Length("wkb")))
    return tuple(number or 0 for number in found.values())


def province_outlines() -> dict[str, BaseGeometry]:
    """Outline of each province by code, in degrees (longitude, latitude); empty until outlines are loaded."""
    return _outlines(outlines_version())


@lru_cache(maxsize=2)
def _outlines(version: Version) -> dict[str, BaseGeometry]:
    rows = AreaShape.objects.filter(area__level=Level.PROVINCE).values_list("area__code", "wkb")
    shapes = {code: shapely.from_wkb(bytes(wkb)) for code, wkb in rows}
    for shape in shapes.values():
        shapely.prepare(shape)
    return shapes


def km_outside(
    area: Area, lat: float, lon: float, outlines: Mapping[str, BaseGeometry] | None = None
) -> float | None:
    """Kilometres from a position (WGS84 degrees) to the outline of the area's province.

    0 inside; None when the area has no province or the province no outline. Who asks for many positions
    brings ``province_outlines()`` along.
    """
    province = area.code[:2] if area.province_id else ""
    outline = (province_outlines() if outlines is None else outlines).get(province)
    if outline is None:
        return None
    if shapely.intersects_xy(outline, lon, lat):
        return 0.0
    lat_km, lon_km = _km_per_degree(lat)

    def flat(points: numpy.ndarray) -> numpy.ndarray:
        return (points - [lon, lat]) * [lon_km, lat_km]

    return float(shapely.distance(shapely.transform(outline, flat), shapely.Point(0, 0)))


def _km_per_degree(lat: float) -> tuple[float, float]:
    """Length of a degree of latitude and of longitude on the WGS84 ellipsoid at a latitude."""
    phi = math.radians(lat)
    return (
        111.13292 - 0.55982 * math.cos(2 * phi) + 0.001175 * math.cos(4 * phi),
        111.41284 * math.cos(phi) - 0.0935 * math.cos(3 * phi),
    )


def position_problem(
    subdistrict: Area, lat: float, lon: float, outlines: Mapping[str, BaseGeometry] | None = None
) -> str | None:
    """The question to ask when a position lies more than 5 km outside the province, else None."""
    km = km_outside(subdistrict, lat, lon, outlines)
    if km is None or km <= KM_OUTSIDE_ALLOWED:
        return None
    return _("ตำแหน่งนี้อยู่นอกเขต %(province)s ราว %(km)s กม. ตรวจตำแหน่งอีกครั้ง") % {
        "province": subdistrict.province.short_name,
        "km": f"{km:,.0f}",
    }


def provinces_geojson() -> dict[str, Any]:
    """All province outlines, simplified without gaps, as a GeoJSON FeatureCollection.

    Each feature has the properties ``code`` and ``name`` (in the active language). Kept in the cache until
    an outline changes; treat it as read-only.
    """
    version = outlines_version()
    key = f"geo:provinces:{get_language()}:{'-'.join(map(str, version))}"
    found = cache.get(key)
    if found is None:
        found = _geojson(_outlines(version))
        cache.set(key, found, 24 * 3600)
    return found


def _geojson(outlines: dict[str, BaseGeometry]) -> dict[str, Any]:
    provinces = Area.objects.current().level(Level.PROVINCE).filter(code__in=outlines)
    areas = sorted(provinces, key=lambda area: area.code)
    simple = shapely.coverage_simplify([outlines[area.code] for area in areas], SIMPLIFY) if areas else []
    rounded = shapely.set_precision(simple, 10**-DECIMALS, mode="pointwise")
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"code": area.code, "name": area.name},
                "geometry": json.loads(shapely.to_geojson(shape)),
            }
            for area, shape in zip(areas, rounded, strict=True)
        ],
    }
