"""Adding and changing persons."""

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from geo.models import ImportBatch

from .. import rules
from ..models import Person

# Nobody types these; asking the database whether the rows they point to exist costs a query each.
NOT_TYPED = {"name_key", "created_by", "changed_by", "import_batch"}


@transaction.atomic
def add_person(
    *, by: User, uid: uuid.UUID | None = None, batch: ImportBatch | None = None, **values: Any
) -> Person:
    """A new person with ``values`` for its fields; the same ``uid`` sent twice gives the first one back.

    Raises PermissionDenied when the record would lie outside the areas where ``by`` works, or when the
    uid is somebody else's; ValidationError with messages by field.
    """
    if uid and (existing := Person.everything.filter(uid=uid).first()):
        if existing.created_by_id != by.pk:
            raise PermissionDenied
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
    """Change fields of a person; nothing changed: nothing is saved."""
    if not rules.may_change_person(by, person):
        raise PermissionDenied
    changed = {name: value for name, value in values.items() if getattr(person, name) != value}
    if not changed:
        return person
    for name, value in changed.items():
        setattr(person, name, value)
    person.stamp(by)
    person.full_clean(exclude=NOT_TYPED)
    person.save()
    return person
