"""The activity list: one activity a row, with days, place, method, people, partners and money.

Source (domain.md, what real input looks like): "ประมาณ 20" is kept as an estimate of 20, "เลื่อน" is a
postponed activity, "พอช." is no partner; a name that fits several subdistricts is asked about.
"""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from accounts.models import User
from geo.models import ImportBatch
from geo.services.imported import Imported

from ..grid import Sheet
from ..headers import Complaint, best_row, find_header
from ..signin import names_people
from ..verdicts import Plan, RowResult
from .columns import LABELS, MUST
from .planning import make_plan, read_lists
from .resource import write_rows

__all__ = ["complain", "make_plan", "plan_again", "recognises", "write_part"]


def recognises(sheet: Sheet) -> bool:
    """A table with columns for days and titles, rows below, and no column for names of people."""
    return any(reading.rows for reading in read_lists([sheet])) and not names_people(sheet)


def complain(sheet: Sheet) -> Complaint | None:
    """Why a sheet that looks like an activity list is none; None if it does not look like one."""
    if names_people(sheet):
        return None
    if readings := read_lists([sheet]):
        text = _("หัวตารางอยู่แถว %(row)s แต่ใต้หัวตารางไม่มีกิจกรรม") % {"row": readings[0].header.first}
        return Complaint(text, len(readings[0].columns))
    best = best_row(sheet, LABELS)
    if best is None:
        return None
    missing = {"days": _("วันที่จัด"), "title": _("กิจกรรม")}
    lacking = [label for name, label in missing.items() if find_header(sheet, LABELS, [name]) is None]
    if len(lacking) == len(MUST):
        return None
    said = {"row": best.number, "label": lacking[0]}
    return Complaint(_("หัวตารางแถว %(row)s ไม่มีช่อง %(label)s เติมในไฟล์แล้วส่งใหม่") % said, best.known)


def write_part(
    plan: Plan, part: str, rows: Iterable[RowResult], *, batch: ImportBatch, by: User, imported: Imported
) -> dict[str, str]:
    """Write rows of the sheet numbered ``part``; answers what stood against some, then none was written."""
    drafts, context = plan.details
    return write_rows(
        [drafts[row.key] for row in rows], batch=batch, by=by, context=context, imported=imported
    )


def plan_again(plan: Plan, part: str, written: Mapping[str, list[RowResult]]) -> None:
    """Nothing to do: all tables were planned against each other, so what one brings is another's already."""
