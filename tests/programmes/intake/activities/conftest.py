"""Activity lists, and who brings them."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from geo.choices import Role
from programmes.intake.files import open_file
from programmes.intake.services import preview
from programmes.intake.verdicts import Plan, RowResult
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import the_programme
from tests.programmes.intake.conftest import DATA, HOME, csv_of

COLUMNS = {
    "number": "ลำดับ",
    "days": "วันที่จัด",
    "title": "กิจกรรม",
    "method": "วิธีการ",
    "issues": "ประเด็น",
    "place": "พื้นที่",
    "planned": "เป้า(คน)",
    "came": "จริง(คน)",
    "partners": "ภาคีร่วม",
    "budget": "งบ(บาท)",
    "outputs": "ผลผลิต/ผลลัพธ์",
    "obstacles": "ปัญหา",
}
HEAD = list(COLUMNS.values())
THERE = "ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"


@pytest.fixture
def team(db: None) -> Any:
    """The team of ต.ท่าขอนยาง."""
    the_programme()
    return TeamFactory(code=HOME)


@pytest.fixture
def staff(team: Any, user_with: Callable[..., Any]) -> Any:
    """Who works everywhere."""
    return user_with(Role.STAFF, "TH")


def sample(suffix: str) -> bytes:
    """The sample list as "csv" or "xlsx"."""
    return (DATA / f"b_activity.{suffix}").read_bytes()


def row(**told: object) -> list[object]:
    """A row of the usual columns, complete unless told otherwise."""
    said = {"days": "12 มี.ค. 61", "title": "เวทีทีม", "method": "เวที", "place": THERE, "came": "28", **told}
    return [said.get(name, "") for name in COLUMNS]


def list_of(*rows: Iterable[object], head: Iterable[object] = HEAD) -> bytes:
    """A list with the given rows from row 2 on, as CSV."""
    return csv_of([head, *rows])


def planned(content: bytes, by: Any, answers: dict[str, str] | None = None) -> Plan:
    """The plan of a file that is not kept."""
    return preview(open_file(content, "list.csv"), answers or {}, by=by)


def only(by: Any, answers: dict[str, str] | None = None, **told: object) -> RowResult:
    """The one row of a list that tells this."""
    (found,) = planned(list_of(row(**told)), by, answers).rows
    return found


def asked(found: RowResult, *, optional: bool = False) -> list[str]:
    """What is asked about a row."""
    return [question.text for question in found.questions if question.optional == optional]
