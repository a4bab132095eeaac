"""When people meet."""

from datetime import time
from decimal import Decimal
from random import Random


def starting_time(chance: Random, method: str, hours: Decimal | None) -> time | None:
    """Mornings for long days, evenings for short forums; sometimes nobody wrote it down."""
    if chance.random() < 0.12:
        return None
    if hours is not None and hours <= 3 and chance.random() < 0.6:
        return time(18, 30) if method == "forum" and hours < 3 else time(13)
    return chance.choice((time(8, 30), time(9), time(9), time(9, 30)))
