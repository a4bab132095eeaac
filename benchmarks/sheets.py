"""Sheets as villages send them, of any length, the same for the same seed. All names are invented."""

import csv
import io
import itertools
import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import openpyxl

from thai.dates import format_date

Rows = list[list[object]]

# Home of the one team that a long sheet is for, and neighbours whose people come along.
HOME = ("440404", "ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม")
_FIRST = [
    "สม",
    "บุญ",
    "คำ",
    "ทอง",
    "ดวง",
    "จัน",
    "วิ",
    "ประ",
    "อุ",
    "สุ",
    "นง",
    "พิ",
    "กิต",
    "รัต",
    "ชู",
    "มา",
    "ธน",
    "อา",
    "วร",
    "ณัฐ",
    "ศิ",
    "เพ็ญ",
    "แก้ว",
    "ปรี",
    "ไพ",
]
_SECOND = [
    "ชาย",
    "หญิง",
    "มี",
    "ดี",
    "แสง",
    "ใจ",
    "พร",
    "ชัย",
    "ศรี",
    "รัตน์",
    "เดช",
    "วัน",
    "ลักษณ์",
    "ทิพย์",
    "นา",
    "ภา",
]
_FAMILY = [
    "รัก",
    "แสน",
    "วงศ์",
    "ศรี",
    "ทอง",
    "บุญ",
    "คำ",
    "สุข",
    "ใจ",
    "นา",
    "พล",
    "โพธิ์",
    "แก้ว",
    "ชัย",
    "เพชร",
    "มูล",
    "ดวง",
    "ไชย",
]
_ENDING = ["บ้าน", "ดี", "สุข", "ทอง", "กุล", "พงษ์", "งาม", "เมือง", "ชน", "ธรรม", "ไทย", "แก้ว", "ยา", "ชื่น", "หล้า"]
_PREFIXES = ["นาย", "นาง", "น.ส.", "นางสาว", ""]
_GROUPS = ["ผู้นำการเปลี่ยนแปลง", "สมาชิก", "สมาชิก", "แกนนำประเด็น(สวัสดิการ)", "ผู้นำเชิงประเด็น"]
_POSITIONS = ["กองทุนสวัสดิการฯ", "อสม.", "ผู้ใหญ่บ้าน ม.4", "กลุ่มออมทรัพย์", "", "สภาองค์กรชุมชน"]
_HEAD = ["ที่", "ชื่อ-สกุล", "ที่อยู่", "กลุ่ม", "องค์กร/ตำแหน่ง", "โทร.", "วันที่ 1", "วันที่ 2"]


def people(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Given and family names, none twice; some are near to another, as names of one village are."""
    firsts = ["".join(pair) for pair in itertools.product(_FIRST, _SECOND)]
    families = ["".join(pair) for pair in itertools.product(_FAMILY, _ENDING)]
    pairs = list(itertools.product(firsts, families))
    chance.shuffle(pairs)
    yield from pairs


def signin(number: int, *, seed: int = 1, first: date = date(2018, 3, 12)) -> Rows:
    """A sign-in sheet of one activity of two days with ``number`` people."""
    chance = random.Random(seed)
    rows = _titles(HOME[1], first)
    rows.extend(_entries(itertools.islice(people(chance), number), HOME[1], chance))
    return rows


def signin_tables(number: int, places: list[str], *, seed: int = 2, a_table: int = 25) -> Rows:
    """``number`` people in tables of ``a_table``, one under the other: a year of several teams."""
    chance = random.Random(seed)
    names, rows = people(chance), []
    for table in range(-(-number // a_table)):
        place = places[table % len(places)]
        first = date(2018, 1, 8) + timedelta(days=7 * (table // len(places)))
        rows.extend(_titles(place, first, f"เวทีพัฒนาทีมตำบล ครั้งที่ {table // len(places) + 1}"))
        here = min(a_table, number - table * a_table)
        rows.extend(_entries(itertools.islice(names, here), place, chance))
    return rows


def _titles(place: str, first: date, title: str = "เวทีพัฒนาทีมตำบล") -> Rows:
    days = f"วันที่ {first.day}-{format_date(first + timedelta(days=1), 'th', 'day')}"
    return [[f"ใบลงทะเบียน {title}"], [f"{days} ณ ศาลากลางบ้าน {place}"], list(_HEAD)]


def _entries(names: Iterable[tuple[str, str]], place: str, chance: random.Random) -> Iterator[list[object]]:
    for number, (given, family) in enumerate(names, start=1):
        yield [
            number,
            f"{chance.choice(_PREFIXES)}{given} {family}",
            "〃" if number > 1 and chance.random() < 0.5 else place,
            chance.choice(_GROUPS),
            chance.choice(_POSITIONS),
            "" if chance.random() < 0.4 else f"08{chance.randrange(10**8):08d}",
            chance.choice(["/", "/", "/", "-", ""]),
            chance.choice(["/", "/", "-"]),
        ]


def as_csv(rows: Rows) -> bytes:
    """Rows as CSV in UTF-8 with a mark, as Excel saves it."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Rows, title: str = "Sheet1") -> bytes:
    """Rows as a workbook of one sheet."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
