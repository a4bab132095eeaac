"""How many people and how much money, as lists of activities write it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from thai.digits import NumberError, parse_decimal, to_arabic
from thai.errors import excerpt
from thai.text import fold

MOST_PEOPLE = 100_000
MOST_BAHT = Decimal(10) ** 10

_UNKNOWN = frozenset({"", "-", ".-", "?", "n/a", "ไม่ระบุ", "ไม่ทราบ", "ไม่มีข้อมูล", "ไม่แน่ใจ", "ไม่ได้ระบุ"})
_WHOLE = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.0+)?"
_SEX = re.compile(
    rf"(?:ผู้)?(?:(?P<women>หญิง|ญ\.?|female|women|f)|(?P<men>ชาย|ช\.?|male|men|m))\s*[:=]?\s*"
    rf"(?P<number>{_WHOLE})",
    re.IGNORECASE,
)
_PEOPLE = re.compile(r"(?:คน|ราย|ท่าน|persons?|people)(?![ก-๎])|รวม(?:ทั้งหมด|ทั้งสิ้น)?|ทั้งหมด", re.IGNORECASE)
_AT_LEAST = r"มากกว่า|ไม่น้อยกว่า|ไม่ต่ำกว่า|อย่างน้อย|เกิน|กว่า"
_AT_MOST = r"ไม่เกิน|เกือบ|ไม่ถึง"
_TOTAL = re.compile(
    rf"(?P<about>(?:ประมาณ|โดยประมาณ|ราว|~|≈|about)\s*ๆ?\s*)?"
    rf"(?:(?P<most>{_AT_MOST})|(?P<least>{_AT_LEAST}))?\s*"
    rf"(?P<first>{_WHOLE})(?:\s*(?:-|ถึง)\s*(?P<last>{_WHOLE}))?\s*(?P<more>\+|กว่า|เศษ|ขึ้นไป)?\s*"
    rf"(?P<about_behind>\(?โดยประมาณ\)?)?",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[()\[\],;:/]+|และ|แบ่งเป็น|เป็น")

_NOTHING_SPENT = frozenset({"ไม่ใช้งบ", "ไม่ใช้งบประมาณ", "ไม่มีค่าใช้จ่าย", "ฟรี"})
_POWERS = {"ร้อย": 100, "พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000, "ล้าน": 1_000_000}
_WORDED = re.compile(rf"(?P<number>[0-9]+(?:\.[0-9]+)?)\s*(?P<word>{'|'.join(_POWERS)})\s*")
_BEHIND_BAHT = re.compile(r"\s*(?:บาท(?:ถ้วน)?|บ\.|฿)?\s*[./]?\s*[-=]?$")


@dataclass(frozen=True)
class Count:
    """How many people: ``number`` of whom ``women`` (None: not told); ``estimated`` ones have bounds if told.

    Of "30-40" and "20+" the number is the lower bound: so many there were at least.
    """

    number: int
    women: int | None = None
    estimated: bool = False
    lower: int | None = None
    upper: int | None = None


def parse_count(value: object) -> Count | None:
    """How many people, as typed or as a cell holds it; None where nothing is told ("", "-", "ไม่ระบุ").

    Reads "๓๐", "20 คน", "15 (ญ 9)", "ช 6 ญ 9", "ประมาณ 20", "20+", "30-40". 0 is 0. Raises NumberError for
    what is no number ("ยี่สิบ"), and where women and men do not make up the number.
    """
    text = _plain(value)
    if text in _UNKNOWN:
        return None
    sexes: dict[str, int] = {}
    for found in _SEX.finditer(text):
        sex = "women" if found["women"] else "men"
        if sex in sexes:
            raise _no_count(text)
        sexes[sex] = _whole(found["number"])
    rest = _BRACKETS.sub(" ", _PEOPLE.sub(" ", _SEX.sub(" ", text))) if sexes else _PEOPLE.sub(" ", text)
    count = _total(rest.strip(), text)
    if count is None:
        if sexes.keys() != {"women", "men"}:
            raise _no_count(text)
        count = Count(sexes["women"] + sexes["men"])
    return _with_women(count, sexes, text)


def parse_baht(value: object) -> Decimal | None:
    """An amount of baht; None where nothing is told ("", "-").

    Reads "๑๕,๐๐๐.-", "15,000 บาท", "1.5 หมื่น", "1 แสน 5 หมื่น". Raises NumberError for everything else, for
    less than nothing and for parts of a satang.
    """
    text = _plain(value)
    if text in _UNKNOWN:
        return None
    if text in _NOTHING_SPENT:
        return Decimal(0)
    bare = _BEHIND_BAHT.sub("", text)
    worded = list(_WORDED.finditer(bare))
    if worded and not _WORDED.sub("", bare).strip():
        amount: Decimal | None = sum(
            (Decimal(part["number"]) * _POWERS[part["word"]] for part in worded), Decimal(0)
        )
    else:
        amount = parse_decimal(bare)
    if amount is None:
        raise NumberError("unreadable", _("อ่านจำนวนเงิน “%(text)s” ไม่ออก"), text=excerpt(text))
    if amount < 0:
        raise NumberError("negative", _("จำนวนเงิน “%(text)s” ติดลบ ตรวจอีกครั้ง"), text=excerpt(text))
    if amount >= MOST_BAHT:
        raise NumberError("too_long", _("จำนวนเงิน “%(text)s” มากเกินไป ตรวจอีกครั้ง"), text=excerpt(text))
    if amount != round(amount, 2):
        raise NumberError("unreadable", _("จำนวนเงิน “%(text)s” มีทศนิยมเกิน 2 ตำแหน่ง"), text=excerpt(text))
    return amount


def _plain(value: object) -> str:
    """Folded, Arabic digits, one kind of dash, lower case."""
    text = to_arabic(fold("" if value is None else str(value))).casefold()
    return text.translate(str.maketrans("−–—‐‑", "-----"))


def _whole(text: str) -> int:
    return int(text.partition(".")[0].replace(",", ""))


def _total(rest: str, text: str) -> Count | None:
    """The number beside women and men, None where there is none."""
    if not rest:
        return None
    found = _TOTAL.fullmatch(rest)
    if found is None:
        raise _no_count(text)
    first = _whole(found["first"])
    last = _whole(found["last"]) if found["last"] else None
    if max(first, last or 0) > MOST_PEOPLE:
        raise NumberError("too_long", _("จำนวนคน “%(text)s” มากเกินไป ตรวจอีกครั้ง"), text=excerpt(text))
    if last is not None and last < first:
        raise _no_count(text)
    at_least = bool(found["least"] or found["more"] or last is not None)
    at_most = first if found["most"] else last
    estimated = bool(found["about"] or found["about_behind"] or at_least or found["most"]) and last != first
    return Count(first, None, estimated, first if at_least else None, at_most)


def _with_women(count: Count, sexes: dict[str, int], text: str) -> Count:
    """How many of them are women, told or left over by the men."""
    women, men = sexes.get("women"), sexes.get("men")
    if count.number > MOST_PEOPLE:
        raise NumberError("too_long", _("จำนวนคน “%(text)s” มากเกินไป ตรวจอีกครั้ง"), text=excerpt(text))
    if women is not None and men is not None and women + men != count.number and not count.estimated:
        raise NumberError("unreadable", _("“%(text)s” ชายกับหญิงรวมกันไม่เท่าจำนวนคน"), text=excerpt(text))
    if women is None and men is not None and not count.estimated:
        women = count.number - men
    if women is not None and not 0 <= women <= count.number:
        raise NumberError("unreadable", _("“%(text)s” หญิงหรือชายมากกว่าจำนวนคนทั้งหมด"), text=excerpt(text))
    return Count(count.number, women, count.estimated, count.lower, count.upper)


def _no_count(text: str) -> NumberError:
    return NumberError("unreadable", _("อ่านจำนวนคน “%(text)s” ไม่ออก"), text=excerpt(text))
