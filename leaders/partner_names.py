"""Names of partners as people write them: taken apart, told by kind, and put where they belong.

Source (domain.md): eight kinds; CODI and the teams' own organisations are never partners. "อบต." on a log of
ต.ท่าขอนยาง is อบต.ท่าขอนยาง: one partner per local government.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from geo.choices import Level
from geo.models import Area
from geo.resolver import find, nicknames
from thai.text import fold

from .choices import PartnerKind as Kind

LONGEST_NAME, LONGEST_BROUGHT = 160, 200
_NOTHING = re.compile(
    r"[\s\-–—.]*|(?:ยัง)?(?:ไม่มี|ไม่ระบุ|ไม่ได้ระบุ|ไม่ทราบ)(?:ชื่อ)?(?:ภาคี|หน่วยงาน|องค์กร)*(?:เครือข่าย|ความร่วมมือ)?"
    r"(?:อื่น)?(?:ๆ)?(?:ที่|มา|เข้า)*(?:ร่วม)?(?:งาน|จัด|ด้วย)?|n/?a|none",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"[,;/、\n]|\s+และ\s*|\s+กับ\s+|(?<=[.)])และ\s*|(?<=[ก-๎])และ\s+|\s*\+\s*|(?<=[ก-๎.)])\s*&\s*(?=[ก-ฮเ-ไ])|"
    r"\s+(?=[(]?[0-9๐-๙]{1,2}[.)]\s*[ก-ฮเ-ไ])"
)
# "1.อบต.2.รพ.สต.": only where the first one is numbered too.
_NEXT_NUMBER = re.compile(r"(?<=[ก-๎.)])(?=[0-9๐-๙]{1,2}[.)]\s*[ก-ฮเ-ไ])")
_INITIALS = re.compile(r"(?:[ก-ฮ]\.?){2,6}\.")
# Whose office or officer the next word tells: "ผอ. รพ.สต." is one.
_OFFICE = frozenset({"สนง.", "จนท.", "ผอ.", "หน.", "ผช.", "ปธ."})
# Bodies of their own, whose names follow them: "อบต.ท่าขอนยาง รพ.สต.ท่าขอนยาง" are two.
_BODY = re.compile(
    r"อบต|อบจ|อปท|ท[ตมน]\.|เทศบาล|องค์การบริหารส่วน(?:ตำบล|จังหวัด)|รพ\.?สต|กศน|โรงเรียน|รร\.|ร\.ร\.|วัด(?!ผล)|มัสยิด|"
    "มหาวิทยาลัย"
)
_GLUED = re.compile(r"(?<=[ก-๎])และ(?=[ก-ฮเ-ไ])")
_OWNED = re.compile(r"โรงเรียน|รร\.|ร\.ร\.|วัด|มัสยิด")  # bare, they go with what follows: "โรงเรียน อบต.ท่าขอนยาง"
_BARE = re.compile(
    r"อบต\.?|อบจ\.?|อปท\.?|เทศบาล|โรงเรียน|วัด|มัสยิด|มหาวิทยาลัย|กำนัน|ผู้ใหญ่บ้าน|(?:ภาค|องค์กร)?(?:ท้องถิ่น|ท้องที่|ประชาสังคม|เอกชน)|"
    r"สถาบัน(?:วิชาการ|การศึกษา)|ส่วนกลาง|จังหวัด|อำเภอ"
)
_BRACKETS = re.compile(r"^(?P<name>[^(（]+?)\s*[(（](?P<inside>[^()（）]*)[)）]\s*$")
_AFTER_NAME = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
_NUMBERED = re.compile(r"^(?:[(]?[0-9๐-๙]{1,2}[.)]\s*|[-•*]\s*)(?=\S)")

_INSTITUTE = re.compile(
    r"(?<![ก-ฮ])พ\.?\s?อ\.?\s?ช(?=\.|\s|ภาค|$)|สถาบันพัฒนาองค์กรชุมชน|(?<![a-z])codi(?![a-z])", re.IGNORECASE
)
_OWN = re.compile(
    r"ทีม(?:ตำบล|แขวง)|ขบวน|สภาองค์กรชุมชน|สภาฯ|กองทุนสวัสดิการ|กลุ่มออมทรัพย์|กลุ่มอาชีพ|วิสาหกิจชุมชน|สหกรณ์เคหสถาน|"
    r"องค์กรชุมชน|ชาวบ้าน"
)
_SUBDISTRICT = re.compile(r"(?:ตำบล|ต\.|แขวง)\s*(?P<name>[ก-๎]+)")

# Told by how a name begins, the first that fits.
_BEGINS = tuple(
    (kind, re.compile(rf"(?:{words})", re.IGNORECASE))
    for kind, words in (
        (
            Kind.RELIGIOUS,
            "วัด(?!ผล)|มัสยิด|สุเหร่า|โบสถ์|คริสตจักร|สำนักสงฆ์|คณะสงฆ์|เจ้าอาวาส|เจ้าคณะ|พระ(?:ครู|อธิการ|สงฆ์)|"
            "(?:โต๊ะ)?อิหม่าม",
        ),
        (Kind.VILLAGE, r"กำนัน|ผู้ใหญ่บ้าน|ผู้ช่วยผู้ใหญ่บ้าน|ผญ\.?บ?\.?(?:\s|$)|สารวัตรกำนัน|ท้องที่"),
        (
            Kind.LOCAL,
            r"อบต|อบจ|อปท|ทต\.|ทม\.|ทน\.|เทศบาล|องค์การบริหารส่วน(?:ตำบล|จังหวัด)|องค์กรปกครองส่วนท้องถิ่น|ท้องถิ่น$|เมืองพัทยา|"
            r"กทม\.?$|กรุงเทพมหานคร$",
        ),
        (
            Kind.ACADEMIA,
            r"มหาวิทยาลัย|วิทยาลัย|ม\.\s?[ก-ฮเ-ไ]{2}|มรภ\.?|มทร\.?|ม\.?ม\.?ส\.?(?:\s|$)|(?:มข|มช|มอ|มก|มน|มศว|มวล|มสธ|มจร|มรม|สจล|มจธ)\.?$|"
            r"จุฬา|ธรรมศาสตร์|นิด้า|nida|โรงเรียน|รร\.|ร\.ร\.|กศน|สถาบัน(?:การศึกษา|วิจัย|วิชาการ)|university|school",
        ),
        (
            Kind.CIVIL,
            r"มูลนิธิ|สมาคม|เครือข่าย|ชมรม|(?:ภาค)?ประชาสังคม|สมัชชา|เอ็นจีโอ|ngos?(?![a-z])|สหพันธ์|สมาพันธ์|"
            "foundation",
        ),
        (
            Kind.PRIVATE,
            r"บริษัท|บจก|บมจ|บ\.\s?[ก-ฮเ-ไ]{2}|หจก|ห้างหุ้นส่วน|ธนาคาร|(?:ภาค)?เอกชน|หอการค้า|สภาอุตสาหกรรม|โรงงาน|ร้าน|โรงแรม|bank",
        ),
        (Kind.PROVINCE, r"อ\.|จ\.|พมจ|สสจ|สสอ|ผู้ว่าราชการ|ศูนย์ดำรงธรรม|(?!กระทรวง|กรม).*(?:จังหวัด|อำเภอ)"),
        (
            Kind.CENTRAL,
            r"กระทรวง|กรม(?!ธรรม์)|สสส|ส\.?ป\.?ก\.?(?:\s|$)|สปสช|สช\.|การเคหะ|สภาพัฒน์|สำนักงาน.*แห่งชาติ|พม\.$|"
            "ส่วนกลาง",
        ),
    )
)  # fmt: skip

_LOCAL = re.compile(
    r"(?P<mark>อบต|องค์การบริหารส่วนตำบล|ทต|เทศบาลตำบล|ทม|เทศบาลเมือง|ทน|เทศบาลนคร|เทศบาล|อบจ|องค์การบริหารส่วนจังหวัด|"
    r"อปท|องค์กรปกครองส่วนท้องถิ่น|ท้องถิ่น)\.?\s*(?:(?:ตำบล|ต\.|จังหวัด|จ\.)\s*)?(?P<name>.*)"
)
_SHORT = {
    "องค์การบริหารส่วนตำบล": "อบต.", "เทศบาลตำบล": "ทต.", "เทศบาลเมือง": "ทม.", "เทศบาลนคร": "ทน.",
    "องค์การบริหารส่วนจังหวัด": "อบจ.", "องค์กรปกครองส่วนท้องถิ่น": "อปท.", "ท้องถิ่น": "อปท.",
    "เทศบาล": "เทศบาล",
}  # fmt: skip
# "อปท. 2 แห่ง": how many there were, no name.
_SEVERAL = re.compile(
    r"(?:(?:ทั้ง|อีก|จำนวน)\s*)*[0-9๐-๙]+\s*(?:แห่ง|ตำบล|หน่วยงาน|ที่)?|หลาย(?:แห่ง|ตำบล)|ทุก(?:แห่ง|ตำบล)"
)
_OF_HERE = re.compile(r"(?:ใน)?(?:พื้นที่|ตำบล|ต\.|จังหวัด|จ\.)?(?:นี้)?")
_BARE_DISTRICT = re.compile(r"(?:ที่ว่าการ)?(?:อำเภอ|อ\.)")
_BARE_PROVINCE = re.compile(r"จังหวัด|จ\.")
_SCHOOL = re.compile(r"โรงเรียน|รร\.|ร\.ร\.|กศน")
_NATIONWIDE = re.compile(r"มูลนิธิ|ธนาคาร|บริษัท|บมจ|บจก")


@dataclass(frozen=True)
class Named:
    """A partner as a text names it, and what it brought if brackets behind the name say so."""

    name: str
    brought: str = ""


@dataclass(frozen=True)
class Placed:
    """A partner's own name and the code of the area it belongs to; "" for the whole nation."""

    name: str
    area: str


