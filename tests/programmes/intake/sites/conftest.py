"""Lists of learning sites, and who brings them."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from geo.choices import Role
from programmes.intake.files import open_file
from programmes.intake.services import preview
from tests.programmes.intake.conftest import DATA, csv_of

HEAD = ["รหัส", "ชื่อแหล่งเรียนรู้", "ประเด็น", "ที่ตั้ง", "พิกัด", "ผู้ประสาน", "วันเปิด", "รับได้(คน)"]
HOME = "440404"  # ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม
THERE = "ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"


@pytest.fixture
def staff(user_with: Callable[..., Any]) -> Any:
    """Who works everywhere."""
    return user_with(Role.STAFF, "TH")


@pytest.fixture
def coordinator(user_with: Callable[..., Any]) -> Any:
    """Who works in ต.ท่าขอนยาง."""
    return user_with(Role.COORDINATOR, HOME)


@pytest.fixture
def reviewer(user_with: Callable[..., Any]) -> Any:
    """Who reviews its province."""
    return user_with(Role.REVIEWER, "44")


def sample(suffix: str) -> bytes:
    """The sample list as "csv" or "xlsx"."""
    return (DATA / f"c_site.{suffix}").read_bytes()


def sites_of(*rows: Iterable[object], head: Iterable[object] = HEAD) -> bytes:
    """A list with the given rows from row 2 on, as CSV."""
    return csv_of([head, *rows])


def row(name: str = "ตลาดชุมชน", **told: object) -> list[object]:
    """A row of the usual columns: code, issues, place, position, contact, days, capacity by name."""
    said = {"place": THERE, **told}
    order = ["code", "name", "issues", "place", "position", "contact", "days", "capacity"]
    return [{**said, "name": name}.get(column, "") for column in order]


def planned(content: bytes, by: Any, answers: dict[str, str] | None = None) -> Any:
    """The plan of a file that is not kept."""
    return preview(open_file(content, "sites.csv"), answers or {}, by=by)


def only(content: bytes, by: Any, answers: dict[str, str] | None = None) -> Any:
    """The one row of a file."""
    (found,) = planned(content, by, answers).rows
    return found
