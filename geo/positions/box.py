"""The box Thailand lies in, and a position in it."""

import math
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from thai.errors import ReadingError, excerpt

# Degrees: south, north, west, east.
SOUTH, NORTH, WEST, EAST = 5.6, 20.5, 97.3, 105.7
DECIMALS = 6


class PositionError(ReadingError):
    """A position that cannot be read.

    Codes `unreadable`, `half`, `minutes`, `zone`, `link`, `code`, `outside`.
    """


@dataclass(frozen=True, slots=True)
class Position:
    """Degrees (WGS84), and how they were read.

    ``swapped``: longitude or northing stood first; ``zone``: the UTM zone, None for degrees; ``old_datum``:
    the text speaks of the Indian datum of 1975, whose grid lies some 300 m off; nothing is converted.
    """

    lat: float
    lon: float
    swapped: bool = False
    zone: int | None = None
    old_datum: bool = False


def is_in_thailand(lat: float, lon: float) -> bool:
    """Whether a position lies in the box around Thailand."""
    return SOUTH <= lat <= NORTH and WEST <= lon <= EAST


def placed(lat: float, lon: float, **how: object) -> Position | None:
    """The position, rounded, when it lies in Thailand."""
    if not (math.isfinite(lat) and math.isfinite(lon) and is_in_thailand(lat, lon)):
        return None
    return Position(round(lat, DECIMALS), round(lon, DECIMALS), **how)


def unreadable(text: str) -> PositionError:
    """The refusal of what is no position in any notation."""
    return PositionError("unreadable", _("อ่านพิกัด “%(text)s” ไม่ออก ใส่แบบ 16.24, 103.25"), text=excerpt(text))


def no_numbers() -> PositionError:
    """The refusal of a Plus Code, three words, or a square of a military grid: they hold no degrees."""
    return PositionError("code", _("พิกัดนี้เป็นรหัส ไม่ใช่ตัวเลข เปิดรหัสในแผนที่ แล้วคัดลอกตัวเลขมาใส่ เช่น 16.24, 103.25"))


def outside() -> PositionError:
    """The refusal of a position somewhere else."""
    return PositionError("outside", _("พิกัดนี้อยู่นอกประเทศไทย ตรวจตัวเลขอีกครั้ง"))
