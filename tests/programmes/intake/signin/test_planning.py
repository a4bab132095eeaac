"""Sheets as a whole: pages put together, answers that rows share, and any grid."""

from typing import Any

from hypothesis import HealthCheck, given, settings

from programmes.choices import Presence
from programmes.intake.services import answer_batch, confirm_batch, plan_of, upload_batch
from programmes.intake.signin.planning import make_plan
from programmes.models import Activity, Attendance

from ..conftest import HEAD, TITLES, sheet_of
from ..test_files import workbook
from ..test_reading import GRIDS, sheet
from .conftest import PLACED, plan


def test_two_pages_of_one_activity_are_one(coordinator: Any) -> None:
    def page(number: int, name: str) -> list[list[object]]:
        return [*[list(line) for line in TITLES], HEAD, [number, name, "สมาชิก", "", "", "/", "/"]]

    content = workbook(page(1, "กล้า ทดสอบ"), หน้า2=page(2, "ขวัญ สมมติ"))
    batch = upload_batch(content, "a.xlsx", by=coordinator)
    assert confirm_batch(batch, by=coordinator).number == 2
    assert Activity.objects.count() == 1
    assert Attendance.objects.filter(presence=Presence.PRESENT).count() == 4


def test_rows_that_ask_about_the_same_word_take_one_answer(coordinator: Any) -> None:
    rows = [["1", "นายกานต์ ทดลอง", "ผู้นำ", "", "", "/", ""], ["2", "นางนิด ทดลอง", "ผู้นำ", "", "", "/", ""]]
    batch = upload_batch(sheet_of(*rows), "sheet.csv", by=coordinator)
    asked = [question for row in plan_of(batch, by=coordinator).rows for question in row.questions]
    assert [question.about for question in asked] == ["ผู้นำ", "ผู้นำ"]
    [alike] = {question.alike for question in asked}

    found = answer_batch(batch, {alike: "change-leader", asked[1].key: "member"}, by=coordinator).plan
    assert [row.values["group"] for row in found.rows] == ["change-leader", "member"]


def test_columns_that_nobody_reads_are_told(coordinator: Any) -> None:
    row = ["1", "กล้า ทดสอบ", "สมาชิก", "", "", "/", "/"]
    assert plan(coordinator, [*row, "45"], head=[*HEAD, "อายุ"]).notes == ["ไม่ได้อ่านช่อง “อายุ” เพราะไม่รู้จักหัวช่อง"]
    assert plan(coordinator, [*row, ""], head=[*HEAD, "อายุ"]).notes == []


@given(GRIDS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_grid_breaks_the_plan(coordinator: Any, rows: list[list[object]]) -> None:
    titles = [list(line) for line in TITLES]
    found = make_plan([sheet(*titles, PLACED, *rows)], by=coordinator, answers={})
    for row in found.rows:
        assert row.verdict.value in {"new", "question", "refused", "same"}
        assert (row.verdict == "question") == (row.verdict != "refused" and row.waits)
        assert row.reasons or row.verdict == "new"
