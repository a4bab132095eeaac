"""The sample activity list, row by row: what domain.md says it means, from CSV and from XLSX alike."""

from typing import Any

import pytest

from programmes.intake.files import open_file
from programmes.intake.kinds import kind_of
from programmes.intake.services import preview

from .conftest import HOME, sample

NOT_SAID = {
    "further_methods": [], "women": None, "estimated": False, "partners": [], "budget_planned": None,
    "budget_spent": None, "outputs": "", "outcomes": "", "obstacles": "", "postponed_to": None, "hours": None,
    "planned": None, "came": None, "team": None, "status": "submitted",
}  # fmt: skip
NO_TEAM = "ตำบลนี้ยังไม่มีทีม บันทึกเป็นกิจกรรมของพื้นที่"


def values(*days: str, **told: Any) -> dict[str, Any]:
    """Values of a row held on these days."""
    first, last = (days[0], days[-1]) if days else (None, None)
    return {**NOT_SAID, "days": list(days), "starts_on": first, "ends_on": last, **told}


EXPECTED = [
    (
        2, "new", [],
        values(
            "2018-03-12", "2018-03-13", title="เวทีพัฒนาทีมตำบล", method="learning-by-doing",
            issues=["community-councils"], area=HOME, team=HOME, planned=30, came=28,
            partners=[{"name": "อบต.ท่าขอนยาง", "kind": "local"}, {"name": "มมส.", "kind": "academia"}],
            budget_planned="15000", outputs="ได้แผนตำบล ๑ แผน",
        ),
    ),
    (
        3, "new", [NO_TEAM, "พอช. ไม่ใช่ภาคี ไม่ได้นับ “พอช.ภาค”"],
        values(
            "2018-04-05", title="ดูงานกองทุน", method="study-visit", issues=["welfare"], area="141303",
            planned=20, came=20, estimated=True, budget_planned="8000",
        ),
    ),
    (
        4, "new", [NO_TEAM],
        values(
            "2018-05-21", title="อบรมบัญชี", method="training", issues=["economy-capital"], area="841001",
            planned=25, budget_planned="12500", status="postponed",
        ),
    ),
    (
        5, "refused", ["ช่อง วันที่จัด: ไม่มีวันที่ 31 เม.ย. 2561 แก้ในไฟล์แล้วนำเข้าใหม่"],
        values(
            title="สำรวจบ้าน", method="learning-by-doing", issues=["sufficiency-housing"], area="920901",
            planned=15, came=15, women=9, partners=[{"name": "อปท.ควนเมา", "kind": "local"}],
            outputs="สำรวจ ๔๒ หลัง", obstacles="ข้อมูลไม่ครบ",
        ),
    ),
    (
        6, "question",
        ["ช่อง วันที่จัด: วันที่ 29 ก.พ. 2563 ยังมาไม่ถึง แต่ช่อง จริง(คน) มี 18 คน", NO_TEAM],
        values(
            "2020-02-29", title="ถอดบทเรียน", method="knowledge-management", issues=["integrated"],
            area="150414", came=18, status="planned",
        ),
    ),
]  # fmt: skip


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_every_row_is_read_as_expected(suffix: str, staff: Any) -> None:
    opened = open_file(sample(suffix), f"b.{suffix}")
    assert kind_of(opened.sheets).key == "activities"
    plan = preview(opened, {}, by=staff)
    found = [(row.row, row.verdict.value, row.reasons, row.values) for row in plan.rows]
    assert found == EXPECTED
    assert [(question.key, question.optional) for question in plan.questions] == [("budget", True)]


def test_both_files_are_one_content() -> None:
    assert open_file(sample("csv"), "b.csv").digest == open_file(sample("xlsx"), "b.xlsx").digest


@pytest.mark.parametrize(("pinned", "verdict"), [("2019-02-20", "question"), ("2020-03-01", "new")])
def test_the_leap_day_of_2563_is_a_day_once_it_has_come(
    pinned: str, verdict: str, staff: Any, settings: Any
) -> None:
    settings.KHABUAN_TODAY = pinned
    last = preview(open_file(sample("csv"), "b.csv"), {}, by=staff).rows[-1]
    assert (last.verdict, last.values["starts_on"]) == (verdict, "2020-02-29")


def test_what_is_shown_beside_a_row(staff: Any) -> None:
    first, second, third, *_ = preview(open_file(sample("csv"), "b.csv"), {}, by=staff).rows
    assert first.place == "ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"
    assert first.facts == ["12–13 มี.ค. 2561", "ปฏิบัติการจริง", "มา 28 คน", "15,000 บาท"]
    assert second.facts[2] == "มา ประมาณ 20 คน"
    assert third.facts[-1] == "เลื่อน"
