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
from .teams import Owner


@dataclass
class Context:
    """One sheet with its days and team, the words it may use, and who is on record there."""

    reading: SheetReading
    by: User
    asking: Asking
    days: Days
    owner: Owner
    places: Places
    groups: Words
    issues: Words
    title: str
    roll: Roll = field(default_factory=Roll)
    people: People | None = None

    @property
    def number(self) -> str:
        """The table's number within its file, from "1"."""
        return self.reading.number

    @property
    def waits_for(self) -> list[str]:
        """Keys of the questions about the whole table without whose answers no row can be judged."""
        waits = {"year": self.days.waits, "place": self.owner.waits, "activity": self.roll.waits}
        return [f"{self.number}:{name}" for name, is_open in waits.items() if is_open]
