"""Noting who may be the same person, and what people say about it; nothing is merged here."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Q

from accounts.models import User
from geo.choices import Level
from geo.models import Area, ImportBatch
from thai.clock import now
from thai.names import name_similarity

from ..choices import Verdict
from ..matching import LIKELY
from ..models import LikelySame, Person
from ..pairing import Likeness, Traits, pairs, traits, weigh
from ..querysets import PersonQuerySet
from ..rules import may_change_person, place_of

CHUNK = 500
# How many persons outside one's own area are told of at most.
MOST_ELSEWHERE = 5

Found = tuple[int, int, Likeness]


def traits_of(person: Person) -> Traits:
    """What is compared of a person on record."""
    areas = [person.team.subdistrict if person.team_id else None, person.subdistrict]
    return traits(
        person.pk,
        person.given_name,
        person.family_name,
        nickname=person.nickname,
        phone=person.phone,
        birth_year=person.birth_year,
        sex=person.sex,
        places=[area.code for area in areas if area],
        address=person.address,
        team=person.team_id,
    )


def note_likely_same(person: Person, *, by: User) -> list[LikelySame]:
    """Keeps with whom ``person``, just added, may be one. A pair noted before stays as it is.

    Compared is what ``by`` may see: the persons of the same subdistrict, and those with the same phone or the
    very name elsewhere.
    """
    alike = Q(name_key=person.name_key) | (Q(phone=person.phone) if person.phone else Q(pk=None))
    visible = Person.objects.visible_to(by).unmerged().exclude(pk=person.pk)
    here = visible.within(place_of(person)) | visible.filter(alike)
    mine = traits_of(person)
    found = [
        (person.pk, other.key, likeness)
        for other in map(traits_of, here.with_place().distinct())
        if (likeness := weigh(mine, other)).verdict is not Verdict.NO
    ]
    _note(found, now())
    return list(LikelySame.objects.filter(Q(person=person) | Q(other=person)).order_by("-score", "pk"))


@transaction.atomic
def note_imported(batch: ImportBatch) -> int:
    """Notes with whom the persons that a sheet brought may be one; gives back how many pairs are new.

    Whom the sheet's own questions already asked about, and was told to be somebody else, is not asked again.
    """
    fresh = list(Person.objects.unmerged().filter(import_batch=batch).with_place())
    if not fresh:
        return 0
    keys = {person.pk for person in fresh}
    among = {person.pk: person for person in fresh}
    places = {place_of(person).pk for person in fresh}
    phones = {person.phone for person in fresh} - {""}
    for part in _parts(places):
        here = Q(team__subdistrict__in=part) | Q(team=None, subdistrict__in=part)
        among |= {person.pk: person for person in Person.objects.unmerged().filter(here).with_place()}
    for part in _parts(phones):
        among |= {
            person.pk: person for person in Person.objects.unmerged().filter(phone__in=part).with_place()
        }
    found = [
        (max(one.key, two.key), min(one.key, two.key), likeness)
        for one, two, likeness in pairs(map(traits_of, among.values()), keys)
        if {one.key, two.key} <= keys or not _was_asked(among[one.key], among[two.key])
    ]
    return _note(found, now())


def _was_asked(one: Person, two: Person) -> bool:
    """Whether a sheet asks about these two (``matching.likely_same``)."""
    same_place = place_of(one).pk == place_of(two).pk
    same_phone = bool(one.phone) and one.phone == two.phone
    return same_place and (same_phone or name_similarity(one.full_name, two.full_name) >= LIKELY)


def find_duplicates(area: Area | None = None) -> Iterator[tuple[Area | None, int, int]]:
    """Note all pairs of an area, or of the nation: province by province, then across provinces.

    Yields each province (None: across) with how many persons were compared and how many pairs are new.
    Across provinces only the full name with the same phone or year of birth makes a pair. What was noted and
    not answered is weighed anew.
    """
    provinces = Area.objects.current().level(Level.PROVINCE).order_by("code")
    if area is not None and area.level not in {Level.NATION, Level.REGION}:
        yield area, *_compare(Person.objects.within(area))
        return
    within = provinces.within(area) if area is not None else provinces
    for province in within:
        yield province, *_compare(Person.objects.within(province))
    everybody = Person.objects.all() if area is None else Person.objects.within(area)
    yield None, *_compare_across(everybody.unmerged())


@transaction.atomic
def _compare(persons: PersonQuerySet) -> tuple[int, int]:
    compared = [traits_of(person) for person in persons.unmerged().with_place().iterator(CHUNK)]
    found = [(max(one.key, two.key), min(one.key, two.key), told) for one, two, told in pairs(compared)]
    return len(compared), _note(found, now(), anew=True)


@transaction.atomic
def _compare_across(persons: PersonQuerySet) -> tuple[int, int]:
    """Namesakes of different provinces, some names at a time."""
    shared = persons.order_by().values("name_key").annotate(n=Count("pk")).filter(n__gt=1)
    names = list(shared.values_list("name_key", flat=True))
    compared, new = 0, 0
    for part in _parts(names):
        people = [traits_of(person) for person in persons.filter(name_key__in=part).with_place()]
        compared += len(people)
        found = [(max(one.key, two.key), min(one.key, two.key), told) for one, two, told in pairs(people)]
        new += _note(found, now(), anew=True)
    return compared, new


def _note(found: Iterable[Found], at: datetime, *, anew: bool = False) -> int:
    """Keep pairs that are not noted yet, in whatever order; how many those are.

    ``anew``: what was noted and not answered is told as it is weighed now.
    """
    wanted = {frozenset(row[:2]): row for row in found}
    known: dict[frozenset[int], LikelySame] = {}
    for part in _parts({row[0] for row in wanted.values()}):
        for pair in LikelySame.objects.filter(Q(person__in=part) | Q(other__in=part)):
            known[frozenset((pair.person_id, pair.other_id))] = pair
    made = [
        LikelySame(person_id=person, other_id=other, found_at=at, **_told(likeness))
        for both, (person, other, likeness) in wanted.items()
        if both not in known
    ]
    LikelySame.objects.bulk_create(made, batch_size=CHUNK)
    if anew:
        _weigh_anew([(known[both], wanted[both][2]) for both in wanted.keys() & known.keys()])
    return len(made)


def _weigh_anew(rows: list[tuple[LikelySame, Likeness]]) -> None:
    changed = []
    for pair, likeness in rows:
        told = _told(likeness)
        if pair.same is None and any(getattr(pair, name) != value for name, value in told.items()):
            for name, value in told.items():
                setattr(pair, name, value)
            changed.append(pair)
    LikelySame.objects.bulk_update(changed, ["verdict", "score", "reasons"], batch_size=CHUNK)


def _told(likeness: Likeness) -> dict[str, object]:
    return {
        "verdict": likeness.verdict,
        "score": likeness.score,
        "reasons": [reason.value for reason in likeness.reasons],
    }


def _parts(keys: Iterable[object]) -> Iterator[list[object]]:
    listed = sorted(keys)
    for start in range(0, len(listed), CHUNK):
        yield listed[start : start + CHUNK]


def elsewhere(person: Person, *, by: User) -> list[Person]:
    """Persons outside what ``by`` sees who have the full name and the phone or year of birth, a few at most.

    The caller shows no more than name and subdistrict, and logs whom it showed. Without a family name, or
    with neither phone nor year on record, nobody is found.
    """
    told = Q(phone=person.phone) if person.phone else Q(pk=None)
    if person.birth_year:
        told |= Q(birth_year=person.birth_year)
    if not person.family_name:
        return []
    seen = Person.objects.visible_to(by).values("pk")
    namesakes = Person.objects.unmerged().filter(told, name_key=person.name_key).exclude(pk__in=seen)
    return list(namesakes.with_place().order_by("pk")[:MOST_ELSEWHERE])


@transaction.atomic
def note_elsewhere(person: Person, other: Person, *, by: User) -> LikelySame:
    """Tell who works for both areas that these two may be one; noted before, it stays as it is.

    Raises PermissionDenied unless ``by`` changes ``person`` and ``other`` is one whom ``elsewhere`` shows.
    """
    if not may_change_person(by, person) or other not in elsewhere(person, by=by):
        raise PermissionDenied
    _note([(person.pk, other.pk, weigh(traits_of(person), traits_of(other)))], now())
    both = Q(person=person, other=other) | Q(person=other, other=person)
    return LikelySame.objects.get(both)


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
