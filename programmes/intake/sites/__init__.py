"""The list of learning sites: name, place, position in any notation, whom to call, when it is open.

Sites arrive as proposed; a reviewer publishes them. Source (domain.md, what real input looks like): places
that fit several subdistricts and repeated codes are asked about, a position that cannot be read leaves the
site off the map.
"""

from django.utils.translation import gettext as _

from ..grid import Sheet
from ..headers import Complaint, best_row
from .planning import make_plan
from .reading import LABELS, nearly_a_list, read_sites
from .writing import write_part

__all__ = ["complain", "make_plan", "recognises", "write_part"]


def recognises(sheet: Sheet) -> bool:
    """A table with a column of sites' names and sites in it."""
    reading = read_sites(sheet, 1)
    return reading is not None and bool(reading.rows)


def complain(sheet: Sheet) -> Complaint | None:
    """Why a sheet that looks like a list of sites is none; None if it does not look like one."""
    reading = read_sites(sheet, 1)
    if reading is not None:
        text = _("หัวตารางอยู่แถว %(row)s แต่ใต้หัวตารางไม่มีแหล่งเรียนรู้") % {"row": reading.header.first}
        return Complaint(text, len(reading.columns))
    best = best_row(sheet, LABELS)
    if best and nearly_a_list(sheet, best.number):
        text = _("หัวตารางแถว %(row)s ไม่มีช่อง ชื่อแหล่งเรียนรู้ เติมหัวช่องแล้วส่งใหม่") % {"row": best.number}
        return Complaint(text, best.known)
    return None
