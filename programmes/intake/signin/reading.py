"""A sign-in sheet taken apart into one entry a person. Nothing is looked up and nothing is decided here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from thai.digits import to_arabic
from thai.names import ParsedName, parse_name

from .. import cells
from ..grid import Cell, Sheet, at, text_of
from ..headers import SIGNED, Header, find_header, head_at, label_key, labels
from ..national_ids import HIDDEN
from ..titles import Titles, names_day_or_sheet, read_titles, titles_of
from ..typed_days import as_typed
from ..unread import unread_heads
from .signing import are_marks, day_in

LABELS = labels(
    number="ที่|ลำดับ|ลำดับที่|เลขที่|no.|#",
    name="ชื่อ-สกุล|ชื่อ-นามสกุล|ชื่อและนามสกุล|ชื่อและสกุล|ชื่อตัว-ชื่อสกุล|คำนำหน้า ชื่อ-สกุล|คำนำหน้าชื่อ-สกุล|"
    "รายชื่อ|รายนาม|ชื่อผู้เข้าร่วม|ผู้เข้าร่วม|name|full name",
    prefix="คำนำหน้า|คำนำหน้าชื่อ|คำนำหน้านาม|prefix",
    given="ชื่อ|ชื่อตัว|ชื่อจริง|given name|first name",
    family="สกุล|นามสกุล|family name|last name|surname",
    place="ที่อยู่|ภูมิลำเนา|พื้นที่|ตำบลที่อยู่|ต./อ./จ.|ตำบล/อำเภอ/จังหวัด|address",
    subdistrict="ต.|ตำบล|แขวง|ตำบล/แขวง|subdistrict|tambon",
    district="อ.|อำเภอ|เขต|อำเภอ/เขต|district",
    province="จ.|จังหวัด|province",
    group="กลุ่ม|กลุ่มผู้เรียนรู้|กลุ่มผู้เรียน|กลุ่มคน|กลุ่มผู้นำ|กลุ่มเป้าหมาย|ประเภท|ประเภทผู้เข้าร่วม|ประเภทคน|กลุ่มผู้เข้าร่วม|ประเภทผู้เรียนรู้|ประเภทผู้นำ|ประเภทกลุ่ม|"
    "group|learner group",
    issues="ประเด็น|ประเด็นงาน|issue|issues|issue area",
    position="องค์กร/ตำแหน่ง|ตำแหน่ง/องค์กร|องค์กรหรือตำแหน่ง|ตำแหน่ง|องค์กร|หน่วยงาน|หน่วยงาน/ตำแหน่ง|ตำแหน่ง/หน่วยงาน|สังกัด|"
    "organisation/position|organisation or position",
    phone="โทร.|โทร|โทรศัพท์|เบอร์โทร|เบอร์โทรศัพท์|เบอร์|มือถือ|เบอร์มือถือ|โทรศัพท์มือถือ|หมายเลขโทรศัพท์|phone|tel",
    signed="ลายมือชื่อ|ลงชื่อ|ลงลายมือชื่อ|ลายเซ็น|ลายเซ็นต์|เซ็นชื่อ|เช็คชื่อ|เช็กชื่อ|การเข้าร่วม|signature",
)  # fmt: skip
NAMES = ("name", "given")
# Columns that only a list of people has; "ผู้เข้าร่วม" may also be a number of them.
_OF_PEOPLE = frozenset({"name", "given", "family", "prefix", "signed"})
_A_NUMBER_TOO = label_key("ผู้เข้าร่วม")


def names_people(sheet: Sheet) -> bool:
    """Whether a head of the sheet has a column for names of people or for signing in."""
    header = find_header(sheet, LABELS, sorted(_OF_PEOPLE))
    return header is not None and any(
        column.name(LABELS) in _OF_PEOPLE and label_key(column.sub or column.label) != _A_NUMBER_TOO
        for column in header.columns
    )


@dataclass(frozen=True)
class DayColumn:
    """A column to sign in, with what its head says about the day ("" for nothing) and the whole head.

    ``guessed``: only the marks in it show that people signed there, or something else was ticked.
    """

    index: int
    label: str
    head: str = ""
    guessed: bool = False


@dataclass(frozen=True)
class Entry:
    """One person's row as it is written; "〃" is already replaced by what stands above.

    ``marks`` holds the text of each day column by its index; ``hidden`` tells that an ID number was left out.
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


