"""A list of learning sites taken apart by its columns. Nothing is looked up and nothing is decided here."""

import re
from itertools import product

from thai.digits import to_arabic
from thai.text import fold

from ..grid import Sheet, at
from ..headers import Labels, labels, name_of
from ..listing import Layout, ListReading, ListRow, read_list

_WHOM = "ผู้ประสาน|ผู้ประสานงาน|ผู้ติดต่อ|ติดต่อ|ผู้รับผิดชอบ|ผู้ดูแล|ชื่อผู้ประสาน|ชื่อผู้ประสานงาน|ชื่อผู้ติดต่อ|contact|contact person"
_PHONE = "โทร.|โทร|โทรศัพท์|เบอร์โทร|เบอร์โทรศัพท์|เบอร์|มือถือ|เบอร์มือถือ|เบอร์ติดต่อ|หมายเลขโทรศัพท์|phone|tel|telephone"
# "ผู้ประสานงาน/โทร": signs between the two are left out when labels are compared.
_WHOM_AND_PHONE = "|".join(
    f"{whom}{between}{phone}"
    for whom, between, phone in product(_WHOM.split("|"), ("", "และ"), _PHONE.split("|"))
)

LABELS = labels(
    number="ที่|ลำดับ|ลำดับที่|no.|#",
    code="รหัส|รหัสแหล่งเรียนรู้|รหัสแหล่ง|รหัสศูนย์|รหัสศูนย์เรียนรู้|เลขรหัส|code|site code",
    name="ชื่อแหล่งเรียนรู้|ชื่อศูนย์เรียนรู้|ชื่อศูนย์|ชื่อแหล่ง|ชื่อแหล่งเรียนรู้ชุมชน|ชื่อแหล่งเรียนรู้ (ไทย)|"
    "learning site|site name|name of site|name of learning site",
    name_en="ชื่ออังกฤษ|ชื่อภาษาอังกฤษ|ชื่อ (อังกฤษ)|ชื่อแหล่งเรียนรู้ (อังกฤษ)|ชื่อแหล่งเรียนรู้ภาษาอังกฤษ|"
    "name in english|english name|name (en)",
    issues="ประเด็น|ประเด็นงาน|ประเด็นเรียนรู้|ประเด็นการเรียนรู้|เรื่องที่เรียนรู้|ด้าน|issue|issues|issue area|issue areas",
    place="ที่ตั้ง|ที่อยู่|พื้นที่|สถานที่ตั้ง|สถานที่|ตำบล/อำเภอ/จังหวัด|ต./อ./จ.|location|address|place",
    house="บ้านเลขที่|เลขที่",
    village="หมู่|หมู่ที่|ม.|หมู่บ้าน|บ้าน|ชุมชน|village|moo",
    subdistrict="ต.|ตำบล|แขวง|ตำบล/แขวง|subdistrict|tambon",
    district="อ.|อำเภอ|เขต|อำเภอ/เขต|district",
    province="จ.|จังหวัด|province",
    area="รหัสตำบล|subdistrict code",
    position="พิกัด|พิกัดที่ตั้ง|ตำแหน่งที่ตั้ง|พิกัด gps|gps|พิกัด utm|utm|ลิงก์แผนที่|google maps|แผนที่|"
    "position|coordinates|lat,long|lat/long|ละติจูด ลองจิจูด",
    lat="ละติจูด|ละติจูต|เส้นรุ้ง|latitude|lat",
    lon="ลองจิจูด|ลองติจูด|เส้นแวง|longitude|long|lon|lng",
    east="x|พิกัด x|utm x|easting|e|ตะวันออก",
    north="y|พิกัด y|utm y|northing|n|เหนือ",
    zone="โซน|zone|utm zone|โซน utm",
    contact=f"{_WHOM}|{_WHOM_AND_PHONE}",
    phone=_PHONE,
    days="วันเปิด|เปิดวัน|วันเปิดทำการ|วันทำการ|วันเวลาเปิด|วันเวลาเปิดทำการ|เวลาเปิด|เวลาทำการ|เปิดให้เข้าชม|เปิดให้เข้าเยี่ยม|เปิดให้เรียนรู้|วันที่เปิด|"
    "visiting days|open|opening days",
    capacity="รับได้(คน)|รับได้|รับได้ครั้งละ|รับได้ครั้งละกี่คน|รับได้ครั้งละ(คน)|จำนวนที่รับได้|จำนวนคนที่รับได้|รองรับ|รองรับ(คน)|รองรับได้|"
    "รองรับได้(คน)|ความจุ|capacity|capacity at a time|people at a time|people at once",
    summary="เรียนรู้อะไร|เรียนรู้อะไรได้บ้าง|รายละเอียด|เนื้อหา|จุดเด่น|องค์ความรู้|สิ่งที่เรียนรู้|เรื่องที่เรียนรู้ได้|เรื่องเด่น|summary|"
    "what to learn|what one can learn|what can be learned there|what you can learn",
    state="การเข้าเยี่ยม|สถานะการเปิด|สถานะ|visiting|visits|state|status",
)  # fmt: skip

