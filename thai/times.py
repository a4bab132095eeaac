"""Times of day as people write them: "9", "09.00 น.", "๙.๓๐", "13:00"."""

from __future__ import annotations

import re
from datetime import time

from django.utils.translation import gettext_lazy as _

from thai.digits import to_arabic
from thai.errors import ReadingError, excerpt
from thai.text import fold

_TIME = re.compile(r"([0-9]{1,2})(?:\s?[.:]\s?([0-9]{2}))?(?:\s?(?:น\.?|นาฬิกา))?")
_BLANK = frozenset({"", "-"})


class TimeError(ReadingError):
    """A time that cannot be read; codes `unreadable`, `no_such_time`."""


def parse_time(value: object) -> time | None:
    """A time of day by the clock of 24 hours; blank and "-" mean that nothing was given: None.

    Raises TimeError, also for "24.00", which is the next day, and for spoken hours ("บ่ายสอง").
    """
    if isinstance(value, time):
        return value
    text = to_arabic(fold("" if value is None else str(value)))
    if text in _BLANK:
        return None
    match = _TIME.fullmatch(text)
    if not match:
        raise TimeError("unreadable", _("อ่านเวลา “%(text)s” ไม่ออก ใส่เช่น 9.00 หรือ 13.30"), text=excerpt(text))
    hour, minute = int(match[1]), int(match[2] or 0)
    if hour > 23 or minute > 59:
        raise TimeError("no_such_time", _("ไม่มีเวลา %(text)s ใส่ตั้งแต่ 0.00 ถึง 23.59"), text=excerpt(text))
    return time(hour, minute)
