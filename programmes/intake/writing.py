"""A plan is written table after table, each against what the ones before brought."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from accounts.models import User
from geo.models import ImportBatch
from geo.services.imported import Imported

from .grid import Sheet
from .kinds import KINDS
from .verdicts import WRITTEN, Plan, RowResult, Verdict

WRITTEN_ROWS = "rows"  # in a batch's result: keys of rows that are on record


@dataclass
class Written:
    """Rows written and rows left by verdict; what stood against some, by their key.

    ``keys`` are those of rows that are on record by now, as they were written.
    """

    written: Counter[str] = field(default_factory=Counter)
    keys: list[str] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """How many rows were written."""
        return sum(self.written.values())


def plan_sheets(batch: ImportBatch, sheets: list[Sheet], by: User) -> Plan:
    """The plan of a file as it would be written now, with what the batch held when it was made."""
    plan = KINDS[batch.kind].plan(sheets, by=by, answers=batch.answers, digest=batch.digest)
    plan.basis = basis_of(batch)
    settle_written(plan, batch)
    return plan


def basis_of(batch: ImportBatch) -> Any:
    """What a plan takes from its batch."""
    return batch.state, dict(batch.answers), dict(batch.result)


def settle_written(plan: Plan, batch: ImportBatch) -> None:
    """Rows that were written are not written again, whatever is answered or changed on record since."""
    settle(plan.rows, batch)
    if batch.result.get(WRITTEN_ROWS) and all(
        row.verdict in {Verdict.SAME, Verdict.REFUSED} for row in plan.rows
    ):
        plan.questions = []


def settle(rows: Iterable[RowResult], batch: ImportBatch) -> None:
    """The same for some rows.

    A row joins those still to come while one that belongs to it was not written with it.
    """
    done = set(batch.result.get(WRITTEN_ROWS, ()))
    for row in rows:
        if row.key in done and done.issuperset(row.takes):
            row.verdict, row.reasons, row.questions = Verdict.SAME, [], []


def refuse(rows: Iterable[RowResult], problems: Mapping[str, str]) -> None:
    """Rows that the services would not write stay out of it, with the reason."""
    for row in rows:
        if row.key in problems and row.verdict in WRITTEN:
            row.refuse(problems[row.key])


def write_plan(
    plan: Plan, batch: ImportBatch, known: Mapping[str, str], *, sheets: list[Sheet], by: User
) -> Written:
    """Write every table's rows; those with ``known`` problems are left out. Must run in a transaction.

    With new problems the caller takes everything back: what could be written was, to find them all.
    """
    kind, done = KINDS[batch.kind], Written()
    imported = Imported(batch)
    rows_of, written = plan.by_part(), {}
    stale = False
    for part in list(rows_of):
        if kind.again is not None:
            rows_of[part] = kind.again(plan, part, written) or rows_of[part]
        elif stale:
            plan, stale = plan_sheets(batch, sheets, by), False
            rows_of = plan.by_part()
        settle(rows_of[part], batch)
        refuse(rows_of[part], {**known, **done.problems})
        ready = _write_part(plan, part, rows_of[part], done, batch=batch, by=by, imported=imported)
        keys = {row.key for row in ready}
        done.keys += [key for row in ready for key in (row.key, *row.takes)]
        done.written.update(row.verdict.value for row in ready)
        done.left.update(row.verdict.value for row in rows_of[part] if row.key not in keys)
        if ready:
            written[part], stale = ready, True
    if kind.finish is not None and not done.problems:
        kind.finish(plan, batch=batch, by=by)
    imported.close()
    return done


def _write_part(
    plan: Plan,
    part: str,
    rows: list[RowResult],
    done: Written,
    *,
    batch: ImportBatch,
    by: User,
    imported: Imported,
) -> list[RowResult]:
    """Write one table, without the rows that stand in the way; the rows that were written."""
    while ready := [row for row in rows if row.verdict in WRITTEN]:
        with transaction.atomic():
            failed = KINDS[batch.kind].write(plan, part, ready, batch=batch, by=by, imported=imported)
            if not failed:
                return ready
            transaction.set_rollback(True)
        done.problems |= failed
        refuse(rows, failed)
    return []
