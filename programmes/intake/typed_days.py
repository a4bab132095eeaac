"""Days that Excel made of a year of two digits: 12/3/61, typed by hand, is kept as 12 March 1961.

Nobody's work lies in those years, so what was typed is put back and read like any year of two digits.
"""

import re
from datetime import date, timedelta

from thai.digits import to_arabic

_YEAR = r"19(?P<year>5[7-9]|6[0-9])"  # up to 2500 + 69; before 57 no year B.E. is meant
_DAYS = (
    re.compile(rf"(?<![0-9]){_YEAR}-(?P<month>[0-9]{{1,2}})-(?P<day>[0-9]{{1,2}})(?![0-9])"),
    re.compile(rf"(?<![0-9])(?P<day>[0-9]{{1,2}})[/.-](?P<month>[0-9]{{1,2}})[/.-]{_YEAR}(?![0-9])"),
)
_SERIAL = re.compile(r"[0-9]{5}(?:\.[0-9]+)?")
_SERIALS = range(20821, 25569)  # 1 January 1957 to 31 December 1969, as Excel counts
_EPOCH = date(1899, 12, 30)


def as_typed(text: str) -> str:
    """The text with such days as they were typed: "12/3/61" for "1961-03-12" and "12/3/1961"."""
    plain = to_arabic(text)
    for pattern in _DAYS:
        plain = pattern.sub(lambda found: f"{int(found['day'])}/{int(found['month'])}/{found['year']}", plain)
    return plain if plain != to_arabic(text) else text


def serial_as_typed(text: str) -> str:
    """The same for a cell of days, which may hold nothing but Excel's number: "12/3/61" for "22352"."""
    if _SERIAL.fullmatch(text) and (number := int(float(text))) in _SERIALS:
        return as_typed((_EPOCH + timedelta(days=number)).isoformat())
    return as_typed(text)
