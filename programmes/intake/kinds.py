"""The kinds of sheets that can be read. A further kind is a further entry."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import activities, signin, sites
from .grid import Sheet
from .headers import Complaint
from .refusals import FileRefused
from .verdicts import Plan, RowResult


@dataclass(frozen=True)
class Kind:
    """How one kind of sheet is told, planned and written.

    ``recognises`` says whether a sheet is of this kind and ``complain`` why one is not, if it looks like it;
    ``plan(sheets, by=, answers=, digest=)`` reads without writing; ``write(plan, part, rows, batch=, by=,
    imported=)`` writes rows of one sheet and answers why some could not be written, by key; then none was.
    What is made carries the batch, what is changed is watched by ``imported`` before.
    ``again(plan, part, written)`` gives the rows of one table planned anew if the rows ``written`` of earlier
    tables (by number) touch it, else None; without it the whole file is planned after each written table.
    ``finish(plan, batch=, by=)`` writes what ``write`` put off until all tables were written.
    """

    key: str
    name: Promise
    recognises: Callable[[Sheet], bool]
    complain: Callable[[Sheet], Complaint | None]
    plan: Callable[..., Plan]
    write: Callable[..., dict[str, str]]
    again: Callable[..., list[RowResult] | None] | None = None
    finish: Callable[..., None] | None = None


KINDS = {
    kind.key: kind
    for kind in [
        # Lists of sites go first: "ชื่อ" and "โทร." stand on sheets to sign in too.
        Kind(
            "sites", _("รายการแหล่งเรียนรู้"), sites.recognises, sites.complain, sites.make_plan,
            sites.write_part,
        ),
        Kind(
            "activities",
            _("รายการกิจกรรม"),
            activities.recognises,
            activities.complain,
            activities.make_plan,
            activities.write_part,
            activities.plan_again,
        ),
        Kind(
            "signin", _("ใบลงชื่อ"), signin.recognises, signin.complain, signin.make_plan, signin.write_part,
            signin.plan_again, signin.finish,
        ),
    ]
}  # fmt: skip


def kind_of(sheets: list[Sheet]) -> Kind:
    """The kind that recognises one of the sheets; raises FileRefused when none does."""
    for kind in KINDS.values():
        if any(kind.recognises(sheet) for sheet in sheets):
            return kind
    complaints = [said for kind in KINDS.values() for sheet in sheets if (said := kind.complain(sheet))]
    if complaints:
        nearest = max(complaints, key=lambda said: said.known)
        raise FileRefused("no_header", "%(text)s", text=nearest.text)
    raise FileRefused(
        "no_header", _("ไม่พบหัวตารางในไฟล์นี้ ใบลงชื่อต้องมีช่อง ชื่อ-สกุล รายการกิจกรรมต้องมีช่อง วันที่จัด และ กิจกรรม")
    )
