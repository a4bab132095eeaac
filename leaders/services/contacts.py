"""Whom to call about learning sites."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from simple_history.utils import bulk_create_with_history

from accounts.models import User
from geo.models import ImportBatch, LearningSite
from geo.models.base import BIN_FIELDS
from thai.names import name_key

from .. import rules
from ..models import Person, SiteContact

# Rows that one query takes, whatever the database allows.
CHUNK = 500
# Links are not typed; asking the database whether the rows they point to exist costs a query each.
LINKS = [field.name for field in Person._meta.concrete_fields if field.is_relation]


@dataclass(frozen=True)
class ContactInput:
    """Whom to call at a site: a person, or a name or number alone. A person not yet on record is added."""

    site: LearningSite
    person: Person | None = None
    name: str = ""
    phone: str = ""
    role: str = ""


@transaction.atomic
def add_contacts(
    inputs: Sequence[ContactInput], *, by: User, batch: ImportBatch | None = None
) -> list[SiteContact]:
    """Tie people to learning sites. New persons live where their site lies; no team keeps their record.

    Raises PermissionDenied when one of the sites lies outside the areas where ``by`` works, ValidationError
    for a person whose fields cannot be kept.
    """
    fresh: dict[int, Person] = {}
    contacts = []
    for told in inputs:
        contact = SiteContact(
            site=told.site,
            person=told.person,
            name=told.name,
            phone=told.phone,
            role=told.role,
            import_batch=batch,
        )
        if not rules.may_change_contact(by, contact):
            raise PermissionDenied
        contact.stamp(by)
        contacts.append(contact)
        if told.person is not None and told.person._state.adding and id(told.person) not in fresh:
            fresh[id(told.person)] = _ready(told.person, told.site, by, batch)
    bulk_create_with_history(list(fresh.values()), Person, batch_size=CHUNK)
    bulk_create_with_history(contacts, SiteContact, batch_size=CHUNK)
    return contacts


@transaction.atomic
def bin_contacts(site: LearningSite, *, by: User) -> None:
    """The contacts of a site that was deleted go with it, at the same moment."""
    for contact in SiteContact.objects.filter(site=site):
        contact.stamp(by)
        contact.deleted_at = site.deleted_at
        contact.save(update_fields=BIN_FIELDS)


@transaction.atomic
def restore_contacts(site: LearningSite, deleted_at: datetime, *, by: User) -> None:
    """Those that went with the site come back with it."""
    for contact in SiteContact.everything.filter(site=site, deleted_at=deleted_at):
        contact.take_out_of_bin(by)


def _ready(person: Person, site: LearningSite, by: User, batch: ImportBatch | None) -> Person:
    """A new person with everything that saving in bulk leaves to others."""
    person.subdistrict, person.import_batch = site.subdistrict, batch
    if not rules.may_change_person(by, person):
        raise PermissionDenied
    person.name_key = name_key(person.given_name, person.family_name)
    person.stamp(by)
    person.clean_fields(exclude=LINKS)
    return person
