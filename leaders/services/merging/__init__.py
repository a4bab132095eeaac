"""Putting two records of one person together, and taking them apart exactly.

``registry`` knows who moves which rows, ``notes`` writes them down while they are changed, ``own`` moves the
rows of this app, ``choosing`` says whose value is the fuller one, ``services`` does it.
"""

from .choosing import MERGE_FIELDS, fuller
from .registry import Handler, Moving, handled, register
from .services import merge, undo_merge

__all__ = [
    "MERGE_FIELDS",
    "Handler",
    "Moving",
    "fuller",
    "handled",
    "merge",
    "register",
    "undo_merge",
]
