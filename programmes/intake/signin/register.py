"""Who is on record where, read once for all tables of a file and kept in step while they are written."""

import uuid
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from accounts.models import User
from geo.models import Area
from leaders.matching import Roster
from leaders.models import Person, Team

from ...models import Enrolment, LearnerGroup
from ..grounds import Grounds


class Register:
    """Persons whom ``by`` may see, by the subdistricts (ids) where they live and where their team is.

    Areas, teams and groups are one object each, however many persons point to them.
    """

    def __init__(self, by: User, grounds: Grounds) -> None:
        self._by, self._grounds = by, grounds
        self.rosters: dict[int, Roster] = {}
        self.enrolments: dict[int, list[Enrolment]] = {}
        self._persons: dict[uuid.UUID, Person] = {}
        self._areas: dict[int, Area] = {}
        self._teams: dict[int, Team] = {}
        self._groups: dict[int, LearnerGroup] = {}

    def load(self, places: Iterable[int]) -> None:
        """Read the persons of these subdistricts, those not read before."""
        fresh = set(places) - self.rosters.keys()
        if not fresh:
            return
        self.rosters.update((place, Roster()) for place in fresh)
        here = Q(subdistrict__in=fresh) | Q(team__subdistrict__in=fresh)
        persons = self._visible().filter(here)
        found = list(persons)
        held = Enrolment.objects.filter(person__in=persons.order_by().values("pk"))
        self._grounds.saw(persons, found)
        self._grounds.saw(held, self._put(found, held))

    def person(self, uid: uuid.UUID) -> Person | None:
        """Somebody who was read before."""
        return self._persons.get(uid)

    def learn(self, uids: Iterable[uuid.UUID]) -> set[int]:
        """Read anew the persons that were written; the subdistricts where they were or are now."""
        wanted = list(uids)
        touched = set()
        for before in filter(None, map(self._persons.get, wanted)):
            touched |= _places(before)
            for place in _places(before) & self.rosters.keys():
                self.rosters[place].drop(before.pk)
        found = list(self._visible().filter(uid__in=wanted))
        self._put(found, Enrolment.objects.filter(person__in=found))
        return touched.union(*map(_places, found))

    def _visible(self) -> QuerySet[Person]:
        return Person.objects.visible_to(self._by).unmerged().order_by("pk")

    def _put(self, persons: list[Person], held: QuerySet[Enrolment]) -> list[Enrolment]:
        """Keep persons with the enrolments they hold, which come back."""
        enrolments = list(held.order_by("pk").prefetch_related("issues"))
        self._know(persons, enrolments)
        by_person = defaultdict(list)
        for enrolment in enrolments:
            enrolment.team = self._teams[enrolment.team_id]
            enrolment.group = self._groups[enrolment.group_id]
            by_person[enrolment.person_id].append(enrolment)
        for person in persons:
            person.subdistrict = self._areas.get(person.subdistrict_id)
            person.team = self._teams.get(person.team_id)
            self._persons[person.uid] = person
            self.enrolments[person.pk] = by_person[person.pk]
            for place in _places(person) & self.rosters.keys():
                self.rosters[place].add(person)
        return enrolments

    def _know(self, persons: list[Person], enrolments: list[Enrolment]) -> None:
        """Areas, teams and groups that these rows point to."""
        teams = {row.team_id for row in (*persons, *enrolments)} - self._teams.keys() - {None}
        self._teams.update(Team.objects.with_place().in_bulk(teams) if teams else {})
        areas = {person.subdistrict_id for person in persons} - self._areas.keys() - {None}
        self._areas.update(Area.objects.with_ancestors().in_bulk(areas) if areas else {})
        groups = {row.group_id for row in enrolments} - self._groups.keys()
        self._groups.update(LearnerGroup.objects.in_bulk(groups) if groups else {})


def _places(person: Person) -> set[int]:
    """Ids of the subdistricts where a person lives and where the team that keeps the record is."""
    return {person.subdistrict_id, person.team.subdistrict_id if person.team else None} - {None}
