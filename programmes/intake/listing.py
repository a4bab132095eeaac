"""Lists, one thing a row, taken apart into texts by what their columns hold. Nothing is looked up or decided.

Activity lists and lists of learning sites are read so. The rules of every sheet hold: the head is found by
its labels, two-level heads merge, 〃 copies the cell above, totals, notes and repeated heads are left out,
row numbers are those of the user's file.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise, permutations

from . import cells
from .grid import Sheet, lines_at, text_of
from .headers import Column, Header, Labels, find_header, label_key, name_of
from .national_ids import HIDDEN
from .titles import Titles, read_titles
from .unread import unread_heads

NUMBER = "number"  # the column that only counts rows; every kind of list names it so


@dataclass(frozen=True)
class ListRow:
    """One row: ``texts`` by what the columns hold, "" for a blank; ``hidden``: an ID number was left out.

    ``told`` are columns whose amount stands in a cell merged with rows above, with the row it counts for.
    """

    key: str
    sheet: str
    row: int
    texts: dict[str, str]
    hidden: bool = False
    told: Mapping[str, int] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        """The text of a column; "" where the list has no such column."""
        return self.texts.get(name, "")


@dataclass
class ListReading:
    """One table: the number of its sheet ("1"), head, lines above it, and columns by what they hold.

    ``unread`` are heads of columns that hold something nobody reads.
    """

    number: str
    name: str
    header: Header
    titles: Titles
    columns: dict[str, int]
    labels: dict[str, str]
    rows: list[ListRow] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def label(self, name: str) -> str:
        """What the file itself calls a column: "งบ(บาท)"; "" where there is none."""
        return self.labels.get(name, "")


@dataclass(frozen=True)
class Layout:
    """How the columns of a kind of list are known: by ``labels``, of which a head must name all of ``must``.

    Cells of the columns in ``lines`` keep their line ends. ``pairs`` are labels that only tell together with
    the one above them, or, under the same head, to their left: "งบ จริง", "หญิง รวม"; ``beside`` are those that
    tell with the one to their left in a head of one line. ``numbers`` are columns of which a part is not
    the whole: "จำนวนคน" over "ผู้นำ" and "ชาวบ้าน" names neither of them. ``amounts`` are those whose merged
    cell is said once of all its rows: it counts for the first of them. ``apart`` are columns of different
    things: under a head that names one, no lower label names the other ("งบประมาณ" over "จริง" is no people).
    """

    labels: Labels
    must: tuple[str, ...]
    lines: frozenset[str] = frozenset()
    pairs: Labels = field(default_factory=dict)
    beside: Labels = field(default_factory=dict)
    numbers: frozenset[str] = frozenset()
    amounts: frozenset[str] = frozenset()
    apart: tuple[frozenset[str], ...] = ()


def read_list(sheet: Sheet, number: int, layout: Layout) -> ListReading | None:
    """The table of a sheet, the ``number``-th of its file; None when no head names all it must."""
    header = find_header(sheet, layout.labels, layout.must[:1], layout.pairs)
    if header is None:
        return None
    columns, labels = _named(header, layout)
    if not columns.keys() >= set(layout.must):
        return None
    reading = ListReading(str(number), sheet.name, header, read_titles(sheet, header.first), columns, labels)
    reading.rows = list(_rows(sheet, reading, layout))
    reading.unread = unread_heads(sheet, header, set(columns.values()))
    return reading


def _named(header: Header, layout: Layout) -> tuple[dict[str, int], dict[str, str]]:
    """Columns and what the file calls them, by what they hold."""
    columns: dict[str, int] = {}
    labels: dict[str, str] = {}
    wide = {left.label for left, right in pairwise(header.columns) if left.label == right.label}
    left = None
    for column in header.columns:
        both = f"{column.label} {column.sub}" if column.sub else ""
        paired = name_of(both, layout.pairs)
        pairs = layout.pairs if column.sub else layout.beside
        name = paired or name_of(_beside(left, column), pairs) or column.name(layout.labels)
        is_part = column.label in wide and column.sub and not name_of(column.sub, layout.labels)
        if not paired and ((is_part and name in layout.numbers) or _is_astray(column, name, layout)):
            name = ""
        if name and name not in columns:
            columns[name] = column.index
            labels[name] = both if paired else column.sub or column.label
        left = column
    return columns, labels


def _is_astray(column: Column, name: str, layout: Layout) -> bool:
    """Whether the lower label names another thing than the head above it speaks of."""
    above = name_of(column.label, layout.labels) if column.sub else ""
    return any(above in one and name in other for one, other in permutations(layout.apart, 2))


def _beside(left: Column | None, column: Column) -> str:
    """A label behind the one to its left, if they stand side by side under the same head, or under none."""
    if left is None or left.index != column.index - 1 or bool(left.sub) != bool(column.sub):
        return ""
    if column.sub and left.label != column.label:
        return ""
    return f"{left.sub or left.label} {column.sub or column.label}"


def _rows(sheet: Sheet, reading: ListReading, layout: Layout) -> Iterator[ListRow]:
    above: dict[str, str] = {}
    told = _told_above(sheet, reading, layout)
    heads = {column.index: column for column in reading.header.columns}
    for number, row in sheet.numbered():
        if number <= reading.header.last:
            continue
        said = [text_of(cell) for cell in row]
        if _is_no_entry(said, reading, heads):
            continue
        texts = {
            name: lines_at(row, index) if name in layout.lines else _at(said, index)
            for name, index in reading.columns.items()
        }
        for name, text in texts.items():
            if cells.is_ditto(text):
                texts[name] = above.get(name, "")
        above = texts
        texts |= dict.fromkeys(told.get(number, ()), "")
        yield ListRow(
            key=f"{reading.number}:{number}",
            sheet=reading.name,
            row=number,
            texts={name: text.replace(HIDDEN, "").strip() for name, text in texts.items()},
            hidden=any(HIDDEN in text for text in said),
            told=told.get(number, {}),
        )


def _told_above(sheet: Sheet, reading: ListReading, layout: Layout) -> dict[int, dict[str, int]]:
    """By row the amounts in merged cells that begin further up, each with the row that has them."""
    names = {index: name for name, index in reading.columns.items() if name in layout.amounts}
    found: dict[int, dict[str, int]] = {}
    for column, first, last in sheet.merged:
        for number in range(first + 1, last + 1) if column in names else ():
            found.setdefault(number, {})[names[column]] = first
    return found


def _at(texts: list[str], index: int) -> str:
    return texts[index] if index < len(texts) else ""


def _is_no_entry(texts: list[str], reading: ListReading, heads: dict[int, Column]) -> bool:
    """Totals, notes below the table, repeated heads, and rows that were only numbered beforehand."""
    number = _at(texts, reading.columns.get(NUMBER, len(texts)))
    filled = [index for name, index in reading.columns.items() if name != NUMBER and _at(texts, index)]
    if not filled:
        return True
    if cells.is_total(number, texts) or (len(filled) == 1 and cells.is_note(next(filter(None, texts)))):
        return True
    first = heads.get(filled[0])
    if first is None or label_key(texts[filled[0]]) not in {label_key(first.label), label_key(first.sub)}:
        return False  # no head at all, and most rows are none
    return any(
        cells.repeats_head(texts, [getattr(heads.get(index), level, "") for index in range(len(texts))])
        for level in ("label", "sub")
    )
