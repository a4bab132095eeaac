"""Sheets that were brought, and the rows of one of them with what became of each."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from geo.choices import BatchState
from geo.downloads import Column, ListResource
from geo.models import ImportBatch
from geo.querysets import ImportBatchQuerySet
from thai.dates import format_datetime
from thai.widgets import active_language

from ..intake.kinds import KINDS
from ..intake.verdicts import RowResult


class BatchResource(ListResource):
    """Sheets with who brought them, what was written and what still is asked. Names no learner."""

    file = Column(_("ไฟล์"), "filename", width=32)
    kind = Column(_("ชนิด"), width=20)
    areas = Column(_("พื้นที่"), width=32)
    uploaded = Column(_("ส่งมาเมื่อ"), width=24)
    uploaded_by = Column(_("ส่งโดย"), "uploaded_by", width=24)
    state = Column(_("สถานะ"), "get_state_display", width=16)
    questions = Column(_("ข้อที่ยังถาม"), width=12)
    rows = Column(_("แถวที่นำเข้า"), width=12)
    written = Column(_("นำเข้าเมื่อ"), width=24)
    written_by = Column(_("นำเข้าโดย"), "written_by", width=24)
    undone = Column(_("ย้อนเมื่อ"), width=24)
    undone_by = Column(_("ย้อนโดย"), "undone_by", width=24)

    filename = "sheets"
    title = _("ไฟล์ที่ส่งแล้ว")

    def dressed(self, rows: ImportBatchQuerySet) -> ImportBatchQuerySet:
        """With those who did something, and the areas."""
        return rows.select_related("uploaded_by", "written_by", "undone_by").prefetch_related("areas")

    def dehydrate_kind(self, batch: ImportBatch) -> str:
        """What the file lists; the key of a kind that is read no more."""
        kind = KINDS.get(batch.kind)
        return str(kind.name) if kind else batch.kind

    def dehydrate_areas(self, batch: ImportBatch) -> str:
        """All areas that the file speaks of."""
        return ", ".join(area.short_name for area in batch.areas.all())

    def dehydrate_uploaded(self, batch: ImportBatch) -> str:
        """Day and time in words, as on the page."""
        return _moment(batch.uploaded_at)

    def dehydrate_questions(self, batch: ImportBatch) -> int:
        """Only what can still be answered."""
        return batch.open_questions if batch.asks else 0

    def dehydrate_rows(self, batch: ImportBatch) -> int:
        """Rows that were written; none of a file that was given up or taken back."""
        if batch.state != BatchState.WRITTEN:
            return 0
        return sum(batch.result.get(verdict, 0) for verdict in ("new", "change"))

    def dehydrate_written(self, batch: ImportBatch) -> str:
        """ "" while nothing was written."""
        return _moment(batch.written_at)

    def dehydrate_undone(self, batch: ImportBatch) -> str:
        """ "" unless it was taken back."""
        return _moment(batch.undone_at)


class SheetRowResource(ListResource):
    """Rows of one sheet by the numbers of its own file, with verdict, reasons and questions.

    ``people`` are keys of the persons on record that the rows speak of.
    """

    row = Column(_("แถวในไฟล์"), "row", width=10)
    sheet = Column(_("แผ่นงาน"), "sheet", width=16)
    verdict = Column(_("สถานะ"), width=14)
    label = Column(_("ชื่อ"), "label", width=36)
    place = Column(_("พื้นที่"), "place", width=24)
    facts = Column(_("ข้อสังเกต"), width=40)
    reasons = Column(_("เหตุผล"), width=48)
    questions = Column(_("ข้อที่ถาม"), width=40)
    answers = Column(_("คำตอบ"), width=24)

    filename = "sheet-rows"
    title = _("แถวในไฟล์")
    noun = "sheet"

    def __init__(self, people: Sequence[int]) -> None:
        super().__init__()
        self.people = people

    def people_in(self, rows: Sequence[RowResult]) -> list[int]:
        """A sheet names people, whether or not they are on record."""
        return list(self.people)

    def dehydrate_verdict(self, row: RowResult) -> str:
        """In words."""
        return str(row.verdict.label)

    def dehydrate_facts(self, row: RowResult) -> str:
        """What was read."""
        return " · ".join(str(fact) for fact in row.facts)

    def dehydrate_reasons(self, row: RowResult) -> str:
        """Why it cannot be written, or what to look at."""
        return " · ".join(str(reason) for reason in row.reasons)

    def dehydrate_questions(self, row: RowResult) -> str:
        """Everything that is asked about the row."""
        return " · ".join(str(question.text) for question in row.questions)

    def dehydrate_answers(self, row: RowResult) -> str:
        """What was answered, in the order of the questions."""
        return " · ".join(
            str(choice.label)
            for question in row.questions
            for choice in question.choices
            if question.answer and choice.value == question.answer
        )


def _moment(at: datetime | None) -> str:
    return format_datetime(at, active_language()) if at else ""
