"""Noting who may be the same person; nothing is merged here."""

from accounts.models import User
from thai.clock import now

from ..matching import likely_same
from ..models import LikelySame, Person


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
