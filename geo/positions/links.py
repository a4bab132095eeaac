"""Links that maps give: the position stands in the address itself. Nothing is ever fetched."""

import re
from urllib.parse import unquote_plus

from django.utils.translation import gettext_lazy as _

from thai.digits import to_arabic

from .box import Position, PositionError
from .degrees import read_degrees
from .writing import plain

_LONGEST = 2_000
_LINK = re.compile(
    r"https?://|\bwww\.|\bgeo:|\bmaps?\.[a-z]|\bgoo\.gl\b|\bgoogle\.[a-z]{2,3}\b", re.IGNORECASE
)
_NUMBER = r"-?\d{1,3}(?:\.\d{1,15})?"
# The pin of a place goes before what was searched for, and that before the middle of the picture.
_WRITTEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"!3d(?P<lat>{_NUMBER})!4d(?P<lon>{_NUMBER})",
        rf"!2d(?P<lon>{_NUMBER})!3d(?P<lat>{_NUMBER})",
        rf"[?&]mlat=(?P<lat>{_NUMBER})&mlon=(?P<lon>{_NUMBER})",
        r"[?&](?:q|query|destination|daddr|ll|sll|center|cp|marker)=(?:loc:)?(?P<text>[^&#]{3,80})",
        rf"geo:(?P<lat>{_NUMBER}),(?P<lon>{_NUMBER})",
        # The end of a way, not where it begins.
        r"/dir/(?:[^/@?#]*/)*?(?P<text>[^/@?#]{3,80})(?=/?(?:@|data=|[?#]|$))",
        r"/(?:place|search)/(?P<text>[^/@?#]{3,80})",
        rf"@(?P<lat>{_NUMBER}),(?P<lon>{_NUMBER})",
        rf"#map=[\d.]+/(?P<lat>{_NUMBER})/(?P<lon>{_NUMBER})",
    )
)


def is_link(text: str) -> bool:
    """Whether a text holds an address rather than numbers."""
    return bool(_LINK.search(text[:_LONGEST]))


def read_link(text: str) -> Position:
    """The position that stands in an address; raises PositionError where none does."""
    address = to_arabic(unquote_plus(text[:_LONGEST]))
    outside = None
    for pattern in _WRITTEN:
        for found in pattern.finditer(address):
            groups = found.groupdict()
            written = groups.get("text") or f"{groups.get('lat')}, {groups.get('lon')}"
            try:
                return read_degrees(plain(written), written)
            except PositionError as error:
                outside = outside or (error if error.code == "outside" else None)
    raise outside or PositionError("link", _("ลิงก์นี้ไม่มีตัวเลขพิกัด เปิดลิงก์ แล้วคัดลอกตัวเลขมาใส่ เช่น 16.24, 103.25"))