def read_partners(text: str) -> list[Named]:
    """Names in a text, parted by commas, "/", "และ", "&", numbers or lines, or standing side by side.

    What stands in brackets is not cut: "อบต. (รถ, น้ำ) รพ.สต." are two, the first with what it brought.
    """
    found: dict[str, Named] = {}
    if _NOTHING.fullmatch(fold(text)):
        return []
    for piece in _pieces(text):
        said = _NUMBERED.sub("", fold(piece)).strip()
        match = _BRACKETS.match(said)
        name = (match["name"] if match else said)[:LONGEST_NAME].strip()
        if not _NOTHING.fullmatch(name):
            found.setdefault(name, Named(name, match["inside"].strip()[:LONGEST_BROUGHT] if match else ""))
    return list(found.values())


def is_institute(name: str) -> bool:
    """Whether this is CODI in any form: "พอช.ภาค", "สถาบันพัฒนาองค์กรชุมชน"."""
    return bool(_INSTITUTE.search(name))


def is_own(name: str, area: Area) -> bool:
    """Whether this is an organisation of the team of ``area`` itself: its council, fund, savings group."""
    if not _OWN.match(name):
        return False
    elsewhere = _SUBDISTRICT.search(name)
    return elsewhere is None or area.name_th in elsewhere["name"]


