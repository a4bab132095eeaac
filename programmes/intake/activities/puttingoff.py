"""Words for what did not take place, beside the day or the title of an activity: "อบรมบัญชี (เลื่อน)"."""

import re

_WORDS = r"(?:ขอ|ถูก|ต้อง)?(?:เลื่อน|ยกเลิก|งดจัด|ไม่ได้จัด)|postponed|cancelled"
_IN_BRACKETS = re.compile(rf"\s*[(（]\s*(?P<said>(?:{_WORDS})[^()（）]*)[)）]\s*$", re.IGNORECASE)
_AT_THE_END = re.compile(rf"\s+[*:–—-]?\s*(?P<said>{_WORDS})[*.]?\s*$", re.IGNORECASE)
_BEHIND = re.compile(rf"(?:(?<=[0-9๐-๙.])|^)\s*[*:–—-]?\s*(?P<said>(?:{_WORDS}).*)$", re.IGNORECASE)


def parted(text: str, *, of_title: bool = False) -> tuple[str, str]:
    """The text without what is said behind it of putting off or calling off, and that; "" where it is not.

    Without brackets it counts behind a number or an abbreviation, where a day ends, or alone; in a title only
    as its last word.
    """
    found = _IN_BRACKETS.search(text) or (_AT_THE_END if of_title else _BEHIND).search(text)
    return (text[: found.start()].rstrip(), found["said"].strip()) if found else (text, "")
