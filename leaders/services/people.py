"""Adding and changing persons."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from accounts.models import User
from geo.models import ImportBatch
from geo.services.histories import copy_history

from .. import rules
from ..models import Merge, Person

# Nobody types these; asking the database whether the rows they point to exist costs a query each.
NOT_TYPED = {"name_key", "created_by", "changed_by", "import_batch"}
# Many at once are given as rows at hand; what only the database can tell it refuses by its constraints.
FROM_ROWS = NOT_TYPED | {"uid", "team", "subdistrict", "merged_into"}
CHUNK = 500

Refusals = dict[uuid.UUID, ValidationError]


@transaction.atomic
def add_person(
    *, by: User, uid: uuid.UUID | None = None, batch: ImportBatch | None = None, **values: Any
) -> Person:
    """A new person with ``values`` for its fields; the same ``uid`` sent twice gives the first one back.

    One in the bin comes out of it. Raises PermissionDenied when the record would lie outside the areas where
    ``by`` works, or when the uid is somebody else's; ValidationError with messages by field.
    """
    if uid and (existing := Person.everything.filter(uid=uid).first()):
        if existing.created_by_id != by.pk:
            raise PermissionDenied
        if existing.deleted_at:
            existing.take_out_of_bin(by)
        return existing
    person = Person(uid=uid or uuid.uuid4(), import_batch=batch, **values)
    if not rules.may_change_person(by, person):
        raise PermissionDenied
    person.stamp(by)
    person.full_clean(exclude=NOT_TYPED)
    person.save()
    return person


@transaction.atomic
def change_person(person: Person, *, by: User, **values: Any) -> Person:
    """Change fields of a person; nothing changed: nothing is saved.

    Raises PermissionDenied outside the areas where ``by`` works, ValidationError by field, and for somebody
    who was deleted, merged or erased meanwhile.
    """
    person.refresh_from_db(from_queryset=Person.everything.select_for_update(of=("self",)))
    if not rules.may_change_person(by, person):
        raise PermissionDenied
    if person.erased_at or person.deleted_at or person.merged_into_id:
        raise ValidationError(_("คนนี้ถูกลบหรือรวมไปแล้ว"), code="gone")
    changed = {name: value for name, value in values.items() if getattr(person, name) != value}
    if not changed:
        return person
    for name, value in changed.items():
        setattr(person, name, value)
    person.stamp(by)
    person.full_clean(exclude=NOT_TYPED)
    person.save()
    return person


@transaction.atomic
def remove_person(person: Person, *, by: User) -> Person:
    """Put somebody who was added by mistake into the bin. Where they came, the app above asks.

    Raises PermissionDenied, and ValidationError for whoever is more than a name: who was merged, is a
    learning site's contact, or agreed to something.
    """
    fresh = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if not rules.may_change_person(by, fresh):
        raise PermissionDenied
    if fresh.erased_at:
        raise ValidationError(_("ลบข้อมูลคนนี้ไปแล้ว"), code="erased")
    if fresh.merged_into_id or Merge.objects.standing().filter(kept=fresh).exists():
        raise ValidationError(_("ลบไม่ได้ รวมกับอีกคนไว้ บอกผู้ตรวจให้แยกคืนก่อน"), code="merged")
    if fresh.site_contacts.filter(deleted_at=None).exists():
        raise ValidationError(_("ลบไม่ได้ คนนี้เป็นผู้ประสานของแหล่งเรียนรู้"), code="contact")
    if fresh.consents.exists():
        raise ValidationError(_("ลบไม่ได้ คนนี้เคยให้ความยินยอมไว้ ถ้าเจ้าตัวขอให้ลบ บอกเจ้าหน้าที่"), code="consent")
    fresh.put_into_bin(by)
    return fresh


@transaction.atomic
def restore_person(person: Person, *, by: User) -> Person:
    """Take somebody out of the bin. Raises PermissionDenied, and ValidationError for who was merged since."""
    fresh = Person.everything.select_for_update(of=("self",)).get(pk=person.pk)
    if not rules.may_change_person(by, fresh):
        raise PermissionDenied
    if fresh.merged_into_id:
        raise ValidationError(_("กู้คืนไม่ได้ รวมกับอีกคนไว้ บอกผู้ตรวจให้แยกคืนก่อน"), code="merged")
    if fresh.deleted_at:
        fresh.take_out_of_bin(by)
    return fresh


@transaction.atomic
def add_persons(persons: Sequence[Person], *, by: User, batch: ImportBatch | None = None) -> Refusals:
    """Many new persons, as ``add_person`` adds one; answers what stands against some, by uid: then none is.

    Raises PermissionDenied when a record would lie outside the areas where ``by`` works, or a uid is known.
    """
    if Person.everything.filter(uid__in=[person.uid for person in persons]).exists():
        raise PermissionDenied
    _must_be_changeable(persons, by)
    for person in persons:
        person.import_batch = batch
        person.stamp(by)
        person.set_name_key()
    refused = _refused(persons)
    if not refused:
        Person.objects.bulk_create(persons, batch_size=CHUNK)
        copy_history(Person, [person.pk for person in persons], "+")
    return refused


@transaction.atomic
def change_persons(changes: Mapping[Person, Mapping[str, Any]], *, by: User) -> Refusals:
    """Fields of many persons, as ``change_person`` changes those of one; answers as ``add_persons`` does."""
    _must_be_changeable(changes, by)
    keys = [person.pk for person in changes]
    gone = Person.everything.select_for_update(of=("self",)).filter(pk__in=keys).exclude(erased_at=None)
    if gone.exists():
        raise PermissionDenied
    changed, names = [], set()
    for person, values in changes.items():
        new = {name: value for name, value in values.items() if getattr(person, name) != value}
        if not new:
            continue
        for name, value in new.items():
            setattr(person, name, value)
        person.stamp(by)
        person.set_name_key()
        changed.append(person)
        names |= new.keys()
    refused = _refused(changed)
    if changed and not refused:
        fields = [*sorted(names), "name_key", "version", "changed_by", "changed_at"]
        bulk_update_with_history(changed, Person, fields, batch_size=CHUNK)
    return refused


def _must_be_changeable(persons: Iterable[Person], by: User) -> None:
    if not all(rules.may_change_person(by, person) for person in persons):
        raise PermissionDenied


def _refused(persons: Iterable[Person]) -> Refusals:
    """What the fields themselves say against persons; nothing is asked of the database."""
    refused = {}
    for person in persons:
        try:
            person.clean_fields(exclude=FROM_ROWS)
        except ValidationError as error:
            refused[person.uid] = error
    return refused
