"""When a site can be visited, and how many it takes: "ทุกวันพุธ", "โทรก่อน", "ปิดปรับปรุง", "30-40"."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from geo.choices import SiteState
from thai.digits import NumberError, to_arabic
from thai.text import fold

from ..remarked import parse_remarked

MOST = 10_000  # people at a time

_CLOSED = re.compile(
    r"ปิดปรับปรุง|ปิดซ่อม|ปิดชั่วคราว|ปิดถาวร|ปิดกิจการ|ปิดตัว|เลิกแล้ว|งดรับ|งดให้|งดเข้า|งดเยี่ยม|ไม่เปิด|closed|"
    r"(?:ระหว่าง|กำลัง)(?:การ)?(?:ปรับปรุง|ซ่อม|ก่อสร้าง)|^(?:ปรับปรุง|ซ่อมแซม|ก่อสร้าง)",
    re.IGNORECASE,
)
# "ไม่เปิดวันพุธ", "closed on Wednesdays": one that is shut on some days is open on the others.
_SHUT_ON_DAYS = re.compile(
    r"(?:งดรับ|งดให้|งดเข้า|งดเยี่ยม|ไม่เปิด|closed)(?:(?!จน|ถึง)[ก-๎\s]){0,16}?"
    r"(?:วัน(?!นี้|ที่)|ทุก|เฉพาะ|จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|อาทิตย์|เทศกาล|"
    r"(?:on )?(?:mon|tue|wed|thu|fri|sat|sun|holiday|weekend))",
    re.IGNORECASE,
)
_ONLY_CLOSED = re.compile(r"ปิด(?:อยู่|แล้ว)?")
_ASK_FIRST = re.compile(
    r"โทร|นัด|ล่วงหน้า|ติดต่อก่อน|แจ้งก่อน|ประสานก่อน|ประสานงานก่อน|จองก่อน|appointment|call", re.IGNORECASE
)
_OPEN = re.compile(
    r"เปิด|ทุกวัน|ทุกเสาร์|ทุกอาทิตย์|วันราชการ|วันหยุด|วันทำการ|เวลา|"
    r"จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|อาทิตย์|(?<![ก-๎])(?:จ|อ|พ|พฤ|ศ|ส|อา)(?:\.|\s*[-–]\s*(?:จ|อ|พ|พฤ|ศ|ส|อา)(?![ก-๎]))|"
    r"daily|open|mon|tue|wed|thu|fri|sat|sun|\d{1,2}[.:]\d{2}",
    re.IGNORECASE,
)
# What says no more than the state itself does.
_STATES = {
    "เปิด": SiteState.OPEN,
    "เปิดให้เข้าเยี่ยม": SiteState.OPEN,
    "open": SiteState.OPEN,
    "open to visitors": SiteState.OPEN,
    "นัดล่วงหน้า": SiteState.BY_APPOINTMENT,
    "by appointment": SiteState.BY_APPOINTMENT,
    "ปิด": SiteState.CLOSED,
    "ปิดปรับปรุง": SiteState.CLOSED,
    "closed": SiteState.CLOSED,
    "closed for repair": SiteState.CLOSED,
    "closed for repairs": SiteState.CLOSED,
}
_A_TIME = re.compile(
    r"(?:/|ต่อ)\s*(?:ครั้ง|รอบ|วัน|คณะ|กลุ่ม|รุ่น)|^(?:(?:รับ|รองรับ)?ได้\s*)?(?:(?:ครั้ง|รอบ|วัน|รุ่น|คณะ)ละ\s*)?"
)
_ANY_NUMBER = frozenset({"ไม่จำกัด", "ไม่จำกัดจำนวน", "ไม่อั้น", "แล้วแต่", "unlimited"})


@dataclass(frozen=True)
class Opening:
    """State and days as told; None and "" for what nobody says. ``clear``: the words are known ones."""

    state: SiteState | None = None
    days: str = ""
    clear: bool = True


def read_opening(days: str, state: str) -> Opening:
    """From the column of days and the one of states; that of states says more of the state."""
    by_state = _state(state)
    known = _STATES.get(fold(days).casefold())
    if known:
        return Opening(by_state or known)
    by_days = _state(days)
    return Opening(by_state or by_days, days[:200], clear=bool(by_days) or not days)


def _state(text: str) -> SiteState | None:
    if not text:
        return None
    if known := _STATES.get(fold(text).casefold()):
        return known
    others = _SHUT_ON_DAYS.sub("", text)
    if _CLOSED.search(others) or _ONLY_CLOSED.fullmatch(text):
        return SiteState.CLOSED
    if _ASK_FIRST.search(text):
        return SiteState.BY_APPOINTMENT
    told = others != text or _OPEN.search(to_arabic(text)) or text.startswith("ปิด")
    return SiteState.OPEN if told else None


@dataclass(frozen=True)
class Capacity:
    """How many people at a time; None when nobody says or there is no limit. ``note``: how it was read."""

    number: int | None = None
    note: str = ""
    told: bool = False


def read_capacity(text: str) -> Capacity:
    """ "30-40" is 40, "ประมาณ 20" 20, "40 คน (2 รุ่น)" 40, "ไม่จำกัด" unknown, each with a note; "๕๐" and
    "20 คน/ครั้ง" plainly.

    What cannot be read is left out with a note: it is no reason to keep a site off the list.
    """
    bare = fold(_A_TIME.sub("", fold(text)))
    if not bare:
        return Capacity()
    if bare.replace(" ", "") in _ANY_NUMBER:
        return Capacity(note=_("ช่อง รับได้: “%(text)s” จึงเว้นจำนวนไว้") % {"text": text})
    try:
        count, shortened = parse_remarked(bare)
    except NumberError as error:
        return Capacity(note=_("ช่อง รับได้: %(problem)s จึงเว้นไว้") % {"problem": error.message})
    if count is None:
        return Capacity()
    number = count.upper or count.number
    if not 0 < number <= MOST:
        return Capacity(note=_("ช่อง รับได้: %(number)s คน มากหรือน้อยเกินไป จึงเว้นไว้") % {"number": f"{number:,}"})
    note = ""
    if count.estimated or shortened:
        note = _("ช่อง รับได้: “%(text)s” เก็บเป็น %(number)s คน") % {"text": text, "number": number}
    return Capacity(number, note, told=True)
