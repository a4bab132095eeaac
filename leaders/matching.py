"""Likely the same person: asked about, never decided by the program."""

from collections import defaultdict
from collections.abc import Iterable

from thai.names import Heard, hear, likeness, may_be_heard_as, name_key, name_similarity

from .models import Person
from .querysets import PersonQuerySet

# Below this likeness (0–100, thai.names.name_similarity) names are taken for different persons.
LIKELY = 88


def likely_same(
    among: PersonQuerySet, given_name: str, family_name: str, phone: str = "", limit: int = 5
) -> list[Person]:
    """Persons in ``among`` who may be the one named, the likeliest first, at most ``limit``.

    Somebody with the same phone counts as likely whatever the name. ``among`` is what the user may see,
    usually one team or one subdistrict: it is compared row by row.
    """
    return likeliest(among.unmerged(), given_name, family_name, phone, limit)


def likeliest(
    persons: Iterable[Person], given_name: str, family_name: str, phone: str = "", limit: int = 5
) -> list[Person]:
    """The same among rows at hand."""
    full, key = f"{given_name} {family_name}".strip(), name_key(given_name, family_name)
    scored = []
    for person in persons:
        score = 100.0 if person.name_key == key else name_similarity(full, person.full_name)
        if phone and person.phone == phone:
            score = max(score, 99.0)
        if score >= LIKELY:
            scored.append((-score, person.pk, person))
    return [person for _, _, person in sorted(scored, key=lambda row: row[:2])[:limit]]


class Roster:
    """Persons by name and phone, so that ``likeliest_in`` finds the same as above without comparing all.

    A sheet compares each of its rows with the same rosters. A person added again is replaced.
    """

    def __init__(self, persons: Iterable[Person] = ()) -> None:
        self.persons: dict[int, Person] = {}
        self._heard: dict[int, Heard] = {}
        self._by_key: dict[str, set[int]] = defaultdict(set)
        self._by_letters: dict[str, set[int]] = defaultdict(set)
        self._by_phone: dict[str, set[int]] = defaultdict(set)
        self._by_given: dict[str, set[int]] = defaultdict(set)
        self._near: dict[str, list[str]] = {}
        for person in persons:
            self.add(person)

    def add(self, person: Person) -> None:
        """Put a person in, as they are now."""
        self.drop(person.pk)
        self.persons[person.pk], self._heard[person.pk] = person, hear(person.full_name)
        for index, word in self._words(person):
            index[word].add(person.pk)

    def drop(self, pk: int) -> None:
        """Take a person out; one who is not there is no trouble."""
        if pk in self.persons:
            for index, word in self._words(self.persons[pk]):
                index[word].discard(pk)
            del self.persons[pk], self._heard[pk]

    def _words(self, person: Person) -> list[tuple[dict[str, set[int]], str]]:
        heard = self._heard[person.pk]
        if heard.given not in self._by_given:
            self._near.clear()
        return [
            (self._by_key, person.name_key),
            (self._by_letters, heard.letters),
            (self._by_phone, person.phone),
            (self._by_given, heard.given),
        ]

    def named(self, key: str) -> list[Person]:
        """Persons with that name_key, the one longest on record first."""
        return [self.persons[pk] for pk in sorted(self._by_key.get(key, ()))]

    def likely(self, given_name: str, family_name: str, phone: str = "") -> dict[Person, float]:
        """The persons who may be the one named, with how likely that is (``LIKELY`` to 100)."""
        full, key = f"{given_name} {family_name}".strip(), name_key(given_name, family_name)
        heard = hear(full)
        with_key = self._by_key.get(key, set())
        with_phone = self._by_phone.get(phone, set()) if phone else set()
        others = set().union(*(self._by_given[given] for given in self._near_to(heard.given)))
        found = {}
        for pk in with_key | with_phone | self._by_letters.get(heard.letters, set()) | others:
            score = 100.0 if pk in with_key else likeness(heard, self._heard[pk])
            if pk in with_phone:
                score = max(score, 99.0)
            if score >= LIKELY:
                found[self.persons[pk]] = score
        return found

    def _near_to(self, given: str) -> list[str]:
        if given not in self._near:
            self._near[given] = may_be_heard_as(given, list(self._by_given), LIKELY)
        return self._near[given]


def likeliest_in(
    rosters: Iterable[Roster], given_name: str, family_name: str, phone: str = "", limit: int = 5
) -> list[Person]:
    """``likeliest`` among the persons of several rosters; whoever stands on two counts once."""
    found: dict[Person, float] = {}
    for roster in rosters:
        found |= roster.likely(given_name, family_name, phone)
    return sorted(found, key=lambda person: (-found[person], person.pk))[:limit]
