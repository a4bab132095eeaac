"""A kept sheet without one person, however the columns of the name stand."""

import io

import openpyxl
import pytest

from leaders.services.erasing import Traces
from programmes.intake.forgetting import without_person

GIVEN, FAMILY = "พิกุลแก้ว", "กานดาวสี"
TRACES = Traces(frozenset({(GIVEN, FAMILY)}), frozenset({"0891234567"}))
OTHER = ["นายคำแก้ว", "แก้ว", "ตัวอย่าง"]


def book(rows, hidden=()):
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    if hidden:
        more = made.create_sheet("ซ่อน")
        more.sheet_state = "hidden"
        for row in hidden:
            more.append(row)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def left(content, kind):
    changed = without_person(content, "a.xlsx", kind, TRACES)
    assert changed is not None
    (sheet,) = openpyxl.load_workbook(io.BytesIO(changed))
    return [list(row) for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize(
    "row",
    [
        [GIVEN, "แก้ว", FAMILY],
        [FAMILY, "แก้ว", GIVEN],
        [f"นาง{GIVEN}", None, f" {FAMILY}"],
        [f"{GIVEN} (แก้ว) {FAMILY}", None, "/"],
    ],
)
def test_a_name_in_parts_is_found_and_nobody_elses(row):
    head = ["ชื่อ", "ชื่อเล่น", "สกุล"]
    assert left(book([head, row, OTHER]), "signin") == [head, [None] * 3, OTHER]
    first, told, other = left(book([head, row, OTHER]), "activities")
    assert (first, other) == (head, OTHER)
    assert not any(part in str(cell) for part in (GIVEN, FAMILY) for cell in told)


def test_half_of_the_name_is_somebody_else():
    rows = [[GIVEN, "อื่น"], ["อื่น", FAMILY]]
    assert without_person(book(rows), "a.xlsx", "signin", TRACES) is None


def test_a_hidden_sheet_with_the_name_in_parts_goes():
    assert left(book([["ก", "ข"]], hidden=[[GIVEN, FAMILY]]), "activities") == [["ก", "ข"]]
