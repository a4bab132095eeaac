"""Contacts of a row against those of its site and against persons on record."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from accounts.models import User
from leaders.matching import likeliest
from leaders.models import Person, SiteContact
from thai.phones import format_phone

from ..grounds import Grounds
from ..headers import label_key
from ..questions import Choice, QuestionKind
from ..signin.people import NEW_PERSON
from .contacts import Contact
from .context import Draft, Link

CHUNK = 500


class Directory:
    """Contacts of the sites that rows speak of, and persons of their subdistricts with a name or number told.

    Only persons with the very given name, name or phone are looked at: a nation's list is not compared with
    every person of the nation.
    """

    def __init__(self, drafts: Sequence[Draft], by: User, grounds: Grounds) -> None:
        self.contacts: dict[int, list[SiteContact]] = defaultdict(list)
        sites = [draft.site.pk for draft in drafts if draft.site]
        seen = SiteContact.objects.visible_to(by).with_person()
        for part in _chunks(sites):
            rows = seen.filter(site__in=part)
            grounds.saw(rows, rows)
            for contact in rows:
                self.contacts[contact.site_id].append(contact)
        self._persons: dict[int, list[Person]] = defaultdict(list)
        told = [contact for draft in drafts for contact in draft.contacts if contact.name]
        visible = Person.objects.visible_to(by).unmerged().select_related("team")
        found: dict[int, Person] = {}
        for name, keys in (
            ("given_name", {contact.name.given_name for contact in told}),
            ("phone", {contact.phone for contact in told if contact.phone}),
        ):
            for part in _chunks(sorted(keys)):
                rows = visible.filter(**{f"{name}__in": part})
                grounds.saw(rows, rows)
                found |= {person.pk: person for person in rows}
        for person in found.values():
            places = {person.subdistrict_id, person.team.subdistrict_id if person.team else None} - {None}
            for place in places:
                self._persons[place].append(person)

    def link(self, draft: Draft) -> None:
        """Tell of each contact whether the site has it, which person it is, or ask."""
        held = self.contacts[draft.site.pk] if draft.site else []
        draft.links = [self._link(draft, at, contact, held) for at, contact in enumerate(draft.contacts)]

    def _link(self, draft: Draft, at: int, contact: Contact, held: Iterable[SiteContact]) -> Link:
        for known in held:
            if contact.name is None:
                same_name = label_key(known.called) == label_key(contact.office)
                if same_name if contact.office else known.number == contact.phone:
                    return Link(contact, known.person, known=True)
            elif known.person and _is_named(known.person, contact):
                return Link(contact, known.person, known=True)
        if contact.name is None or draft.subdistrict is None:
            return Link(contact)
        return Link(contact, self._person(draft, at, contact))

    def _person(self, draft: Draft, at: int, contact: Contact) -> Person | None:
        """Somebody on record with the very name; somebody alike is asked about."""
        among = self._persons.get(draft.subdistrict.pk, [])
        same = [person for person in among if person.name_key == contact.key]
        if len(same) == 1 and contact.name.family_name:
            return same[0]
        likely = same or likeliest(among, contact.name.given_name, contact.name.family_name, contact.phone)
        if not likely:
            return None
        described = {str(person.uid): _described(person) for person in likely}
        question = draft.ask(
            f"person:{at}" if at else "person",
            QuestionKind.PERSON,
            _("ผู้ประสาน “%(name)s”: มีคนชื่อคล้ายกันในรายชื่อแล้ว เป็นคนเดียวกันไหม") % {"name": contact.called},
            [
                *(
                    Choice(uid, _("คนเดียวกับ %(person)s") % {"person": text})
                    for uid, text in described.items()
                ),
                Choice(NEW_PERSON, _("ไม่ใช่ เพิ่มคนใหม่")),
            ],
        )
        return next((person for person in likely if str(person.uid) == question.answer), None)


def _is_named(person: Person, contact: Contact) -> bool:
    """Whether a site's contact is the one told; of the same site a given name is enough."""
    if person.name_key == contact.key:
        return True
    return not contact.name.family_name and person.given_name == contact.name.given_name


def _described(person: Person) -> str:
    """Enough to tell namesakes apart."""
    return " · ".join(filter(None, [person.formal_name, person.position, format_phone(person.phone)]))


def _chunks(keys: Sequence[object]) -> Iterable[Sequence[object]]:
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))
