"""Who a row speaks of: somebody on record, somebody new, or somebody to ask about."""

from collections.abc import Container, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from leaders.matching import likeliest_in
from leaders.models import Person, Team
from thai.names import ParsedName, name_key
from thai.phones import format_phone

from ...models import Enrolment, Programme
from ..questions import Asking, Choice, Question, QuestionKind
from .register import Register
from .table import Entry

NEW_PERSON = "new"
SAME_PERSON = "same"


@dataclass
class Match:
    """The person a row speaks of, None for somebody new; ``question`` if that was, or is, to be asked."""

    person: Person | None = None
    question: Question | None = None


class People:
    """Persons whose record lies in the places of a table and whom the user may see, with their enrolments."""

    def __init__(
        self, register: Register, team: Team, subdistricts: Iterable[int], programme: Programme
    ) -> None:
        self.places = {team.subdistrict_id, *subdistricts}
        self._register, self._programme = register, programme
        register.load(self.places)
        self._rosters = [register.rosters[place] for place in self.places]

    def enrolments(self, person: Person) -> list[Enrolment]:
        """Enrolments of a person in the programme."""
        held = self._register.enrolments.get(person.pk, ())
        return [row for row in held if row.programme_id == self._programme.pk]

    def namesakes(self, name: ParsedName) -> list[Person]:
        """Persons with the very name."""
        key = name_key(name.given_name, name.family_name)
        found = {person.pk: person for roster in self._rosters for person in roster.named(key)}
        return [found[pk] for pk in sorted(found)]

    def sees(self, person: Person) -> bool:
        """Whether the user may see this person."""
        return self._register.person(person.uid) is not None

    def match(
        self,
        entry: Entry,
        phone: str,
        taken: Container[int],
        asking: Asking,
        *,
        listed: Person | None = None,
    ) -> Match:
        """The one person on record with the row's name; a likely one is asked about, never decided.

        ``listed``: whose row it was when the sheet was made.
        """
        if listed and listed.pk not in taken:
            return Match(self._register.person(listed.uid))
        same = [person for person in self.namesakes(entry.name) if person.pk not in taken]
        if len(same) > 1:
            alike = [person for person in same if (person.phone, person.position) == (phone, entry.position)]
            same = alike if len(alike) == 1 else same
        if len(same) == 1:
            return Match(same[0])
        likely = same or likeliest_in(self._rosters, entry.name.given_name, entry.name.family_name, phone)
        likely = [person for person in likely if person.pk not in taken]
        if not likely:
            return Match()
        question = self._ask(entry, likely, asking)
        return Match(
            next((person for person in likely if str(person.uid) == question.answer), None), question
        )

    def _ask(self, entry: Entry, likely: list[Person], asking: Asking) -> Question:
        if len(likely) == 1:
            hint = _("ในรายชื่อ: %(person)s") % {"person": self._described(likely[0])}
            yes = [Choice(str(likely[0].uid), _("ใช่ คนเดียวกัน"))]
        else:
            hint = ""
            yes = [
                Choice(str(person.uid), _("คนเดียวกับ %(person)s") % {"person": self._described(person)})
                for person in likely
            ]
        return asking.ask(
            f"{entry.key}:person",
            QuestionKind.PERSON,
            _("มีคนชื่อคล้ายกันในรายชื่อแล้ว เป็นคนเดียวกันไหม"),
            [*yes, Choice(NEW_PERSON, _("ไม่ใช่ เพิ่มคนใหม่"))],
            sheet=entry.sheet,
            row=entry.row,
            hint=hint,
        )

    def _described(self, person: Person) -> str:
        """Enough to tell namesakes apart."""
        groups = [enrolment.group.name for enrolment in self.enrolments(person) if enrolment.ends_on is None]
        return " · ".join(
            filter(None, [person.formal_name, person.position, *groups, format_phone(person.phone)])
        )
