"""Degrees: "16.24, 103.25", "14°20'30"N 100°17'E", "14 20 30 N 100 17 0 E", "14,33 100,28"."""

import itertools
import re

from django.utils.translation import gettext_lazy as _

from .box import Position, PositionError, outside, placed, unreadable
from .writing import LONGEST

_PART = r"\d{1,2}(?:[.,]\d{1,9})?"
# A mark may be missing at the end of a number that nothing but a letter, the other number or the end follows.
_ENDS = r"(?=\s*(?:[NESW,;/]|$|[-+]?\d{1,3}(?:\.\d+)?\s*°))"


def _marked(at: int) -> str:
    """A coordinate with or without marks, its groups numbered."""
    return (
        rf"(?P<before{at}>[NESW])?\s*(?P<sign{at}>[-+])?\s*(?P<deg{at}>\d{{1,3}}(?:\.\d{{1,15}})?)\s*"
        rf"(?:°\s*(?:(?P<min{at}>{_PART})\s*(?:′|{_ENDS})\s*(?:(?P<sec{at}>{_PART})\s*(?:″|{_ENDS}))?)?)?"
        rf"\s*(?P<after{at}>[NESW])?"
    )


def _bare(at: int) -> str:
    """Degrees, minutes and perhaps seconds parted by spaces, colons or dashes."""
    return (
        rf"(?P<before{at}>[NESW])?\s*(?P<sign{at}>[-+])?(?P<deg{at}>\d{{1,3}})[\s:-]"
        rf"(?P<min{at}>\d{{1,2}}(?:\.\d{{1,9}})?)(?:[\s:-](?P<sec{at}>\d{{1,2}}(?:\.\d{{1,9}})?))?"
        rf"\s*(?P<after{at}>[NESW])?"
    )


# What parts two numbers; nothing does only where a mark or letter stands between them.
_BETWEEN = r"(?:\s*[,;/|]\s*|\s+-\s+|(?<=\d)-(?=\d)|\s+|(?<=[NESW°′″])|(?=[NESW]))"
_MARKED = re.compile(_marked(1) + _BETWEEN + _marked(2))
_BARE = re.compile(_bare(1) + r"(?:\s*[,;/|]\s*|\s+|(?<=[NESW])|(?=[NESW]))" + _bare(2))
_COMMAS = re.compile(r"(\d{1,3}),(\d{1,15})(?:\s*[;/|]\s*|,?\s+)(\d{1,3}),(\d{1,15})")
_ONE = re.compile(_marked(1))


def read_degrees(written: str, said: str) -> Position:
    """The position of a text that ``plain`` has prepared from what was ``said``; raises PositionError."""
    if len(written) > LONGEST:
        raise unreadable(said)
    if commas := _COMMAS.fullmatch(written):
        written = "{}.{} {}.{}".format(*commas.groups())
    found = _MARKED.fullmatch(written) or _bare_match(written)
    if found is None:
        if _ONE.fullmatch(written):
            raise PositionError("half", _("พิกัดมีตัวเลขเดียว ใส่ทั้งละติจูดและลองจิจูด เช่น 16.24, 103.25"))
        raise unreadable(said)
    letters = [{found[f"before{at}"], found[f"after{at}"]} - {None} for at in (1, 2)]
    if len(letters[0]) == len(letters[1]) == 1 and letters[0] == letters[1]:
        raise unreadable(said)
    first, second = _degrees(found, 1, said), _degrees(found, 2, said)
    if "-" in {found["sign1"], found["sign2"]} or {"S", "W"} & set().union(*letters):
        raise outside()
    position = placed(first, second) or placed(second, first, swapped=True)
    if position is None:
        raise outside()
    return position


def _bare_match(written: str) -> re.Match[str] | None:
    """Numbers without marks are degrees and minutes only where letters or colons say so."""
    found = _BARE.fullmatch(written)
    return found if found and re.search(r"[NESW:]", written) else None


def _degrees(found: re.Match[str], at: int, said: str) -> float:
    parts = [found[f"{name}{at}"] for name in ("deg", "min", "sec")]
    numbers = [float((part or "0").replace(",", ".")) for part in parts]
    if max(numbers[1:]) >= 60:
        raise PositionError("minutes", _("ลิปดาและฟิลิปดาต้องไม่ถึง 60 ตรวจตัวเลขอีกครั้ง"))
    for larger, smaller in itertools.pairwise(parts):
        if smaller and ("." in larger or "," in larger):
            raise unreadable(said)
    return numbers[0] + numbers[1] / 60 + numbers[2] / 3600
