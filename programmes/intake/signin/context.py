"""What is known about one sheet before its rows are looked at."""

from dataclasses import dataclass, field

from accounts.models import User

from ...models import Method
from ...services.activities import ArrivingInput
from ..places import Places
from ..questions import Asking
from ..vocabulary import Words
from .activities import Roll
from .days import Days
from .paper import Paper
from .people import People
from .shared import Shared
from .table import SheetReading
from .teams import Owner

METHOD = "method"  # the key of the question that is asked once per file


@dataclass
class Context:
    """One sheet with its days and team, the words it may use, and who is on record there.

    ``marks`` are keys of the questions about what stands in columns to sign in; ``touched``, once it is
    written: ids of the subdistricts where its people are or were. ``arriving`` is its new activity, to be
    written when all tables are; ``needed_soon``: a later table speaks of it, so it is written at once.
    """

    reading: SheetReading
    shared: Shared
    days: Days
    owner: Owner
    places: Places
    groups: Words
    issues: Words
    title: str
    roll: Roll = field(default_factory=Roll)
    paper: Paper = field(default_factory=Paper)
    people: People | None = None
    touched: set[int] | None = None
    arriving: ArrivingInput | None = None
    needed_soon: bool = False
    marks: set[str] = field(default_factory=set)

    @property
    def by(self) -> User:
        """Who brings the file."""
        return self.shared.by

    @property
    def asking(self) -> Asking:
        """Where its questions are put."""
        return self.shared.asking

    @property
    def method(self) -> Method | None:
        """How the file was answered to have been learned; None while it is open."""
        answer = self.asking.asked[METHOD].answer
        return next((method for method in self.shared.methods if method.key == answer), None)

    @property
    def number(self) -> str:
        """The table's number within its file, from "1"."""
        return self.reading.number

    def speaks_of(self, other: "Context") -> bool:
        """Whether both are of one team and share a day, so that their activity may be the same."""
        mine, others = self.days.all, other.days.all
        if not (mine and others and self.owner.team and other.owner.team):
            return False
        same_team = self.owner.team.pk == other.owner.team.pk
        return same_team and mine[0] <= others[-1] and others[0] <= mine[-1]

    @property
    def problem(self) -> str:
        """Why no row of the sheet can be written; "" if none stands against all of them."""
        return self.owner.problem or self.days.problem

    @property
    def waits_for(self) -> list[str]:
        """Keys of the questions about the whole table without whose answers no row can be judged."""
        waits = {
            "year": self.days.waits,
            "paper": self.paper.waits,
            "place": self.owner.waits,
            "activity": self.roll.waits,
        }
        return [f"{self.number}:{name}" for name, is_open in waits.items() if is_open]
