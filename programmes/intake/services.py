"""An uploaded sheet's way: kept, asked about, answered, written, or given up.

What a row brings is decided anew each time from the kept file, the answers and what is on record, so a
preview is never older than the page, and writing twice writes nothing twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from geo.choices import BatchState
from geo.models import Area, ImportBatch
from geo.querysets import FIELD_ROLES
from geo.rules import works_in
from leaders.services.likeness import note_imported
from thai.clock import now
from thai.dates import format_date

from . import rules
from .asked import open_cards
from .files import Opened, bare_name, open_file
from .grid import Sheet
from .keeping import remember_answers, remove_old_files_daily
from .kinds import KINDS, kind_of
from .left_out import UNREAD, note_unread, tell_left_out, with_unread
from .questions import QuestionKind
from .verdicts import WRITTEN, Plan, Verdict
from .writing import WRITTEN_ROWS, Written, basis_of, plan_sheets, refuse, write_plan

PROBLEMS = "problems"  # in a batch's result: what the services said against rows, by their key
TRIES = 3  # plans made without the lock; the last one is made within it


@dataclass(frozen=True)
class Outcome:
    """What confirming did: rows written by verdict, and rows that stood in the way, so that none was."""

    written: Mapping[str, int]
    problems: Mapping[str, str]

    @property
    def number(self) -> int:
        """How many rows were written."""
        return sum(self.written.values())


@dataclass(frozen=True)
class Answered:
    """The plan that answers lead to; ``turned``: one of them is new and about the whole sheet."""

    plan: Plan
    turned: bool


def upload_batch(content: bytes, filename: str, *, by: User) -> ImportBatch:
    """Keep a file that can be read. Raises FileRefused for one that cannot, PermissionDenied for strangers.

    The same content sent twice while it still waits gives the first batch back. Answers that were given
    when it, or an earlier version of the same file, was brought before are taken over, and the batch says so.
    """
    if not rules.may_upload(by):
        raise PermissionDenied
    opened = open_file(content, filename)
    kind = kind_of(opened.sheets)
    same = ImportBatch.objects.visible_to(by).filter(digest=opened.digest, kind=kind.key)
    waiting_here = same.filter(uploaded_by=by, state=BatchState.PREVIEWED).exclude(file="")
    if waiting := waiting_here.first():
        return waiting
    batch = ImportBatch(
        kind=kind.key,
        filename=bare_name(filename),
        digest=opened.digest,
        uploaded_by=by,
        uploaded_at=now(),
    )
    plan = remember_answers(batch, lambda: _plan(batch, opened.sheets, by))
    note_unread(batch, opened.sheets)
    batch.open_questions = open_cards(plan)
    remove_old_files_daily()
    batch.file.save(f"sheet.{opened.suffix}", ContentFile(opened.kept), save=False)
    return _keep(batch, plan, waiting_here, by)


def _keep(batch: ImportBatch, plan: Plan, waiting_here: QuerySet, by: User) -> ImportBatch:
    """The batch, kept; or the one that came first, and then the file of this one goes."""
    stored = batch.file.storage
    try:
        with transaction.atomic():
            # Of two uploads at once, a button pressed twice, the second waits here and finds the first.
            User.objects.select_for_update(no_key=True).get(pk=by.pk)
            waiting = waiting_here.first()
            if waiting is None:
                batch.save()
                batch.areas.set(_own_areas(batch, plan, by))
    except BaseException:
        stored.delete(batch.file.name)
        raise
    if waiting is not None:
        stored.delete(batch.file.name)
        return waiting
    return batch


def plan_of(batch: ImportBatch, *, by: User) -> Plan:
    """What would happen to each row now, for ``by``. Raises ValidationError for a batch given up."""
    return _plan(batch, _sheets(batch), by)


def answer_batch(batch: ImportBatch, answers: Mapping[str, str], *, by: User) -> Answered:
    """Keep answers by their question's key, or by what rows ask alike; "" takes one back.

    Unknown keys and choices are left out. Nothing is locked while a plan is made.
    """
    batch.refresh_from_db()
    _must_be_open(batch, by)
    plan = plan_of(batch, by=by)
    known = plan.questions_by_key()
    offered = {
        key: answer
        for key, answer in answers.items()
        if key in known and (not answer or any(choice.value == answer for choice in known[key].choices))
    }
    with transaction.atomic():
        _lock(batch, by)
        kept = {key: answer for key, answer in (batch.answers | offered).items() if answer}
        if kept == batch.answers and not batch.result.get(PROBLEMS) and plan.basis == basis_of(batch):
            return Answered(plan, turned=False)
        batch.answers, batch.result = kept, {**batch.result, PROBLEMS: {}}
        batch.save(update_fields=["answers", "result"])
    turned = _turned(plan, offered)
    del plan, known  # two plans of a long sheet at once take twice the memory
    plan = plan_of(batch, by=by)
    with transaction.atomic():
        _lock(batch, by)
        if plan.basis == basis_of(batch):  # else somebody answered since, and sets the areas
            batch.areas.set(_own_areas(batch, plan, by))
            batch.open_questions = open_cards(plan)
            batch.save(update_fields=["open_questions"])
    return Answered(plan, turned)


def confirm_batch(batch: ImportBatch, *, by: User, plan: Plan | None = None) -> Outcome:
    """Write new rows and changes that no question holds up; all of them, or none if one cannot be written.

    Rows left unanswered stay in the batch: answered later, they are written by confirming again. ``plan`` is
    a plan of this batch made for ``by``, if one is at hand. It is written as it is while what it rests on
    stands; else it is made anew, before the lock is taken as long as others do not keep coming in between.
    """
    for last in [*[False] * (TRIES - 1), True]:
        if plan is None:
            batch.refresh_from_db()
            _must_be_open(batch, by)
            plan = plan_of(batch, by=by)
        with transaction.atomic():
            _lock(batch, by)
            if not _stands(plan, batch):
                if not last and plan.grounds is not None:
                    plan = None
                    continue
                plan = plan_of(batch, by=by)
            known = batch.result.get(PROBLEMS, {})
            done = write_plan(plan, batch, known, sheets=_sheets(batch), by=by)
            if done.problems:
                transaction.set_rollback(True)
            elif done.number:
                _note_written(batch, done, by)
        break
    if done.problems:
        batch.result = {**batch.result, PROBLEMS: {**known, **done.problems}}
        batch.save(update_fields=["result"])
        return Outcome({}, done.problems)
    if done.number:
        note_imported(batch)  # out of the lock: what it finds are questions for later
    return Outcome(done.written, {})


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
    _must_be_open(batch, by)


def _must_be_open(batch: ImportBatch, by: User) -> None:
    if not rules.may_handle(by, batch):
        raise PermissionDenied
    _must_stand(batch)


def _must_stand(batch: ImportBatch) -> None:
    if batch.state == BatchState.CANCELLED:
        raise ValidationError(_("ไฟล์นี้ยกเลิกไปแล้ว ส่งไฟล์ใหม่ได้"), code="cancelled")
    if batch.state == BatchState.UNDONE:
        raise ValidationError(_("ไฟล์นี้ย้อนไปแล้ว ส่งไฟล์ใหม่ได้"), code="undone")


def _sheets(batch: ImportBatch) -> list[Sheet]:
    """The batch's sheets; the file of a batch never changes, so one request opens it once."""
    _must_stand(batch)
    if not batch.file:
        raise ValidationError(_("ไฟล์นี้เก็บครบกำหนดแล้วจึงลบไป ส่งไฟล์ใหม่ได้"), code="gone")
    if "opened_sheets" not in batch.__dict__:
        with batch.file.open("rb") as file:
            opened = open_file(file.read(), batch.filename)
        batch.__dict__["opened_sheets"] = with_unread(batch, opened.sheets)
    return batch.__dict__["opened_sheets"]


