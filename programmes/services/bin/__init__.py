"""What was deleted: shown for 30 days to those who may take it back, then removed for good."""

from .emptying import empty_bin, removable
from .listing import DAYS, Thing, deleted, seen_in, things
from .restoring import take_back

__all__ = ["DAYS", "Thing", "deleted", "empty_bin", "removable", "seen_in", "take_back", "things"]
