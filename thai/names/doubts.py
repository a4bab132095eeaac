"""What a name on a sheet cannot be: two people, or nobody in particular."""

from __future__ import annotations

import re

from thai.names import words
from thai.names.reading import parse_name, without_prefix
from thai.text import fold

_TOGETHER = re.compile(r"\s(?:กับ\s|และ|พร้อมด้วย\s)|[+&]")
_NOBODY = re.compile(
    r"(?:ตัวแทน|ผู้แทน|เจ้าหน้าที่|จนท\.?|ทีมงาน|คณะ(?:ทำงาน|กรรมการ|ครู|นักเรียน)|ชาวบ้าน|ลูกบ้าน|พนักงาน|นักเรียน|นักศึกษา|บุคคลทั่วไป|"
    r"ไม่ทราบชื่อ|ไม่ระบุ(?:ชื่อ)?|ผู้ติดตาม|คนขับรถ)(?![ก-๎])|(?:ตัวแทน|ผู้แทน|เจ้าหน้าที่|ทีมงาน|คณะกรรมการ|คณะทำงาน)"
)
# An office alone; วัด and โรงเรียน may begin a name.
_OFFICES = re.compile(r"(?:อบต|อบจ|พอช|กศน|พมจ|รพ\.?\s?สต|สสจ|สสอ|ทต|เทศบาล|โรงเรียน|วัด|สภาองค์กรชุมชน)(?![ก-๎])")


def names_several(text: str) -> bool:
    """Whether a name is that of two people: "นายสมชัย กับ นางสมพร ใจดี", "นายสมชัย ใจดี นางสมพร ใจดี"."""
    plain = fold(text)
    if _TOGETHER.search(plain):
        return True
    _prefix, bare = without_prefix(plain)
    said = bare.split(" ")
    # A prefix within is another person's if a name stands before it and a family name behind.
    return any(without_prefix(word)[0] and len(word) > len("นาง") for word in said[1:-1])


def names_nobody(text: str) -> bool:
    """Whether a text is no name: "ตัวแทน อบต.", "เจ้าหน้าที่", "กำนัน" and nothing behind."""
    prefix, bare = without_prefix(text)
    if prefix:
        return False
    name = parse_name(bare)
    first = name.given_name
    if _NOBODY.match(first) or _OFFICES.match(first):
        return True
    title = words.WORD_TITLE.fullmatch(first) or words.DOTTED_TITLE.fullmatch(f"{first}.")
    return bool(title) and not name.family_name and not name.title
