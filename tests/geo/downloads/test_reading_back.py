"""What is written reads back as the same: through CSV and XLSX, by the reader of sheets."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from geo.downloads.cells import guarded, kept, unguarded
from geo.downloads.writing import MOST_IN_A_CELL, csv_lines, in_a_cell, sheet_title, write_xlsx
from programmes.intake.delimited import read_csv
from programmes.intake.refusals import FileRefused
from programmes.intake.workbooks import read_xlsx

HEAD = ["ช่อง 1", "ช่อง 2"]
FORMULAS = [
    "=1+1", "+66810000001", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠x",
    " =1", "\u200b=1", "\ufeff@x", "−1",
]  # fmt: skip
TRYING = [
    *FORMULAS, "'=1", "''=1", "'", "''", "'ก", "0810000001", "1234567890123456789", "007", "1e5",
    "2561-01-01", 'ว่า "มา"', "a;b;c", "a|b", "บรรทัด 1\nบรรทัด 2", " มีช่องว่าง ", "😀🇹🇭", "_x000D_", "_x0041_",
    "_x005F_", "<b>&amp;", "TRUE", "#N/A", "http://example.org", "mailto:x@example.org", "{=1}",
]  # fmt: skip
TEXTS = st.one_of(st.sampled_from(TRYING), st.text(), st.text(alphabet="'=+-@ \t\n\"_x05F,;ก", max_size=12))


def through_csv(rows: list[list[object]]) -> list[list[object]]:
    content = "".join(csv_lines(HEAD, rows)).encode()
    head, *found = read_csv(content, "rows").rows
    assert head == HEAD
    return found


def through_xlsx(rows: list[list[object]]) -> list[list[object]]:
    file = io.BytesIO()
    write_xlsx(file, HEAD, rows, title="แถว", widths=[10, 10])
    (sheet,) = read_xlsx(file.getvalue())
    assert sheet.rows[0] == HEAD
    found = [[*row, *[None] * (2 - len(row))] for row in sheet.rows[1:]]
    return [[("" if cell is None else cell) for cell in row] for row in found]


@given(TEXTS)
def test_an_apostrophe_is_taken_off_exactly_where_it_was_put(text):
    assert unguarded(guarded(text)) == text
    assert guarded(text) in {text, f"'{text}"}


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5))
def test_every_text_comes_back(pairs):
    # A row that says nothing at the end of a workbook is none: the last row says something.
    rows = [[*map(kept, pair)] for pair in pairs] + [["จบ", "จบ"]]
    assert through_csv([list(pair) for pair in pairs] + [["จบ", "จบ"]]) == rows
    assert through_xlsx([list(pair) for pair in pairs] + [["จบ", "จบ"]]) == rows


@pytest.mark.parametrize("text", TRYING)
def test_what_spreadsheets_trip_over_comes_back(text):
    assert through_csv([[text, "จบ"]]) == [[kept(text), "จบ"]]
    assert through_xlsx([[text, "จบ"]]) == [[kept(text), "จบ"]]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_run(text):
    (line,) = list(csv_lines(HEAD, [[text, "x"]]))[1:]
    assert line.lstrip('"').startswith("'")
    file = io.BytesIO()
    write_xlsx(file, HEAD, [[text, "x"]], title="แถว", widths=[10, 10])
    cells = [cell for row in load_workbook(file).active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


def test_numbers_stay_numbers():
    assert through_csv([[-5, 1.5]]) == [["-5", "1.5"]]
    assert through_xlsx([[-5, 1.5], [None, 0]]) == [[-5, 1.5], ["", 0]]


@pytest.mark.parametrize(
    ("text", "left"),
    [("a\x00b\x07c", "abc"), ("a\r\nb\rc", "a\nb\nc"), ("\ud800a\uffff", "a"), ("a\tb\nc", "a\tb\nc")],
)
def test_codes_that_no_file_takes_are_left_out_and_line_ends_are_one_kind(text, left):
    assert kept(text) == left


def test_a_text_too_long_for_a_cell_is_whole_in_csv_says_so_in_a_workbook_and_is_not_taken_in_again():
    text = "ก" * 100_000
    written = "".join(csv_lines(["ก", "ข"], [[text, "จบ"]]))
    assert f"{text},จบ" in written.replace('"', "")
    with pytest.raises(FileRefused, match="แถว 2 มีช่องที่ยาวเกิน 32,767 ตัวอักษร"):
        through_csv([[text, "จบ"]])
    ((cut, _end),) = through_xlsx([[text, "จบ"]])
    assert len(cut) == MOST_IN_A_CELL
    assert cut.endswith("ดูครบในไฟล์ CSV)")


@pytest.mark.parametrize("number", [MOST_IN_A_CELL - 1, MOST_IN_A_CELL])
def test_a_text_that_just_fits_is_not_cut(number):
    assert in_a_cell("ก" * number) == "ก" * number


@pytest.mark.parametrize("start", ["", "ก"])
def test_no_character_is_cut_in_half(start):
    cut = in_a_cell(start + "😀" * 20_000)
    assert MOST_IN_A_CELL - 1 <= len(cut.encode("utf-16-le")) // 2 <= MOST_IN_A_CELL
    assert "�" not in cut


def test_a_sheet_has_a_name_that_it_may_have():
    assert sheet_title("รายชื่อ [2562]: a/b?" + "ก" * 40) == ("รายชื่อ  2562   a b " + "ก" * 40)[:31].strip()
