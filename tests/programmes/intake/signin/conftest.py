"""Plans of sign-in sheets that are not kept."""

from collections.abc import Iterable
from typing import Any

from programmes.intake.files import open_file
from programmes.intake.services import preview
from programmes.intake.verdicts import Plan, RowResult

from ..conftest import HEAD, sheet_of

ONE = ["1", "นายกล้า ทดสอบ", "สมาชิก", "", "", "/", "/"]
PLACED = [*HEAD[:5], "ที่อยู่", *HEAD[5:]]


def plan(by: Any, *rows: Iterable[object], answers: dict[str, str] | None = None, **kwargs: Any) -> Plan:
    """The plan of a sheet with the given rows."""
    return preview(open_file(sheet_of(*rows, **kwargs), "a.csv"), answers or {}, by=by)


def only(found: Plan) -> RowResult:
    """The plan's one row."""
    (row,) = found.rows
    return row


def keys(row: RowResult) -> list[str]:
    """Keys of the row's open questions."""
    return [question.key for question in row.questions if question.is_open]
