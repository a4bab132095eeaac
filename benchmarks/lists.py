"""Activity lists and lists of learning sites as provinces write them, the same for the same seed.

Some rows ask, some say what cannot be; most can be written. All names are invented.
"""

import itertools
import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from thai.dates import format_date

from .sheets import Rows, people

_ACTIVITY_HEAD = [
    *("ลำดับ", "วันที่จัด", "กิจกรรม", "วิธีการ", "ประเด็น", "พื้นที่", "เป้า(คน)", "จริง(คน)", "ภาคีร่วม", "งบ(บาท)"),
    *("ผลผลิต/ผลลัพธ์", "ปัญหา"),
]
_SITE_HEAD = [
    *("รหัส", "ชื่อแหล่งเรียนรู้", "ประเด็น", "ที่ตั้ง", "พิกัด", "ผู้ประสาน", "โทร.", "วันเปิด", "รับได้(คน)"),
    "เรียนรู้อะไร",
]

_TITLES = ["เวทีพัฒนาทีมตำบล", "ดูงานกองทุน", "อบรมบัญชีครัวเรือน", "สำรวจบ้าน", "ถอดบทเรียน", "ประชุมแกนนำ"]
_METHODS = ["ปฏิบัติการ", "ดูงาน", "อบรม", "ลงมือทำ", "KM", "สอนงาน", "ทำไปคุยไป", ""]
_ISSUES = ["สภาฯ", "สวัสดิการ", "ออมทรัพย์", "บ้านพอเพียง", "ทุกประเด็น", "สวัสดิการ, ศก.ทุนชุมชน", ""]
_PLANNED = ["๓๐", "20", "25 คน", "ไม่ระบุ", "15"]
_CAME = ["28", "ประมาณ 20", "15 (ญ 9)", "๑๘", "20-25", "", "สิบกว่าคน"]
_PARTNERS = ["อบต., มมส.", "พอช.ภาค", "รพ.สต.", "อปท.", "", "", "กศน.\nอบต."]
_BUDGETS = ["๑๕,๐๐๐.-", "8000", "12,500", "-", "", "1.2 หมื่น", "ตามจริง"]
_OUTPUTS = ["ได้แผนตำบล ๑ แผน", "-", "สำรวจ ๔๒ หลัง มีข้อมูลใช้วางแผนทั้งตำบล", "คนในตำบลรู้จักกองทุนมากขึ้น", ""]
_PROBLEMS = ["", "", "", "", "ข้อมูลไม่ครบ", "ฝนตก คนมาน้อย", "เลื่อน"]

_SITES = ["ศูนย์เรียนรู้สวัสดิการ", "บ้านพอเพียง", "ตลาดชุมชน", "กลุ่มทอผ้า", "ธนาคารต้นไม้", "ป่าชุมชน", "สวนสมุนไพร"]
_WHERE = ["บ้านหนอง", "บ้านโคก", "บ้านท่า", "บ้านดอน", "บ้านใหม่", "บ้านวัง", "บ้านนา"]
_DAYS = ["ทุกวันพุธ", "โทรก่อน", "ปิดปรับปรุง", "ทุกวัน 9.00-16.00", "", "เสาร์ อาทิตย์"]
_CAPACITIES = ["๕๐", "30-40", "", "ประมาณ 20", "ไม่จำกัด", "25 คน/ครั้ง"]
_LESSONS = ["", "ทำบัญชีกองทุน และดูแลกันตั้งแต่เกิดจนตาย", "ปลูกผักไม่ใช้สารเคมี ขายในตลาดนัดของตำบล"]

Spot = tuple[str, float, float]


