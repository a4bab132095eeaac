"""Columns to sign in: known by their heads, which may name a day, else by the marks that stand in them."""

import re

from ...choices import Presence
from ..cells import read_tick
from ..headers import is_day_label

_SIGNS = re.compile(
    r"(?:ลง)?(?:ลายมือชื่อ|ลายเซ็นต์|ลายเซ็น)|ลงชื่อ|เซ็นชื่อ|เช็คชื่อ|เช็กชื่อ|การเข้าร่วม|signature|signed", re.IGNORECASE
)
# What may stand beside that without naming a day.
_NO_DAY = re.compile(
    r"(?:ผู้(?:เข้า)?ร่วม(?:กิจกรรม|ประชุม)?|กิจกรรม|(?:ช่วง|ภาค|ตอน)?(?:เช้า|บ่าย)|(?:ขา)?(?:มา|กลับ|เข้า|ออก))?"
)
_EDGES = " :-–()[]/."


def day_in(head: str) -> str | None:
    """What the head of a column to sign in says of the day, "" for nothing; None for another column.

    "วันที่ 24" of "ลงชื่อ วันที่ 24", "24 ม.ค. 62" of itself, "" of "ลายมือชื่อผู้เข้าร่วม".
    """
    if _SIGNS.search(head):
        beside = _SIGNS.sub(" ", head).strip(_EDGES)
        if _NO_DAY.fullmatch(beside):
            return ""
        return beside if is_day_label(beside) else None
    return head if is_day_label(head) else None


def names_half_days(texts: list[str]) -> bool:
    """Whether texts below heads to sign in go on with the head, "เช้า | บ่าย", rather than mark who came."""
    said = [text for text in texts if text]
    labels = all(_NO_DAY.fullmatch(text) or day_in(text) is not None for text in said)
    return labels and any(read_tick(text) is None for text in said)


def are_marks(texts: list[str]) -> bool:
    """Whether texts of a column, blank ones left out, are marks of people who came; bare numbers are none."""
    ticks = [read_tick(text) for text in texts]
    came = any(
        tick == Presence.PRESENT and not text.isdecimal() for tick, text in zip(ticks, texts, strict=True)
    )
    return came and sum(tick is not None for tick in ticks) * 2 >= len(texts)
