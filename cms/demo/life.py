"""The steps of an activity's life, each with who and when."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from accounts.models import User
from programmes.choices import ActivityStatus as Status

from .calendar import TODAY, at
from .occasions import Occasion
from .wording import CANCELLED_REASONS, POSTPONED_REASONS

# Nothing has happened yet on the demo's day itself.
LIMIT = at(TODAY - timedelta(days=1), 22)


@dataclass(frozen=True)
class Step:
    """One change of status."""

    before: str
    after: Status
    by: User
    at: datetime
    reason: str = ""


class Life:
    """Steps one after the other, none of them later than the evening before the demo's day."""

    def __init__(self, chance: Random, *, by: User, reviewer: User, begins: datetime) -> None:
        self.chance = chance
        self.by = by
        self.reviewer = reviewer
        self.moment = begins
        self.steps: list[Step] = []

    def go(self, status: Status, hours: tuple[float, float], reason: str = "") -> "Life":
        """The next step, some hours after the last one."""
        before = self.steps[-1].after if self.steps else ""
        wanted = self.moment + timedelta(minutes=int(60 * self.chance.uniform(*hours)))
        # What is late is pulled in; every step stays after the one before it.
        latest = LIMIT - timedelta(minutes=2 * max(0, 10 - len(self.steps)))
        self.moment = max(self.moment + timedelta(minutes=1), min(wanted, latest))
        deciding = status == Status.VERIFIED or (status == Status.RETURNED)
        who = self.reviewer if deciding else self.by
        self.steps.append(Step(before, status, who, self.moment, reason))
        return self

    def last(self, status: Status) -> datetime | None:
        """When the activity last came to ``status``."""
        return next((step.at for step in reversed(self.steps) if step.after == status), None)


def life_of(chance: Random, occasion: Occasion, *, by: User, reviewer: User, why_returned: str) -> Life:
    """How an activity came to where it stands."""
    evening = at(occasion.last, 17) + timedelta(minutes=chance.randint(0, 200))
    if occasion.status in {Status.PLANNED, Status.POSTPONED, Status.CANCELLED}:
        return _not_held(chance, occasion, by=by, reviewer=reviewer)
    life = Life(chance, by=by, reviewer=reviewer, begins=evening).go(Status.DRAFT, (0, 3))
    if occasion.status == Status.DRAFT:
        return life
    life.go(Status.SUBMITTED, (0.2, 60))
    if occasion.status == Status.RETURNED:
        return life.go(Status.RETURNED, (10, 60), why_returned)
    if occasion.status == Status.VERIFIED:
        if chance.random() < 0.08:
            life.go(Status.RETURNED, (10, 90), why_returned).go(Status.SUBMITTED, (5, 70))
        life.go(Status.VERIFIED, (12, 200))
    return life


def _not_held(chance: Random, occasion: Occasion, *, by: User, reviewer: User) -> Life:
    """Planned some weeks before; postponed or cancelled shortly before the day."""
    team = occasion.roster.team
    planned = min(occasion.first - timedelta(days=chance.randint(20, 45)), TODAY - timedelta(days=8))
    begins = at(max(planned, team.formed_on), 10)
    life = Life(chance, by=by, reviewer=reviewer, begins=begins).go(Status.PLANNED, (0, 8))
    if occasion.status == Status.PLANNED:
        return life
    reasons = POSTPONED_REASONS if occasion.status == Status.POSTPONED else CANCELLED_REASONS
    life.moment = max(life.moment, min(at(occasion.first - timedelta(days=3), 9), LIMIT - timedelta(days=3)))
    return life.go(occasion.status, (1, 40), chance.choice(reasons))
