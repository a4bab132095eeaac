"""How many people and how much money, as lists of activities write it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from thai.digits import NumberError, parse_decimal, to_arabic
from thai.errors import excerpt
from thai.spelled import parse_spelled_baht
from thai.text import fold

MOST_PEOPLE = 100_000
MOST_BAHT = Decimal(10) ** 10

_UNKNOWN = frozenset({"", "-", ".-", "?", "n/a", "ไม่ระบุ", "ไม่ทราบ", "ไม่มีข้อมูล", "ไม่แน่ใจ", "ไม่ได้ระบุ"})
_WHOLE = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.0+)?"
_WOMEN, _MEN = r"หญิง|ญ\.?|female|women|f", r"ชาย|ช\.?|male|men|m"
_SEX = re.compile(
    rf"(?:ผู้)?(?:(?P<women>{_WOMEN})|(?P<men>{_MEN}))\s*[:=]?\s*(?P<number>{_WHOLE})", re.IGNORECASE
)
# "12 ชาย 30 หญิง": where a text ends with the word, each number stands before its own.
_SEX_LAST = re.compile(rf"(?:{_WOMEN}|{_MEN})\s*\)?$", re.IGNORECASE)
_NUMBER_AND_SEX = re.compile(rf"({_WHOLE})\s*((?:ผู้)?(?:{_WOMEN}|{_MEN}))", re.IGNORECASE)
_BEFORE = re.compile(r"^(?:จำนวน|ผู้เข้าร่วม|ผู้ร่วม|เข้าร่วม|มาร่วม|เป้าหมาย|เป้า)\s*[:=]?\s*(?=[^0-9ก-๎]*[0-9ก-๎])")
_PEOPLE = re.compile(
    r"(?:คน|ราย|ท่าน|รูป|persons?|people)(?:(?![ก-๎])|(?=ขึ้นไป|กว่า|เศษ))|รวม(?:ทั้งหมด|ทั้งสิ้น)?|ทั้งหมด", re.IGNORECASE
)
_ABOUT_WORDS = (
    r"(?:โดย)?(?:ประมาณ(?:การ)?|ประมาน|ปะมาณ|ปมณ\.?|ราว)\s*ๆ?|"
    r"[~≈]|\b(?:about|approx\.?|approximately)(?![a-z])"
)
_ABOUT = re.compile(rf"\(\s*(?:{_ABOUT_WORDS})\s*\)|{_ABOUT_WORDS}", re.IGNORECASE)
_AT_LEAST = r"มากกว่า|ไม่น้อยกว่า|ไม่ต่ำกว่า|อย่างน้อย|เกิน|กว่า"
_AT_MOST = r"ไม่เกิน|เกือบ|ไม่ถึง"
_TOTAL = re.compile(
    rf"(?:(?P<most>{_AT_MOST})|(?P<least>{_AT_LEAST}))?\s*"
    rf"(?P<first>{_WHOLE})(?:\s*(?:-|ถึง)\s*(?P<last>{_WHOLE}))?\s*(?P<more>\+|(?:กว่า|เศษ)\s*ๆ?|ขึ้นไป)?"
)
_BRACKETED = re.compile(r"^\(\s*([^()]*?)\s*\)$")
_BRACKETS = re.compile(
    r"[()\[\];:/=]|,(?![0-9]{3}(?![0-9]))|(?<![0-9])\+|และ|(?:แบ่ง|แยก)เป็น|ใน(?:นั้น|จำนวนนี้)(?:เป็น|มี)?|เป็น"
)
_NO_PEOPLE = re.compile(r"ครัวเรือน|ครอบครัว|หลังคา|กลุ่ม|คัน|ละ|%")
_A_WHOLE = re.compile(rf"(?<![0-9.,\-])(?:{_WHOLE})(?![0-9]|[.,][0-9]|[a-z])")
# "แกนนำ 10 คน": a word, not of days, and the number of those it names.
_A_GROUP = re.compile(
    rf"(?!วัน)[ก-ฮเ-ไ][ก-๎ .]*?\s*[:=]?\s*({_WHOLE})\s*(?:คน|ราย|ท่าน|รูป)?\s*(?:[,/+และ]*\s*|$)"
)

_NOTHING_SPENT = re.compile(r"(?:ไม่มี|ไม่(?:ได้)?ใช้)(?:งบ(?:ประมาณ)?|เงิน)|ไม่(?:มี|เสีย)ค่าใช้จ่าย|ฟรี")
_POWERS = {"ร้อย": 100, "พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000, "ล้าน": 1_000_000}
_SUM = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_WORDED = re.compile(rf"(?P<number>{_SUM})\s*(?P<word>{'|'.join(_POWERS)})\s*")
# Not a part of one: "15k" and "15,00" are no 15.
_AN_AMOUNT = re.compile(
    rf"(?<![0-9.,])(?:(?:{_SUM}\s*(?:{'|'.join(_POWERS)})\s*)+|{_SUM}(?![0-9]|[.,][0-9]|[a-z]))"
)
_BEFORE_BAHT = re.compile(
    r"^(?:งบ(?:ประมาณ)?|จำนวน(?:เงิน)?|เป็นเงิน|เงิน|รวม(?:เป็นเงิน)?(?:ทั้งสิ้น|ทั้งหมด)?|thb\b|baht\b)\s*[:=]?\s*(?=[0-9฿])"
)
_BEHIND_BAHT = re.compile(r"\s*(?:บาท(?:ถ้วน)?|(?<=[0-9\s])บ\.?|฿|thb|baht)?\s*[.,/]?\s*[-=]?$")
_IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_MOST_DECIMALS = 2


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

    Reads "๓๐", "20 คน", "15 (ญ 9)", "ช 6 ญ 9", "6 ชาย 9 หญิง", "ประมาณ 20", "20+", "30-40". 0 is 0. Raises
    NumberError for what is no number ("ยี่สิบ"), and where women and men do not make up the number.
    """
    text = _plain(value)
    if text in _UNKNOWN:
        return None
    bare = _PEOPLE.sub(" ", _BEFORE.sub("", _ABOUT.sub(" ", text))).strip()
    bare = _BRACKETED.sub(r"\1", bare)
    about = bool(_ABOUT.search(text))
    sexes, rest = _sexes(bare, text)
    count = _total(rest, text, about=about)
    if count is None:
        if sexes.keys() != {"women", "men"}:
            raise _no_count(text)
        count = Count(sexes["women"] + sexes["men"], estimated=about)
    return _with_women(count, sexes, text)


