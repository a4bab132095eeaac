"""What goes, what goes back, and what stays: every row for itself, except where one holds another."""

from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum

from ...services.removal import Keys
from .links import parts_of, pointed_to, used_by_others
from .notes import Node, Notes
from .work import ticked_outside, tied, verified


class Because(StrEnum):
    """Why a row stays."""

    VERIFIED = "verified"
    CHANGED = "changed"
    USED = "used"
    HELD = "held"  # by another row of the import that stays


@dataclass(frozen=True)
class Stay:
    """A reason, and the row from elsewhere that uses this one."""

    because: Because
    used_by: Node | None = None


@dataclass
class Decision:
    """``going`` are removed for good, ``back`` get their fields back, ``staying`` stay with a reason."""

    notes: Notes
    staying: dict[Node, Stay] = field(default_factory=dict)

    @property
    def going(self) -> Keys:
        """Rows that the import made."""
        return {
            model: left
            for model, keys in self.notes.made.items()
            if (left := {key for key in keys if (model, key) not in self.staying})
        }

    @property
    def back(self) -> Keys:
        """Rows that the import changed."""
        return {
            model: left
            for model, rows in self.notes.before.items()
            if (left := {key for key in rows if (model, key) not in self.staying})
        }

    def own_reasons(self) -> dict[Node, Stay]:
        """Rows that stay for a reason of their own, not because another one does."""
        return {node: stay for node, stay in self.staying.items() if stay.because != Because.HELD}


def decide(notes: Notes) -> Decision:
    """Keep what is verified, changed since, or used from elsewhere, and whatever these hold in turn.

    A made row that stays keeps its parts: a log that somebody went on with stays whole.
    """
    decision = Decision(notes)
    staying, waiting = decision.staying, deque()

    def keep(node: Node, because: Because, used_by: Node | None = None) -> None:
        if node not in staying:
            staying[node] = Stay(because, used_by)
            waiting.append(node)

    outside = list(ticked_outside(notes))
    for node in verified(notes):
        keep(node, Because.VERIFIED)
    for node in sorted(notes.moved, key=_in_order):
        keep(node, Because.CHANGED)
    for node, other in used_by_others(notes):
        keep(node, Because.USED, other)
    for node, tick in outside:
        if not notes.knows(tick):
            keep(node, Because.USED, tick)

    holds, parts, ties = pointed_to(notes), parts_of(notes), tied(notes)
    for node, tick in outside:
        ties[tick].append(node)
    while waiting:
        node = waiting.popleft()
        held = [*holds[node], *ties[node], *(parts[node] if notes.is_made(node) else [])]
        for other in held:
            keep(other, Because.HELD)
    return decision


def _in_order(node: Node) -> tuple[str, int]:
    return node[0]._meta.label, node[1]
