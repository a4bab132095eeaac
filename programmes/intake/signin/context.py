"""What is known about one sheet before its rows are looked at."""

from dataclasses import dataclass, field

from accounts.models import User

from ..places import Places
from ..questions import Asking
from ..vocabulary import Words
from .activities import Roll
from .days import Days
from .people import People
from .reading import SheetReading
from .shared import Shared
from .teams import Owner


@dataclass
class Context:
    """One sheet with its days and team, the words it may use, and who is on record there.

    ``marks`` are keys of the questions about what stands in columns to sign in; ``touched``, once it is
    written: ids of the subdistricts where its people are or were.
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
    people: People | None = None
    touched: set[int] | None = None
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
    def number(self) -> str:
        """The table's number within its file, from "1"."""
        return self.reading.number

    @property
    def problem(self) -> str:
        """Why no row of the sheet can be written; "" if none stands against all of them."""
        return self.owner.problem or self.days.problem

    @property
    def waits_for(self) -> list[str]:
        """Keys of the questions about the whole table without whose answers no row can be judged."""
        waits = {"year": self.days.waits, "place": self.owner.waits, "activity": self.roll.waits}
        return [f"{self.number}:{name}" for name, is_open in waits.items() if is_open]
