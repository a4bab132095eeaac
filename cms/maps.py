"""Small maps drawn by the server: the country with a mark a learning site, and where a province lies.

They are pictures beside a list that says the same; the map one can move about on is another page's.
Positions are laid on a grid of whole units, so that the text stays short: some 10 kB for the country.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import shapely
from django.core.cache import cache
from shapely.geometry.base import BaseGeometry

from geo.choices import Level
from geo.models import Area, AreaShape
from programmes.maps import shape_of

from .places import SitePoint

# One degree of longitude is shorter than one of latitude by the cosine of the latitude; 13° is the middle.
STRETCH = 1 / math.cos(math.radians(13))
# Marks nearer to each other than this share one.
CELL = 14
RADIUS = 6
# Seconds; outlines change when an operator loads others.
OUTLINES_KEPT = 60 * 60


@dataclass(frozen=True)
class Frame:
    """A part of the country as a picture ``width`` units wide; edges in degrees."""

    west: float
    south: float
    east: float
    north: float
    width: int

    @property
    def per_degree(self) -> float:
        """Units of a degree of longitude."""
        return self.width / (self.east - self.west)

    @property
    def height(self) -> int:
        """Units from the northern to the southern edge."""
        return round((self.north - self.south) * self.per_degree * STRETCH)

    def at(self, lat: float, lon: float) -> tuple[int, int]:
        """Whole units from the left and from the top."""
        x = (lon - self.west) * self.per_degree
        return round(x), round((self.north - lat) * self.per_degree * STRETCH)


COUNTRY = Frame(west=97.2, south=5.5, east=105.8, north=20.6, width=540)
# Degrees that outlines may stray: less than a unit of the picture they are drawn for.
COUNTRY_STRAY, LOCATOR_STRAY = 0.025, 0.012
LOCATOR_WIDTH, LOCATOR_ASPECT = 420, 1.4


@dataclass(frozen=True)
class CountryMap:
    """All provinces as one path, and one path of marks a shape."""

    provinces: str
    marks: list[tuple[str, str]]
    width: int = COUNTRY.width
    height: int = COUNTRY.height


@dataclass(frozen=True)
class LocatorMap:
    """A province in its surroundings: three paths (itself, its region, others) in a frame."""

    here: str
    region: str
    others: str
    frame: Frame


def country_map(points: Iterable[SitePoint]) -> CountryMap | None:
    """The country with a mark a learning site; None where no outlines were loaded."""
    provinces = cache.get("cms.country")
    if provinces is None:
        provinces = "".join(_path(shape, COUNTRY) for shape, _region in _outlines(COUNTRY_STRAY).values())
        cache.set("cms.country", provinces, OUTLINES_KEPT)
    return CountryMap(provinces, site_marks(points)) if provinces else None


def site_marks(points: Iterable[SitePoint]) -> list[tuple[str, str]]:
    """Shapes and the paths of their marks. Sites close to each other share a mark."""
    shapes: dict[int, set[str]] = defaultdict(set)
    cells: dict[tuple[int, int], set[int]] = defaultdict(set)
    for point in points:
        if point.lat is None:
            continue
        if point.shape:
            shapes[point.pk].add(point.shape)
        x, y = COUNTRY.at(point.lat, point.lon)
        cells[x // CELL, y // CELL].add(point.pk)
    drawn: dict[str, list[str]] = defaultdict(list)
    for (x, y), sites in sorted(cells.items()):
        shape = shape_of(shape_of(shapes[site]) for site in sites)
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


def locator_map(province: Area) -> LocatorMap | None:
    """Where a province lies among its neighbours; None without its outline. Kept for an hour."""
    key = f"cms.locator.{province.code}"
    found = cache.get(key)
    if found is None:
        # A province without an outline is kept too, as "".
        found = _locator(province) or ""
        cache.set(key, found, OUTLINES_KEPT)
    return found or None


def _locator(province: Area) -> LocatorMap | None:
    outlines = _outlines(LOCATOR_STRAY)
    if province.code not in outlines:
        return None
    shape, own_region = outlines[province.code]
    frame = _frame_around(shape)
    # A little more than is seen, so that the cut edges are not.
    more = (frame.east - frame.west) / 20
    window = (frame.west - more, frame.south - more, frame.east + more, frame.north + more)
    paths: dict[str, str] = defaultdict(str)
    for code, (outline, region) in outlines.items():
        part = "here" if code == province.code else "region" if region == own_region else "others"
        paths[part] += _path(shapely.clip_by_rect(outline, *window), frame)
    return LocatorMap(here=paths["here"], region=paths["region"], others=paths["others"], frame=frame)


def _frame_around(shape: BaseGeometry) -> Frame:
    """A lying frame with the province in its middle and some land on all sides."""
    west, south, east, north = shape.bounds
    half_height = max((north - south) * 0.75, (east - west) * 0.8 / LOCATOR_ASPECT / STRETCH)
    half_width = half_height * STRETCH * LOCATOR_ASPECT
    x, y = (west + east) / 2, (south + north) / 2
    return Frame(x - half_width, y - half_height, x + half_width, y + half_height, LOCATOR_WIDTH)


def _outlines(stray: float) -> dict[str, tuple[BaseGeometry, int | None]]:
    """Provinces with fewer corners and no gaps between them, each with the key of its region; by code."""
    rows = AreaShape.objects.filter(area__level=Level.PROVINCE).order_by("area__code")
    found = list(rows.values_list("area__code", "area__region", "wkb"))
    if not found:
        return {}
    simple = shapely.coverage_simplify([shapely.from_wkb(bytes(wkb)) for *_area, wkb in found], stray)
    return {code: (shape, region) for (code, region, _wkb), shape in zip(found, simple, strict=True)}


def _path(shape: BaseGeometry, frame: Frame) -> str:
    """Outline as a path with relative steps; islands too small to see are left out."""
    return "".join(_ring(points) for points in _rings(shape, frame))


def _rings(shape: BaseGeometry, frame: Frame) -> Iterator[list[tuple[int, int]]]:
    for part in getattr(shape, "geoms", [shape]):
        if part.geom_type != "Polygon" or part.is_empty:
            continue
        points: list[tuple[int, int]] = []
        for lon, lat in part.exterior.coords:
            point = frame.at(lat, lon)
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