@dataclass
class SheetReading:
    """One table of the file: its head, the lines above it, and the entries below.

    ``number`` is that of the sheet, "1"; further tables of the same sheet are "1.2", "1.3". ``unread`` are
    heads of columns that hold something nobody reads.
    """

    number: str
    name: str
    header: Header
    titles: Titles
    columns: dict[str, int]
    days: list[DayColumn]
    entries: list[Entry] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    @property
    def tells_places(self) -> bool:
        """Whether there is a column for where people live."""
        return not self.columns.keys().isdisjoint({"place", *cells.PLACE_PARTS})


def read_sheet(sheet: Sheet, number: int) -> SheetReading | None:
    """Read the first table of a sheet, the ``number``-th of its file; None when it is no sign-in sheet."""
    return next(iter(read_tables(sheet, number)), None)


def read_tables(sheet: Sheet, number: int) -> list[SheetReading]:
    """Every table of a sheet: another head, or titles with another day or place, begin a further one."""
    header = find_header(sheet, LABELS, NAMES)
    if header is None:
        return []
    tables = [_table(sheet, str(number), header, read_titles(sheet, header.first))]
    rows: list[list[int]] = [[]]
    last, titles = header.last, []
    for row in range(header.last + 1, len(sheet.rows) + 1):
        if row <= last or not any(map(text_of, sheet.rows[row - 1])):
            continue
        head = head_at(sheet, row, LABELS, NAMES)
        if head is None and _is_title(sheet.rows[row - 1], tables[-1]):
            titles.append(row)
            continue
        further = None
        if head or titles:
            further = _further(sheet, f"{number}.{len(tables) + 1}", head, titles, tables[-1])
        if further:
            tables.append(further)
            rows.append([])
        elif head is None:
            rows[-1].extend(titles)  # no titles after all
        if head is None:
            rows[-1].append(row)
        else:
            last = head.last
        titles = []
    rows[-1].extend(titles)
    for table, numbers in zip(tables, rows, strict=True):
        if not table.days:
            _guess_days(sheet, table, numbers)
        table.entries = list(_entries(sheet, table, numbers))
    return tables


def _guess_days(sheet: Sheet, table: SheetReading, numbers: Iterable[int]) -> None:
    """Columns of marks that no head names: whether people signed there is asked about."""
    heads = {column.index: column for column in table.header.columns}
    rows = [row for n in numbers if not _is_no_entry(row := sheet.rows[n - 1], table, heads)]
    width = max(map(len, rows), default=0)
    for index in sorted(set(range(width)) - set(table.columns.values())):
        texts = [text for row in rows if (text := at(row, index)) and not cells.is_ditto(text)]
        if are_marks(texts):
            head = heads[index].sub or heads[index].label if index in heads else ""
            table.days.append(DayColumn(index, head, head, guessed=True))
            table.unread = [text for text in table.unread if text != head]


def _table(sheet: Sheet, number: str, header: Header, titles: Titles) -> SheetReading:
    columns, days = _columns(header, titles)
    unread = unread_heads(sheet, header, {*columns.values(), *(day.index for day in days)})
    return SheetReading(number, sheet.name, header, titles, columns, days, unread=unread)


def _further(
    sheet: Sheet, number: str, head: Header | None, rows: list[int], above: SheetReading
) -> SheetReading | None:
    """The table that the titles in ``rows`` and ``head`` begin; None for a further page of ``above``."""
    titles = titles_of(sheet, rows)
    found = _table(sheet, number, head or above.header, titles.after(above.titles))
    same_columns = (found.columns, found.days) == (above.columns, above.days)
    return None if same_columns and not titles.differ(above.titles) else found


def _is_title(row: list[Cell], above: SheetReading) -> bool:
    """Whether a row below a head may be a line above a further one: a single text that is nobody's name."""
    texts = [at(row, index) for index in range(len(row))]
    said = [text for text in texts if text]
    number, name = at(row, above.columns.get("number")), _written_name(row, above)
    if cells.is_number(number) or cells.is_total(number, texts) or cells.is_note(said[0]):
        return False
    if names_day_or_sheet(" ".join(said)):
        return len(said) == 1 or bool(number)
    return len(said) == 1 and not name and bool(number or texts[0])