def _plan(batch: ImportBatch, sheets: list[Sheet], by: User) -> Plan:
    plan = plan_sheets(batch, sheets, by)
    plan.notes.extend(tell_left_out(KINDS[batch.kind], sheets))
    refuse(plan.rows, batch.result.get(PROBLEMS, {}))
    _add_notes(plan, batch, by)
    return plan


def _turned(plan: Plan, given: Mapping[str, str]) -> bool:
    """Whether an answer about the whole sheet is new; the method turns no row."""
    return any(
        given.get(question.asked_as, question.answer) != question.answer
        for question in plan.questions
        if question.kind != QuestionKind.METHOD
    )


def _own_areas(batch: ImportBatch, plan: Plan, by: User) -> list[Area]:
    """Areas that decide who sees the batch: where who brought it, or answers now, works, or did so far."""
    known = set(batch.areas.all())
    people = {by, batch.uploaded_by}
    return [
        area
        for area in plan.areas
        if area in known or any(works_in(user, area, *FIELD_ROLES) for user in people)
    ]


def _stands(plan: Plan, batch: ImportBatch) -> bool:
    """Whether the plan may be written as it is: same answers, and the records it looked at as they were."""
    if plan.grounds is None or plan.basis != basis_of(batch):
        return False
    plan.grounds.hold()
    return plan.grounds.stand()


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


def _note_written(batch: ImportBatch, done: Written, by: User) -> None:
    """The batch's result: rows written so far by verdict, and how many rows stood otherwise."""
    before = {verdict.value: batch.result.get(verdict.value, 0) for verdict in WRITTEN}
    batch.result = {
        **{key: batch.result[key] for key in [UNREAD] if key in batch.result},
        **{verdict: before[verdict] + done.written[verdict] for verdict in before},
        Verdict.SAME.value: done.left[Verdict.SAME] - sum(before.values()),
        Verdict.QUESTION.value: done.left[Verdict.QUESTION],
        Verdict.REFUSED.value: done.left[Verdict.REFUSED],
        PROBLEMS: {},
        WRITTEN_ROWS: sorted({*batch.result.get(WRITTEN_ROWS, ()), *done.keys}),
    }
    batch.state, batch.written_at, batch.written_by = BatchState.WRITTEN, batch.written_at or now(), by
    batch.save(update_fields=["result", "state", "written_at", "written_by"])
