"""Noting who may be the same person; nothing is merged here."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from thai.clock import now

from ..matching import likely_same
from ..models import LikelySame, Person
from ..rules import may_change_person


def note_likely_same(person: Person, *, by: User) -> list[LikelySame]:
    """Keeps with whom of the same place ``person``, just added, may be one. A pair noted before stays.

    Compared is what ``by`` may see: the persons of the team or of its subdistrict.
    """
    place = person.team.subdistrict if person.team_id else person.subdistrict
    among = Person.objects.visible_to(by).within(place).exclude(pk=person.pk)
    found = likely_same(among, person.given_name, person.family_name, person.phone)
    at = now()
    return [
        LikelySame.objects.get_or_create(person=person, other=other, defaults={"found_at": at})[0]
        for other in found
        if not LikelySame.objects.filter(person=other, other=person).exists()
    ]


@transaction.atomic
def answer_likeness(pair: LikelySame, *, same: bool, by: User) -> LikelySame:
    """Note whether the two are one, in place of an earlier answer. Merging is another step.

    Raises PermissionDenied for somebody who may not change both.
    """
    if not all(may_change_person(by, person) for person in (pair.person, pair.other)):
        raise PermissionDenied
    pair.same, pair.answered_at, pair.answered_by = same, now(), by
    pair.save(update_fields=["same", "answered_at", "answered_by"])
    return pair
