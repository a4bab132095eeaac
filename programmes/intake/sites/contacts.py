"""Whom a list says to call: "นางสมใจ", "0810000003", "นางสมใจ 081-000-0003, นายบุญ", "อบต.ควนเมา"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thai.digits import to_arabic
from thai.names import ParsedName, name_key, names_several, parse_name
from thai.names.reading import without_prefix
from thai.phones import PhoneError, parse_phone
from thai.text import fold

from .reading import NOTHING

MOST = 5  # of one site; a cell that names more is no list of contacts

_SIGNS = r"[\s.()–-]{0,2}"
# A whole number first, so that "081 000 0005 2. นายหก" ends in time; "(หมู่ 4) 081…" begins with the 0.
_NUMBER = re.compile(
    rf"(?<!\d)0(?:[689](?:{_SIGNS}\d){{8}}|[2-57](?:{_SIGNS}\d){{7}})(?!\d)|"
    rf"(?:\+|(?<!\d))(?![1-9]\d?\s*[.)]\s*0)\d(?:{_SIGNS}\d){{4,12}}(?!\d)"
)
_EXTENSION = r"\s*(?:[/-]|ต่อ|#|ext\.?)\s*\d{1,4}(?!\d)"
_LABEL = re.compile(r"(?:เบอร์)?(?:โทรศัพท์|โทร|มือถือ|เบอร์|tel|phone)[\s.:]*|ติดต่อ[\s:]*", re.IGNORECASE)
# "(ประธาน/เลขา)": what stands in brackets is not parted.
_APART = re.compile(
    r"(?:\s*[,;|]\s*|\s+และ\s*|\s+หรือ\s*|หรือ\s*(?=[\d+])|\s*/\s*(?=\D)|(?<=\D)\s*/\s*|\n|"
    r"\s+(?=\d{1,2}\.\s*[ก-ฮเ-ไ]))(?![^()]*\))"
)
_ORDINAL = re.compile(r"(?<!\S)(\d{1,2})[.)]\s*(?=[ก-ฮเ-ไ])")
_ROUND = str.maketrans("[]（）", "()()")
_EDGES = " .,;:/()-–"
_REMARK = re.compile(r"\s*\(\s*(?P<words>[^()]*?)\s*\)")
_BEHIND_NUMBER = re.compile(rf"(?:{_EXTENSION})?\s*(?:\([^()\d]*\)|\))?")
_WHOSE_NUMBER = re.compile(
    r"\(\s*(?:ที่)?(?:บ้าน|ทำงาน|สำนักงาน|สามี|ภรรยา|ลูก(?:สาว|ชาย)?|ไลน์|line)\s*\)", re.IGNORECASE
)
# What somebody does there; other words in brackets are a nickname.
_ROLE = re.compile(
    r"(?:รอง|ผู้ช่วย|อดีต)*(?:ประธาน|เลขา|เหรัญญิก|กรรมการ|ผู้|เจ้าของ|เจ้าหน้าที่|จนท|หัวหน้า|แกนนำ|นายก|ปลัด|ปราชญ์|วิทยากร|"
    r"สมาชิก|ที่ปรึกษา|กำนัน|ผญ|ผอ|อสม|ครู|ส\.?อบต|สท|อบต|เจ้าอาวาส|หมอ)"
)
# Offices and groups take calls too, but are no persons.
_OFFICE = re.compile(
    r"(?:อบต|อบจ|ทต|ทม|เทศบาล|ศูนย์|กลุ่ม|กองทุน|สำนัก|ที่ทำการ|ที่ว่าการ|สภา|สหกรณ์|วิสาหกิจ|วัด|โรงเรียน|รร\.|รพ|"
    r"เครือข่าย|ชมรม|มูลนิธิ|สมาคม|องค์กร|องค์การ|คณะ|ทีม|ชุมชน|มหาวิทยาลัย|พอช|บ้าน(?=[ก-ฮเ-ไ])|office)"
)
_A_NAME = re.compile(r"[ก-ฮเ-ไa-zA-Z][ก-๎a-zA-Z .'’()-]*")


@dataclass(frozen=True)
class Contact:
    """One contact: a person's ``name`` and ``role`` there, or an ``office``, or a bare phone (digits)."""

    name: ParsedName | None = None
    office: str = ""
    phone: str = ""
    role: str = ""

    @property
    def key(self) -> str:
        """What the same person's name shares; "" for no person."""
        return name_key(self.name.given_name, self.name.family_name) if self.name else ""

    @property
    def called(self) -> str:
        """The name as it is written: "นางสมใจ"; "" for a bare phone."""
        if self.name is None:
            return self.office
        return f"{self.name.title}{self.name.prefix}{self.name.given_name} {self.name.family_name}".strip()


@dataclass(frozen=True)
class Contacts:
    """The contacts of a row; ``problem`` says what is wrong with a phone, which is left out then."""

    all: tuple[Contact, ...] = ()
    problem: str = ""


