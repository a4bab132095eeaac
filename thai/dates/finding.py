"""Days looked for inside a longer line, such as the title of a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from thai.dates import patterns
from thai.dates.calendar import DateError
from thai.dates.listing import parse_days
from thai.dates.reading import unreadable
from thai.dates.words import OTHER_DAYS, THAI_DAYS
from thai.digits import to_arabic

# A number behind these counts something else: "ครั้งที่ 2, 5 เม.ย. 61" is one day, "เวทีที่ 2, 5 เม.ย. 61" too.
_NO_DAY = "".join(f"(?<!{name})" for name in ("วัน", *OTHER_DAYS, *sorted(sum(THAI_DAYS, ()))))
_COUNTS = re.compile(
    r"(?:(?:ครั้ง|รุ่น|รอบ|ชุด|เลข|ห้อง|ชั้น|อาคาร|ตอน|ระยะ|(?P<several>กลุ่ม|หมู่(?:บ้าน)?|ม\.|คุ้ม))\s*(?:ที่)?|"
    rf"(?<=[ก-๎]){_NO_DAY}ที่)\s*$"
)
# A day that belongs to those behind it, in a way nobody can tell: "วันที่ 5 6 และ 7 เม.ย. 61".
_LEFT_OUT = re.compile(r"วันที่\s*[0-9]{1,2}\s*[,;/.&]?\s*$")


def find_days(text: str) -> tuple[tuple[date, ...], tuple[int, int]] | None:
    """The first days inside a line, a range or a list of them: (every day, span of them in `text`).

    None when nothing in the line looks like a date with its year. Raises DateError when something does and
    cannot be one (31 เม.ย. 2561), and no other date in the line can be read.
    """
    refused: DateError | None = None
    for found in _in_a_line(to_arabic(text).translate(patterns.SAME_LENGTH)):
        try:
            return parse_days(found["dates"]), found.span()
        except DateError as error:
            refused = refused or error
    if refused:
        raise refused
    return None


def find_yearless(text: str) -> tuple[str, int] | None:
    """The first days in a line that lack their year, and where the year would stand."""
    found = patterns.YEARLESS_IN_A_LINE.search(to_arabic(text).translate(patterns.SAME_LENGTH))
    return (text[found.start("dates") : found.end()], found.end()) if found else None


def _in_a_line(line: str) -> Iterator[re.Match[str]]:
    """What looks like days, from left to right; a number that counts something else begins no list."""
    found = patterns.IN_A_LINE.search(line)
    while found:
        begin, end = found.start("dates"), found.end()
        if _LEFT_OUT.search(line[:begin]):
            raise unreadable(found["dates"])
        number = patterns.FIRST_OF_A_LIST.match(found["dates"])
        counts = _COUNTS.search(line[:begin]) if number else None
        if number and counts:
            end = begin + number.end()
            if counts["several"] and patterns.FIRST_OF_A_LIST.match(line[end:].lstrip()):
                raise unreadable(found["dates"])  # "หมู่ 1, 2 และ 5 เม.ย. 61": nobody can tell which are days
        else:
            yield found
        found = patterns.IN_A_LINE.search(line, end)
