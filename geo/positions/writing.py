"""The many ways to write the marks of a position, brought into one."""

import re

from thai.digits import to_arabic
from thai.text import fold

LONGEST = 200

_LABELS = re.compile(
    r"(?:พิกัด|ตำแหน่ง|ละติจู[ดต]|ลอง[จต]ิจูด|เส้นรุ้ง|เส้นแวง|จีพีเอส|\b(?:gps|lat(?:itude)?|lon(?:g(?:itude)?)?|lng)\b\.?)"
    r"(?:ที่)?\s*[:=]?|\b[xy]\s*[:=]?\s*(?=-?\d{1,3}[.,]\d)|\bwgs[ -]?(?:19)?84\b|(?:โดย)?ประมาณ",
    re.IGNORECASE,
)
_IN_LETTERS = re.compile(r"(?<=\d)\s*d\s*(\d+(?:\.\d+)?)\s*m(?:\s*(\d+(?:\.\d+)?)\s*s)?", re.IGNORECASE)
_ZOOM = re.compile(r"\s*,\s*\d+(?:\.\d+)?z$", re.IGNORECASE)
_TH = "ก-๎"
_STROKE = "['’‘´`ʹʼ‛\u0301]"  # what stands for a minute, and twice for a second
# Longer words first: ฟิลิปดา holds ลิปดา, ตะวันออก begins like ตะวันตก.
_WORDS = tuple(
    (re.compile(pattern, re.IGNORECASE), mark)
    for pattern, mark in (
        # For want of the sign people type what looks like it: 14ํ20', 14o20', 14*20'.
        (rf"องศา|\bdeg(?:rees?)?\b\.?|[º˚ํ]|(?<=\d)\s?[o*](?=\s?\d{{1,2}}(?:\.\d+)?\s?(?:{_STROKE}|′))", "°"),
        (rf"[ฟพ]ิลิปดา|\bsec(?:onds?)?\b\.?|(?:{_STROKE}|′){{2}}|[\"”“″ʺ‟\u030b]+", "″"),
        (rf"ลิปดา|\bmin(?:utes?)?\b\.?|{_STROKE}", "′"),
        (rf"(?:ทิศ)?เหนือ|\bnorth\b|(?<=[\d\s°′″.])น\.?(?![{_TH}])", "N"),
        (rf"(?:ทิศ)?ตะวันออก|\beast\b|(?<=[\d\s°′″.])(?:ตอ|อ)\.?(?![{_TH}])", "E"),
        (r"(?:ทิศ)?ตะวันตก|\bwest\b", "W"),
        (r"(?:ทิศ)?ใต้|\bsouth\b", "S"),
        (r"และ|กับ|~", ","),
        (r"[−–—]", "-"),
    )
)


def plain(text: str) -> str:
    """The text with Arabic digits, one sign for each mark, N E S W in capitals, and without labels."""
    written = _LABELS.sub(" ", _ZOOM.sub("", to_arabic(fold(text))))
    written = _IN_LETTERS.sub(lambda found: f"°{found[1]}′" + (f"{found[2]}″" if found[2] else ""), written)
    for pattern, mark in _WORDS:
        written = pattern.sub(mark, written)
    return fold(re.sub(r"[()\[\]{}]", " ", written)).upper().strip(" .,;:=")
