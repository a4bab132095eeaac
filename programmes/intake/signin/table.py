"""One table of a sign-in sheet: its head, the lines above it, and an entry for each person below."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from thai.names import ParsedName, parse_name

from ...choices import Presence
from .. import cells
from ..grid import Cell, Sheet, at
from ..headers import Column, Header
from ..national_ids import HIDDEN
from ..titles import Titles
from .columns import DayColumn
from .signing import names_half_days


@dataclass(frozen=True)
class Entry:
    """One person's row as it is written; "〃" is already replaced by what stands above.

    ``marks`` holds the text of each day column by its index; ``hidden`` tells that an ID number was left out;
    ``number`` is the row's own, as the sheet counts.
    """

    key: str
    sheet: str
    row: int
    written: str
    name: ParsedName
    place: str
    group: str
    issues: str
    position: str
    phone: str
    marks: dict[int, str]
    hidden: bool = False
    number: str = ""


@dataclass
class SheetReading:
    """One table of the file: its head, the lines above it, and the entries below.

    ``number`` is that of the sheet, "1"; further tables of the same sheet are "1.2", "1.3". ``groups`` are
    columns to tick by their index, each with the word for its group. ``unread`` are heads of columns that
    hold something nobody reads. ``code`` names the sheet that was made here, as it is written.
    """

    number: str
    name: str
    header: Header
    titles: Titles
    columns: dict[str, int]
    days: list[DayColumn]
    groups: dict[int, str] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    code: str = ""

    @property
    def tells_places(self) -> bool:
        """Whether there is a column for where people live."""
        return not self.columns.keys().isdisjoint({"place", *cells.PLACE_PARTS})


def entries_of(sheet: Sheet, reading: SheetReading, numbers: Iterable[int]) -> Iterator[Entry]:
    """The people in these rows of a table, in order; what stands for "the same as above" is filled in."""
    copied = [index for name, index in reading.columns.items() if name != "number"]
    above: dict[int, str] = {}
    named = ""
    heads = {column.index: column for column in reading.header.columns}
    for number in numbers:
        row = sheet.rows[number - 1]
        if is_no_entry(row, reading, heads):
            continue
        texts = {index: at(row, index) for index in {*copied, *(day.index for day in reading.days)}}
        for index, text in texts.items():
            if cells.is_ditto(text):
                texts[index] = above.get(index, "")
        above = texts
        named = _completed(_joined(texts[index] for index in _name_columns(reading)), named)
        yield _entry(row, number, texts, named, reading)


def is_no_entry(row: list[Cell], reading: SheetReading, heads: dict[int, Column]) -> bool:
    """Totals, notes below the table, repeated heads, and rows that were only numbered beforehand."""
    texts = [at(row, index) for index in range(len(row))]
    number = at(row, reading.columns.get("number"))
    name = written_name(row, reading)
    if cells.is_total(number, texts) or cells.is_note(name or next(filter(None, texts))):
        return True
    for level in ("label", "sub"):
        if cells.repeats_head(texts, [getattr(heads.get(index), level, "") for index in range(len(texts))]):
            return True
    if goes_on_with_head(row, reading):
        return True
    filled = [
        index for index in {*reading.columns.values(), *(day.index for day in reading.days)} if at(row, index)
    ]
    numbered = not number or cells.is_number(number)
    return not name and numbered and all(index == reading.columns.get("number") for index in filled)


def goes_on_with_head(row: list[Cell], reading: SheetReading) -> bool:
    """Whether a row is a third one of the head: "เช้า | บ่าย" under days, beside cells merged from above."""
    texts = [at(row, index) for index in range(len(row))]
    heads = {column.index: column for column in reading.header.columns}
    signed = {day.index for day in reading.days}
    beside = [(text, heads.get(index)) for index, text in enumerate(texts) if text and index not in signed]
    below = [text for index, text in enumerate(texts) if text and index in signed]
    return names_half_days(below) and all(head and text in (head.label, head.sub) for text, head in beside)


def _entry(row: list[Cell], number: int, texts: dict[int, str], written: str, reading: SheetReading) -> Entry:
    def text(name: str) -> str:
        index = reading.columns.get(name)
        return "" if index is None else texts.get(index, "").replace(HIDDEN, "").strip()

    return Entry(
        key=f"{reading.number}:{number}",
        sheet=reading.name,
        row=number,
        written=written,
        name=parse_name(written),
        place=cells.place_text(text),
        group=text("group") or ", ".join(_ticked_groups(row, reading)),
        issues=text("issues"),
        position=text("position"),
        phone=text("phone"),
        marks={day.index: texts[day.index] for day in reading.days},
        hidden=any(HIDDEN in at(row, index) for index in range(len(row))),
        number=at(row, reading.columns.get("number")),
    )


def _ticked_groups(row: list[Cell], reading: SheetReading) -> Iterator[str]:
    for index, word in reading.groups.items():
        if cells.read_tick(at(row, index)) == Presence.PRESENT:
            yield word


def written_name(row: list[Cell], reading: SheetReading) -> str:
    """The whole name, however many columns it takes."""
    return _joined(at(row, index) for index in _name_columns(reading))


def _name_columns(reading: SheetReading) -> list[int]:
    parts = ["prefix", "name", "family"] if "name" in reading.columns else ["prefix", "given", "family"]
    if "given" in reading.columns and "name" in reading.columns and "family" not in reading.columns:
        parts = ["prefix", "given", "name"]  # ชื่อ beside ชื่อสกุล: the second is the family name
    return [reading.columns[part] for part in parts if part in reading.columns]


def _joined(parts: Iterable[str]) -> str:
    return " ".join(filter(None, parts)).replace(HIDDEN, "").strip()


def _completed(written: str, above: str) -> str:
    """A name with "〃" for its prefix, its family name or both: "นายโท 〃", "〃 โท 〃"."""
    words = written.split(" ")
    # Of two words the first may as well stand for the given name.
    if len(words) > 2 and cells.is_ditto(words[0]):
        words[0] = str(parse_name(above).prefix)
    if len(words) > 1 and cells.is_ditto(words[-1]) and not parse_name(" ".join(words[:-1])).family_name:
        words[-1] = parse_name(above).family_name
    return _joined(words)
