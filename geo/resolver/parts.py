"""Cuts what people write into parts: codes, postcodes, and names with the level they are said to have."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from .index import CAPITAL, Index
from .keys import key, tidy

LONGEST_TEXT = 300
MOST_PARTS = 12


class Kind(Enum):
    """The level a name is said to have."""

    SUBDISTRICT = "subdistrict"
    # A tambon municipality mostly bears its subdistrict's name, a town or city that of its district.
    TOWN = "town"
    CITY = "city"
    DISTRICT = "district"
    PROVINCE = "province"
    UNSAID = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One name: its key, the level it is said to have, and which piece between separators it stood in."""

    name: str
    kind: Kind = Kind.UNSAID
    segment: int = 0


@dataclass(slots=True)
class Reading:
    """What a text holds: parts in the order written, six-digit and shorter codes, postcodes."""

    parts: list[Part] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    postcodes: list[str] = field(default_factory=list)


_TH = "ก-๎"
_AHEAD = rf"(?=\s*[{_TH}a-z])"
_ALONE = rf"(?<![{_TH}.])"
_MARKERS: tuple[tuple[Kind, str], ...] = (
    (Kind.TOWN, rf"เทศบาลตำบล|ทต\.{_AHEAD}|{_ALONE}ทต(?=[ {_TH}])"),
    (Kind.CITY, rf"เทศบาล(?:เมือง|นคร)?|ท[มน]\.{_AHEAD}|{_ALONE}ท[มน](?= )"),
    (
        Kind.SUBDISTRICT,
        rf"องค์การบริหารส่วนตำบล|อบต\.|{_ALONE}อบต|ตำบล|แขวง|ต\.{_AHEAD}|{_ALONE}ต(?= )"
        r"|\b(?:tambon|tambol|khwaeng|kwaeng|sub-?district)\b",
    ),
    (
        Kind.DISTRICT,
        rf"กิ่งอำเภอ|กิ่ง\s*อ\.|อำเภอ|เขต|อ\.{_AHEAD}|{_ALONE}อ(?= )"
        r"|\b(?:amphoe|amphur|ampur|amphor|khet|district)\b",
    ),
    (
        Kind.PROVINCE,
        rf"องค์การบริหารส่วนจังหวัด|อบจ\.|{_ALONE}อบจ|จังหวัด|จว\.|จ\.{_AHEAD}|{_ALONE}จ(?= )"
        r"|\b(?:changwat|jangwat|province)\b",
    ),
)
_MARKER = re.compile("|".join(f"(?P<{kind.value}>{pattern})" for kind, pattern in _MARKERS))
_DOTTED_MARK = re.compile(r"[ตอจ]\.")  # "ต.ลาดใหญ่" is not ตลาดใหญ่
_BEHIND_THE_NAME = re.compile(r"(?:sub-?)?district|province")
_HARD = re.compile(rf"[,;/|()\[\]<>•·–—>]|(?<=[{_TH}])\s*-\s*(?=[{_TH}])|\s-\s")
_CODE = re.compile(r"(?<![\d.])(?:th)?(\d{6})(?:\.0)?(?!\d)")
_SHORT_CODE = re.compile(r"(?:th)?(\d{4}|\d{2})")
_POSTCODE = re.compile(r"(?<!\d)([1-9]\d{4})(?!\d)")
_DOOR = re.compile(
    rf"(?:หมู่ที่|หมู่|{_ALONE}ม\.?|บ้านเลขที่|เลขที่|\bmoo\b|\bmu\b|\bno\b)\.?\s*\d[\d/-]*|[\d./:+-]*\d[\d./:+-]*"
)
_SHORT_FORM = re.compile(rf"(?<![{_TH}])([{_TH}]{{2,3}})\.(?=\s|$|[,/)-])")
# "ต.ท่าขอนยาง และ ต.โพนทอง"; "ต.และ" and "และ อ.ทุ่งช้าง" are a subdistrict.
_AND = re.compile(rf"(?<=[{_TH}])(?<!ตำบล)\s+และ\s*(?=ต\.|ตำบล|แขวง|[ก-ฮเ-ไ])")
_NO_NAME = re.compile(r"ประเทศไทย|\bthailand\b|รหัสไปรษณีย์|ปณ\.|รหัส")


def read(text: str, index: Index) -> Reading:
    """What is written, in parts. Reads the first 300 characters and the first dozen names."""
    plain = tidy(_AND.sub(" / ", re.sub(r"[\r\n]+", " / ", text[:LONGEST_TEXT])))
    if short := _SHORT_CODE.fullmatch(plain):
        return Reading(codes=[short[1]])
    found = Reading(codes=list(dict.fromkeys(_CODE.findall(plain))))
    plain = _CODE.sub(" ", plain)
    found.postcodes = list(dict.fromkeys(_POSTCODE.findall(plain)))
    plain = _DOOR.sub(" ", _POSTCODE.sub(" ", _NO_NAME.sub(" ", plain)))
    plain = _protected(plain, index)
    for number, segment in enumerate(_HARD.split(plain)):
        for kind, piece in _pieces(segment, index):
            found.parts += [Part(name, said, number) for name, said in _names(piece, kind, index)]
    del found.parts[MOST_PARTS:]
    return found


def _protected(plain: str, index: Index) -> str:
    """The text with the dots and hyphens gone that belong to a name or an abbreviation."""
    for name in index.dotted:
        for form in (name, name.rstrip(".")):
            plain = plain.replace(form, key(name))
    return _SHORT_FORM.sub(
        lambda found: f"{found[1]} " if found[1] in index.abbreviations else found[0], plain
    )


