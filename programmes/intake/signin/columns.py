"""Columns of a sign-in sheet: by their heads what they hold, and where people signed on which day."""

from collections.abc import Container
from dataclasses import dataclass

from thai.digits import to_arabic

from ...choices import Presence
from ..cells import read_tick
from ..grid import Sheet, at
from ..headers import SIGNED, Column, Header, find_header, label_key, labels, name_of
from ..titles import Titles
from ..typed_days import as_typed
from .signing import day_in

LABELS = labels(
    number="ที่|ลำดับ|ลำดับที่|เลขที่|no.|#",
    name="ชื่อ-สกุล|ชื่อ-นามสกุล|ชื่อและนามสกุล|ชื่อและสกุล|ชื่อตัว-ชื่อสกุล|คำนำหน้า ชื่อ-สกุล|คำนำหน้าชื่อ-สกุล|"
    "รายชื่อ|รายนาม|ชื่อผู้เข้าร่วม|ผู้เข้าร่วม|name|full name",
    prefix="คำนำหน้า|คำนำหน้าชื่อ|คำนำหน้านาม|prefix",
    given="ชื่อ|ชื่อตัว|ชื่อจริง|given name|first name",
    family="สกุล|นามสกุล|family name|last name|surname",
    place="ที่อยู่|ภูมิลำเนา|พื้นที่|ตำบลที่อยู่|ต./อ./จ.|ตำบล/อำเภอ/จังหวัด|address",
    subdistrict="ต.|ตำบล|แขวง|ตำบล/แขวง|subdistrict|tambon",
    district="อ.|อำเภอ|เขต|อำเภอ/เขต|district",
    province="จ.|จังหวัด|province",
    group="กลุ่ม|กลุ่มผู้เรียนรู้|กลุ่มผู้เรียน|กลุ่มคน|กลุ่มผู้นำ|กลุ่มเป้าหมาย|ประเภท|ประเภทผู้เข้าร่วม|ประเภทคน|กลุ่มผู้เข้าร่วม|ประเภทผู้เรียนรู้|ประเภทผู้นำ|ประเภทกลุ่ม|"
    "group|learner group",
    issues="ประเด็น|ประเด็นงาน|issue|issues|issue area",
    position="องค์กร/ตำแหน่ง|ตำแหน่ง/องค์กร|องค์กรหรือตำแหน่ง|ตำแหน่ง|องค์กร|หน่วยงาน|หน่วยงาน/ตำแหน่ง|ตำแหน่ง/หน่วยงาน|สังกัด|"
    "organisation/position|organisation or position",
    phone="โทร.|โทร|โทรศัพท์|เบอร์โทร|เบอร์โทรศัพท์|เบอร์|มือถือ|เบอร์มือถือ|โทรศัพท์มือถือ|หมายเลขโทรศัพท์|phone|tel",
    signed="ลายมือชื่อ|ลงชื่อ|ลงลายมือชื่อ|ลายเซ็น|ลายเซ็นต์|เซ็นชื่อ|เช็คชื่อ|เช็กชื่อ|การเข้าร่วม|signature",
)  # fmt: skip
NAMES = ("name", "given")
# Columns that only a list of people has; "ผู้เข้าร่วม" may also be a number of them.
_OF_PEOPLE = frozenset({"name", "given", "family", "prefix", "signed"})
_A_NUMBER_TOO = label_key("ผู้เข้าร่วม")


def names_people(sheet: Sheet) -> bool:
    """Whether a head of the sheet has a column for names of people or for signing in."""
    header = find_header(sheet, LABELS, sorted(_OF_PEOPLE))
    return header is not None and any(
        column.name(LABELS) in _OF_PEOPLE and label_key(column.sub or column.label) != _A_NUMBER_TOO
        for column in header.columns
    )


@dataclass(frozen=True)
class DayColumn:
    """A column to sign in, with what its head says about the day ("" for nothing) and the whole head.

    ``guessed``: only the marks in it show that people signed there, or something else was ticked.
    """

    index: int
    label: str
    head: str = ""
    guessed: bool = False


def group_columns(sheet: Sheet, header: Header) -> dict[int, str]:
    """Columns to tick under one head for groups, each with its lower label; none without ticks."""
    under = {column.index: column.sub for column in header.columns if column.sub and _is_of_groups(column)}
    rows = sheet.rows[header.last :]
    ticks = {read_tick(at(row, index)) for row in rows for index in under}
    return under if len(under) > 1 and Presence.PRESENT in ticks and None not in ticks else {}


def _is_of_groups(column: Column) -> bool:
    return name_of(column.label, LABELS) == "group" and not name_of(column.sub, LABELS)


def columns_of(
    header: Header, titles: Titles, besides: Container[int] = ()
) -> tuple[dict[str, int], list[DayColumn]]:
    """Columns by what they hold, and the columns to sign in; those ``besides`` are neither."""
    found: dict[str, int] = {}
    days = []
    numbers = _numbers_of_days(header, titles)
    for column in header.columns:
        if column.index in besides:
            continue
        name = column.name(LABELS)
        own = column.sub or column.label
        if name and name != SIGNED:
            found.setdefault(name, column.index)
            continue
        day = day_in(own)
        if not name and own.isdecimal() and column.index not in numbers:
            day = None  # one of many numbers that a head may be
        if name == SIGNED and day is None:
            day = own
        if day == "" and column.sub:
            day = day_in(column.label) or ""  # a day over "ลงชื่อ"
        if day is not None:
            days.append(DayColumn(column.index, as_typed(day), own))
    return found, days


def _numbers_of_days(header: Header, titles: Titles) -> set[int]:
    """Columns whose heads are bare numbers, "24" and "25", if all of them are days of the activity."""
    days = {str(day.day) for day in titles.days}
    bare = {
        column.index: to_arabic(text).lstrip("0")
        for column in header.columns
        if (text := column.sub or column.label).isdecimal()
    }
    return set(bare) if set(bare.values()) <= days else set()
