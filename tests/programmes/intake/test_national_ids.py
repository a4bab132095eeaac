"""Which numbers are national IDs, however they are written, and which only look like them."""

import io
import zipfile

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from programmes.intake.grid import Sheet
from programmes.intake.hidden import says_ids
from programmes.intake.national_ids import (
    HIDDEN,
    SOMETHING_ELSE,
    has_check_digit,
    hide_national_ids,
    without_ids,
)

VALID = "3400100123458"  # made up; its last digit follows from the others


def split(digits: str, sizes: list[int], between: str) -> str:
    parts, at = [], 0
    for size in sizes:
        parts.append(digits[at : at + size])
        at += size
    return between.join(parts)


def numbers() -> st.SearchStrategy[str]:
    """Numbers with a check digit that begin as those of citizens do."""

    def closed(start: int, rest: str) -> str:
        return next(f"{start}{rest}{last}" for last in range(10) if has_check_digit(f"{start}{rest}{last}"))

    return st.builds(closed, st.integers(1, 8), st.text("0123456789", min_size=11, max_size=11))


def test_the_check_digit_follows_from_the_others():
    assert has_check_digit("1234567890121")
    assert not has_check_digit("1234567890123")
    assert has_check_digit(VALID)


@pytest.mark.parametrize(
    "written",
    [
        VALID,
        split(VALID, [1, 4, 5, 2, 1], "-"),
        split(VALID, [4, 4, 4, 1], "-"),
        split(VALID, [3, 3, 3, 4], "-"),
        split(VALID, [4, 4, 5], "-"),
        split(VALID, [3, 4, 6], " "),
        split(VALID, [1] * 13, " "),
        split(VALID, [1, 4, 5, 2, 1], ":"),
        split(VALID, [1, 4, 5, 2, 1], " | "),
        split(VALID, [1, 4, 5, 2, 1], "·"),
        split(VALID, [1, 4, 5, 2, 1], "•"),
        f"{VALID[0]},{VALID[1:4]},{VALID[4:7]},{VALID[7:10]},{VALID[10:]}",
        VALID.translate(str.maketrans("0123456789", "0123456789")),
        VALID.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")),
        "1234567890123",  # mistyped, in a row
        "1-2345-67890-12-3",  # mistyped, in its groups
    ],
)
@pytest.mark.parametrize("around", ["{}", "บัตร {} ครับ", "(เลข {})"])
def test_an_id_is_hidden_and_what_stands_around_it_stays(written: str, around: str):
    hidden = without_ids(around.format(written))
    assert hidden == around.format(HIDDEN)


@pytest.mark.parametrize(
    "written",
    [
        "47P 650123 1612345", "650123 1612345", "1612345 650123",
        "16.2433333333333", "103.2512345678901", "16.2433333333333, 103.25",
        "16-14-25 103-15-00", "2018-03-12 9:30:00", "12-03-2561 9:30:00",
        "081-000-0001, 12345", "0810000001 123", "5, 12, 19 และ 26 มี.ค. 2561 09.00",
        "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11", "123456789012", "12345678901234", "1234-5678-9012-34",
    ],
)  # fmt: skip
def test_what_is_something_else_stays(written: str):
    assert without_ids(written) == written


@given(numbers(), st.lists(st.integers(1, 6), min_size=1, max_size=5), st.sampled_from(" -:·"))
def test_with_its_check_digit_an_id_is_found_in_any_few_groups(number: str, sizes: list[int], between: str):
    written = split(number, [*sizes, len(number)], between).rstrip(between)
    assume(tuple(map(len, written.split(between))) not in SOMETHING_ELSE)
    assert without_ids(written) == HIDDEN


@given(st.text(max_size=40))
def test_hiding_twice_hides_no_more(text: str):
    once = without_ids(text)
    assert without_ids(once) == once


def test_boxes_of_one_digit_are_one_number():
    row = ["1", "นายกล้า ทดสอบ", *VALID, "สมาชิก"]
    sheet = Sheet("1", [row])
    assert hide_national_ids([sheet])
    assert sheet.rows == [["1", "นายกล้า ทดสอบ", HIDDEN, *[None] * 12, "สมาชิก"]]


@pytest.mark.parametrize("marks", ["1011011101101", "1234567890123", "34001001234"])
def test_boxes_that_are_no_number_stay(marks: str):
    sheet = Sheet("1", [["ก", *marks, "ข"]])
    assert not hide_national_ids([sheet])
    assert sheet.rows == [["ก", *marks, "ข"]]


@pytest.mark.parametrize("piece", ["</t></r><r><rPr", "</t></r><r><rPr><b/>", "</t></r><r ", "<sheet "])
def test_a_part_of_a_workbook_that_breaks_off_again_and_again_is_looked_through_once(piece: str):
    """Were every beginning followed to the end of the part, this would take hours."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", piece * 300_000)
    assert not says_ids(out.getvalue())


@pytest.mark.parametrize("format_of_run", ["", "<rPr/>", "<rPr><b/><rFont val='x'/></rPr>"])
def test_a_number_in_two_runs_of_one_text_is_one(format_of_run: str):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        text = f"<si><r><t>{VALID[:6]}</t></r> <r>{format_of_run}<t>{VALID[6:]}</t></r></si>"
        archive.writestr("xl/sharedStrings.xml", text)
    assert says_ids(out.getvalue())
