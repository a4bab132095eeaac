"""What every app does with its own rows when a person is erased."""

from collections import Counter
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime

from accounts.models import User

from ...models import Person
from .traces import Traces


@dataclass
class Erasing:
    """An erasure under way.

    ``records`` are the person and everybody merged into it. ``traces`` tell nobody else, ``shared`` are names
    that somebody else has too, looked for where ``teams`` worked. ``by`` is None when a restore erases again.
    Handlers may add to the traces and the teams. ``counts`` tells by table what was blanked or taken away,
    ``left`` in sentences what somebody has to look at.
    """

    person: Person
    records: list[Person]
    traces: Traces
    shared: Traces
    by: User | None
    at: datetime
    teams: set[int] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)
    left: list[str] = field(default_factory=list)
    # As they were; ``records`` are blank by the end.
    unchanged: list[Person] = field(init=False)

    def __post_init__(self) -> None:
        self.unchanged = [copy(record) for record in self.records]

    @property
    def all_traces(self) -> Traces:
        """Both kinds of traces."""
        return self.traces.with_those_of(self.shared)

    @property
    def keys(self) -> list[int]:
        """Keys of all records of the person."""
        return [record.pk for record in self.records]


Handler = Callable[[Erasing], None]
_handlers: list[Handler] = []
_afterwards: list[Handler] = []


def register(handler: Handler) -> None:
    """Have ``handler`` called in every erasure from now on, in its transaction, before texts are swept.

    Apps get ready from the highest to the lowest: what hangs on a row below is seen to before that row goes.
    """
    if handler not in _handlers:
        _handlers.append(handler)


def register_afterwards(handler: Handler) -> None:
    """Have ``handler`` called at the end of every erasure, when all texts were swept."""
    if handler not in _afterwards:
        _afterwards.append(handler)


def handlers() -> list[Handler]:
    """All that are registered, in order."""
    return list(_handlers)


def afterwards() -> list[Handler]:
    """All that are called at the end, in order."""
    return list(_afterwards)
