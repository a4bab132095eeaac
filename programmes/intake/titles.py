"""What the lines above a table say: what it was, when, and where. They hold for every row below."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from thai.dates import BE_OFFSET, DateError, find_days, find_yearless
from thai.digits import to_arabic
from thai.text import fold

from .grid import Sheet, at
from .typed_days import as_typed

_KIND_OF_SHEET = re.compile(
    r"^(?:แบบ)?(?:ใบ|บัญชี|ทะเบียน)?\s?(?:ลงทะเบียน|ลงลายมือชื่อ|ลงชื่อ|เซ็นชื่อ|รายชื่อ|รายนาม)"
    r"(?:ผู้(?:เข้าร่วม|ร่วม|มา)?(?:กิจกรรม)?)?[\s:]*|^(?:(?:ชื่อ)?กิจกรรม|[Aa]ctivity)\s*[:：]\s*"
)
_BEGINS_SHEET = re.compile(
    r"(?:แบบ)?(?:ใบ|บัญชี|ทะเบียน)\s?(?:ลงทะเบียน|ลงลายมือชื่อ|ลงชื่อ|เซ็นชื่อ|รายชื่อ|รายนาม)|กิจกรรม\s*[:：]"
)
_BEGINS_DAY = re.compile(r"(?:เมื่อ|ระหว่าง)?วันที่")
_CONTINUED = re.compile(r"\s*\(\s*ต่อ\s*\)$|\sต่อ$")
_SHORT_YEAR = re.compile(r"(?<=[-/.\s])(?<![0-9])[0-9]{2}(?![0-9])")
_NAMED_YEAR = re.compile(
    r"(?:ปี\s*(?P<fiscal>งบ(?:ประมาณ|ฯ|\.)?)?\s*(?:พ\.?\s*ศ\.?)?|พ\.?\s*ศ\.?)\s*"
    r"(?P<year>(?:25)?[5-7][0-9])(?![0-9])(?P<to>\s*(?:[-–—/]|ถึง|และ)\s*(?:พ\.?ศ\.?\s*)?[0-9]{2})?"
)
_ENDS_TITLE = re.compile(r"\s(?:ณ|วันที่|เมื่อวันที่|ระหว่างวันที่|เวลา|สถานที่)(?=\s|$)|\sณ(?=[ก-ฮเ-ไ])")
_NO_TITLE = re.compile(
    r"^(?:[Dd]ates?\s*:|[Ss]ubdistrict\s*:|วันที่|ระหว่างวันที่|เมื่อวันที่|ณ|สถานที่|เวลา|หน้า|แผ่นที่|ครั้งที่|ตำบล|ต\.|อำเภอ|อ\.|จังหวัด|จ\.)"
)
_VENUE = re.compile(
    r"(?:^|\s)(?:ณ|สถานที่)\s*[:：]?\s*(?P<venue>.+?)(?=\s(?:เวลา|วันที่|ต\.|ตำบล|แขวง|หมู่|อ\.|จ\.)|$)"
)

# What may follow "ตำบล" when the word is no place: "เวทีพัฒนาทีมตำบล ณ …".
_NO_NAME = r"(?!\s*(?:ณ\s|วันที่|เวลา|ประจำ|และ|ครั้งที่|เพื่อ|ระดับ|ใน|ที่|ปี|จัดการตนเอง))"
_SUBDISTRICT = re.compile(
    rf"(?<![ก-ฮ.])(?:ทต\.|อบต\.|ต\.|แขวง)\s*{_NO_NAME}[ก-ฮเ-ไ]|"
    rf"(?:เทศบาลตำบล|ตำบล){_NO_NAME}(?:\s*:(?!\s*(?:ต\.|ตำบล|แขวง)))?\s?[ก-ฮเ-ไ]"
)
_ABOVE = re.compile(r"(?<![ก-ฮ.])(?:อ\.|อำเภอ|เขต|จ\.|จังหวัด)(?:\s*:)?\s*[ก-ฮเ-ไ][ก-๎]+")
_ENDS_PLACE = re.compile(r"\s*(?:เวลา|วันที่|ระหว่าง|เมื่อ|โทร|[(),;|]).*$")


@dataclass
class Titles:
    """Lines above a table. ``days`` every day named; ``problem`` why none could be read.

    ``unclear`` is the line of a day whose year nobody can tell. ``year`` is the only one (C.E.) that they
    name without a day, "ปี 2562"; ``fiscal``: as a fiscal year.
    """

    title: str = ""
    days: tuple[date, ...] = ()
    problem: str = ""
    unclear: str = ""
    venue: str = ""
    places: list[str] = field(default_factory=list)
    year: int | None = None
    fiscal: bool = False

    def differ(self, above: "Titles") -> bool:
        """Whether these speak of another activity than those ``above``: another day, place or name."""
        if self.problem or (self.days and self.days != above.days):
            return True
        if self.places and self.places != above.places:
            return True
        return bool(self.days and self.title and self.title != above.title)

    def after(self, above: "Titles") -> "Titles":
        """What they leave out stands ``above``; a day only for the same place, so that no day is guessed."""
        again = not self.places or self.places == above.places
        return Titles(
            title=self.title or above.title,
            days=self.days or (above.days if again and not self.problem else ()),
            problem=self.problem or (above.problem if again and not self.days else ""),
            unclear=self.unclear or (above.unclear if again and not self.days and not self.problem else ""),
            venue=self.venue or (above.venue if again else ""),
            places=self.places or above.places,
            year=self.year or above.year,
            fiscal=self.fiscal if self.year else above.fiscal,
        )


def read_titles(sheet: Sheet, header_row: int) -> Titles:
    """Read rows 1 to ``header_row`` - 1 of a sheet. Places stay text, in the order to try them."""
    return titles_of(sheet, range(1, header_row))


def titles_of(sheet: Sheet, numbers: Iterable[int]) -> Titles:
    """Read the lines in the given rows, counted from 1."""
    lines = [_line(sheet, number) for number in numbers]
    found = Titles()
    without_days = []
    for line in filter(None, lines):
        rest = line
        try:
            if named := find_days(line):
                days, (start, end) = named
                found.days = found.days or days
                rest = f"{line[:start]} | {line[end:]}"
        except DateError as error:
            if not found.problem:
                found.problem = error.message
                found.unclear = line if error.code == "year_unclear" else ""
        without_days.append(rest)
    if not (found.days or found.problem):
        _note_yearless(found, lines)
    found.title = next(filter(None, map(_title, without_days)), "")
    found.venue = next(
        (match["venue"].strip(" |,") for line in without_days if (match := _VENUE.search(line))), ""
    )
    found.places = _places(without_days)
    _note_year(found, without_days)
    return found


def _note_year(found: Titles, lines: Iterable[str]) -> None:
    """The one year that the lines name; of several nobody can tell which a row means."""
    named = [match for line in lines for match in _NAMED_YEAR.finditer(to_arabic(line))]
    years = {match["year"][-2:] for match in named}
    if len(years) == 1 and not any(match["to"] for match in named):
        found.year = 2500 + int(years.pop()) - BE_OFFSET
        found.fiscal = any(match["fiscal"] for match in named)


def _note_yearless(found: Titles, lines: Iterable[str]) -> None:
    """A day without its year is told apart from no day at all: the year can be asked for."""
    for line in lines:
        if yearless := find_yearless(line):
            text = _("“%(text)s” ยังไม่มีปี ใส่ปี พ.ศ. ให้ครบ 4 หลัก")
            found.problem, found.unclear = text % {"text": yearless[0]}, line
            return


def _line(sheet: Sheet, number: int) -> str:
    """A row's texts as one line, each once: a cell merged over several rows is repeated in them."""
    row = sheet.rows[number - 1]
    texts = [as_typed(at(row, column)) for column in range(len(row))]
    return fold(" ".join(dict.fromkeys(filter(None, texts))))


