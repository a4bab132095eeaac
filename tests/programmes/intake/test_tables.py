"""Several tables in one sheet: each has the day and the place of the lines above it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from geo.models import Area
from programmes.choices import ActivityStatus
from programmes.intake.files import open_file
from programmes.intake.services import preview
from programmes.models import Activity, Attendance
from tests.factories.leaders import TeamFactory

from .conftest import csv_of
from .making import book
from .test_writing import confirm_batch, uploaded

PLACE = "ณ ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"
FIRST = [["ใบลงทะเบียน เวที"], [f"วันที่ 20 มิ.ย. 61 {PLACE}"]]
HEAD = ["ที่", "ชื่อ-สกุล", "กลุ่ม", "ลายมือชื่อ"]


def person(number: int, name: str) -> list[str]:
    """A member who signed."""
    return [str(number), name, "สมาชิก", "/"]


def two(*between: Iterable[object]) -> bytes:
    """A sheet with somebody in row 4, then ``between``, then somebody else."""
    return csv_of([*FIRST, HEAD, person(1, "นายกอ ขอ"), *between, person(1, "นายคอ งอ")])


def read(by: Any, content: bytes) -> dict[str, tuple[str, dict[str, str]]]:
    """Verdict and attendance by name."""
    rows = preview(open_file(content, "a.csv"), {}, by=by).rows
    return {row.label: (row.verdict.value, row.values["attendance"]) for row in rows}


OTHER = [["ใบลงทะเบียน ประชุมอื่น"], [f"วันที่ 27 มิ.ย. 61 {PLACE}"]]


@pytest.mark.parametrize(
    "between",
    [
        [[], *OTHER, HEAD],
        [*OTHER, HEAD],
        [["รวม", "1 คน"], ["ลงชื่อ ............ ผู้รับรอง วันที่ 21 มิ.ย. 61"], [], *OTHER, HEAD],
        [[], [f"ใบลงทะเบียน ประชุมอื่น วันที่ 27 มิ.ย. 61 {PLACE}"], HEAD],
        [[], ["ใบลงทะเบียน ประชุมอื่น"], ["วันที่", "27 มิ.ย. 61"], HEAD],
        [[], ["", "ใบลงทะเบียน ประชุมอื่น"], ["", "วันที่ 27 มิ.ย. 61"], HEAD],
        [[], *OTHER],
        [[], ["ประชุมอื่น"], ["27 มิ.ย. 61"], HEAD],
    ],
)
def test_a_second_title_has_its_own_day(between: list[list[str]], coordinator: Any) -> None:
    assert read(coordinator, two(*between)) == {
        "นายกอ ขอ": ("new", {"2018-06-20": "present"}),
        "นายคอ งอ": ("new", {"2018-06-27": "present"}),
    }


def test_without_a_column_of_numbers_too(coordinator: Any) -> None:
    rows = [*FIRST, HEAD[1:], person(1, "นายกอ ขอ")[1:], *OTHER, HEAD[1:], person(1, "นายคอ งอ")[1:]]
    assert read(coordinator, csv_of(rows))["นายคอ งอ"] == ("new", {"2018-06-27": "present"})
    assert len(read(coordinator, csv_of(rows))) == 2


@pytest.mark.parametrize(
    "between",
    [
        [HEAD],
        [[], *FIRST, HEAD],
        [[], ["ใบลงทะเบียน เวที (ต่อ)"], FIRST[1], HEAD],
        [[], ["หน้า 2"], HEAD],
        [["2", "", "", ""], []],
    ],
)
def test_the_next_page_of_a_printed_form_is_the_same_table(
    between: list[list[str]], coordinator: Any
) -> None:
    found = preview(open_file(two(*between), "a.csv"), {}, by=coordinator)
    assert [row.part for row in found.rows] == ["1", "1"]
    assert [row.values["attendance"] for row in found.rows] == [{"2018-06-20": "present"}] * 2


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("วันที่ 31 มิ.ย. 61", "ไม่มีวันที่ 31 มิ.ย. 2561"),
        ("ต.ขามเรียง อ.กันทรวิชัย จ.มหาสารคาม", "อยู่นอกพื้นที่ของคุณ"),
    ],
)
def test_a_second_title_that_cannot_be_refuses_only_its_rows(line: str, said: str, coordinator: Any) -> None:
    found = preview(open_file(two([], ["ใบลงทะเบียน เวที"], [line], HEAD), "a.csv"), {}, by=coordinator)
    assert [row.verdict.value for row in found.rows] == ["new", "refused"]
    assert said in found.rows[1].reasons[0]


def test_another_place_takes_no_day_from_above(reviewer: Any) -> None:
    TeamFactory(code=Area.objects.get(name_th="ขามเรียง").code, formed_on=date(2018, 1, 1))
    line = "ต.ขามเรียง อ.กันทรวิชัย จ.มหาสารคาม"
    found = preview(open_file(two([], [line], HEAD), "a.csv"), {}, by=reviewer)
    assert [row.verdict.value for row in found.rows] == ["new", "refused"]
    assert found.rows[1].reasons[0].startswith("ไม่พบวันที่จัด")


def test_a_line_in_the_column_of_numbers_is_not_lost(coordinator: Any) -> None:
    found = preview(open_file(two(["หมู่ 3"]), "a.csv"), {}, by=coordinator)
    assert [(row.row, row.verdict.value) for row in found.rows] == [(4, "new"), (5, "refused"), (6, "new")]


def test_further_days_become_further_columns(coordinator: Any) -> None:
    head = ["ที่", "ชื่อ-สกุล", "กลุ่ม", "27 มิ.ย. 61", "28 มิ.ย. 61"]
    content = csv_of(
        [*FIRST, HEAD, person(1, "นายกอ ขอ"), ["วันที่ 27-28 มิ.ย. 61"], head, [*person(1, "นายคอ งอ"), "-"]]
    )
    assert read(coordinator, content)["นายคอ งอ"][1] == {"2018-06-27": "present", "2018-06-28": "absent"}


def test_each_table_is_written_as_its_own_activity(coordinator: Any) -> None:
    content = two([], *OTHER, HEAD)
    batch = uploaded(coordinator, content, method="forum")
    assert confirm_batch(batch, by=coordinator).number == 2
    logs = Activity.objects.order_by("starts_on").values_list("title", "starts_on", "status")
    assert list(logs) == [
        ("เวที", date(2018, 6, 20), ActivityStatus.SUBMITTED),
        ("ประชุมอื่น", date(2018, 6, 27), ActivityStatus.SUBMITTED),
    ]
    assert Attendance.objects.count() == 2
    assert {verdict for verdict, _ in read(coordinator, content).values()} == {"same"}


def test_sheets_of_the_same_day_are_written_as_one_activity(coordinator: Any) -> None:
    content = book([*FIRST, HEAD, person(1, "นายกอ ขอ")], [*FIRST, HEAD, person(1, "นายคอ งอ")])
    batch = uploaded(coordinator, content, "a.xlsx", method="forum")
    assert confirm_batch(batch, by=coordinator).number == 2
    activity = Activity.objects.get()
    assert activity.status == ActivityStatus.SUBMITTED
    assert Attendance.objects.filter(session__activity=activity).count() == 2
