"""Small maps drawn by the server: the country with a mark a learning site, and where a province lies.

They are pictures beside a list that says the same; the map one can move about on is another page's.
Positions are laid on a grid of whole units, so that the text stays short: about 15 kB for the country.
"""

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import shapely
from django.core.cache import cache
from shapely.geometry.base import BaseGeometry

from geo.models import Area, LearningSite
from geo.shapes import outlines_version, province_outlines
from programmes.maps import MANY, shape_of
from programmes.models import SiteGroup

WEST, NORTH, SOUTH, EAST = 97.2, 20.6, 5.5, 105.8
WIDTH = 540
# One degree of longitude is shorter than one of latitude by the cosine of the latitude; 13° is the middle.
PER_DEGREE = WIDTH / (EAST - WEST)
STRETCH = 1 / math.cos(math.radians(13))
HEIGHT = round((NORTH - SOUTH) * PER_DEGREE * STRETCH)
# Degrees; outlines are drawn some 500 pixels wide.
SIMPLIFY = 0.035
# Marks nearer to each other than this share one.
CELL = 14
RADIUS = 6
MARKS_KEPT = 300
OUTLINES_KEPT = 60 * 60 * 24


@dataclass(frozen=True)
class Outline:
    """A province as a path."""

    code: str
    path: str


@dataclass(frozen=True)
class CountryMap:
    """Outlines, and one path of marks a shape."""

    outlines: list[Outline]
    marks: list[tuple[str, str]]
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class LocatorMap:
    """The surroundings of a province: its own outline, its neighbours, the part to show, and a position."""

    here: Outline
    around: list[Outline]
    view_box: str
    mark: tuple[int, int] | None
    unit: float


def to_map(lat: float, lon: float) -> tuple[int, int]:
    """Whole units from the left and from the top."""
    return round((lon - WEST) * PER_DEGREE), round((NORTH - lat) * PER_DEGREE * STRETCH)


def country_map() -> CountryMap | None:
    """The country with its published sites; None where no outlines were loaded."""
    outlines = country_outlines()
    return CountryMap(list(outlines.values()), site_marks()) if outlines else None


def country_outlines() -> dict[str, Outline]:
    """Every province by its code, empty until outlines are loaded; drawn once and kept."""
    key = "cms.outlines.{}.{}.{}".format(*outlines_version())
    found = cache.get(key)
    if found is None:
        found = {code: Outline(code, _path(shape)) for code, shape in province_outlines().items()}
        cache.set(key, found, OUTLINES_KEPT)
    return found


def site_marks() -> list[tuple[str, str]]:
    """Shapes and the paths of their marks. Sites close to each other share a mark. Kept for five minutes."""
    found = cache.get("cms.site_marks")
    if found is None:
        found = _marks()
        cache.set("cms.site_marks", found, MARKS_KEPT)
    return found


def _marks() -> list[tuple[str, str]]:
    groups: dict[int, set[str]] = defaultdict(set)
    for site, shape in SiteGroup.objects.values_list("site", "group__shape"):
        groups[site].add(shape)
    cells: dict[tuple[int, int], set[str]] = defaultdict(set)
    for pk, lat, lon in LearningSite.objects.published().mapped().values_list("pk", "lat", "lon"):
        x, y = to_map(lat, lon)
        cells[x // CELL, y // CELL].add(shape_of(groups[pk]))
    drawn: dict[str, list[str]] = defaultdict(list)
    for (x, y), shapes in sorted(cells.items()):
        shape = shapes.pop() if len(shapes) == 1 else MANY
        drawn[shape].append(_mark(shape, x * CELL + CELL // 2, y * CELL + CELL // 2))
    return [(shape, "".join(paths)) for shape, paths in sorted(drawn.items())]


def _mark(shape: str, x: int, y: int) -> str:
    """The path of one mark with its middle at (x, y)."""
    r = RADIUS
    match shape:
        case "diamond":
            return f"M{x} {y - r}l{r} {r}l-{r} {r}l-{r}-{r}z"
        case "square":
            return f"M{x - r + 1} {y - r + 1}h{2 * r - 2}v{2 * r - 2}h-{2 * r - 2}z"
        case "circle":
            return f"M{x - r} {y}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0-{2 * r} 0z"
    # A drop: round above, its point where the site lies.
    return f"M{x} {y + r}c-3-3-{r}-5-{r}-9a{r} {r} 0 0 1 {2 * r} 0c0 4-3 6-{r} 9z"


def locator_map(province: Area, lat: float | None = None, lon: float | None = None) -> LocatorMap | None:
    """Where a province lies among its neighbours, with a mark at a position; None without its outline."""
    shape = province_outlines().get(province.code)
    if shape is None:
        return None
    west, south, east, north = shape.bounds
    margin = max(east - west, north - south) * 0.6
    window = shapely.box(west - margin, south - margin, east + margin, north + margin)
    drawn = country_outlines()
    around = [
        drawn[code]
        for code, other in province_outlines().items()
        if code != province.code and other.intersects(window)
    ]
    left, top = to_map(north + margin, west - margin)
    right, bottom = to_map(south - margin, east + margin)
    return LocatorMap(
        here=drawn[province.code],
        around=around,
        view_box=f"{left} {top} {right - left} {bottom - top}",
        mark=to_map(lat, lon) if lat is not None and lon is not None else None,
        unit=(right - left) / 100,
    )


def _path(shape: BaseGeometry) -> str:
    """Outline as a path with relative steps; islands too small to see are left out."""
    simple = shape.simplify(SIMPLIFY)
    return "".join(_ring(points) for points in _rings(simple))


def _rings(shape: BaseGeometry) -> Iterator[list[tuple[int, int]]]:
    for part in getattr(shape, "geoms", [shape]):
        points: list[tuple[int, int]] = []
        for lon, lat in part.exterior.coords:
            point = to_map(lat, lon)
            if not points or point != points[-1]:
                points.append(point)
        if len(points) > 3:
            yield points


def _ring(points: list[tuple[int, int]]) -> str:
    (x, y), *rest = points
    text = f"M{x} {y}"
    for nx, ny in rest[:-1]:
        dx, dy = nx - x, ny - y
        text += f"l{dx}{' ' if dy >= 0 else ''}{dy}"
        x, y = nx, ny
    return text + "z"
