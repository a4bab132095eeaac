"""A sign-in sheet taken apart into one entry a person. Nothing is looked up and nothing is decided here."""

from collections.abc import Iterable

from .. import cells
from ..grid import Cell, Sheet, at, text_of
from ..headers import Header, find_header, head_at
from ..titles import Titles, names_day_or_sheet, titles_of
from ..unread import unread_heads
from .columns import LABELS, NAMES, DayColumn, columns_of, group_columns
from .lines import code_at, parted
from .signing import are_marks
from .table import SheetReading, entries_of, goes_on_with_head, is_no_entry, written_name


def read_sheet(sheet: Sheet, number: int) -> SheetReading | None:
    """Read the first table of a sheet, the ``number``-th of its file; None when it is no sign-in sheet."""
    return next(iter(read_tables(sheet, number)), None)


def read_tables(sheet: Sheet, number: int) -> list[SheetReading]:
    """Every table of a sheet: another head, or titles with another day or place, begin a further one."""
    header = find_header(sheet, LABELS, NAMES)
    if header is None:
        return []
    code, lines = parted(sheet, range(1, header.first))
    tables = [_table(sheet, str(number), header, titles_of(sheet, lines), code)]
    rows: list[list[int]] = [[]]
    last, titles = header.last, []
    for row in range(header.last + 1, len(sheet.rows) + 1):
        if row <= last or not any(map(text_of, sheet.rows[row - 1])):
            continue
        if row == last + 1 and goes_on_with_head(sheet.rows[row - 1], tables[-1]):
            continue
        head = head_at(sheet, row, LABELS, NAMES)
        if head is None and (code_at(sheet, row) is not None or _is_title(sheet.rows[row - 1], tables[-1])):
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
        table.entries = list(entries_of(sheet, table, numbers))
    return tables


def _guess_days(sheet: Sheet, table: SheetReading, numbers: Iterable[int]) -> None:
    """Columns of marks that no head names: whether people signed there is asked about."""
    heads = {column.index: column for column in table.header.columns}
    rows = [row for n in numbers if not is_no_entry(row := sheet.rows[n - 1], table, heads)]
    width = max(map(len, rows), default=0)
    for index in sorted(set(range(width)) - {*table.columns.values(), *table.groups}):
        texts = [text for row in rows if (text := at(row, index)) and not cells.is_ditto(text)]
        if are_marks(texts):
            head = heads[index].sub or heads[index].label if index in heads else ""
            table.days.append(DayColumn(index, head, head, guessed=True))
            table.unread = [text for text in table.unread if text != head]


def _table(sheet: Sheet, number: str, header: Header, titles: Titles, code: str) -> SheetReading:
    groups = group_columns(sheet, header)
    columns, days = columns_of(header, titles, groups)
    unread = unread_heads(sheet, header, {*columns.values(), *groups, *(day.index for day in days)})
    return SheetReading(number, sheet.name, header, titles, columns, days, groups, unread=unread, code=code)


def _further(
    sheet: Sheet, number: str, head: Header | None, rows: list[int], above: SheetReading
) -> SheetReading | None:
    """The table that the titles in ``rows`` and ``head`` begin; None for a further page of ``above``."""
    code, lines = parted(sheet, rows)
    titles = titles_of(sheet, lines)
    differ = titles.differ(above.titles)
    code = code or ("" if differ else above.code)
    found = _table(sheet, number, head or above.header, titles.after(above.titles), code)
    same_columns = (found.columns, found.days) == (above.columns, above.days)
    return None if same_columns and not differ and code == above.code else found


def _is_title(row: list[Cell], above: SheetReading) -> bool:
    """Whether a row below a head may be a line above a further one: a single text that is nobody's name."""
    texts = [at(row, index) for index in range(len(row))]
    said = [text for text in texts if text]
    number, name = at(row, above.columns.get("number")), written_name(row, above)
    if cells.is_number(number) or cells.is_total(number, texts) or cells.is_note(said[0]):
        return False
    if names_day_or_sheet(" ".join(said)):
        return len(said) == 1 or bool(number)
    return len(said) == 1 and not name and bool(number or texts[0])
