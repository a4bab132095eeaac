"""Sheets of tests, and a team that they are for."""

import csv
import io
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geo.choices import Role
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import the_programme

DATA = Path(__file__).parents[2] / "data"
HOME = "440404"  # ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม


@pytest.fixture
def team(db: None) -> Any:
    """The team of the sample sheet's subdistrict."""
    the_programme()
    return TeamFactory(code=HOME, formed_on=date(2018, 1, 1))


@pytest.fixture
def coordinator(team: Any, user_with: Callable[..., Any]) -> Any:
    """Who brings the sheets of that subdistrict."""
    return user_with(Role.COORDINATOR, HOME)


@pytest.fixture
def reviewer(team: Any, user_with: Callable[..., Any]) -> Any:
    """Who reviews its province."""
    return user_with(Role.REVIEWER, "44")


def sample(suffix: str) -> bytes:
    """The sample sign-in sheet as "csv" or "xlsx"."""
    return (DATA / f"a_signin.{suffix}").read_bytes()


def csv_of(rows: Iterable[Iterable[object]]) -> bytes:
    """Rows as CSV in UTF-8."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


TITLES = [["ใบลงทะเบียน เวทีพัฒนาทีมตำบล"], ["วันที่ 12-13 มี.ค. 61 ณ ศาลากลางบ้าน ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"]]
HEAD = ["ที่", "ชื่อ-สกุล", "กลุ่ม", "องค์กร/ตำแหน่ง", "โทร.", "วันที่ 1", "วันที่ 2"]


def sheet_of(
    *rows: Iterable[object], titles: Iterable[Iterable[object]] = TITLES, head: Iterable[object] = HEAD
) -> bytes:
    """A sign-in sheet with the given rows from row 4 on, as CSV."""
    return csv_of([*titles, head, *rows])
