"""Positions as people write them, read into WGS84 degrees, and written again.

Four notations: degrees with a point (or an unmistakable comma), degrees with minutes and seconds, UTM, and
the links that maps give. Nothing is fetched: a link is read for the numbers in it.

Latitude or longitude may stand first. In Thailand no number can be both (5.6–20.5 and 97.3–105.7), so the
two are swapped when only the swapped pair lies there, and never otherwise. Easting and northing can be
exchanged in the south; there the order that is written counts if it gives a place in Thailand.
"""

import re

from django.utils.translation import gettext_lazy as _

from .box import EAST, NORTH, SOUTH, WEST, Position, PositionError, is_in_thailand, no_numbers
from .degrees import read_degrees
from .grid import read_grid
from .links import is_link, read_link
from .writing import plain

__all__ = [
    "EAST",
    "NORTH",
    "SOUTH",
    "WEST",
    "Position",
    "PositionError",
    "find_positions",
    "format_position",
    "is_in_thailand",
    "parse_position",
]


# "7P52QVJH+CM" and "QVJH+CM อยุธยา", "///a.b.c", "47P PR 50123 12345"
_CODE = re.compile(
    r"(?<![0-9A-Z])[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}(?![0-9A-Z])|^///|"
    r"^\d{1,2}[C-X]\s*[A-HJ-NP-Z]{2}\s*(?:\d{2,5}\s*){1,2}$"
)


def find_positions(text: str) -> list[Position]:
    """Where a text may point: one position, none for a blank, two for UTM that fits both zones.

    Raises PositionError for what cannot be read or lies outside Thailand.
    """
    if is_link(text):
        return [read_link(text)]
    written = plain(text)
    if not written:
        return []
    if _CODE.search(written):
        raise no_numbers()
    return read_grid(written) or [read_degrees(written, text)]


def parse_position(text: str) -> tuple[float, float] | None:
    """Latitude and longitude in degrees (WGS84); None for a blank.

    Raises PositionError, code `zone`, also for UTM without a zone that fits both.
    """
    found = find_positions(text)
    if len(found) > 1:
        raise PositionError("zone", _("พิกัดนี้เป็นได้ทั้งโซน 47 และ 48 ใส่โซนนำหน้า เช่น 47P 650123 1612345"))
    return (found[0].lat, found[0].lon) if found else None


def format_position(lat: float, lon: float) -> str:
    """A position as it is typed and read back: "14.33, 100.283333", to some 10 cm."""
    return ", ".join(f"{degrees:.6f}".rstrip("0").rstrip(".") for degrees in (lat, lon))
