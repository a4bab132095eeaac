"""Partners named in logs: the one on record, or a new one made by the log's author."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from geo.models import Area, ImportBatch
from thai.text import search_key

from ..choices import PartnerKind
from ..models import Partner

CHUNK = 500

Key = tuple[int | None, str]


@dataclass(frozen=True)
class PartnerInput:
    """A partner as a log names it; ``area`` None: it belongs to the whole nation. ``kind`` may be unknown."""

    name: str
    area: Area | None = None
    kind: PartnerKind | None = None
    brought: str = ""

    @property
    def key(self) -> Key:
        """What makes it the same partner when it is met again: where it belongs, and its folded name."""
        return (self.area.pk if self.area else None), search_key(self.name)


def partners_on_record(keys: Iterable[Key]) -> dict[Key, Partner]:
    """The partners that go by ``keys``."""
    wanted = set(keys)
    names = sorted({name for _area, name in wanted})
    rows = (
        row
        for start in range(0, len(names), CHUNK)
        for row in Partner.objects.filter(name_key__in=names[start : start + CHUNK])
    )
    return {key: row for row in rows if (key := (row.area_id, row.name_key)) in wanted}


def met_again(partners: Iterable[Partner], at: Area, code: str) -> Partner | None:
    """Of partners of one name, the one that a log of ``at`` means: where the name puts it, else the nearest.

    ``code`` is that of the area the name puts it in, "" for the nation. Where the same name belongs only
    beside ``at`` it is somebody else's: None. ``partners`` and ``at`` have their areas loaded.
    """
    by_code = {partner.area.code if partner.area else "": partner for partner in partners}
    above = (at.code, *(area.code for area in (at.district, at.province) if area), "")
    return next((by_code[near] for near in (code, *above) if near in by_code), None)


@transaction.atomic
def name_partners(
    inputs: Iterable[PartnerInput], *, by: User, batch: ImportBatch | None = None
) -> dict[Key, Partner]:
    """The partners of ``inputs`` by key, made where they are missing; a kind still unknown is filled in.

    The caller has checked that ``by`` may write the log that names them.
    """
    first: dict[Key, PartnerInput] = {}
    for item in inputs:
        if item.key not in first or (item.kind and not first[item.key].kind):
            first[item.key] = item
    known = partners_on_record(first)
    fresh = [_new(item, by, batch) for key, item in first.items() if key not in known]
    if fresh:
        # Two imports at once may name the same partner: one makes it, both use it.
        Partner.objects.bulk_create(fresh, batch_size=CHUNK, ignore_conflicts=True)
        made = {row.uid for row in fresh}
        added = partners_on_record(key for key in first if key not in known)
        mine = [row for row in added.values() if row.uid in made]
        for row in mine:
            row._history_user, row._history_date = by, row.created_at
        Partner.history.bulk_history_create(mine, batch_size=CHUNK)
        known |= added
    for key, row in known.items():
        if not row.kind and first[key].kind:
            row.kind = first[key].kind
            row.stamp(by)
            row.save(update_fields=["kind", "version", "changed_by", "changed_at"])
    return known


def _new(item: PartnerInput, by: User, batch: ImportBatch | None) -> Partner:
    row = Partner(
        name=item.name, name_key=item.key[1], kind=item.kind or "", area=item.area, import_batch=batch
    )
    row.stamp(by)
    return row
