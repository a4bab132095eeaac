"""Partners of a log, and what each brought."""

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from geo.models import ImportBatch
from leaders.services.partners import PartnerInput, name_partners

from ...models import Activity, ActivityPartner
from .guard import check_editable, note_change


@transaction.atomic
def add_partners(
    activity: Activity, inputs: Iterable[PartnerInput], *, by: User, batch: ImportBatch | None = None
) -> None:
    """Add partners that the log does not name yet, and what one brought where nothing is said of it yet."""
    check_editable(activity, by, arriving=True)
    inputs = list(inputs)
    named = name_partners(inputs, by=by, batch=batch)
    kept = {row.partner_id: row for row in activity.partners.all()}
    changed = False
    for item in inputs:
        partner = named[item.key]
        row = kept.get(partner.pk)
        if row is None:
            row = kept[partner.pk] = ActivityPartner(activity=activity, partner=partner, import_batch=batch)
        elif row.brought or not item.brought:
            continue
        row.brought = item.brought
        row.stamp(by)
        row.save()
        changed = True
    if changed:
        note_change(activity, by)
