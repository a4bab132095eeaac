"""The head of a table, found by its labels: in any row, over one row or two."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from thai.dates import DateError, parse_date
from thai.digits import to_arabic
from thai.text import fold

from .grid import Cell, Sheet, at

_LOOKED_AT = 60  # rows; a head further down is none
_NUMBERED = re.compile(r"(?:วันที่|วัน|ครั้งที่|ช่วงที่|day)?[0-9]{1,2}(?:เช้า|บ่าย)?")
_ORDINAL = re.compile(r"วัน(?:ที่)?(?P<word>แรก|หนึ่ง|สอง|สาม|สี่|ห้า|สุดท้าย)")
_ORDINALS = {"แรก": 1, "หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "สุดท้าย": -1}
_WORD = re.compile(r"[ก-ฮa-z][ก-๎a-z]", re.IGNORECASE)
_NOT_A_LETTER = re.compile(r"[^0-9a-zก-๎]+")

_OF_PLACES = frozenset({"place", "subdistrict", "district", "province", "village"})

SIGNED = "signed"  # the columns to sign in, whichever sheet they stand on

Labels = Mapping[str, frozenset[str]]
NO_PAIRS: Labels = MappingProxyType({})


def label_key(text: str) -> str:
    """A label without spaces, dots and dashes, so that "ชื่อ - สกุล" and "ชื่อ-สกุล" are one: "ชื่อสกุล"."""
    return _NOT_A_LETTER.sub("", to_arabic(fold(text)).casefold())


def labels(**words: str) -> dict[str, frozenset[str]]:
    """Labels by what they name, from words parted by "|"."""
    return {name: frozenset(map(label_key, spellings.split("|"))) for name, spellings in words.items()}


@dataclass(frozen=True)
class Column:
    """A column's label: the upper one, which may span several columns, and the lower one if there is any."""

    index: int
    label: str
    sub: str = ""

    def name(self, known: Labels) -> str:
        """What the column holds by its own label, the lower one first; "" if nobody knows."""
        for text in (self.sub, self.label):
            if text and (found := name_of(text, known)):
                return found
        return ""


@dataclass(frozen=True)
class Header:
    """Where the head stands (rows counted from 1) and the columns it names."""

    first: int
    last: int
    columns: tuple[Column, ...] = field(default_factory=tuple)


def name_of(text: str, known: Labels) -> str:
    """What a label names, "" if it is none."""
    key = label_key(text)
    return next((name for name, spellings in known.items() if key in spellings), "") if key else ""


def find_header(sheet: Sheet, known: Labels, must: Iterable[str], pairs: Labels = NO_PAIRS) -> Header | None:
    """The first row with a label of ``must`` and at least one other, and the row below if it is a second one.

    ``pairs`` are labels that only two rows together say: "จำนวนคน รวม". None when there is no such row.
    """
    wanted = set(must)
    numbers = range(1, min(len(sheet.rows), _LOOKED_AT) + 1)
    return next(filter(None, (head_at(sheet, number, known, wanted, pairs) for number in numbers)), None)


def head_at(
    sheet: Sheet, number: int, known: Labels, must: Iterable[str], pairs: Labels = NO_PAIRS
) -> Header | None:
    """The head that begins in row ``number``; None when that row is none."""
    named = _names_in(sheet.rows[number - 1], known)
    leading = [named[name] for name in must if name in named]
    return _whole(sheet, number, known, leading, pairs) if leading and len(named) > 1 else None


class BestRow(NamedTuple):
    """The row (from 1) that was meant as the head, and how many of its labels are known."""

    number: int
    known: int


class Complaint(NamedTuple):
    """Why a sheet is none of a kind that it looks like; ``known``: how many of its labels that kind knows."""

    text: str
    known: int


def best_row(sheet: Sheet, known: Labels) -> BestRow | None:
    """The row with most known labels, at least two: what was meant as the head but lacks something.

    A line that only names a place, "ตำบล | ท่าขอนยาง | อำเภอ | …", is none.
    """
    named = (_names_in(row, known).keys() for row in sheet.rows[:_LOOKED_AT])
    found = [BestRow(number, len(names)) for number, names in enumerate(named, start=1) if names - _OF_PLACES]
    best = max(found, key=lambda row: (row.known, -row.number), default=None)
    return best if best and best.known > 1 else None


def _names_in(row: list[Cell], known: Labels) -> dict[str, int]:
    """What the labels of a row name, each with its first column."""
    found: dict[str, int] = {}
    for index in range(len(row)):
        if name := name_of(at(row, index), known):
            found.setdefault(name, index)
    return found


def _whole(sheet: Sheet, number: int, known: Labels, leading: list[int], pairs: Labels) -> Header:
    """The head that begins in row ``number``, with its second row if it has one."""
    upper = sheet.rows[number - 1]
    lower = sheet.rows[number] if number < len(sheet.rows) else []
    if not _is_second_row(upper, lower, known, leading, pairs):
        columns = [Column(index, at(upper, index)) for index in range(len(upper)) if at(upper, index)]
        return Header(number, number, tuple(columns))
    columns, above = [], ""
    for index in range(max(len(upper), len(lower))):
        own, sub = at(upper, index), at(lower, index)
        above = own or above  # a head over several columns stands in the first of them
        if own or sub:
            columns.append(Column(index, own or above, "" if sub == own else sub))
    return Header(number, number + 1, tuple(columns))


def _is_second_row(
    upper: list[Cell], lower: list[Cell], known: Labels, leading: list[int], pairs: Labels
) -> bool:
    """Whether ``lower`` goes on with the head: nothing under ``leading`` labels, a lower label elsewhere."""
    for index in leading:
        text = at(lower, index)
        if text and text != at(upper, index) and not name_of(text, known):
            return False
    above = ""
    for index in range(len(lower)):
        text, own = at(lower, index), at(upper, index)
        above = own or above
        if text in ("", own):
            continue
        if _is_lower_label(text, own, known) or name_of(f"{above} {text}", pairs):
            return True
    return _parts_a_head(upper, lower)


def _parts_a_head(upper: list[Cell], lower: list[Cell]) -> bool:
    """Whether ``lower`` says nothing but two words or more below heads that reach over several columns."""
    fresh = [index for index in range(len(lower)) if at(lower, index) not in ("", at(upper, index))]
    wide = [
        index
        for index in fresh
        if index and _WORD.search(at(lower, index)) and not (at(upper, index) and at(upper, index + 1))
    ]
    return len(fresh) > 1 and wide == fresh and any(not at(upper, index) for index in wide)


def _is_lower_label(text: str, above: str, known: Labels) -> bool:
    """A known label or a day; a bare number only under a head to sign in, or under none."""
    if text.isdecimal() and above and name_of(above, known) != SIGNED:
        return False
    return bool(name_of(text, known)) or is_day_label(text)


def is_day_label(text: str) -> bool:
    """ "วันที่ ๑", "วันแรก", "12 มี.ค. 61", "12 มี.ค.", "2018-03-12", "12"."""
    if _NUMBERED.fullmatch(label_key(text)) or ordinal(text):
        return True
    try:
        parse_date(text)
    except DateError as error:
        return error.code == "year_unclear"  # the lines above the table tell the year
    return True


def ordinal(text: str) -> int:
    """Which day of several a word names: 1 for "วันแรก", 2 for "วันที่สอง", -1 for the last; 0 for none."""
    found = _ORDINAL.fullmatch(label_key(text))
    return _ORDINALS[found["word"]] if found else 0
