"""Names of partners as people write them: taken apart, told by kind, and put where they belong.

Source (domain.md): eight kinds; CODI and the teams' own organisations are never partners. "อบต." on a log of
ต.ท่าขอนยาง is อบต.ท่าขอนยาง: one partner per local government.
"""

import re
from dataclasses import dataclass

from geo.choices import Level
from geo.models import Area
from geo.resolver import find
from thai.text import fold

from .choices import PartnerKind as Kind

LONGEST_NAME, LONGEST_BROUGHT = 160, 200
_NOTHING = frozenset({"", "-", "–", "—", "ไม่มี", "ไม่ระบุ", "ไม่ทราบ"})
_BETWEEN = re.compile(
    r"[,;/、\n]|\s+และ\s*|\s+กับ\s+|(?<=[.)])และ\s*|(?<=[ก-๎])และ\s+|\s*\+\s*|\s+(?=[0-9๐-๙]{1,2}[.)]\s*[ก-ฮเ-ไ])"
)
# Two abbreviations side by side: "อบต. มมส." are two, "พมจ. มค." is one with its province.
_SIDE_BY_SIDE = re.compile(r"(?<=[ก-ฮ]\.)\s+(?=(?P<next>(?:[ก-ฮ]\.?){2,6}\.)(?:\s|$))")
_BRACKETS = re.compile(r"^(?P<name>[^(（]+?)\s*[(（](?P<inside>[^()（）]*)[)）]\s*$")
_NUMBERED = re.compile(r"^(?:[0-9๐-๙]{1,2}[.)]\s*|[-•*]\s*)(?=\S)")

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
    """Names in a text, parted by commas, "/", "และ" or lines, but not in brackets: "อบต. (รถ, น้ำ), มมส."."""
    found: dict[str, Named] = {}
    for piece in _pieces(text):
        said = _NUMBERED.sub("", fold(piece)).strip()
        match = _BRACKETS.match(said)
        name = (match["name"] if match else said)[:LONGEST_NAME].strip()
        if name not in _NOTHING:
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


def _pieces(text: str) -> list[str]:
    """The text cut where names part, outside of brackets."""
    depth = start = at = 0
    pieces = []
    cuts = {match.start(): match.end() for match in _BETWEEN.finditer(text)}
    for match in _SIDE_BY_SIDE.finditer(text):
        if kind_of(match["next"]) or is_institute(match["next"]):
            cuts[match.start()] = match.end()
    while at < len(text):
        depth += (text[at] in "(（") - (text[at] in ")）")
        if depth <= 0 and at in cuts:
            pieces.append(text[start:at])
            at = start = cuts[at]
        else:
            at += 1
    return [*pieces, text[start:]]
