"""The line above a table that names the sheet it was made from."""

import re
from collections.abc import Iterable

from thai.text import fold

from ..grid import Sheet, at

_LINE = re.compile(r"(?:รหัสใบลงชื่อ|sheet code)\s*[:：]?\s*(?P<code>.*)", re.IGNORECASE)


def code_at(sheet: Sheet, number: int) -> str | None:
    """The code that row ``number`` tells, "" if it was taken out; None for any other line."""
    row = sheet.rows[number - 1]
    said = fold(" ".join(filter(None, (at(row, column) for column in range(len(row))))))
    match = _LINE.fullmatch(said)
    return match["code"].strip() if match else None


def parted(sheet: Sheet, numbers: Iterable[int]) -> tuple[str, list[int]]:
    """The code among some lines, "" for none, and the lines that speak of something else."""
    codes = {number: code_at(sheet, number) for number in numbers}
    rest = [number for number, code in codes.items() if code is None]
    return next(filter(None, codes.values()), ""), rest
