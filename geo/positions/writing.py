"""The many ways to write the marks of a position, brought into one."""

import re

from thai.digits import to_arabic
from thai.text import fold

LONGEST = 200

_LABELS = re.compile(
    r"(?:พิกัด|ตำแหน่ง|ละติจูด|ลองจิจูด|เส้นรุ้ง|เส้นแวง|จีพีเอส|\b(?:gps|lat(?:itude)?|lon(?:g(?:itude)?)?|lng)\b\.?)(?:ที่)?\s*[:=]?",
    re.IGNORECASE,
)
_TH = "ก-๎"
# Longer words first: ฟิลิปดา holds ลิปดา, ตะวันออก begins like ตะวันตก.
_WORDS = tuple(
    (re.compile(pattern, re.IGNORECASE), mark)
    for pattern, mark in (
        (r"องศา|\bdeg(?:rees?)?\b\.?|[º˚]", "°"),
        (r"[ฟพ]ิลิปดา|\bsec(?:onds?)?\b\.?|''|′′|’’|[\"”“″]", "″"),
        (r"ลิปดา|\bmin(?:utes?)?\b\.?|['’‘´`ʹ]", "′"),
        (rf"(?:ทิศ)?เหนือ|\bnorth\b|(?<=[\d\s°′″.])น\.?(?![{_TH}])", "N"),
        (rf"(?:ทิศ)?ตะวันออก|\beast\b|(?<=[\d\s°′″.])(?:ตอ|อ)\.?(?![{_TH}])", "E"),
        (r"(?:ทิศ)?ตะวันตก|\bwest\b", "W"),
        (r"(?:ทิศ)?ใต้|\bsouth\b", "S"),
        (r"และ", ","),
        (r"[−–—]", "-"),
    )
)


def plain(text: str) -> str:
    """The text with Arabic digits, one sign for each mark, N E S W in capitals, and without labels."""
    written = _LABELS.sub(" ", to_arabic(fold(text)))
    for pattern, mark in _WORDS:
        written = pattern.sub(mark, written)
    return fold(re.sub(r"[()\[\]{}]", " ", written)).upper().strip(" .,;:=")
