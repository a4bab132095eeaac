"""An uploaded sheet's way: kept, asked about, answered, written, or given up.

What a row brings is decided anew each time from the kept file, the answers and what is on record, so a
preview is never older than the page, and writing twice writes nothing twice.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from geo.choices import BatchState
from geo.models import ImportBatch
from geo.services.imported import Imported
from thai.clock import now
from thai.dates import format_date

from . import rules
from .files import Opened, open_file
from .grid import Sheet
from .kinds import KINDS, kind_of
from .verdicts import WRITTEN, Plan, Verdict

PROBLEMS = "problems"  # in a batch's result: what the services said against rows, by their key


@dataclass(frozen=True)
class Outcome:
    """What confirming did: rows written by verdict, and rows that stood in the way, so that none was."""

    written: Mapping[str, int]
    problems: Mapping[str, str]

    @property
    def number(self) -> int:
        """How many rows were written."""
        return sum(self.written.values())


def upload_batch(content: bytes, filename: str, *, by: User) -> ImportBatch:
    """Keep a file that can be read. Raises FileRefused for one that cannot, PermissionDenied for strangers.

    The same content sent twice while it still waits gives the first batch back. Answers that were given
    when the same content was brought before are taken over.
    """
    if not rules.may_upload(by):
        raise PermissionDenied
    opened = open_file(content, filename)
    kind = kind_of(opened.sheets)
    same = ImportBatch.objects.visible_to(by).filter(digest=opened.digest, kind=kind.key)
    waiting = same.filter(uploaded_by=by, state=BatchState.PREVIEWED).first()
    if waiting is not None:
        return waiting
    earlier = same.filter(state=BatchState.WRITTEN).first()
    batch = ImportBatch(
        kind=kind.key,
        filename=_bare(filename),
        digest=opened.digest,
        uploaded_by=by,
        uploaded_at=now(),
        answers=dict(earlier.answers) if earlier else {},
    )
    stored = batch.file.storage
    batch.file.save(f"sheet.{opened.suffix}", ContentFile(opened.kept), save=False)
    try:
        with transaction.atomic():
            batch.save()
            batch.areas.set(_plan(batch, opened.sheets, by).areas)
    except BaseException:
        stored.delete(batch.file.name)
        raise
    return batch


def plan_of(batch: ImportBatch, *, by: User) -> Plan:
    """What would happen to each row now, for ``by``. Raises ValidationError for a batch given up."""
    return _plan(batch, _sheets(batch), by)


@transaction.atomic
def answer_batch(batch: ImportBatch, answers: Mapping[str, str], *, by: User) -> Plan:
    """Keep answers by their question's key, or by what rows ask alike; "" takes one back.

    Unknown keys and choices are left out.
    """
    _lock(batch, by)
    sheets = _sheets(batch)
    known = _plan(batch, sheets, by).questions_by_key()
    for key, answer in answers.items():
        if key not in known:
            continue
        if not answer:
            batch.answers.pop(key, None)
        elif any(choice.value == answer for choice in known[key].choices):
            batch.answers[key] = answer
    batch.result = {**batch.result, PROBLEMS: {}}
    batch.save(update_fields=["answers", "result"])
    plan = _plan(batch, sheets, by)
    batch.areas.set(plan.areas)
    return plan


def confirm_batch(batch: ImportBatch, *, by: User) -> Outcome:
    """Write new rows and changes that no question holds up; all of them, or none if one cannot be written.

    Rows left unanswered stay in the batch: answered later, they are written by confirming again.
    """
    with transaction.atomic():
        _lock(batch, by)
        known = batch.result.get(PROBLEMS, {})
        written, problems = _write_all(batch, _sheets(batch), by, known)
        if problems:
            transaction.set_rollback(True)
        elif written:
            _note_written(batch, written, by)
    if problems:
        batch.result = {**batch.result, PROBLEMS: {**known, **problems}}
        batch.save(update_fields=["result"])
        return Outcome({}, problems)
    return Outcome(written, {})


@transaction.atomic
def cancel_batch(batch: ImportBatch, *, by: User) -> ImportBatch:
    """Give up a sheet of which nothing was written; its file, which names people, is not kept."""
    _lock(batch, by)
    if batch.state != BatchState.PREVIEWED:
        raise ValidationError(_("ไฟล์นี้นำเข้าไปแล้ว ยกเลิกไม่ได้"), code="written")
    batch.state, batch.answers = BatchState.CANCELLED, {}
    file, batch.file = batch.file, ""
    batch.save(update_fields=["state", "answers", "file"])
    transaction.on_commit(lambda: file.storage.delete(file.name))
    return batch


def preview(opened: Opened, answers: Mapping[str, str], *, by: User) -> Plan:
    """The plan of a file that is not kept. Raises FileRefused, and PermissionDenied for strangers."""
    if not rules.may_upload(by):
        raise PermissionDenied
    batch = ImportBatch(kind=kind_of(opened.sheets).key, digest=opened.digest, answers=dict(answers))
    return _plan(batch, opened.sheets, by)


def _lock(batch: ImportBatch, by: User) -> None:
    """Bring the batch to what it is now, held until the transaction ends. Given up ones stay as they are."""
    batch.refresh_from_db(from_queryset=ImportBatch.objects.select_for_update())
    if not rules.may_handle(by, batch):
        raise PermissionDenied
    _must_stand(batch)


def _must_stand(batch: ImportBatch) -> None:
    if batch.state == BatchState.CANCELLED:
        raise ValidationError(_("ไฟล์นี้ยกเลิกไปแล้ว ส่งไฟล์ใหม่ได้"), code="cancelled")


def _sheets(batch: ImportBatch) -> list[Sheet]:
    _must_stand(batch)
    with batch.file.open("rb") as file:
        return open_file(file.read(), batch.filename).sheets


def _plan(batch: ImportBatch, sheets: list[Sheet], by: User) -> Plan:
    kind = KINDS[batch.kind]
    plan = kind.plan(sheets, by=by, answers=batch.answers, digest=batch.digest)
    _refuse(plan, batch.result.get(PROBLEMS, {}))
    _add_notes(plan, batch, by)
    return plan


def _refuse(plan: Plan, problems: Mapping[str, str]) -> None:
    for row in plan.to_write():
        if row.key in problems:
            row.refuse(problems[row.key])


def _add_notes(plan: Plan, batch: ImportBatch, by: User) -> None:
    """Whether the same content was written before."""
    if plan.to_write():
        return
    written = ImportBatch.objects.visible_to(by).filter(digest=batch.digest, state=BatchState.WRITTEN)
    earlier = written.exclude(pk=batch.pk).order_by("written_at").first()
    if earlier is not None:
        day = format_date(earlier.written_at, get_language() or "th", "day")
        plan.notes.append(_("ไฟล์นี้นำเข้าแล้วเมื่อ %(day)s ไม่มีอะไรเพิ่ม") % {"day": day})
    elif plan.rows and all(row.verdict == Verdict.SAME for row in plan.rows) and not batch.written_at:
        plan.notes.append(_("ทุกแถวมีอยู่แล้ว ไม่มีอะไรเพิ่ม"))


def _write_all(
    batch: ImportBatch, sheets: list[Sheet], by: User, known: Mapping[str, str]
) -> tuple[Counter[str], dict[str, str]]:
    """Write sheet after sheet, each against what the one before brought; rows by verdict, new problems.

    Rows with ``known`` problems are left out.
    """
    kind = KINDS[batch.kind]
    imported = Imported(batch)
    done: set[str] = set()
    written: Counter[str] = Counter()
    problems: dict[str, str] = {}
    while True:
        plan = kind.plan(sheets, by=by, answers=batch.answers, digest=batch.digest)
        _refuse(plan, {**known, **problems})
        waiting = [row for row in plan.to_write() if row.part not in done]
        if not waiting:
            imported.close()
            return written, problems
        part = waiting[0].part
        rows = [row for row in waiting if row.part == part]
        failed = kind.write(plan, part, rows, batch=batch, by=by, imported=imported)
        problems |= failed
        if not failed:
            done.add(part)
            written.update(row.verdict.value for row in rows)


def _note_written(batch: ImportBatch, written: Counter[str], by: User) -> None:
    """The batch's result: rows written so far by verdict, and how many rows stood otherwise."""
    before = {verdict.value: batch.result.get(verdict.value, 0) for verdict in WRITTEN}
    left = KINDS[batch.kind].plan(_sheets(batch), by=by, answers=batch.answers, digest=batch.digest).counts()
    batch.result = {
        **{verdict: before[verdict] + written[verdict] for verdict in before},
        Verdict.SAME.value: left["same"] - sum(written.values()) - sum(before.values()),
        Verdict.QUESTION.value: left["question"],
        Verdict.REFUSED.value: left["refused"],
        PROBLEMS: {},
    }
    batch.state, batch.written_at, batch.written_by = BatchState.WRITTEN, batch.written_at or now(), by
    batch.save(update_fields=["result", "state", "written_at", "written_by"])


def _bare(filename: str) -> str:
    """A file's own name, without folders, short enough to keep."""
    return filename.replace("\\", "/").rsplit("/", 1)[-1][-200:] or "sheet"
