"""Rows of a plan written in bulk: sites through their service, then whom to call."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from accounts.models import User
from geo.models import ImportBatch, LearningSite
from geo.services.imported import Imported
from geo.services.sites import SiteInput, SitesRefused, change_sites, propose_sites
from leaders.models import Person
from leaders.services.contacts import ContactInput, add_contacts
from leaders.services.people import change_person

from ..verdicts import Plan, RowResult
from .contacts import Contact
from .context import Draft, Link


def write_part(
    plan: Plan, part: str, rows: Iterable[RowResult], *, batch: ImportBatch, by: User, imported: Imported
) -> dict[str, str]:
    """Write rows of the list numbered ``part``; answers what stood against some, then none was written."""
    drafts: list[Draft] = [plan.details[row.key] for row in rows]
    uids = {draft.row.key: draft.site.uid if draft.site else uuid.uuid4() for draft in drafts}
    new = [draft for draft in drafts if draft.site is None]
    changed = [draft for draft in drafts if draft.site and draft.changes]
    imported.watch(*(draft.site for draft in changed), *_persons_to_change(drafts))
    try:
        made = propose_sites([_new(draft, uids[draft.row.key]) for draft in new], by=by, batch=batch)
        change_sites([_change(draft) for draft in changed], by=by)
    except SitesRefused as refused:
        return {key: refused.problems[uid] for key, uid in uids.items() if uid in refused.problems}
    sites = {draft.row.key: site for draft, site in zip(new, made, strict=True)}
    _write_contacts(drafts, sites, batch=batch, by=by)
    return {}


def _new(draft: Draft, uid: uuid.UUID) -> SiteInput:
    values = {name: value for name, value in draft.told.items() if value is not None}
    return SiteInput({**values, "subdistrict": draft.subdistrict}, _issues(draft, draft.issues), uid)


def _change(draft: Draft) -> SiteInput:
    values: dict[str, Any] = {name: value for name, value in draft.changes.items() if name != "issues"}
    keys = draft.changes.get("issues")
    return SiteInput(values, None if keys is None else _issues(draft, keys), draft.site.uid)


def _issues(draft: Draft, keys: Iterable[str]) -> list[Any]:
    return [draft.context.issues.by_key[key] for key in keys]


def _write_contacts(
    drafts: Sequence[Draft], made: dict[str, LearningSite], *, batch: ImportBatch, by: User
) -> None:
    """New contacts, and numbers of persons that changed. One name in one subdistrict is one new person."""
    fresh: dict[tuple[str, str, int], Person] = {}
    inputs = []
    for draft in drafts:
        site = draft.site or made[draft.row.key]
        for link in draft.links:
            if not link.known:
                inputs.append(_input(link, site, fresh))
    add_contacts(inputs, by=by, batch=batch)
    for person in _persons_to_change(drafts):
        change_person(person, by=by, phone=_new_phone(person, drafts))


def _input(link: Link, site: LearningSite, fresh: dict[tuple[str, str, int], Person]) -> ContactInput:
    contact, person = link.contact, link.person
    if contact.name is None:
        return ContactInput(site, name=contact.office, phone=contact.phone)
    if person is None:
        key = (contact.key, contact.phone, site.subdistrict_id)
        person = fresh.setdefault(key, _person(contact))
    return ContactInput(site, person, role=contact.role)


def _person(contact: Contact) -> Person:
    name = contact.name
    return Person(
        prefix=str(name.prefix),
        title=name.title,
        given_name=name.given_name,
        family_name=name.family_name,
        nickname=name.nickname[:40],
        phone=contact.phone,
    )


def _persons_to_change(drafts: Iterable[Draft]) -> list[Person]:
    """Persons on record for whom a row tells another number."""
    found = {
        link.person.pk: link.person
        for draft in drafts
        for link in draft.links
        if link.person and link.contact.phone and link.person.phone != link.contact.phone
    }
    return list(found.values())


def _new_phone(person: Person, drafts: Iterable[Draft]) -> str:
    return next(
        link.contact.phone
        for draft in drafts
        for link in draft.links
        if link.person and link.person.pk == person.pk and link.contact.phone
    )
