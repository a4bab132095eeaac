"""People without names: numbers that stand beside people and are never added to them."""

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from geo.models import ImportBatch

from ...choices import HeadcountStage
from ...models import Activity, Headcount
from .guard import check_editable, note_change
from .inputs import HeadcountInput

FIELDS = ("number", "women", "group", "kind", "stage", "estimated", "source")


@transaction.atomic
def set_headcounts(
    activity: Activity,
    inputs: Iterable[HeadcountInput],
    *,
    by: User,
    stage: HeadcountStage | None = None,
    batch: ImportBatch | None = None,
) -> None:
    """Make the activity's people without names those of ``inputs``; unchanged rows stay as they are.

    With ``stage`` only rows of that stage are compared: who logs what came leaves what was planned alone.
    New rows arrive with ``batch``, if a sheet brings them.
    """
    check_editable(activity, by, arriving=True)
    kept = list(activity.headcounts.select_related("group").order_by("pk"))
    if stage is not None:
        kept = [row for row in kept if row.stage == stage]
    changed = False
    for item in inputs:
        same = next((row for row in kept if _values(row) == _values(item)), None)
        if same is not None:
            kept.remove(same)
            continue
        values = {name: getattr(item, name) for name in FIELDS}
        row = Headcount(activity=activity, import_batch=batch, **values)
        row.stamp(by)
        row.full_clean(exclude=["activity"])
        row.save()
        changed = True
    for row in kept:
        row.put_into_bin(by)
    if kept or changed:
        note_change(activity, by)


def _values(row: Headcount | HeadcountInput) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in FIELDS)
