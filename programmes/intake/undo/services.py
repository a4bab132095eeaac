"""Taking an import back: shown first, then done in one transaction under the batch's lock."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from geo.choices import BatchState
from geo.models import ImportBatch
from thai.clock import now

from ...services.removal import Keys, chunks, remove
from .. import rules
from .deciding import Decision, decide
from .notes import Node, read_notes
from .restoring import restore
from .rolls import logs_of_sessions, tell_logs, ticks_taken_back
from .wording import Line, lines_of

UNDONE = "undone"  # in a batch's result: what undoing did


@dataclass(frozen=True)
class Undoing:
    """What undoing does, or did: numbers of rows by their noun's label, and which stay for what reason."""

    removed: Mapping[str, int] = field(default_factory=dict)
    restored: Mapping[str, int] = field(default_factory=dict)
    kept: Mapping[str, int] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()

    @property
    def number(self) -> int:
        """How many rows go or go back."""
        return sum(self.removed.values()) + sum(self.restored.values())


def plan_undoing(batch: ImportBatch) -> Undoing:
    """What undoing ``batch`` would do now; nothing is written."""
    return _undoing(decide(read_notes(batch)))


def undo_batch(batch: ImportBatch, *, by: User) -> Undoing:
    """Remove what the import made and put back what it changed, except what somebody changed since.

    What is verified stays. Raises PermissionDenied, and ValidationError when nothing of it was written,
    nothing is left to take back, it was undone before, or somebody wrote to its rows at this very moment.
    """
    try:
        with transaction.atomic():
            _lock(batch, by)
            return _undo(batch, by)
    except IntegrityError as error:
        raise ValidationError(
            _("มีคนแก้แถวเหล่านี้พอดี ยังไม่ได้ย้อนอะไร เปิดหน้านี้ใหม่แล้วลองอีกครั้ง"), code="busy"
        ) from error


def undone(batch: ImportBatch) -> Undoing:
    """What undoing ``batch`` did, from its result."""
    kept = dict(batch.result.get(UNDONE, {}))
    lines = tuple(Line(**{**line, "fields": tuple(line["fields"])}) for line in kept.pop("lines", []))
    return Undoing(**kept, lines=lines)


def _lock(batch: ImportBatch, by: User) -> None:
    batch.refresh_from_db(from_queryset=ImportBatch.objects.select_for_update())
    if not rules.may_undo(by, batch):
        raise PermissionDenied
    if batch.state == BatchState.UNDONE:
        raise ValidationError(_("ไฟล์นี้ย้อนไปแล้ว"), code="undone")
    if batch.state != BatchState.WRITTEN:
        raise ValidationError(_("ไฟล์นี้ยังไม่ได้นำเข้า ไม่มีอะไรให้ย้อน"), code="not_written")


def _undo(batch: ImportBatch, by: User) -> Undoing:
    decision = decide(read_notes(batch, lock=True))
    done = _undoing(decision)
    if not done.number:
        raise ValidationError(_("ย้อนไม่ได้ ทุกแถวมีคนแก้หรือใช้ต่อแล้ว"), code="nothing_left")
    going, back = decision.going, decision.back
    ticks, shortened = ticks_taken_back(decision), logs_of_sessions(decision)
    remove(going)
    restore(back, decision.notes, batch=batch, by=by)
    tell_logs(ticks, shortened, decision, by=by)
    _forget_notes(batch, decision)
    batch.state, batch.undone_at, batch.undone_by = BatchState.UNDONE, now(), by
    batch.result = {
        **batch.result,
        UNDONE: {
            "removed": dict(done.removed),
            "restored": dict(done.restored),
            "kept": dict(done.kept),
            "lines": [line.as_json() for line in done.lines],
        },
    }
    batch.save(update_fields=["state", "undone_at", "undone_by", "result"])
    return done


def _undoing(decision: Decision) -> Undoing:
    return Undoing(
        removed=_numbers(decision.going),
        restored=_numbers(decision.back),
        kept=_numbers(_by_noun(decision.staying)),
        lines=tuple(lines_of(decision)),
    )


def _numbers(keys: Keys) -> dict[str, int]:
    return {model._meta.label_lower: len(found) for model, found in keys.items()}


def _by_noun(nodes: Mapping[Node, object]) -> Keys:
    found: Keys = {}
    for model, key in nodes:
        found.setdefault(model, set()).add(key)
    return found


def _forget_notes(batch: ImportBatch, decision: Decision) -> None:
    """Notes of rows that stay are left: they say what is still there of the import."""
    for keys in (decision.going, decision.back):
        for model, found in keys.items():
            for part in chunks(found):
                batch.imported_rows.filter(label=model._meta.label_lower, object_id__in=part).delete()