# What a list may call its sites when other columns leave no doubt of what it lists.
_BARE = labels(name="ชื่อ|แหล่งเรียนรู้|ศูนย์เรียนรู้|ชื่อสถานที่|name|site")["name"]
_LOOSE: Labels = {**LABELS, "name": LABELS["name"] | _BARE}
# Only lists of sites have these.
_TELLING = {"position", "lat", "lon", "days", "capacity"}
# These make a sheet one of activities or one to sign in, whatever else stands on it.
_FOREIGN = labels(
    activity="กิจกรรม|ชื่อกิจกรรม|วันที่จัด|วันที่จัดกิจกรรม|วิธีการ|activity|dates|methods",
    signed="ลายมือชื่อ|ลงชื่อ|ลงลายมือชื่อ|ลายเซ็น|เซ็นชื่อ|การเข้าร่วม|signature",
)

_PEOPLE = labels(family="สกุล|นามสกุล|ชื่อสกุล|ชื่อ-สกุล|family name|last name|surname|full name")

_PLACE_PARTS = (("subdistrict", "ต."), ("district", "อ."), ("province", "จ."))
_MARKED = re.compile(r"(?:ต\.|ตำบล|แขวง|ทต\.|ทม\.|ทน\.|อบต\.|เทศบาล|อ\.|อำเภอ|เขต|จ\.|จังหวัด|กทม|กรุงเทพ)")
_PROVINCE = re.compile(r"(?<![ก-ฮ.])(?:จ\.|จังหวัด)\s*[ก-ฮเ-ไ][ก-๎]+")
NOTHING = frozenset({"", "-", "–", "—", "?", "ไม่มี", "ยังไม่มี", "ไม่ทราบ", "ไม่ระบุ", "ยังไม่ทราบ", "none", "n/a"})


def read_sites(sheet: Sheet, number: int) -> ListReading | None:
    """The list on the ``number``-th sheet of a file; None when it is no list of sites."""
    foreign = _FOREIGN
    reading = read_list(sheet, number, Layout(LABELS, ("name",)))
    if reading is None:
        reading, foreign = read_list(sheet, number, Layout(_LOOSE, ("name",))), {**_FOREIGN, **_PEOPLE}
        if reading is None or not _TELLING & reading.columns.keys():
            return None
    heads = [text for column in reading.header.columns for text in (column.label, column.sub)]
    return None if any(name_of(text, foreign) for text in heads) else reading


def nearly_a_list(sheet: Sheet, row: int) -> bool:
    """Whether the labels in ``row`` are those of a list of sites."""
    cells = sheet.rows[row - 1]
    return any(name_of(at(cells, index), LABELS) in _TELLING for index in range(len(cells)))


def said(row: ListRow, name: str) -> str:
    """The text of a column; "" also for "-", "ไม่มี", "ไม่ทราบ"."""
    text = row[name]
    return "" if text.casefold() in NOTHING else text


def province_above(sheet: Sheet, reading: ListReading) -> str:
    """The province that the lines above the table name: "จ.ตรัง"; "" for none or several."""
    lines = sheet.rows[: reading.header.first - 1]
    named = {
        fold(found[0]) for row in lines for i in range(len(row)) for found in _PROVINCE.finditer(at(row, i))
    }
    return next(iter(named)) if len(named) == 1 else ""


def place_of(row: ListRow) -> str:
    """Everything a row says of where its site lies, as one line."""
    parts = []
    for name, mark in _PLACE_PARTS:
        if text := said(row, name):
            parts.append(text if _MARKED.match(to_arabic(text)) else f"{mark}{text}")
    if village := said(row, "village"):
        parts.insert(0, f"หมู่ {village}" if to_arabic(village).isdecimal() else village)
    if house := said(row, "house"):
        parts.insert(0, house)
    return fold(" ".join([said(row, "place"), *parts, said(row, "area")]))


def position_of(row: ListRow) -> str:
    """Everything a row says of its position, as one line."""
    zone = said(row, "zone")
    zone = f"zone {zone} " if zone else ""
    for first, second in (("lat", "lon"), ("east", "north")):
        one, two = said(row, first), said(row, second)
        if one or two:
            return f"{zone if first == 'east' else ''}{one} {two}".strip()
    text = said(row, "position")
    return f"{zone}{text}" if text else ""