def read_contacts(text: str, phones: str) -> Contacts:
    """From the column of contacts and the one of phones, which belongs to the first without a number."""
    found: list[tuple[str, str]] = []
    problem = ""
    for piece in [*_pieces(fold(to_arabic(text))), *(f"☎{part}" for part in re.split(r"[,;/]", phones))]:
        try:
            _take(piece, found)
        except PhoneError as error:
            problem = error.message
    contacts = [_contact(name, phone) for name, phone in found[:MOST]]
    return Contacts(tuple(contact for contact in contacts if contact), problem)


def _pieces(text: str) -> Iterator[str]:
    """The text cut where contacts part: at most one person and one number in each."""
    text = text.translate(_ROUND)
    if _ORDINAL.match(text):  # "1) นายสาม 2) นางสี่": no brackets
        text = _ORDINAL.sub(r"\1.", text)
    for part in _APART.split(text):
        for piece in _numbers_apart(part):
            yield from _persons_apart(piece)


def _numbers_apart(text: str) -> list[str]:
    """ "นางสมใจ 081… 082…" is cut behind each number, "081… นางสมใจ 082… นายบุญ" before each."""
    numbers = list(_NUMBER.finditer(text))
    if not numbers:
        return [text]
    if _without_labels(text[: numbers[0].start()]):
        ends = [_BEHIND_NUMBER.match(text, number.end()).end() for number in numbers]
        cuts = ends if without_prefix(text[ends[-1] :])[0] else ends[:-1]
    else:
        cuts = [number.start() for number in numbers[1:]]
    return [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def _persons_apart(text: str) -> list[str]:
    """ "นายสาม ดี (ประธาน) นางสี่ ดี (เลขา)" and "นายสาม ดี นางสี่ ดี" are two each."""
    several = names_several(_without_labels(_NUMBER.sub(" ", _REMARK.sub(" ", text))))
    cuts = [0]
    for gap in re.finditer(r"(?<=\))\s*(?=\S)|\s+", text):
        before, behind = text[cuts[-1] : gap.start()], text[gap.end() :]
        prefix, name = without_prefix(before)
        another = without_prefix(behind)[0] and len(behind.split(" ")[0]) > len("นาง")
        if prefix and name and another and (several or before.endswith(")")):
            cuts.append(gap.end())
    return [text[start:end] for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]


def _without_labels(text: str) -> str:
    return fold(_LABEL.sub(" ", text)).strip(_EDGES)


def _take(piece: str, found: list[tuple[str, str]]) -> None:
    """Add what a piece says: a name, a number, or both. A lone number belongs to the name before it."""
    from_phones = piece.startswith("☎")
    piece = fold(to_arabic(piece)).removeprefix("☎")
    if piece.casefold() in NOTHING:
        return
    written = _NUMBER.search(piece)
    name = _bare(piece, written)
    if from_phones or (written is None and not re.search(r"[ก-๎a-zA-Z]", piece)):
        number, name = parse_phone(piece) or "", ""
    elif written:
        if name.casefold() not in NOTHING:
            found.append((name, ""))
        number, name = parse_phone(written[0]) or "", ""
    else:
        number = ""
    if name:
        found.append((name, ""))
    elif number:
        waiting = [at for at, (called, phone) in enumerate(found) if called and not phone]
        if not from_phones:  # somebody's second number is not that of the one before
            waiting = [at for at in waiting if at == len(found) - 1]
        at = waiting[0] if waiting else None
        if at is not None:
            found[at] = (found[at][0], number)
        elif number not in {phone for _called, phone in found}:
            found.append(("", number))


def _bare(piece: str, number: re.Match[str] | None) -> str:
    """What a piece says besides its number; brackets stay only in pairs, and around words."""
    if number:
        behind = re.sub(rf"^{_EXTENSION}", "", piece[number.end() :])
        piece = _WHOSE_NUMBER.sub(" ", f"{piece[: number.start()]} {behind}")
    name = _LABEL.sub(" ", _ORDINAL.sub("", piece))
    if name.rfind("(") > name.rfind(")"):  # left open, or cut off with a number
        name += ")"
    name = re.sub(r"\(\s+|\s+(?=\))", lambda gap: gap[0].strip(), name).replace("()", " ")
    name = fold(name).strip(_EDGES.replace("()", ""))
    if re.fullmatch(r"\([^()]*\)", name) or re.search(r"[()]", _REMARK.sub("", name)):
        name = fold(re.sub(r"[()]", " ", name)).strip(_EDGES)
    return name


def _contact(called: str, phone: str) -> Contact | None:
    if not called:
        return Contact(phone=phone) if phone else None
    role = next((said["words"] for said in _REMARK.finditer(called) if _ROLE.match(said["words"])), "")
    name = parse_name(called)
    if name.nickname == role:
        name = name._replace(nickname="")
    is_person = bool(name.prefix or name.title or not _OFFICE.match(called))
    full = f"{name.given_name} {name.family_name}".strip()
    if is_person and len(full) <= 80 and len(name.title) <= 40 and _A_NAME.fullmatch(full):
        return Contact(name, phone=phone, role=role[:120])
    return Contact(office=called[:120], phone=phone)
