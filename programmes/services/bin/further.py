"""What other apps keep in the bin: each removes its own, by the same command and rule."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Further:
    """``due`` tells how many rows would go now, by label; ``empty`` removes them and tells the same."""

    due: Callable[[], Counter[str]]
    empty: Callable[[], Counter[str]]


_further: list[Further] = []


def register(further: Further) -> None:
    """Have it asked whenever the bin is emptied from now on."""
    if further not in _further:
        _further.append(further)


def all_further() -> list[Further]:
    """All that are registered."""
    return list(_further)
