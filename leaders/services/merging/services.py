"""The two verbs: merge, undo."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from thai.clock import now

from ... import rules
from ...models import Merge, Person
from .choosing import chosen, fuller
from .notes import Notes, changed_since, put_back
from .registry import Moving, handlers


@transaction.atomic
def merge(
    kept: Person,
    gone: Person,
    *,
    by: User,
    choices: Mapping[str, str] | None = None,
    seen: tuple[int, int] | None = None,
) -> Merge:
    """Make ``gone`` and ``kept`` one person, ``kept``, with all that hangs on either.

    ``choices`` says by field whose value is taken ("kept", "gone"), by default the fuller one; what is not
    named there is kept. ``seen`` are the versions of both that were on the screen. Raises PermissionDenied
    for who may not change both, ValidationError when one of them is not there any more or was changed.
    """
    kept, gone = _locked(kept.pk, gone.pk)
    if not rules.may_merge(by, kept, gone):
        raise PermissionDenied
    if seen is not None and seen != (kept.version, gone.version):
        raise ValidationError(_("มีคนแก้ข้อมูลของสองคนนี้ไปก่อนแล้ว ดูอีกครั้งก่อนรวม"), code="changed")
    taken = dict(fuller(kept, gone) if choices is None else choices)
    done = Merge.objects.create(kept=kept, gone=gone, by=by, at=now(), choices=taken)
    notes = Notes(done, by)
    moving = Moving(kept, gone, by, taken, notes, done.at)
    for handler in handlers():
        handler.move(moving)
    notes.change(kept, **chosen(kept, gone, taken))
    notes.change(gone, merged_into=kept)
    notes.close()
    return done


def _locked(kept: int, gone: int) -> tuple[Person, Person]:
    """Both as they are now, held until the transaction ends; ValidationError when one is not there."""
    keys = sorted({kept, gone})
    rows = Person.everything.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    found = {row.pk: row for row in rows}
    there = [row for row in found.values() if not (row.deleted_at or row.merged_into_id or row.erased_at)]
    if len(there) != 2:
        raise ValidationError(_("สองคนนี้ถูกรวมหรือลบไปแล้ว"), code="gone")
    return found[kept], found[gone]


@transaction.atomic
def undo_merge(merge: Merge, *, by: User) -> Merge:
    """Take the two apart, table by table as they were; undone before: nothing happens.

    Raises PermissionDenied for who may not change both; ValidationError when another merge lies on top of
    this one, or when what was done since cannot stand beside two persons.
    """
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    if merge.undone_at:
        return merge
    keys = [merge.kept_id, merge.gone_id]
    rows = Person.everything.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    found = {row.pk: row for row in rows}
    if not rules.may_merge(by, found[merge.kept_id], found[merge.gone_id]):
        raise PermissionDenied
    _must_be_on_top(merge)
    try:
        with transaction.atomic():
            for handler in handlers():
                handler.before_undo(merge, by)
            put_back(merge, by)
            for handler in handlers():
                handler.after_undo(merge, by)
    except IntegrityError as error:
        raise changed_since() from error
    merge.undone_at, merge.undone_by = now(), by
    merge.save(update_fields=["undone_at", "undone_by"])
    return merge


def _must_be_on_top(merge: Merge) -> None:
    """Merges of one person are undone in turn, the last one first."""
    both = Q(kept=merge.kept_id) | Q(gone=merge.kept_id)
    later = Merge.objects.standing().filter(both, pk__gt=merge.pk).with_persons().first()
    if later is not None:
        raise ValidationError(
            _("หลังจากนั้นมีการรวม%(gone)s กับ%(kept)s ด้วย แยกคืนรายการนั้นก่อน"),
            params={"gone": later.gone.formal_name, "kept": later.kept.formal_name},
            code="not_on_top",
        )