def _columns(header: Header, titles: Titles) -> tuple[dict[str, int], list[DayColumn]]:
    """Columns by what they hold, and the columns to sign in."""
    found: dict[str, int] = {}
    days = []
    numbers = _numbers_of_days(header, titles)
    for column in header.columns:
        name = column.name(LABELS)
        own = column.sub or column.label
        if name and name != SIGNED:
            found.setdefault(name, column.index)
            continue
        day = day_in(own)
        if not name and own.isdecimal() and column.index not in numbers:
            day = None  # one of many numbers that a head may be
        if name == SIGNED and day is None:
            day = own
        if day == "" and column.sub:
            day = day_in(column.label) or ""  # a day over "ลงชื่อ"
        if day is not None:
            days.append(DayColumn(column.index, as_typed(day), own))
    return found, days


def _numbers_of_days(header: Header, titles: Titles) -> set[int]:
    """Columns whose heads are bare numbers, "24" and "25", if all of them are days of the activity."""
    if titles.days is None:
        return set()
    first, last = titles.days
    days = {str((first + timedelta(days=step)).day) for step in range(min((last - first).days, 30) + 1)}
    bare = {
        column.index: to_arabic(text).lstrip("0")
        for column in header.columns
        if (text := column.sub or column.label).isdecimal()
    }
    return set(bare) if set(bare.values()) <= days else set()


def _entries(sheet: Sheet, reading: SheetReading, numbers: Iterable[int]) -> Iterator[Entry]:
    copied = [
        index for name, index in reading.columns.items() if name not in {"number", *NAMES, "family", "prefix"}
    ]
    above: dict[int, str] = {}
    heads = {column.index: column for column in reading.header.columns}
    for number in numbers:
        row = sheet.rows[number - 1]
        if _is_no_entry(row, reading, heads):
            continue
        texts = {index: at(row, index) for index in {*copied, *(day.index for day in reading.days)}}
        for index, text in texts.items():
            if cells.is_ditto(text):
                texts[index] = above.get(index, "")
        above = texts
        yield _entry(row, number, texts, reading)


def _is_no_entry(row: list[Cell], reading: SheetReading, heads: dict[int, object]) -> bool:
    """Totals, notes below the table, repeated heads, and rows that were only numbered beforehand."""
    texts = [at(row, index) for index in range(len(row))]
    number = at(row, reading.columns.get("number"))
    name = _written_name(row, reading)
    if cells.is_total(number, texts) or cells.is_note(name or next(filter(None, texts))):
        return True
    for level in ("label", "sub"):
        if cells.repeats_head(texts, [getattr(heads.get(index), level, "") for index in range(len(texts))]):
            return True
    filled = [
        index for index in {*reading.columns.values(), *(day.index for day in reading.days)} if at(row, index)
    ]
    numbered = not number or cells.is_number(number)
    return not name and numbered and all(index == reading.columns.get("number") for index in filled)


def _entry(row: list[Cell], number: int, texts: dict[int, str], reading: SheetReading) -> Entry:
    def text(name: str) -> str:
        index = reading.columns.get(name)
        return "" if index is None else texts.get(index, "").replace(HIDDEN, "").strip()

    written = _written_name(row, reading)
    return Entry(
        key=f"{reading.number}:{number}",
        sheet=reading.name,
        row=number,
        written=written,
        name=parse_name(written),
        place=cells.place_text(text),
        group=text("group"),
        issues=text("issues"),
        position=text("position"),
        phone=text("phone"),
        marks={day.index: texts[day.index] for day in reading.days},
        hidden=any(HIDDEN in at(row, index) for index in range(len(row))),
    )


def _written_name(row: list[Cell], reading: SheetReading) -> str:
    """The whole name, however many columns it takes."""
    parts = ["prefix", "name", "family"] if "name" in reading.columns else ["prefix", "given", "family"]
    if "given" in reading.columns and "name" in reading.columns and "family" not in reading.columns:
        parts = ["prefix", "given", "name"]  # ชื่อ beside ชื่อสกุล: the second is the family name
    found = [at(row, reading.columns.get(part)) for part in parts]
    return " ".join(filter(None, found)).replace(HIDDEN, "").strip()