def counts_in(value: object) -> list[int]:
    """Numbers of people that a text may mean which is not one itself, to choose from.

    "ผู้นำ 10 สมาชิก 20" gives 30, 10 and 20; of households, groups and vehicles nobody knows the people: none.
    """
    text = _plain(value)
    if _NO_PEOPLE.search(text):
        return []
    found = [_whole(number[0]) for number in _A_WHOLE.finditer(text)]
    groups = _A_GROUP.findall(text)
    together = [sum(map(_whole, groups))] if len(groups) > 1 and not _A_GROUP.sub("", text).strip() else []
    return [number for number in dict.fromkeys([*together, *found]) if number <= MOST_PEOPLE]


def _sexes(bare: str, text: str) -> tuple[dict[str, int], str]:
    """Numbers of women and men, and what is left of the text besides them."""
    if _SEX_LAST.search(bare):
        bare = _NUMBER_AND_SEX.sub(r" \2 \1 ", bare)
    sexes: dict[str, int] = {}
    for found in _SEX.finditer(bare):
        sex = "women" if found["women"] else "men"
        if sex in sexes:
            raise _no_count(text)
        sexes[sex] = _whole(found["number"])
    return sexes, _BRACKETS.sub(" ", _SEX.sub(" ", bare)).strip() if sexes else bare