def kind_of(name: str) -> Kind | None:
    """The kind that a name tells beyond doubt."""
    return next((kind for kind, begins in _BEGINS if begins.match(name)), None)


def place_partner(name: str, kind: Kind | None, area: Area) -> Placed:
    """Which partner a name means on a log of ``area`` (its ancestors loaded), so that it is met again.

    Local governments, districts and provinces get the name of the place where it is left out.
    """
    district, province = area.district or area, area.province or area
    if kind == Kind.LOCAL and (match := _LOCAL.fullmatch(name)):
        return _local(match, area, province)
    if kind == Kind.PROVINCE:
        if _BARE_DISTRICT.fullmatch(name) and district.level == Level.DISTRICT:
            return Placed(f"อ.{district.name_th}", district.code)
        if _BARE_PROVINCE.fullmatch(name):
            return Placed(f"จ.{province.name_th}", province.code)
        return Placed(name, (district if name.endswith("อำเภอ") else province).code)
    if kind == Kind.VILLAGE:
        return Placed(name, area.code)
    if kind == Kind.RELIGIOUS or (kind == Kind.ACADEMIA and _SCHOOL.match(name)):
        return Placed(name, district.code)
    if kind in {Kind.CENTRAL, Kind.ACADEMIA} or _NATIONWIDE.match(name):
        return Placed(name, "")
    return Placed(name, province.code)