def activities(
    number: int, places: Sequence[str], *, seed: int = 3, first: date = date(2018, 1, 8), last: date
) -> Rows:
    """A list of ``number`` activities held at ``places`` ("ต.… อ.… จ.…") between two days."""
    chance = random.Random(seed)
    rows: Rows = [["สรุปกิจกรรมพัฒนาคน ปี 2561"], list(_ACTIVITY_HEAD)]
    span = (last - first).days
    for row in range(1, number + 1):
        day = first + timedelta(days=chance.randrange(span))
        title = f"{chance.choice(_TITLES)} ครั้งที่ {row}"
        came, problem = chance.choice(_CAME), chance.choice(_PROBLEMS)
        rows.append(
            [
                row,
                _day(day, chance),
                title,
                chance.choice(_METHODS),
                chance.choice(_ISSUES),
                _place(chance.choice(places), chance),
                chance.choice(_PLANNED),
                "" if problem == "เลื่อน" and chance.random() < 0.9 else came,
                chance.choice(_PARTNERS),
                chance.choice(_BUDGETS),
                chance.choice(_OUTPUTS),
                problem,
            ]
        )
    return rows


def _day(day: date, chance: random.Random) -> object:
    """A day as one writes it by hand, as Excel keeps it, or as it never was."""
    later = day + timedelta(days=1)
    ways = [
        lambda: format_date(day, "th", "short"),
        lambda: f"{day.day}-{format_date(later, 'th', 'day')}" if later.day > day.day else day.isoformat(),
        lambda: format_date(day, "th", "long"),
        lambda: (day - date(1899, 12, 30)).days,
        lambda: f"{day.day}/{day.month}/{day.year + 543}",
        lambda: f"{day.day}/{day.month}/{(day.year + 543) % 100}",
    ]
    return "31/4/2561" if chance.random() < 0.01 else chance.choice(ways)()


def _place(text: str, chance: random.Random) -> str:
    """A place with its levels marked, or parted by strokes; some name no more than the subdistrict."""
    bare = [part.partition(".")[2] for part in text.split()]
    return chance.choice([text, text, text, "/".join(bare), "-".join(bare), text.replace(" ", ""), bare[0]])


def sites(number: int, spots: Sequence[Spot], *, seed: int = 4) -> Rows:
    """A list of ``number`` learning sites at ``spots``: places, with degrees north and east near them."""
    chance = random.Random(seed)
    names = _site_names()
    contacts = people(chance)
    rows: Rows = [["แหล่งเรียนรู้ของชุมชน"], list(_SITE_HEAD)]
    for row in range(1, number + 1):
        place, north, east = chance.choice(spots)
        given, family = next(contacts)
        repeats = row > 1 and chance.random() < 0.005
        rows.append(
            [
                f"ลร-{row - repeats:05d}" if chance.random() < 0.8 else "",
                next(names),
                chance.choice(_ISSUES),
                f"ม.{chance.randrange(1, 15)} {_place(place, chance)}",
                _position(north, east, chance),
                chance.choice([f"นาง{given} {family}", f"นาย{given} {family}", f"อบต.{given}", ""]),
                "" if chance.random() < 0.3 else f"08{chance.randrange(10**8):08d}",
                chance.choice(_DAYS),
                chance.choice(_CAPACITIES),
                chance.choice(_LESSONS),
            ]
        )
    return rows


def _site_names() -> Iterator[str]:
    for number in itertools.count(1):
        for kind, where in itertools.product(_SITES, _WHERE):
            yield f"{kind}{where}{number}"


def _position(north: float, east: float, chance: random.Random) -> str:
    """Within some kilometres, in one of the ways that positions are written; some are left out."""
    lat, lon = north + chance.uniform(-0.02, 0.02), east + chance.uniform(-0.02, 0.02)
    minutes = [(int(value), value % 1 * 60) for value in (lat, lon)]
    return chance.choice(
        [
            f"{lat:.5f}, {lon:.5f}",
            f"{lon:.4f} {lat:.4f}",
            "{}°{:.2f}'N {}°{:.2f}'E".format(*minutes[0], *minutes[1]),
            f"https://www.google.com/maps/@{lat:.6f},{lon:.6f},17z",
            "",
        ]
    )
