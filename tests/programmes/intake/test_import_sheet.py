"""The command line: the same reading, printed for people and for programs."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from geo.models import ImportBatch
from leaders.models import Person

from .conftest import DATA
from .test_expected_reading import expected_rows


def run(capsys: pytest.CaptureFixture[str], path: Path, user: str, *more: str) -> dict[str, Any]:
    """The command's JSON."""
    call_command("import_sheet", str(path), "--user", user, "--format", "json", *more)
    return json.loads(capsys.readouterr().out)


def test_a_dry_run_tells_and_leaves_nothing(coordinator: Any, capsys: pytest.CaptureFixture[str]) -> None:
    report = run(capsys, DATA / "a_signin.xlsx", coordinator.username, "--dry-run")
    assert report["kind"] == "signin"
    names = ("row", "verdict", "values", "reasons")
    assert [{name: row[name] for name in names} for row in report["rows"]] == expected_rows()
    assert {row["sheet"] for row in report["rows"]} == {"Sheet1"}
    assert not ImportBatch.objects.exists()
    assert not Person.objects.exists()


def test_it_writes_what_needs_no_answer(coordinator: Any, capsys: pytest.CaptureFixture[str]) -> None:
    report = run(capsys, DATA / "a_signin.csv", coordinator.username)
    assert report["written"] == 3
    assert [row["verdict"] for row in report["rows"]] == ["new", "new", "new", "question"]
    again = run(capsys, DATA / "a_signin.csv", coordinator.username)
    assert again["written"] == 0
    assert [row["verdict"] for row in again["rows"]] == ["same", "same", "same", "question"]
    assert Person.objects.count() == 3


def test_answers_are_taken_on_the_way(coordinator: Any, capsys: pytest.CaptureFixture[str]) -> None:
    answers = ("--answer", "method=forum", "--answer", "1:8:group=member")
    report = run(capsys, DATA / "a_signin.csv", coordinator.username, *answers)
    assert report["written"] == 4
    assert report["rows"][3]["values"]["group"] == "member"
    assert report["questions"] == []


def test_people_read_one_line_a_row(coordinator: Any, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_sheet", str(DATA / "a_signin.csv"), "--user", coordinator.username, "--dry-run")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "แถว 5 · เพิ่มใหม่ · นายสมชาย ใจดี"
    assert lines[3] == "แถว 8 · ขอถาม · ผญ.บุญมี ดีพร้อม · ช่อง กลุ่ม: “ผู้นำ” หมายถึงกลุ่มไหน"


@pytest.mark.parametrize(
    ("name", "more", "said"),
    [
        ("a_signin.csv", ["--user", "nobody"], "ไม่มีบัญชีชื่อ “nobody”"),
        ("a_signin.csv", ["--answer", "method"], "ต้องเขียนแบบ KEY=VALUE"),
        ("a_signin.csv", ["--answer", "method=dance"], "ต้องเป็นหนึ่งใน"),
        ("missing.csv", [], "เปิดไฟล์"),
        ("__init__.py", [], "ไฟล์นี้ว่าง"),
    ],
)
def test_what_cannot_be_taken_is_one_sentence(
    name: str, more: list[str], said: str, coordinator: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(__file__).parent / name if name.endswith(".py") else DATA / name
    with pytest.raises(SystemExit) as ended:
        run(capsys, path, coordinator.username, "--dry-run", *more)
    out, err = capsys.readouterr()
    assert ended.value.code == 1
    assert said in err
    assert len(err.strip().splitlines()) == 1
    assert json.loads(out)["rows"] == []


def test_an_editor_brings_no_sheets(team: Any, user_with: Any, capsys: pytest.CaptureFixture[str]) -> None:
    editor = user_with("editor", "TH")
    with pytest.raises(SystemExit):
        run(capsys, DATA / "a_signin.csv", editor.username)
    assert "นำเข้าไฟล์ไม่ได้" in capsys.readouterr().err
    assert not ImportBatch.objects.exists()