def _local(match: re.Match[str], area: Area, province: Area) -> Placed:
    mark = _SHORT.get(match["mark"], f"{match['mark']}.")
    name = match["name"].strip()
    if _SEVERAL.fullmatch(name):
        return Placed(mark, (area.district or area).code)
    if mark == "อบจ.":
        return Placed(f"{mark}{name or province.name_th}", province.code)
    if _OF_HERE.fullmatch(name):
        here = area.name_th if area.level == Level.SUBDISTRICT else ""
        return Placed(f"{mark}{here}", area.code)
    bare = re.split(r"\s+(?:อำเภอ|อ\.|จังหวัด|จ\.)", name)[0]
    if bare == area.name_th:
        return Placed(f"{mark}{bare}", area.code)
    for near in filter(None, (area.district, province)):
        codes = find(f"ต.{name}", hint=near).codes
        if len(codes) == 1:
            return Placed(f"{mark}{bare}", codes[0])
    return Placed(f"{mark}{bare}", province.code)


def _pieces(text: str) -> Iterator[str]:
    """The text cut where names part, outside of brackets."""
    numbered = _NEXT_NUMBER.finditer(text) if _NUMBERED.match(text) else ()
    for piece in _cut(text, sorted(found.span() for found in (*_BETWEEN.finditer(text), *numbered))):
        for name in _apart(piece):
            yield from _unglued(name)


def _unglued(text: str) -> list[str]:
    """Names with "และ" glued to both: "อบต.ท่าขอนยางและโรงเรียนบ้านดอน" are two, "สมาคมวัดและโรงเรียน" is one."""
    cuts, begin = [], 0
    for glued in _GLUED.finditer(text):
        left = _NUMBERED.sub("", text[begin : glued.start()].strip())
        if _is_body(left) and _begins_another(text[glued.end() :]):
            cuts.append(glued.span())
            begin = glued.end()
    return _cut(text, cuts)


def _is_body(name: str) -> bool:
    """Whether "และ" ends the name; in that of a society or an office it may stand."""
    return bool(_BODY.match(name)) or kind_of(name) == Kind.VILLAGE


def _begins_another(text: str) -> bool:
    # Names of provincial offices and of shops are told too loosely: "และพัฒนาจังหวัด", "และโรงแรม".
    return bool(_BODY.match(text)) or kind_of(text) not in {None, Kind.PROVINCE, Kind.PRIVATE}


def _apart(text: str) -> list[str]:
    """Names side by side with nothing but blanks between: "อบต. มมส." are two, "พมจ. มค." is one."""
    cuts, begin = [], 0
    for gap in re.finditer(r"\s+(?=(?P<next>[^\s(（]+))", text):
        before = text[max(begin, gap.start() - LONGEST_NAME) : gap.start()]
        left = _AFTER_NAME.sub("", before).strip()
        if left and _stand_apart(left, gap["next"]):
            cuts.append(gap.span())
            begin = gap.end()
    return _cut(text, cuts)


def _stand_apart(left: str, right: str) -> bool:
    """Whether a word begins another partner than the one that stands before it."""
    last = left.split()[-1]
    if _INITIALS.fullmatch(last) and _INITIALS.fullmatch(right):
        return last not in _OFFICE and right.replace(".", "") not in _provinces()
    if _BARE.fullmatch(left) and _BARE.fullmatch(right):
        return True
    own_name = not _OWNED.fullmatch(left)
    return bool(own_name and _BODY.match(left) and _BODY.match(right))


@cache
def _provinces() -> frozenset[str]:
    """What provinces are shortened to: "มค"."""
    return frozenset(word.replace(".", "") for _code, word, kind in nicknames() if kind == "abbreviation")


def _cut(text: str, spans: Iterable[tuple[int, int]]) -> list[str]:
    """The text without ``spans``, in parts; spans within brackets stay."""
    depths = list(accumulate(((sign in "(（") - (sign in ")）") for sign in text), initial=0))
    pieces, start = [], 0
    for first, end in spans:
        if first >= start and depths[first] <= 0:
            pieces.append(text[start:first])
            start = end
    return [*pieces, text[start:]]
