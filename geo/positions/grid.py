"""UTM: "47P 0650123 1612345", "Zone 48 E 250123 N 1612345", and two numbers alone."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from .box import Position, PositionError, outside, placed
from .writing import LONGEST

if TYPE_CHECKING:
    from pyproj import Transformer

ZONES = (47, 48)
# Metres. A zone is six degrees wide; a point is well within it, or else in the zone next to its own.
STRIP, WIDE = (100_000, 900_000), (-200_000, 1_300_000)

_INDIAN = re.compile(r"\b(?:INDIAN(?: DATUM)?|IND)[ -]?(?:19)?75\b|อินเดีย(?:น)?\s*(?:19|25)?(?:75|18)?")
_NO_MATTER = re.compile(r"\bUTM\b|\bWGS[ -]?(?:19)?84\b|ยูทีเอ็ม|\b(?:EASTING|NORTHING)\b\s*[:=]?|ตัวเลข")
_ZONE_WORD = re.compile(r"(?:\bZONES?\b|โซน)\s*[:=]?\s*(?=\d)")
_THOUSANDS = re.compile(r"(?<![\d,])\d{1,3}(?:,\d{3})+(?![\d])")
_ZONE = r"(?P<zone{at}>\d{{1,2}})\s*(?P<band{at}>[CDF-HJ-NP-W])?"
_METRES = (
    r"(?P<letter{at}>[NEXY])?\s*[:=]?\s*(?P<metres{at}>\d{{6,8}}(?:\.\d{{1,6}})?)"
    r"\s*M?\s*(?P<behind{at}>[NE])?"
)
_APART = r"(?:\s*[,;/|]\s*|\s+|(?<=[NEM])|(?=[NEXY]))"
_BEHIND_ZONE = rf"(?:{_APART}|(?<=[CDF-HJ-NP-W]))"  # "47P0650123"
_PAIR = _METRES.format(at=1) + _APART + _METRES.format(at=2)
_GRID = re.compile(
    rf"(?:{_ZONE.format(at=1)}{_BEHIND_ZONE})?{_PAIR}(?:{_APART}{_ZONE.format(at=2)})?"
)  # fmt: skip


def read_grid(written: str) -> list[Position]:
    """Positions of a text that ``plain`` has prepared, by zone; [] when it is no UTM.

    Raises PositionError for UTM outside of Thailand.
    """
    if len(written) > LONGEST:
        return []
    bare = _INDIAN.sub(" ", written)
    old_datum = bare != written
    bare = _ZONE_WORD.sub("", _NO_MATTER.sub(" ", bare))
    bare = _THOUSANDS.sub(lambda number: number[0].replace(",", ""), bare)
    found = _GRID.fullmatch(" ".join(bare.split()).strip(" ,;:"))
    if not found:
        return []
    zone, band = found["zone1"] or found["zone2"], found["band1"] or found["band2"]
    if zone and int(zone) not in ZONES:
        raise PositionError("zone", _("ประเทศไทยอยู่ในโซน 47 และ 48 ตรวจโซนอีกครั้ง"))
    if band and band not in "NPQ":  # 0–8, 8–16 and 16–24 degrees north; N is said of the hemisphere too
        raise outside()
    zones = (int(zone),) if zone else ZONES
    # Only who names a zone may mean the one next to a place's own.
    widths = (STRIP, WIDE) if zone else (STRIP,)
    positions = [
        position for number in zones if (position := _position(found, number, widths, old_datum=old_datum))
    ]
    if not positions:
        raise outside()
    return positions


def _position(
    found: re.Match[str], zone: int, widths: tuple[tuple[int, int], ...], *, old_datum: bool
) -> Position | None:
    """The first order of the two numbers that gives a place in Thailand, well within the zone if any does."""
    for low, high in widths:
        for swapped, east, north in _orders(found):
            if low <= east <= high:
                lon, lat = _transformer(zone).transform(east, north)
                if position := placed(lat, lon, swapped=swapped, zone=zone, old_datum=old_datum):
                    return position
    return None


def _orders(found: re.Match[str]) -> Iterator[tuple[bool, float, float]]:
    """Easting and northing as written, then exchanged; letters beside the numbers say which is which."""
    first, second = float(found["metres1"]), float(found["metres2"])
    north_first = {found["letter1"], found["behind1"]} & {"N", "Y"}
    east_last = {found["letter2"], found["behind2"]} & {"E", "X"}
    as_written, exchanged = (False, first, second), (True, second, first)
    yield from (exchanged, as_written) if north_first or east_last else (as_written, exchanged)


@cache
def _transformer(zone: int) -> "Transformer":
    """From UTM north of the equator to degrees. The library costs a quarter second: loaded when needed."""
    from pyproj import Transformer

    return Transformer.from_crs(f"EPSG:326{zone}", "EPSG:4326", always_xy=True)
