"""All that is kept about one person, as sections of one file. The apps above add what they hold.

Source: the Personal Data Protection Act, sections 30 and 31: who is on record may see it and take it along.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.models import AccessLog
from geo.downloads.cells import Row
from geo.downloads.writing import Page, write_book
from thai.dates import format_date, shown_year
from thai.phones import format_phone
from thai.widgets import active_language

from ..models import Consent, Person, SiteContact
from .consents import places_of

WIDTH = 24


@dataclass(frozen=True)
class Section:
    """One sheet of the file: what it is about, its columns, its rows."""

    title: str
    head: Sequence[str]
    rows: Iterable[Row]


Teller = Callable[[Person], Iterator[Section]]
_tellers: list[Teller] = []


def register(teller: Teller) -> None:
    """Have ``teller`` asked for its sections in every file from now on."""
    if teller not in _tellers:
        _tellers.append(teller)


def sections_of(person: Person) -> list[Section]:
    """Everything about a person and every record that was merged into it."""
    records = list(Person.everything.records_of(person).with_place())
    agreed = [_("ใช้ทำอะไร"), _("ข้อความที่อ่าน"), _("ให้ไว้เมื่อ"), _("ให้อย่างไร")]
    agreed += [_("ผู้ปกครอง"), _("ถอนเมื่อ"), _("ใช้อยู่ที่")]
    found = [
        Section(_("ข้อมูลที่เก็บ"), [_("เรื่อง"), _("ค่า")], _fields(records)),
        Section(_("ความยินยอม"), agreed, _consents(records)),
        Section(_("เป็นผู้ประสานของ"), [_("แหล่งเรียนรู้"), _("หน้าที่")], _contacts(records)),
    ]
    for teller in _tellers:
        found += teller(person)
    found.append(Section(_("ใครเปิดดู"), [_("เมื่อ"), _("ใคร"), _("ทำอะไร")], _looks(records)))
    return found


def write_own_data(person: Person, file: BinaryIO) -> None:
    """The file: a workbook with a sheet for each section, in the reader's language."""
    write_book(
        file,
        (
            Page(section.title, section.head, section.rows, [WIDTH] * len(section.head))
            for section in sections_of(person)
        ),
    )


def told_time(value: datetime | None) -> str:
    """A moment in Thailand, to the minute; "" for none."""
    if value is None:
        return ""
    local = localtime(value)
    return f"{format_date(local.date(), active_language(), 'day')} {local:%H:%M}"


def _fields(records: Iterable[Person]) -> Iterator[Row]:
    for record in records:
        values = {
            "prefix": record.prefix,
            "title": record.title,
            "given_name": record.given_name,
            "family_name": record.family_name,
            "nickname": record.nickname,
            "position": record.position,
            "sex": record.get_sex_display(),
            "birth_year": record.birth_year and str(shown_year(record.birth_year, active_language())),
            "phone": record.phone and format_phone(record.phone),
            "address": record.address,
            "subdistrict": record.subdistrict and record.subdistrict.full_name,
            "team": record.team and record.team.name,
            "created_at": told_time(record.created_at),
            "changed_at": told_time(record.changed_at),
        }
        for name, value in values.items():
            if value:
                yield [str(Person._meta.get_field(name).verbose_name), str(value)]


def _consents(records: Sequence[Person]) -> Iterator[Row]:
    consents = list(Consent.everything.filter(person__in=records).with_people())
    places = places_of(consents)
    for row in consents:
        yield [
            row.get_use_display(),
            row.read_text,
            format_date(row.given_on, active_language(), "day"),
            row.get_way_display(),
            row.guardian,
            told_time(row.withdrawn_at),
            " · ".join(place.title for place in places.get(row.pk, [])),
        ]


def _contacts(records: Sequence[Person]) -> Iterator[Row]:
    for contact in SiteContact.objects.filter(person__in=records).select_related("site"):
        yield [contact.site.name, contact.role]


def _looks(records: Sequence[Person]) -> Iterator[Row]:
    entries = AccessLog.objects.showing([record.pk for record in records]).select_related("user")
    for entry in entries.order_by("at").iterator(chunk_size=500):
        yield [told_time(entry.at), entry.user.get_full_name(), entry.get_action_display()]
