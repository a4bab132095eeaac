"""What was deleted: shown for 30 days to those who may take it back, then removed for good."""

from .emptying import due, empty_bin, removable
from .further import Further, register
from .listing import DAYS, Thing, deleted, seen_in, things
from .restoring import take_back

__all__ = [
    "DAYS",
    "Further",
    "Thing",
    "deleted",
    "due",
    "empty_bin",
    "register",
    "removable",
    "seen_in",
    "take_back",
    "things",
]
