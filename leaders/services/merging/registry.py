"""Who moves which rows when persons are merged: every app for those it holds, and none is forgotten.

A test follows all foreign keys to a person, and to what hangs on one, and fails for a key without a handler.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from accounts.models import User

from ...models import Merge, Person
from .notes import Notes


@dataclass
class Moving:
    """A merge under way: all rows are changed through ``notes``, so that it can be undone."""

    kept: Person
    gone: Person
    by: User
    choices: dict[str, str]
    notes: Notes
    merge_time: datetime


def nothing(merge: Merge, by: User) -> None:
    """What most handlers have to do around an undoing."""


@dataclass(frozen=True)
class Handler:
    """``links`` are the foreign keys it answers for ("app.Model.field"), moved or left on purpose.

    ``before_undo`` is called while all is merged, ``after_undo`` when all is back; either may raise
    ValidationError, and then nothing is undone.
    """

    links: frozenset[str]
    move: Callable[[Moving], None]
    before_undo: Callable[[Merge, User], None] = field(default=nothing)
    after_undo: Callable[[Merge, User], None] = field(default=nothing)


_handlers: list[Handler] = []


def register(handler: Handler) -> None:
    """Have ``handler`` move its rows in every merge from now on, after those registered before."""
    if handler not in _handlers:
        _handlers.append(handler)


def handlers() -> list[Handler]:
    """All that are registered, in order."""
    return list(_handlers)


def handled() -> set[str]:
    """Every foreign key that a handler answers for."""
    return set().union(*(handler.links for handler in _handlers))