def _pieces(segment: str, index: Index) -> Iterator[tuple[Kind, str]]:
    """The texts between the level words of a segment, each with the level it is said to have."""
    if index.is_known(key(segment)) and not _DOTTED_MARK.match(segment.lstrip()):
        yield Kind.UNSAID, segment
        return
    names = [(at.start(), at.end()) for name in index.worded for at in re.finditer(name, segment)]
    kind, start = Kind.UNSAID, 0
    for marker in _MARKER.finditer(segment):
        if any(first < marker.start() and marker.end() <= last for first, last in names):
            continue  # it is a part of the name
        between = segment[start : marker.start()]
        said = Kind(marker.lastgroup)
        if _BEHIND_THE_NAME.fullmatch(marker[0]) and between.strip() and kind is Kind.UNSAID:
            yield said, between
            kind = Kind.UNSAID
        else:
            yield kind, between
            kind = said
        start = marker.end()
    yield kind, segment[start:]


def _names(piece: str, kind: Kind, index: Index) -> list[tuple[str, Kind]]:
    """The names in a piece of text; the first has the level that was said, the others go without.

    A name may hold spaces and several names may follow each other: the division is taken that leaves the
    fewest words unknown, then the one with the fewest names.
    """
    words = [word for word in map(key, piece.split()) if word][:MOST_PARTS]
    if not words:
        return []
    # best[i]: (unknown words, names) of the cheapest division of words[i:], and where its first name ends
    best: list[tuple[int, int, int]] = [(0, 0, 0)] * (len(words) + 1)
    for start in range(len(words) - 1, -1, -1):
        said = kind if start == 0 else Kind.UNSAID
        options = [(best[start + 1][0] + 1, best[start + 1][1], start + 1)]
        for end in range(start + 1, len(words) + 1):
            name = "".join(words[start:end])
            if fits(name, said, index) and (len(words) == 1 or len(name) > _too_short(name)):
                options.append((best[end][0], best[end][1] + 1, end))
        best[start] = min(options)
    return _joined(words, best, kind, index)


def _joined(
    words: list[str], best: list[tuple[int, int, int]], kind: Kind, index: Index
) -> list[tuple[str, Kind]]:
    """The names of the cheapest division; unknown Latin words in a row make one name."""
    found: list[tuple[str, Kind]] = []
    start, after_unknown = 0, False
    while start < len(words):
        end = best[start][2]
        unknown = best[start][0] > best[end][0]
        name, said = "".join(words[start:end]), kind if start == 0 else Kind.UNSAID
        if unknown and after_unknown and name.isascii() and found[-1][0].isascii():
            before, said = found.pop()
            name = before + name
        found.append((name, said))
        start, after_unknown = end, unknown
    return [part for name, said in found for part in unglued(name, said, index)]


def fits(name: str, kind: Kind, index: Index) -> bool:
    """Whether an area of the said level goes by a name (a key)."""
    if kind is Kind.UNSAID:
        return index.is_known(name)
    if kind is Kind.PROVINCE:
        return name in index.provinces
    is_district = name in index.districts or name in CAPITAL
    if kind is Kind.DISTRICT:
        return is_district
    if kind is Kind.CITY:
        is_district |= f"เมือง{name}" in index.districts
    is_subdistrict = name in index.subdistricts or name in index.old_subdistricts
    return is_subdistrict or (kind is not Kind.SUBDISTRICT and is_district)


def unglued(name: str, kind: Kind, index: Index) -> list[tuple[str, Kind]]:
    """Names written without anything between them, "เต่าเล่าบางซ้ายอยุธยา", one by one if they fit together.

    A name that is known, or that falls into no such row, comes back whole.
    """
    whole = [(name, kind)]
    if fits(name, kind, index) or len(name) < 6:
        return whole
    for cut in range(2, len(name) - 1):
        head, tail = name[:cut], name[cut:]
        if provinces := index.provinces.get(tail):
            if rest := _in_one_of(provinces, head, kind, index):
                return [*rest, (tail, Kind.UNSAID)]
            continue
        districts = index.districts.get(tail, ()) if kind is not Kind.DISTRICT else ()
        if _is_subdistrict_in(districts, head, index):
            return [(head, kind), (tail, Kind.UNSAID)]
    return whole


def _in_one_of(provinces: tuple[str, ...], name: str, kind: Kind, index: Index) -> list[tuple[str, Kind]]:
    """The name as district, subdistrict, or both, of one of the provinces; nothing when it is none."""
    may_be_subdistrict = kind is not Kind.DISTRICT
    districts = index.districts.get(name, ())
    if kind in {Kind.DISTRICT, Kind.UNSAID} and any(code[:2] in provinces for code in districts):
        return [(name, kind)]
    if may_be_subdistrict and _is_subdistrict_in(provinces, name, index):
        return [(name, kind)]
    for cut in range(2, len(name) - 1) if may_be_subdistrict else ():
        head, tail = name[:cut], name[cut:]
        districts = tuple(code for code in index.districts.get(tail, ()) if code[:2] in provinces)
        if districts and _is_subdistrict_in(districts, head, index):
            return [(head, kind), (tail, Kind.UNSAID)]
    return []


def _is_subdistrict_in(parents: tuple[str, ...], name: str, index: Index) -> bool:
    codes = index.subdistricts.get(name, ()) + index.old_subdistricts.get(name, ())
    return any(code.startswith(parent) for code in codes for parent in parents)


def _too_short(name: str) -> int:
    """A known name of at most so many letters is no name among other words."""
    return 3 if name.isascii() else 1