def days_in_year(line: str, year: int) -> tuple[date, ...]:
    """The days of a line whose year, of two digits or none, is ``year``, C.E."""
    line = to_arabic(line)
    spans = [found.span() for found in reversed(list(_SHORT_YEAR.finditer(line)))]
    if yearless := find_yearless(line):
        spans.append((yearless[1], yearless[1]))
    for start, end in spans:
        try:
            gap = " " if start == end else ""
            found = find_days(f"{line[:start]}{gap}{year + BE_OFFSET}{line[end:]}")
        except DateError:
            continue
        if found:
            return found[0]
    return ()


def names_day_or_sheet(line: str) -> bool:
    """Whether a line below a head can only be the title of a further one: a day, or "ใบลงทะเบียน …"."""
    if _BEGINS_SHEET.match(line):
        return True
    try:
        return find_days(line) is not None
    except DateError:
        return bool(_BEGINS_DAY.match(line))


def _title(line: str) -> str:
    text = _KIND_OF_SHEET.sub("", line.partition("|")[0].strip()).strip()
    text = _CONTINUED.sub("", text)
    text = _ENDS_TITLE.split(f" {text}", maxsplit=1)[0].strip(" -–:,.")
    return "" if _NO_TITLE.match(text) or not re.search("[ก-ฮa-zA-Z]", text) else text[:200]


def _places(lines: list[str]) -> list[str]:
    """From the mark of a subdistrict on, with district and province from other lines if its own has none."""
    above = [match[0] for line in lines for match in _ABOVE.finditer(line)]
    found = []
    for line in lines:
        for match in _SUBDISTRICT.finditer(line):
            text = _ENDS_PLACE.sub("", line[match.start() :]).strip()
            found.append(text if _ABOVE.search(text) else " ".join([text, *above]))
    # A mark with a dot names a place; the bare word may be part of a title.
    return sorted(dict.fromkeys(found), key=lambda text: text.startswith(("ตำบล", "เทศบาล")))
