"""Shapes and points of areas from files that an operator brings.

Reads GeoJSON, TopoJSON, GeoPackage and shapefiles (also zipped), with a column that holds the official code,
and CSV tables with the columns code, lat and lon. Degrees in WGS84 only. A column ``covers`` may list all
codes that a shape stands for. A shape or point of an abolished code goes to what followed it.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyogrio
import shapely
from django.db import transaction
from pyogrio.errors import DataSourceError
from pyogrio.raw import read
from shapely.geometry.base import BaseGeometry

from ..models import Area, AreaShape
from ..positions import is_in_thailand

VECTOR_FILES = {".geojson", ".json", ".topojson", ".shp", ".zip", ".gpkg"}
# The deepest level first: files of subdistricts hold the codes of what is above as well.
CODE_COLUMNS = (
    *("code", "adm3_pcode", "tam_code", "tambon_code", "tambon_id", "ta_id"),
    *("adm2_pcode", "amp_code", "amphoe_code", "am_id", "adm1_pcode", "prov_code", "pv_code", "pcode"),
)
LAT_COLUMNS, LON_COLUMNS = ("lat", "latitude"), ("lon", "lng", "long", "longitude")
DEGREES = ("EPSG:4326", "OGC:CRS84")
# Longitude and latitude between which anything of Thailand lies, with a margin: west, south, east, north.
AROUND = (96.0, 4.0, 107.0, 22.0)
BATCH = 500


class BoundaryError(ValueError):
    """The path cannot be used at all; the message is a sentence for the operator."""


@dataclass
class Summary:
    """What a run did: numbers of shapes and points written and left as they were, and what was not used."""

    shapes: int = 0
    points: int = 0
    unchanged: int = 0
    unknown: set[str] = field(default_factory=set)
    skipped: list[str] = field(default_factory=list)


@dataclass
class _Found:
    """Shapes and points by code as the files give them, and where each came from."""

    shapes: dict[str, list[BaseGeometry]] = field(default_factory=lambda: defaultdict(list))
    sources: dict[str, str] = field(default_factory=dict)
    points: dict[str, tuple[float, float]] = field(default_factory=dict)


def load_boundaries(path: Path) -> Summary:
    """Store the shapes and points found in a file or folder; a second run changes nothing.

    An area that got a shape but has no point yet gets one inside the shape; a point from a table goes
    before it. Raises BoundaryError when there is nothing to read.
    """
    found, summary = _Found(), Summary()
    files = list(_files(path))
    if not files:
        raise BoundaryError(f"{path} holds no boundary file (GeoJSON, TopoJSON, shapefile, GeoPackage, CSV).")
    for file in files:
        if file.suffix.lower() == ".csv":
            _read_points(file, found, summary)
        else:
            _read_shapes(file, found, summary)
    with transaction.atomic():
        _write(found, summary)
    return summary


def _files(path: Path) -> Iterator[Path]:
    if not path.exists():
        raise BoundaryError(f"{path} does not exist.")
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file() and file.suffix.lower() in {*VECTOR_FILES, ".csv"}:
            yield file


def _read_shapes(file: Path, found: _Found, summary: Summary) -> None:
    try:
        layers = [str(name) for name in pyogrio.list_layers(str(file))[:, 0]]
    except DataSourceError:
        summary.skipped.append(f"{file.name}: no shapes can be read from it")
        return
    for layer in layers:
        meta, _ids, wkb, columns = read(str(file), layer=layer, force_2d=True)
        named = {name.lower(): values for name, values in zip(meta["fields"], columns, strict=True)}
        column = next((name for name in CODE_COLUMNS if name in named), None)
        where = f"{file.name} ({layer})" if len(layers) > 1 else file.name
        if column is None or wkb is None:
            summary.skipped.append(f"{where}: no column holds the code of an area")
            continue
        shapes = shapely.from_wkb(wkb)
        if problem := _unusable(meta.get("crs"), shapes):
            summary.skipped.append(f"{where}: {problem}")
            continue
        covers = named.get("covers", [None] * len(shapes))
        for code, also, shape in zip(named[column], covers, shapes, strict=True):
            for each in _codes(also) or _codes(code):
                found.shapes[each].append(shape)
                found.sources[each] = file.name


def _unusable(crs: str | None, shapes: Iterable[BaseGeometry]) -> str:
    """Why shapes cannot be used, or nothing."""
    if crs and crs not in DEGREES and "WGS 84" not in crs.split(",")[0]:
        return f"it is in {crs[:40]}; convert it to WGS84 degrees (EPSG:4326) first"
    west, south, east, north = shapely.total_bounds(shapes)
    inside = west >= AROUND[0] and south >= AROUND[1] and east <= AROUND[2] and north <= AROUND[3]
    return "" if inside else "its shapes lie outside Thailand, or are not in degrees"


def _codes(value: object) -> list[str]:
    """Official codes in a cell: "TH440404", "440404.0", "104702,104703"."""
    if value is None or value != value:
        return []
    words = str(value).replace(",", " ").replace(";", " ").split()
    return [code for word in words if (code := word.upper().removeprefix("TH").removesuffix(".0")).isdigit()]


def _read_points(file: Path, found: _Found, summary: Summary) -> None:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = csv.DictReader(opened)
        names = {name.strip().lower(): name for name in rows.fieldnames or []}
        lat = next((names[name] for name in LAT_COLUMNS if name in names), None)
        lon = next((names[name] for name in LON_COLUMNS if name in names), None)
        if "code" not in names or lat is None or lon is None:
            summary.skipped.append(f"{file.name}: it needs the columns code, lat and lon")
            return
        for number, row in enumerate(rows, start=2):
            try:
                point = float(row[lat]), float(row[lon])
            except (TypeError, ValueError):
                point = (0.0, 0.0)
            if not is_in_thailand(*point):
                summary.skipped.append(f"{file.name}, line {number}: no position in Thailand")
                continue
            found.points |= dict.fromkeys(_codes(row[names["code"]]), point)


def _write(found: _Found, summary: Summary) -> None:
    wanted = set(found.shapes) | set(found.points)
    areas = {area.code: area for area in Area.objects.filter(code__in=wanted).prefetch_related("successors")}
    summary.unknown = wanted - areas.keys()
    shapes: dict[Area, tuple[bytes, str]] = {}
    points: dict[Area, tuple[float, float]] = {}
    for code, parts in found.shapes.items():
        heirs = _heirs(areas.get(code))
        source = found.sources[code] + (f", undivided {code}" if len(heirs) > 1 else "")
        for area in heirs:
            # A shape of its own goes before the undivided one of its predecessor.
            if area.code == code or area not in shapes:
                shape = shapely.make_valid(shapely.union_all(parts))
                shapes[area] = shapely.to_wkb(shape), source
    for code, point in found.points.items():
        heirs = _heirs(areas.get(code))
        if len(heirs) > 1:
            summary.skipped.append(f"{code} was divided into {len(heirs)}: its point is nobody's")
        elif heirs and (heirs[0].code == code or heirs[0] not in points):
            points[heirs[0]] = point
    for area, (wkb, _source) in shapes.items():
        if area.lat is None and area not in points:
            inside = shapely.point_on_surface(shapely.from_wkb(wkb))
            points[area] = round(inside.y, 5), round(inside.x, 5)
    _write_shapes(shapes, summary)
    _write_points(points, summary)


def _heirs(area: Area | None) -> list[Area]:
    """The area itself, or the current ones that followed it."""
    if area is None or area.abolished_on is None:
        return [area] if area else []
    return sorted(area.successors.all(), key=lambda successor: successor.code)


def _write_shapes(shapes: dict[Area, tuple[bytes, str]], summary: Summary) -> None:
    rows = AreaShape.objects.filter(area__in=[area.pk for area in shapes]).values_list(
        "area", "wkb", "source"
    )
    there = {area: (bytes(wkb), source) for area, wkb, source in rows}
    new = {area: shape for area, shape in shapes.items() if there.get(area.pk) != shape}
    summary.unchanged += len(shapes) - len(new)
    summary.shapes = len(new)
    # Replaced rows get new ids, which is how a kept map notices.
    AreaShape.objects.filter(area__in=[area.pk for area in new]).delete()
    AreaShape.objects.bulk_create(
        (AreaShape(area=area, wkb=wkb, source=source) for area, (wkb, source) in new.items()), BATCH
    )


def _write_points(points: dict[Area, tuple[float, float]], summary: Summary) -> None:
    moved = [area for area, point in points.items() if (area.lat, area.lon) != point]
    for area in moved:
        area.lat, area.lon = points[area]
    summary.unchanged += len(points) - len(moved)
    summary.points = len(moved)
    Area.objects.bulk_update(moved, ["lat", "lon"], BATCH)
