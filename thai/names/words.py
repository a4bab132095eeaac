"""What stands before a name: prefixes, few and with one right form, and titles, which stay as written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum


class Prefix(StrEnum):
    """คำนำหน้า in its one right form."""

    MR = "นาย"
    MRS = "นาง"
    MISS = "นางสาว"
    BOY = "เด็กชาย"
    GIRL = "เด็กหญิง"


# Written out: may be glued to the name, so the rest must look like a name. Longer ones first.
WORD_PREFIXES: tuple[tuple[str, Prefix], ...] = (
    ("นางสาว", Prefix.MISS),
    ("เด็กหญิง", Prefix.GIRL),
    ("เด็กชาย", Prefix.BOY),
    ("นาง", Prefix.MRS),
    ("นาย", Prefix.MR),
)

# "น.สสุดา": no name begins with สส or สแ; น.สมชาย may be น. and สมชาย.
_MISS_WITHOUT_DOT = r"น\.\s?ส(?=ส[ก-ฮะ-ฺ]|แ[ก-ฮ])"

# Shortened: the dots, or a space, say where the name begins.
SHORT_PREFIXES: tuple[tuple[re.Pattern[str], Prefix], ...] = (
    (
        re.compile(rf"น\s?\.\s?ส\s?\.\s*|นส\s?\.\s*|น\.\s?ส\s+|นส(?=\s)\s*|{_MISS_WITHOUT_DOT}"),
        Prefix.MISS,
    ),
    (re.compile(r"ด\s?\.\s?ช\s?\.\s*|ดช\s?\.\s*|ด\.ช\s+|ดช\s+"), Prefix.BOY),
    (re.compile(r"ด\s?\.\s?ญ\s?\.\s*|ดญ\s?\.\s*|ด\.ญ\s+|ดญ\s+"), Prefix.GIRL),
    (re.compile(r"mr(?:\.\s*|\s+)", re.IGNORECASE), Prefix.MR),
    (re.compile(r"mrs(?:\.\s*|\s+)", re.IGNORECASE), Prefix.MRS),
    (re.compile(r"(?:miss|ms)(?:\.\s*|\s+)", re.IGNORECASE), Prefix.MISS),
)
# "นสมะลิ": no Thai name begins with นส, so even without a dot it is the prefix if a name follows.
GLUED_MISS = "นส"

# Shortened titles; in front of a name they are unmistakable.
_DOTTED_TITLES = """
    รองนายกอบต. รองนายกอบจ. นายกอบต. นายกอบจ. ผช.ผญ.บ. ผช.ผญบ. ผช.ผญ. ผช. ผญ.บ. ผญบ. ผญ. ส.อบต. สอบต.
    ส.อบจ. สอบจ. ส.ท. สท. ส.จ. สจ. ส.ก. ส.ข. ส.ส. สส. ส.ว. สว. อสม. อ.ส.ม. อพม. อส.
    ศ. รศ. ผศ. ดร. อ. อจ. นพ. พญ. ทพ. ทพญ. ภก. ภญ. สพ.ญ. น.สพ.
    ว่าที่ร.ต. พล.ต.อ. พล.ต.ท. พล.ต.ต. พล.ต. พล.ท. พล.อ. พ.ต.อ. พ.ต.ท. พ.ต.ต. ร.ต.อ. ร.ต.ท. ร.ต.ต. ด.ต.
    จ.ส.ต. จ.ส.ท. จ.ส.อ. ส.ต.อ. ส.ต.ท. ส.ต.ต. พ.จ.อ. พ.จ.ท. พ.จ.ต. พ.อ.อ. พ.อ.ท. พ.อ.ต. พ.อ. พ.ท. พ.ต.
    ผอ. รองผอ. ปธ. ร.อ. ร.ท. ร.ต. ส.อ. ส.ต. จ.อ. จ.ท. จ.ต. น.อ. น.ท. น.ต. ม.ร.ว. ม.ล.
"""
# Titles written out; glued to the name as often as not.
_WORD_TITLES = """
    รองนายกเทศมนตรี นายกเทศมนตรี สารวัตรกำนัน กำนัน ผู้ช่วยผู้ใหญ่บ้าน ผู้ช่วยกำนัน ผู้ใหญ่บ้าน ผู้ใหญ่ ผู้ช่วย
    แพทย์ประจำตำบล ปลัดอำเภอ ปลัด นายอำเภอ นายแพทย์ แพทย์หญิง ทันตแพทย์หญิง ทันตแพทย์
    อาจารย์ ครูบา ครู ดอกเตอร์ ศาสตราจารย์ รองศาสตราจารย์ ผู้ช่วยศาสตราจารย์
    พระครู พระมหา พระอธิการ พระอาจารย์ พระปลัด พระใบฎีกา พระสมุห์ พระ สามเณร แม่ชี หลวงพ่อ หลวงปู่
    หม่อมราชวงศ์ หม่อมหลวง คุณ
"""
# หญิง may follow: ว่าที่ร้อยตรีหญิง.
_WORD_RANKS = """
    ว่าที่ร้อยตรี ว่าที่ร้อยโท ว่าที่ร้อยเอก ร้อยตำรวจตรี ร้อยตำรวจโท ร้อยตำรวจเอก ร้อยตรี ร้อยโท ร้อยเอก
    พันตำรวจตรี พันตำรวจโท พันตำรวจเอก พันตรี พันโท พันเอก ดาบตำรวจ จ่าสิบตรี จ่าสิบโท จ่าสิบเอก
    สิบตำรวจตรี สิบตำรวจโท สิบตำรวจเอก สิบตรี สิบโท สิบเอก
"""
# Offices that are also given names, or the beginning of one: they need a space and a whole name behind them.
_SPACED_TITLES = """
    รองนายก นายก ประธานสภา ประธาน รองประธาน เลขานุการ เลขา เหรัญญิก หมอ อสม ผญบ ผญ ดร
"""


def _dotted(title: str) -> str:
    """A shortened title, its dots and the spaces round them as loose as people write them."""
    parts = re.sub(r"(ว่าที่|นายก)", r"\1\\s*", title.rstrip(".")).split(".")
    return r"\s?\.\s?".join(parts) + r"\s?\."


def _longest_first(patterns: Iterable[str]) -> str:
    return "|".join(sorted(patterns, key=len, reverse=True))


_WOMAN = r"(?:\s?หญิง(?=[\sก-ฮเ-ไ]))?"
_DOTTED = _longest_first(map(_dotted, _DOTTED_TITLES.split()))
DOTTED_TITLE = re.compile(rf"(?:{_DOTTED}){_WOMAN}|dr\s?\.", re.IGNORECASE)
# คุณวุฒิ, คุณภัทร … are given names, not คุณ and a name.
_NOT_A_TITLE = r"(?!(?<=คุณ)(?:กร|ดร|เดช|ธรรม|ภัทร|ภาพ|วุฒิ|สมบัติ|วัฒน์)(?![ก-๎]))"
# "คุณหญิง ใจดี" is คุณ and somebody called หญิง.
_LADY = r"(?:ท่านผู้หญิง|คุณหญิง(?!(?:\s+\S+)?$))"
WORD_TITLE = re.compile(
    rf"{_LADY}|(?:{_longest_first(_WORD_RANKS.split())}){_WOMAN}|(?:{_longest_first(_WORD_TITLES.split())}){_NOT_A_TITLE}ฯ?"
)
SPACED_TITLE = re.compile(rf"(?:{_longest_first(_SPACED_TITLES.split())})ฯ?(?=\s)")
