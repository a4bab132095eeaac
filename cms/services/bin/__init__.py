"""What was deleted in the editing admin: kept whole for 30 days, brought back, or removed for good.

``gathering`` reads what a deletion takes away, ``keeping`` writes it down before it goes, ``restoring`` puts
it back by way of ``links``, ``places`` and ``files``, ``listing`` says who sees what, ``emptying`` removes.
"""

from .emptying import connect, remove
from .keeping import keep
from .listing import HEAVY, binned_for, days_left, is_known, may_use
from .restoring import BACK, Back, bring_back

__all__ = [
    "BACK",
    "HEAVY",
    "Back",
    "binned_for",
    "bring_back",
    "connect",
    "days_left",
    "is_known",
    "keep",
    "may_use",
    "remove",
]
