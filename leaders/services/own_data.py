"""All that is kept about one person, as sections of one file. The apps above add what they hold.

Source: the Personal Data Protection Act, sections 30 and 31: who is on record may see it and take it along.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import AccessLog, User
from geo.downloads.cells import Row
from geo.downloads.writing import Page, write_book
from geo.models import AreaRole
from thai.dates import format_date, shown_year
from thai.phones import format_phone
from thai.widgets import active_language

from ..models import Consent, Merge, Person, SiteContact
from .consents import places_of
from .erasing import Traces

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
    agreed = [_("รหัส"), _("ใช้ทำอะไร"), _("ใช้กับงานไหน"), _("ข้อความที่อ่าน"), _("ให้ไว้เมื่อ"), _("ให้อย่างไร")]
    agreed += [pgettext("head", "ผู้ปกครอง"), pgettext("head", "ถอนเมื่อ"), _("ถอนอย่างไร"), _("ใช้อยู่ที่")]
    account = [_("ชื่อผู้ใช้"), _("เบอร์โทร"), _("เข้าใช้ล่าสุด"), _("บทบาท"), _("พื้นที่")]
    account += [_("ตั้งแต่วันที่"), _("ถึงวันที่")]
    merged = [pgettext("head", "เมื่อ"), _("โดย"), pgettext("head", "แยกคืนเมื่อ"), _("แยกคืนโดย")]
    found = [
        Section(_("ข้อมูลที่เก็บ"), [pgettext("head", "เรื่อง"), _("ค่า")], _fields(records)),
        Section(_("ความยินยอม"), agreed, _consents(records)),
        Section(_("เป็นผู้ประสานของ"), [_("แหล่งเรียนรู้"), _("หน้าที่")], _contacts(records)),
        Section(_("บัญชีผู้ใช้"), account, _accounts(records)),
        Section(_("รวมกับข้อมูลซ้ำ"), merged, _merges(records)),
    ]
    for teller in _tellers:
        found += teller(person)
    found.append(
        Section(
            _("ใครเปิดดู"), [pgettext("head", "เมื่อ"), _("ใคร"), pgettext("head", "ทำอะไร")], _looks(records)
        )
    )
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


def traces_of(records: Iterable[Person]) -> Traces:
    """By what the records are recognised in a text: all full names and numbers they have and had."""
    lines = lines_of(records)
    return Traces(
        frozenset(
            (line.given_name, line.family_name) for line in lines if line.given_name and line.family_name
        ),
        frozenset(line.phone for line in lines if line.phone),
    )


def lines_of(records: Iterable[Person]) -> list[Person]:
    """The records as they are and as they ever were, by their lines of history."""
    records = list(records)
    return [*records, *Person.history.filter(id__in=[record.pk for record in records])]


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
            row.code,
            row.get_use_display(),
            row.purpose,
            row.read_text,
            format_date(row.given_on, active_language(), "day"),
            row.get_way_display(),
            row.guardian,
            told_time(row.withdrawn_at),
            row.get_withdrawn_way_display(),
            " · ".join(place.title for place in places.get(row.pk, [])),
        ]


def _contacts(records: Sequence[Person]) -> Iterator[Row]:
    for contact in SiteContact.objects.filter(person__in=records).select_related("site"):
        yield [contact.site.name, contact.role]


def _accounts(records: Sequence[Person]) -> Iterator[Row]:
    """The account with the person's number; one that somebody else may have is theirs only with the name."""
    traces, phones = traces_of(records), {record.phone for record in records} - {""}
    others = Person.objects.unmerged().exclude(pk__in=[record.pk for record in records])
    shared = set(others.filter(phone__in=phones).values_list("phone", flat=True))
    for user in User.objects.filter(phone__in=phones):
        if user.phone in shared and not traces.found_in(user.display_name):
            continue
        told = [user.get_username(), format_phone(user.phone), told_time(user.last_login)]
        roles = AreaRole.objects.filter(user=user).select_related("area").order_by("starts_on", "pk")
        for role in roles:
            yield [
                *told, role.get_role_display(), role.area.full_name, _day(role.starts_on), _day(role.ends_on),
            ]  # fmt: skip
        if not roles:
            yield [*told, "", "", "", ""]


def _merges(records: Sequence[Person]) -> Iterator[Row]:
    merges = Merge.objects.filter(Q(kept__in=records) | Q(gone__in=records))
    for merge in merges.select_related("by", "undone_by").order_by("at", "pk"):
        undone_by = merge.undone_by.get_full_name() if merge.undone_by else ""
        yield [told_time(merge.at), merge.by.get_full_name(), told_time(merge.undone_at), undone_by]


def _day(value: date | None) -> str:
    return format_date(value, active_language(), "day") if value else ""


def _looks(records: Sequence[Person]) -> Iterator[Row]:
    entries = AccessLog.objects.showing([record.pk for record in records]).select_related("user")
    for entry in entries.order_by("at").iterator(chunk_size=500):
        yield [told_time(entry.at), entry.user.get_full_name(), entry.get_action_display()]
