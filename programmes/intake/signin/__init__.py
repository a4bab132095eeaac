"""The sign-in sheet: who came to one activity of one team, a tick column per day.

Source (domain.md, what real input looks like): the team comes from the sheet's place, the method is asked
once per file, hours stay unknown.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.models import User
from geo.models import ImportBatch
from geo.services.imported import Imported

from ...services.activities import bring_activities
from ..grid import Sheet
from ..headers import Complaint, best_row
from ..verdicts import Plan, RowResult
from .columns import LABELS, names_people
from .context import Context
from .planning import make_plan, plan_again
from .reading import read_sheet, read_tables
from .resource import write_sheet

__all__ = ["complain", "finish", "make_plan", "names_people", "plan_again", "recognises", "write_part"]


def recognises(sheet: Sheet) -> bool:
    """A table with a column of names and people in it."""
    return any(table.entries for table in read_tables(sheet, 1))


def complain(sheet: Sheet) -> Complaint | None:
    """Why a sheet that looks like a sign-in sheet is none; None if it does not look like one."""
    reading = read_sheet(sheet, 1)
    if reading is not None:
        text = _("ยังไม่มีแถวในไฟล์ ใต้หัวตารางแถว %(row)s ไม่มีชื่อคน พิมพ์ชื่อแล้วส่งใหม่") % {"row": reading.header.first}
        return Complaint(text, len(reading.columns) + len(reading.days))
    if best := best_row(sheet, LABELS):
        text = _("หัวตารางแถว %(row)s ไม่มีช่อง ชื่อ-สกุล เติมในไฟล์แล้วส่งใหม่") % {"row": best.number}
        return Complaint(text, best.known)
    return None


def write_part(
    plan: Plan, part: str, rows: Iterable[RowResult], *, batch: ImportBatch, by: User, imported: Imported
) -> dict[str, str]:
    """Write rows of the sheet numbered ``part``; answers what stood against some, then none was written."""
    contexts: dict[str, Context] = plan.details
    context = contexts[part]
    numbers = list(contexts)
    later = [contexts[number] for number in numbers[numbers.index(part) + 1 :]]
    context.needed_soon = any(other.speaks_of(context) for other in later)
    return write_sheet(context, list(rows), batch=batch, by=by, imported=imported)


def finish(plan: Plan, *, batch: ImportBatch, by: User) -> None:
    """Write the new activities with their rolls, all of them together."""
    contexts: dict[str, Context] = plan.details
    arriving = [context.arriving for context in contexts.values() if context.arriving]
    for context in contexts.values():
        context.arriving = None
    bring_activities(arriving, by=by, batch=batch)
