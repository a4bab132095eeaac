"""Which team does what on which day, and how far its log has come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from programmes.choices import ActivityStatus as Status

from .calendar import LAST_DAY, TODAY, dice
from .kinds import FOUNDING, KINDS, Kind
from .people import Roster
from .places import PROPOSED, REVIEWER_WORKS_IN

# What happened in the last two weeks in the reviewer's province: twelve logs wait there.
RECENT_AT_HOME = {
    "440404": (Status.SUBMITTED, Status.RETURNED, Status.SUBMITTED, Status.DRAFT),
    "440317": (Status.SUBMITTED, Status.VERIFIED, Status.SUBMITTED, Status.RETURNED),
    "440511": (Status.VERIFIED, Status.SUBMITTED, Status.DRAFT, Status.SUBMITTED),
    "440904": (Status.SUBMITTED, Status.SUBMITTED, Status.VERIFIED),
    "440907": (Status.SUBMITTED, Status.SUBMITTED),
    "440912": (Status.RETURNED, Status.SUBMITTED, Status.SUBMITTED),
}
# And elsewhere, dealt out to some of the teams.
RECENT_ELSEWHERE = (
    (Status.SUBMITTED,) * 14 + (Status.RETURNED,) * 9 + (Status.DRAFT,) * 8 + (Status.VERIFIED,) * 15
)
TEAMS_AT_WORK = 33
# Sixteen days back, so that a log may have waited longer than two weeks.
RECENT_DAYS = 16
# The sign-in sheet that comes with the project tells of these days.
KEPT_FREE = {date(2018, 3, 12), date(2018, 3, 13)}


@dataclass
class Occasion:
    """One activity to be written; ``of_province``: the province holds it, not the team."""

    roster: Roster
    kind: Kind
    first: date
    last: date
    status: Status
    of_province: bool = False


def occasions(rosters: list[Roster]) -> list[Occasion]:
    """All activities of the teams, in order of their first day."""
    chance = dice("occasions")
    found: list[Occasion] = []
    approved = [roster for roster in rosters if roster.code not in PROPOSED]
    for roster in approved:
        wanted = [*_past(chance, roster), *_planned(chance, roster)]
        found += _with_kinds(chance, roster, wanted)
    for roster, statuses in _recent(chance, approved):
        ago = sorted(chance.sample(range(1, RECENT_DAYS), len(statuses)), reverse=True)
        wanted = [(TODAY - timedelta(days=days), status) for days, status in zip(ago, statuses, strict=True)]
        found += _with_kinds(chance, roster, wanted, founding=False)
    return sorted(found, key=lambda occasion: (occasion.first, occasion.roster.code))


def _past(chance: Random, roster: Roster) -> Iterator[tuple[date, Status]]:
    """From the founding until two weeks ago: nearly all verified, a few cancelled or postponed.

    Some teams do something every few months, most every month or two, some more often.
    """
    yield roster.team.formed_on, Status.VERIFIED
    begin = roster.team.formed_on + timedelta(days=9)
    end = TODAY - timedelta(days=RECENT_DAYS + 2)
    days = (end - begin).days
    pace = chance.choices(((0.12, 0.3), (0.5, 1.0), (1.0, 1.45)), weights=(18, 57, 25))[0]
    number = max(1, round(days / 30 * chance.uniform(*pace)))
    for place in range(number):
        slot = days / number
        day = begin + timedelta(days=int(place * slot + chance.uniform(0, max(0, slot - 2))))
        if day in KEPT_FREE:
            day += timedelta(days=4)
        yield (
            day,
            chance.choices((Status.VERIFIED, Status.CANCELLED, Status.POSTPONED), weights=(94, 3, 3))[0],
        )


def _planned(chance: Random, roster: Roster) -> Iterator[tuple[date, Status]]:
    """What the team means to do, more of it soon than late."""
    span = (LAST_DAY - TODAY).days
    for _place in range(chance.choice((2, 2, 3, 3, 4))):
        ahead = 4 + int((span - 6) * chance.random() ** 1.7)
        yield TODAY + timedelta(days=ahead), Status.POSTPONED if chance.random() < 0.05 else Status.PLANNED


def _recent(chance: Random, rosters: list[Roster]) -> Iterator[tuple[Roster, list[Status]]]:
    elsewhere = [roster for roster in rosters if not roster.code.startswith(REVIEWER_WORKS_IN)]
    at_work = chance.sample(elsewhere, TEAMS_AT_WORK)
    dealt: dict[str, list[Status]] = {code: list(statuses) for code, statuses in RECENT_AT_HOME.items()}
    for number, status in enumerate(chance.sample(RECENT_ELSEWHERE, len(RECENT_ELSEWHERE))):
        dealt.setdefault(at_work[number % TEAMS_AT_WORK].code, []).append(status)
    for roster in rosters:
        if roster.code in dealt:
            yield roster, dealt[roster.code]


def _with_kinds(
    chance: Random, roster: Roster, wanted: list[tuple[date, Status]], *, founding: bool = True
) -> list[Occasion]:
    """What was done on each day: the founding first, then nothing twice in a row."""
    possible = [kind for kind in KINDS if not kind.lands or roster.land in kind.lands]
    possible = [kind for kind in possible if set(kind.issues) & set(roster.issues)]
    made: list[Occasion] = []
    lately: list[str] = []
    for number, (day, status) in enumerate(sorted(wanted)):
        kind = FOUNDING if founding and not number else _next_kind(chance, possible, lately)
        lately = [*lately[-4:], kind.key]
        two_days = kind.two_days and chance.random() < 0.45 and day + timedelta(days=1) < TODAY
        made.append(Occasion(roster, kind, day, day + timedelta(days=int(two_days)), status))
    return made


def _next_kind(chance: Random, possible: list[Kind], lately: list[str]) -> Kind:
    others = [kind for kind in possible if kind.key not in lately]
    return chance.choices(others, weights=[kind.weight for kind in others])[0]
