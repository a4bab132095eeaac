"""Whom a list says to call: "นางสมใจ", "0810000003", "นางสมใจ 081-000-0003, นายบุญ", "อบต.ควนเมา"."""

import re
from dataclasses import dataclass

from thai.digits import to_arabic
from thai.names import ParsedName, name_key, parse_name
from thai.phones import PhoneError, parse_phone
from thai.text import fold

from .reading import NOTHING

MOST = 5  # of one site; a cell that names more is no list of contacts

_NUMBER = re.compile(r"(?:\+|(?<![\d]))\d(?:[\s.()–-]{0,2}\d){4,12}(?!\d)")
_LABEL = re.compile(r"(?:เบอร์)?(?:โทรศัพท์|โทร|มือถือ|เบอร์|tel|phone)[\s.:]*|ติดต่อ[\s:]*", re.IGNORECASE)
_APART = re.compile(r"\s*[,;|]\s*|\s+และ\s*|\s*/\s*(?=\D)|(?<=\D)\s*/\s*|\n")
_EDGES = " .,;:/()-–"
# Offices and groups take calls too, but are no persons.
_OFFICE = re.compile(
    r"(?:อบต|อบจ|ทต|ทม|เทศบาล|ศูนย์|กลุ่ม|กองทุน|สำนัก|ที่ทำการ|ที่ว่าการ|สภา|สหกรณ์|วิสาหกิจ|วัด|โรงเรียน|รร\.|รพ|"
    r"เครือข่าย|ชมรม|มูลนิธิ|สมาคม|องค์กร|องค์การ|คณะ|ทีม|ชุมชน|มหาวิทยาลัย|พอช|บ้าน(?=[ก-ฮเ-ไ])|office)"
)
_A_NAME = re.compile(r"[ก-ฮเ-ไa-zA-Z][ก-๎a-zA-Z .'’()-]*")


@dataclass(frozen=True)
class Contact:
    """One contact: a person's ``name``, or an ``office``, or a bare phone (digits)."""

    name: ParsedName | None = None
    office: str = ""
    phone: str = ""

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
    for piece in [*_APART.split(fold(to_arabic(text))), *(f"☎{part}" for part in re.split(r"[,;/]", phones))]:
        try:
            _take(piece, found)
        except PhoneError as error:
            problem = error.message
    contacts = [_contact(name, phone) for name, phone in found[:MOST]]
    return Contacts(tuple(contact for contact in contacts if contact), problem)


def _take(piece: str, found: list[tuple[str, str]]) -> None:
    """Add what a piece says: a name, a number, or both. A lone number belongs to the name before it."""
    from_phones = piece.startswith("☎")
    piece = fold(to_arabic(piece)).removeprefix("☎")
    if piece.casefold() in NOTHING:
        return
    written = _NUMBER.search(piece)
    name = piece if written is None else f"{piece[: written.start()]} {piece[written.end() :]}"
    name = fold(_LABEL.sub(" ", name)).strip(_EDGES)
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
        at = waiting[0 if from_phones else -1] if waiting else None
        if at is not None:
            found[at] = (found[at][0], number)
        elif number not in {phone for _called, phone in found}:
            found.append(("", number))


def _contact(called: str, phone: str) -> Contact | None:
    if not called:
        return Contact(phone=phone) if phone else None
    name = parse_name(called)
    is_person = bool(name.prefix or name.title or not _OFFICE.match(called))
    full = f"{name.given_name} {name.family_name}".strip()
    if is_person and len(full) <= 80 and len(name.title) <= 40 and _A_NAME.fullmatch(full):
        return Contact(name, phone=phone)
    return Contact(office=called[:120], phone=phone)
