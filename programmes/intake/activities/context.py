"""What all rows of an activity list are read with."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from accounts.models import User
from geo.choices import Level
from geo.models import Area
from geo.querysets import role_areas
from geo.rules import works_in
from leaders.models import Team
from thai.clock import today

from ...models import Programme, ProgrammeYear
from ..owners import DESK, FIELD
from ..places import Places
from ..questions import Asking, Question
from ..vocabulary import Words

CHUNK = 500


@dataclass
class Context:
    """Words, years, places and teams, each looked up once; ``budget`` asks what a bare sum of money means."""

    by: User
    asking: Asking
    places: Places
    methods: Words
    issues: Words
    years: list[ProgrammeYear]
    wide_areas: dict[str, Area]
    teams: dict[int, list[Team]] = field(default_factory=dict)
    method: Question | None = None
    budget: Question | None = None
    today: date = field(default_factory=today)
    _below: dict[int, list[Area]] = field(default_factory=dict)
    _read: dict[tuple[str, str], Any] = field(default_factory=dict)

    def once(self, name: str, text: str, read: Callable[[str], Any]) -> Any:
        """``read(text)``, read once for all rows that say the same; what it raises is raised each time."""
        key = name, text
        if key not in self._read:
            try:
                self._read[key] = read(text)
            except ValueError as error:
                self._read[key] = error
        found = self._read[key]
        if isinstance(found, ValueError):
            raise found
        return found

    def programme_on(self, day: date) -> Programme | None:
        """The programme in one of whose years a day lies."""
        return next((year.programme for year in self.years if year.starts_on <= day <= year.ends_on), None)

    def works(self, area: Area) -> bool:
        """Whether the user works there in any role of the field."""
        return works_in(self.by, area, *FIELD)

    def reviews(self, area: Area) -> bool:
        """Whether the user reviews it or is staff."""
        return works_in(self.by, area, *DESK)

    def own_areas(self) -> list[Area]:
        """Where the user works."""
        return role_areas(self.by, *FIELD)

    def below(self, district: Area) -> list[Area]:
        """Subdistricts of a district, looked up once."""
        if district.pk not in self._below:
            there = Area.objects.current().level(Level.SUBDISTRICT).with_ancestors()
            self._below[district.pk] = list(there.filter(district=district).order_by("name_th"))
        return self._below[district.pk]

    def learn_teams(self, areas: Iterable[Area]) -> None:
        """Look up the teams of these subdistricts that the user may work for."""
        wanted = sorted({area.pk for area in areas} - self.teams.keys())
        self.teams.update((key, []) for key in wanted)
        teams = Team.objects.worked_by(self.by).with_place().order_by("-formed_on", "-pk")
        for start in range(0, len(wanted), CHUNK):
            for team in teams.filter(subdistrict__in=wanted[start : start + CHUNK]):
                self.teams[team.subdistrict_id].append(team)

    def team_on(self, area: Area, day: date) -> Team | None:
        """The team that is active on a day; one formed since may bring its earlier work along."""
        teams = self.teams.get(area.pk, [])
        active = (_active(teams, wanted) for wanted in (day, self.today))
        return next(filter(None, active), None)


def _active(teams: list[Team], day: date) -> Team | None:
    return next(
        (
            team
            for team in teams
            if team.formed_on <= day and (team.dissolved_on is None or team.dissolved_on >= day)
        ),
        None,
    )
