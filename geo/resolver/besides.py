"""What an address says besides the names of the areas it lies in: house, village, temple."""

import re

from thai.digits import to_arabic
from thai.text import fold

from .index import get_index
from .parts import Kind, read

_TH = "ก-๎"
_MARK = re.compile(rf"(?<![{_TH}.])(ต\.|อ\.|จ\.|ทต\.|อบต\.|ตำบล|แขวง|อำเภอ|เขต|จังหวัด)\s+(?=[{_TH}])")
# A dash or stroke parts names; within a house number it stays.
_BETWEEN = re.compile(rf"[\s,;|]+|(?<=[{_TH}.])\s*[-–/]\s*(?=[{_TH}])")
_VILLAGE = re.compile(rf"(?<![{_TH}])(?:หมู่ที่|หมู่|ม\.?)\s*(?=\d)")
_MARKED = re.compile(rf"(?:ต\.|อ\.|จ\.|ทต\.|อบต\.|ตำบล|แขวง|อำเภอ|จังหวัด)[{_TH}]")
_LETTER = re.compile(rf"[{_TH}a-zA-Z]")
_POSTCODE = re.compile(r"[1-9]\d{4}")


def besides(text: str, code: str) -> str:
    """The rest of ``text`` without the subdistrict ``code``, its district and its province.

    "ม.๒ ต.เต่าเล่า อ.บางซ้าย จ.อยุธยา" → "หมู่ 2". What is marked as an area goes even if it is misspelled.
    """
    index = get_index()
    chain = (code, code[:4], code[:2])

    def is_area(word: str) -> bool:
        if word == "หมู่" or not _LETTER.search(word):
            return False
        if _MARKED.match(word):
            return True
        parts = read(word, index).parts
        return bool(parts) and all(
            part.kind is not Kind.UNSAID or any(index.is_named(area, part.name) for area in chain)
            for part in parts
        )

    plain = _VILLAGE.sub("หมู่ ", _MARK.sub(r"\1", to_arabic(fold(text))))
    words = [word for word in _BETWEEN.split(plain) if word and not _POSTCODE.fullmatch(word)]
    return " ".join(word for word in words if not is_area(word)).strip(" -–/,")