def parse_baht(value: object) -> Decimal | None:
    """An amount of baht; None where nothing is told ("", "-").

    Reads "๑๕,๐๐๐.-", "งบ 15,000 บาท", "1.5 หมื่น", "1 แสน 5 หมื่น", "500 บาท (ห้าร้อยบาทถ้วน)". Raises NumberError
    for everything else, for less than nothing and for parts of a satang.
    """
    text = _plain(value)
    if text in _UNKNOWN:
        return None
    if _NOTHING_SPENT.fullmatch(text):
        return Decimal(0)
    bare = _BEHIND_BAHT.sub("", _BEFORE_BAHT.sub("", _without_words(text)))
    worded = list(_WORDED.finditer(bare))
    if worded and not _WORDED.sub("", bare).strip():
        parts = (Decimal(part["number"].replace(",", "")) * _POWERS[part["word"]] for part in worded)
        amount = Decimal(f"{sum(parts, Decimal(0)).normalize():f}")
    else:
        amount = _number(bare, text)
    if any(spelled != amount for spelled in _spelled_out(text)):
        raise NumberError("unreadable", _("อ่านจำนวนเงิน “%(text)s” ไม่ออก"), text=excerpt(text))
    if amount < 0:
        raise NumberError("negative", _("จำนวนเงิน “%(text)s” ติดลบ ตรวจอีกครั้ง"), text=excerpt(text))
    if amount >= MOST_BAHT:
        raise NumberError("too_long", _("จำนวนเงิน “%(text)s” มากเกินไป ตรวจอีกครั้ง"), text=excerpt(text))
    if amount.as_tuple().exponent < -_MOST_DECIMALS:  # "25.000" may well be a slip for 25,000
        raise NumberError("unreadable", _("จำนวนเงิน “%(text)s” มีทศนิยมเกิน 2 ตำแหน่ง"), text=excerpt(text))
    return amount


def amounts_in(value: object) -> list[Decimal]:
    """Amounts of baht that a text may mean which is not one itself, to choose from.

    "ประมาณ 8,000" gives that number, "8,000-9,000" both, "5,000 + 3,000" their sum.
    """
    text = _plain(value)
    try:
        parts = [parse_baht(part) for part in text.split("+")]
    except NumberError:
        parts = []
    if len(parts) > 1 and None not in parts:
        return [sum(filter(None, parts), Decimal(0))]
    found: list[Decimal] = []
    for number in _AN_AMOUNT.finditer(text):
        try:
            amount = parse_baht(number[0])
        except NumberError:
            continue
        if amount and amount not in found:
            found.append(amount)
    return found


def _spelled_out(text: str) -> list[Decimal]:
    """Sums that brackets say once more, in words."""
    sums = (parse_spelled_baht(found[1]) for found in _IN_BRACKETS.finditer(text))
    return [amount for amount in sums if amount is not None]


def _without_words(text: str) -> str:
    return _IN_BRACKETS.sub(lambda found: found[0] if parse_spelled_baht(found[1]) is None else "", text)


def _number(bare: str, text: str) -> Decimal:
    """The number that stands alone in ``bare``; refused with the whole text."""
    try:
        amount = parse_decimal(bare)
    except NumberError as error:
        if error.code != "unreadable":
            raise
        amount = None
    if amount is None:
        raise NumberError("unreadable", _("อ่านจำนวนเงิน “%(text)s” ไม่ออก"), text=excerpt(text))
    return amount


def _plain(value: object) -> str:
    """Folded, Arabic digits, one kind of dash, lower case."""
    text = to_arabic(fold("" if value is None else str(value))).casefold()
    return text.translate(str.maketrans("−–—‐‑", "-----"))


def _whole(text: str) -> int:
    return int(text.partition(".")[0].replace(",", ""))


def _total(rest: str, text: str, *, about: bool) -> Count | None:
    """The number beside women and men, None where there is none; ``about``: the text calls it an estimate."""
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
    estimated = bool(about or at_least or found["most"]) and (about or last != first)
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
