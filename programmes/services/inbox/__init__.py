"""What waits for somebody. Nothing is noted as read: an item is gone when it is done."""

from accounts.models import User

from .desk import beside_the_logs, desk_inbox, held_back, quiet_reviewed_teams
from .field import begun, field_inbox, overdue, quiet_own_teams, to_mend, two_copies
from .items import Item, Line

__all__ = [
    "Item",
    "Line",
    "begun",
    "beside_the_logs",
    "desk_inbox",
    "field_inbox",
    "held_back",
    "inbox_of",
    "overdue",
    "quiet_own_teams",
    "quiet_reviewed_teams",
    "to_mend",
    "two_copies",
]


def inbox_of(user: User, *, shown: int = 0) -> list[Item]:
    """All that waits for ``user``, as coordinator and as reviewer, each with its first ``shown`` lines.

    What both would see (two copies of one log) is told once. At most 18 queries, whatever waits.
    """
    field = field_inbox(user, shown=shown)
    told = {(item.kind, item.number) for item in field}
    return field + [item for item in desk_inbox(user, shown=shown) if (item.kind, item.number) not in told]
