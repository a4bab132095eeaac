"""What the tables of one file share, so that it is looked up once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from django.db.models import Model, QuerySet

from accounts.models import User
from geo.models import Area, IssueArea

from ...models import LearnerGroup, Method, Programme, ProgrammeYear
from ..grounds import Grounds
from ..places import Places
from ..questions import Asking
from ..vocabulary import Words
from .register import Register
from .table import SheetReading


@dataclass
class Shared:
    """Who brings the file, its answers, and what was looked up for one of its tables already."""

    by: User
    answers: Mapping[str, str]
    digest: str
    asking: Asking
    grounds: Grounds
    places: Places
    register: Register
    _words: dict[int | None, Words] = field(default_factory=dict)
    _issues: list[Words] = field(default_factory=list)
    _areas: dict[str, Area] = field(default_factory=dict)
    _lists: dict[type[Model], list[Any]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, readings: Iterable[SheetReading], *, by: User, answers: Mapping[str, str], digest: str
    ) -> Self:
        """For the tables of a file, with all their places looked up."""
        grounds, places = Grounds(), Places()
        places.learn(
            text
            for reading in readings
            for text in (*reading.titles.places, *(entry.place for entry in reading.entries))
        )
        return cls(by, answers, digest, Asking(answers), grounds, places, Register(by, grounds))

    def asking_anew(self) -> Self:
        """The same with no question put yet."""
        return replace(self, asking=Asking(self.answers))

    def groups(self, programme: Programme | None) -> Words:
        """Names of the programme's learner groups; of all where no programme is known."""
        key = programme.pk if programme else None
        if key not in self._words:
            self._words[key] = Words(programme.groups.all() if programme else LearnerGroup.objects.all())
        return self._words[key]

    @property
    def years(self) -> list[ProgrammeYear]:
        """The years of all programmes."""
        return self._list(ProgrammeYear.objects.select_related("programme"))

    @property
    def methods(self) -> list[Method]:
        """Every method, in their order."""
        return self._list(Method.objects.all())

    def areas(self, codes: Iterable[str | None]) -> dict[str, Area]:
        """Areas by code, these among them."""
        if fresh := set(codes) - self._areas.keys() - {None}:
            found = Area.objects.with_ancestors().filter(code__in=fresh)
            self._areas.update((area.code, area) for area in found)
        return self._areas

    def _list(self, rows: QuerySet) -> list[Any]:
        """All of a short table, read once."""
        if rows.model not in self._lists:
            self._lists[rows.model] = list(rows)
        return self._lists[rows.model]

    @property
    def issues(self) -> Words:
        """Names of the issue areas."""
        if not self._issues:
            self._issues.append(Words(IssueArea.objects.all()))
        return self._issues[0]
