"""The sample sign-in sheet, row by row: what domain.md says it means, from CSV and from XLSX alike."""

from typing import Any

import pytest

from programmes.intake.files import open_file
from programmes.intake.services import preview

from .conftest import HOME, sample

DAYS = ("2018-03-12", "2018-03-13")


def expected_rows() -> list[dict[str, Any]]:
    """Row, verdict, values and reasons of the sample."""
    return [
        {
            "row": 5,
            "verdict": "new",
            "values": {
                "prefix": "นาย",
                "title": "",
                "given_name": "สมชาย",
                "family_name": "ใจดี",
                "subdistrict": HOME,
                "group": "change-leader",
                "issues": [],
                "position": "ประธานสภาฯ",
                "phone": "0810000001",
                "attendance": dict.fromkeys(DAYS, "present"),
            },
            "reasons": [],
        },
        {
            "row": 6,
            "verdict": "new",
            "values": {
                "prefix": "นาง",
                "title": "",
                "given_name": "สมหญิง",
                "family_name": "รักบ้าน",
                "subdistrict": HOME,
                "group": "issue-specialist",
                "issues": ["welfare"],
                "position": "กองทุนสวัสดิการฯ",
                "phone": "0810000002",
                "attendance": {DAYS[0]: "present", DAYS[1]: "absent"},
            },
            "reasons": [],
        },
        {
            "row": 7,
            "verdict": "new",
            "values": {
                "prefix": "นางสาว",
                "title": "",
                "given_name": "มะลิ",
                "family_name": "งามตา",
                "subdistrict": HOME,
                "group": "member",
                "issues": [],
                "position": "กลุ่มออมทรัพย์",
                "phone": None,
                "attendance": dict.fromkeys(DAYS, "present"),
            },
            "reasons": [],
        },
        {
            "row": 8,
            "verdict": "question",
            "values": {
                "prefix": "",
                "title": "ผญ.",
                "given_name": "บุญมี",
                "family_name": "ดีพร้อม",
                "subdistrict": HOME,
                "group": None,
                "issues": [],
                "position": "ผู้ใหญ่บ้าน ม.๔",
                "phone": None,
                "attendance": dict.fromkeys(DAYS, "present"),
            },
            "reasons": ["ช่อง กลุ่ม: “ผู้นำ” หมายถึงกลุ่มไหน"],
        },
    ]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_every_row_is_read_as_expected(suffix: str, coordinator: Any) -> None:
    opened = open_file(sample(suffix), f"a_signin.{suffix}")
    plan = preview(opened, {}, by=coordinator)
    read = [
        {"row": row.row, "verdict": row.verdict.value, "values": row.values, "reasons": row.reasons}
        for row in plan.rows
    ]
    assert read == expected_rows()
    assert [question.key for question in plan.every_question()] == ["method", "1:8:group"]


def test_csv_and_workbook_are_one_content() -> None:
    assert open_file(sample("csv"), "a.csv").digest == open_file(sample("xlsx"), "a.xlsx").digest
