"""What single cells say: marks for "as above", ticks, totals, notes below the table."""

import re
from collections.abc import Callable

from thai.dates import month_name
from thai.digits import to_arabic
from thai.text import fold

from ..choices import Presence
from .headers import label_key

_DITTO = re.compile(
    r"[\s\-–.]*(?:(?:〃|״|″|ˮ|\"|''|’’|´´|``|”|“|„|,,|〟|〞|ditto|do\.)\s*)+[\s\-–.]*|"
    r"ๆ|(?:เหมือน|ตาม|ดัง)(?:ข้าง|ด้าน)?บน|เช่นเดียวกัน(?:กับ(?:ข้าง|ด้าน)?บน)?",
    re.IGNORECASE,
)

_PRESENT = frozenset(
    {"/", "//", "✓", "✔", "√", "☑", "✅", "มา", "มาสาย", "มาร่วม", "เข้าร่วม", "ร่วม", "1", "present", "yes"}
)
_ABSENT = frozenset({"-", "–", "—", "ไม่มา", "ไม่ได้มา", "ไม่เข้าร่วม", "ขาด", "ลา", "0", "absent", "no"})
_UNKNOWN = frozenset({"", "?", "ไม่ทราบ", "ไม่แน่ใจ"})

# Months as a total names them; a short spoken one only behind เดือน, since มีนา and เมษา are names too.
_MONTHS = "|".join(
    rf"{name}|{re.escape(short)}|เดือน\s*{re.sub('(?:คม|ยน|พันธ์)$', '', name)}"
    for name, short in ((month_name(month), month_name(month, short=True)) for month in range(1, 13))
)
# What is summed up, and how it is said: nothing that could be part of a name.
_SUMMED = (
    rf"\s*(?:{_MONTHS}|ทั้งสิ้น|ทั้งหมด|ทั้งสอง|ทุก|หน้า(?:นี้)?|จำนวน|ผู้เข้าร่วม|คน|ราย|ท่าน|(?:ผู้)?(?:ชาย|หญิง)|[ชญ]\.|ยอด|สุทธิ|(?:เป็น)?เงิน|งบ(?:ประมาณ)?|"
    r"(?:ประจำ)?เดือน|ไตรมาส|ปี|พ\.ศ\.|(?:หมู่(?:บ้าน)?|งวด|รุ่น|กลุ่ม)(?=\s*(?:ที่)?\s*[0-9])|ที่(?=\s*[0-9])|"
    r"บาท|กิจกรรม|ครั้ง|วัน|แห่ง|[0-9][0-9,.]*+|[()=:/+.\-])"
)
_TOTAL = re.compile(
    rf"(?:(?:ยอด|ผล|จำนวน)?รวม|(?:จำนวน)?ทั้ง(?:หมด|สิ้น))(?:{_SUMMED})*|(?:grand )?total[\s:]*[0-9]*",
    re.IGNORECASE,
)
_NOTE = re.compile(r"(?:หมายเหตุ|ลงชื่อ|ผู้รับรอง|ผู้จัดทำ|ผู้บันทึก|ผู้ตรวจ|ขอรับรอง|รับรองว่า|จัดทำโดย|\*|\(ลงชื่อ)|[.…_]{5,}")
_NUMBER = re.compile(r"[(]?[0-9]{1,4}[).]?")

PLACE_PARTS = {"subdistrict": "ต.", "district": "อ.", "province": "จ."}
# A cell that already says what kind of place it names; ทต. and อบต. are municipalities of a subdistrict.
_MARKED = re.compile(r"(?:ต\.|ตำบล|แขวง|ทต\.|ทม\.|ทน\.|อบต\.|เทศบาล|อ\.|อำเภอ|เขต|จ\.|จังหวัด|กทม|กรุงเทพ)")


def is_ditto(text: str) -> bool:
    """Whether a cell says "as above": 〃, two strokes, quotation marks."""
    return bool(text) and bool(_DITTO.fullmatch(text))


def read_tick(text: str) -> Presence | None:
    """Who came, from a cell to sign in: "/" present, "-" absent, blank unknown; None: not a known mark."""
    mark = to_arabic(fold(text)).casefold().replace(" ", "")
    if mark in _UNKNOWN:
        return Presence.UNKNOWN
    if mark in _PRESENT:
        return Presence.PRESENT
    return Presence.ABSENT if mark in _ABSENT else None


def is_total(number: str, texts: list[str]) -> bool:
    """Whether a row sums up others: "รวม" for its number or its first text, and no number before it."""
    first = next((text for text in texts if text), "")
    return any(
        _TOTAL.fullmatch(to_arabic(text).strip(" :=.")) for text in {number, first} if text
    ) and not is_number(number)


def is_number(text: str) -> bool:
    """A row's own number as the sheet counts: "1", "๑.", "(12)"."""
    return bool(_NUMBER.fullmatch(to_arabic(text)))


def is_note(text: str) -> bool:
    """A line below the table that belongs to nobody: a remark, a signature to certify, dots to write on."""
    return bool(_NOTE.match(text))


def repeats_head(texts: list[str], heads: list[str]) -> bool:
    """Whether a row repeats the head of the table, as the next page of a printed form does."""
    said = [(text, head) for text, head in zip(texts, heads, strict=True) if text]
    return len(said) > 1 and all(label_key(text) == label_key(head) for text, head in said)


def names_area(text: str) -> bool:
    """Whether a text says of some name in it what it is the name of: "ศาลากลางบ้าน ต.ท่าขอนยาง"."""
    return bool(re.search(rf"(?<![ก-ฮ.]){_MARKED.pattern}", to_arabic(text)))


def place_text(text: Callable[[str], str]) -> str:
    """Subdistrict, district and province as one line with their marks, or the one column that holds all.

    ``text`` gives a row's text by what its column holds.
    """
    said_of = {mark: text(name) for name, mark in PLACE_PARTS.items()}
    parts = [
        said if _MARKED.match(to_arabic(said)) else f"{mark}{said}" for mark, said in said_of.items() if said
    ]
    return " ".join(parts) or text("place")
