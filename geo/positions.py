"""Positions as people type them: "16.24, 103.25", Thai digits, degrees and minutes, either order."""

import re

from django.utils.translation import gettext_lazy as _

from thai.digits import to_arabic
from thai.errors import ReadingError, excerpt
from thai.text import fold

# The box Thailand lies in, degrees: south, north, west, east.
SOUTH, NORTH, WEST, EAST = 5.6, 20.5, 97.3, 105.7
DECIMALS = 6

_DEGREES = re.compile(
    r"(?P<before>[NE])?\s*(?P<deg>\d{1,3}(?:\.\d+)?)\s*"
    r"(?:[°º]\s*(?:(?P<min>\d{1,2}(?:\.\d+)?)\s*['′’]\s*(?:(?P<sec>\d{1,2}(?:\.\d+)?)\s*(?:\"|″|”|''))?)?)?"
    r"\s*(?P<after>[NE])?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[,;/]?\s*")
_LABELS = re.compile(r"(?:พิกัด|ละติจูด|ลองจิจูด|lat(?:itude)?|lon(?:g(?:itude)?)?|lng)\s*[:=]?", re.IGNORECASE)


class PositionError(ReadingError):
    """A position that cannot be read; codes `unreadable`, `outside`."""


def parse_position(text: str) -> tuple[float, float] | None:
    """Latitude and longitude in degrees (WGS84); None for a blank.

    Longitude may stand first: the two are swapped when only the swapped pair lies in Thailand. Raises
    PositionError for what cannot be read or lies outside Thailand either way.
    """
    plain = _LABELS.sub(" ", to_arabic(fold(text))).strip(" ()")
    if not plain:
        return None
    first = _DEGREES.match(plain)
    second = _DEGREES.fullmatch(plain, _BETWEEN.match(plain, first.end()).end()) if first else None
    if not first or not second or first.end("deg") == second.start("deg"):
        raise PositionError(
            "unreadable", _("อ่านพิกัด “%(text)s” ไม่ออก ใส่แบบ 16.24, 103.25"), text=excerpt(text)
        )
    pair = _degrees(first), _degrees(second)
    for lat, lon in (pair, pair[::-1]):
        if is_in_thailand(lat, lon):
            return round(lat, DECIMALS), round(lon, DECIMALS)
    raise PositionError("outside", _("พิกัดนี้อยู่นอกประเทศไทย ตรวจตัวเลขอีกครั้ง"))


def is_in_thailand(lat: float, lon: float) -> bool:
    """Whether a position lies in the box around Thailand."""
    return SOUTH <= lat <= NORTH and WEST <= lon <= EAST


def _degrees(found: re.Match[str]) -> float:
    parts = (found["deg"], found["min"] or 0, found["sec"] or 0)
    return sum(float(part) / 60**power for power, part in enumerate(parts))
