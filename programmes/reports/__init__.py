"""What a team's page and the first page tell of a team: its years, its roster, who came last when."""

from .rosters import Departure, RosterRow, departures, roster_of
from .years import GroupYear, TeamYear, YearOfTeam, team_years, years_of

__all__ = [
    "Departure",
    "GroupYear",
    "RosterRow",
    "TeamYear",
    "YearOfTeam",
    "departures",
    "roster_of",
    "team_years",
    "years_of",
]
