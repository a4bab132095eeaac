"""What must not be torn over two lines: browsers break Thai by dictionary and split names and set phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from thai.dates.words import ENGLISH_DAYS, ENGLISH_MONTHS, THAI_DAYS, THAI_MONTHS

_PHRASES = (
    "ขบวนองค์กรชุมชน",
    "องค์กรชุมชน",
    "ชุมชนท้องถิ่น",
    "จัดการตนเอง",
    "ผู้นำการเปลี่ยนแปลง",
    "ผู้นำเชิงประเด็น",
    "ผู้ประสานงาน",
    "แลกเปลี่ยนเรียนรู้",
    "ปฏิบัติการจริง",
    "ถอดบทเรียน",
    "แหล่งเรียนรู้",
    "ศึกษาดูงาน",
    "ศาลากลางบ้าน",
    "รายไตรมาส",
    "สรุปวันพุธ",
    "วันพุธ",
    "กรุงเทพฯ",
    r"ผอ\.พอช\.",
    "เปิดบ้าน",
    "ป่าชุมชน",
    "บ้านมั่นคง",
    "บ้านพอเพียง",
    "คนไร้บ้าน",
)
# Longer ones first, since the first that fits is taken.
_UNITS = (
    "คน-ครั้ง|คน|ทีม|ตำบล|แขวง|อำเภอ|จังหวัด|ภาค|แห่ง|กิจกรรม|ชั่วโมง|ที่นั่ง|ที่|ฉบับ|เรื่อง|หน่วยงาน|รายการ|"
    "แถว|รูป|ครั้ง|วัน|เดือน|สัปดาห์|ปี|ข้อ|จุด|ทิศทาง|กลุ่ม|บาท|ไร่|กม\\.|นาที|หน้า|หลัก|หลัง|[kKMG]B"
)
_THAI = "[ก-ฺเ-๎]"
_DAYS = "|".join({*(name for pair in THAI_DAYS for name in pair), *(day[:3] for day in ENGLISH_DAYS)})
_MONTHS = "|".join(
    [*(re.escape(name) for pair in THAI_MONTHS for name in pair), *(month[:3] for month in ENGLISH_MONTHS)]
)
# Where a figure begins and ends: not in the middle of another.
_FROM, _TO = "(?<![0-9])(?<![0-9][,.])", "(?![,.]?[0-9])"
_DAY = (
    rf"(?:(?:วัน)?(?:{_DAYS})(?:ที่)? )?{_FROM}[0-9]{{1,2}}(?:–[0-9]{{1,2}})? (?:{_MONTHS})(?: [0-9]{{4}}{_TO})?"
)
_MONTH = rf"(?:{_MONTHS})(?: [0-9]{{4}})?(?:–(?:{_MONTHS}))? [0-9]{{2,4}}{_TO}"
_FIGURE = f"{_FROM}[0-9][0-9,.]*(?:–[0-9][0-9,.]*)?"
# A mark never begins a piece: it would be torn from its letter.
_NO_MARK = "(?![\u0e30-\u0e3a\u0e45\u0e47-\u0e4e])"
_WHOLE = re.compile(
    "(?:"
    + "|".join(
        (
            rf"(?:ทีม)?(?:ตำบล|แขวง|เขต|อำเภอ|จังหวัด){_THAI}{{2,16}}",
            rf"(?<!ผ)[ตอจ]\.{_THAI}+",
            rf"(?:หมู่ |ม\.)[0-9]+{_TO}",
            rf"พ\.ศ\. [0-9]{{4}}(?:–[0-9]{{4}})?{_TO}",
            rf"{_DAY}(?:–{_DAY})?",
            _MONTH,
            rf"{_FROM}[0-9]{{1,2}}\.[0-9]{{2}}(?:–[0-9]{{1,2}}\.[0-9]{{2}})? น\.",
            rf"(?:ปี|ปีงบประมาณ|ปีงบฯ|ไตรมาส) [0-9]{{1,4}}{_TO}",
            rf"{_FROM}0[0-9]{{1,2}}[- ][0-9]{{3}}[- ][0-9]{{3,4}}{_TO}",
            rf"{_FIGURE}(?:%| (?:{_UNITS}))",
            *_PHRASES,
        )
    )
    + f"){_NO_MARK}"
)
_TAG = re.compile(r"(<[^>]*>)")
_OPENED = re.compile(r"<([a-z][a-z0-9]*)\b(.*)>", re.IGNORECASE | re.DOTALL)
_IS_WHOLE = re.compile(r"""\bclass=["'](?:[^"']* )?nb(?: [^"']*)?["']""")
_NO_MARKUP = frozenset({"script", "style", "textarea", "title", "option"})
_BEFORE_REPETITION = re.compile(" (?=ๆ)")


def keep_whole(text: object, name: str = "") -> SafeString:
    """HTML in which dates, times, places, number with unit and the movement's set phrases stay on one line.

    Each is wrapped in `<span class="nb">`; a space before ๆ becomes a no-break space. Plain text is escaped,
    safe HTML keeps its tags, and what is whole already is left alone: applying it twice changes nothing.
    `name` is one more phrase to keep, the name of a place or a site.
    """
    if text is None:
        return mark_safe("")
    pattern = re.compile(f"{re.escape(str(conditional_escape(name)))}|{_WHOLE.pattern}") if name else _WHOLE
    return mark_safe("".join(_wrapped(str(conditional_escape(text)), pattern)))


def whole(text: str) -> SafeString:
    """The text, escaped, as one piece that does not break."""
    return mark_safe(f'<span class="nb">{conditional_escape(text)}</span>') if text else mark_safe("")


def _wrapped(html: str, pattern: re.Pattern[str]) -> Iterator[str]:
    """The HTML piece by piece, text wrapped where it is not inside something that must stay as it is."""
    left_alone, depth = "", 0
    for place, piece in enumerate(_TAG.split(html)):
        if place % 2 == 0:
            text = _BEFORE_REPETITION.sub("\u00a0", piece)
            yield text if depth else pattern.sub(r'<span class="nb">\g<0></span>', text)
            continue
        yield piece
        opened = _OPENED.fullmatch(piece)
        tag = opened[1].lower() if opened else piece.strip("</> ").lower()
        if depth:
            if tag == left_alone:
                depth += 1 if opened else -1
        elif opened and (tag in _NO_MARKUP or _IS_WHOLE.search(opened[2])):
            left_alone, depth = tag, 1
