"""Names that a slip of the finger may have meant. A slip is only looked for where no name fits exactly."""

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

# Letters and marks; up to so many must all be right, up to the second number one may be wrong, beyond it two.
ALL_RIGHT, ONE_WRONG = 3, 6


def allowed(name: str) -> int:
    """How many letters of a name may be wrong, missing, too many, or swapped with their neighbour."""
    if len(name) <= ALL_RIGHT:
        return 0
    return 1 if len(name) <= ONE_WRONG else 2


def is_slip(name: str, meant: Iterable[str]) -> bool:
    """Whether the name may be a slip for one of those meant."""
    most = allowed(name)
    return most > 0 and any(
        OSA.distance(name, other, score_cutoff=most) <= most for other in meant if len(other) > ALL_RIGHT
    )


def near(name: str, names: Iterable[str], *, beyond: int = 0) -> list[tuple[int, str]]:
    """Names within the allowed number of slips, nearest first, as (number, name).

    When there is one, names up to ``beyond`` slips further than the nearest come too.
    """
    most = allowed(name)
    if not most:
        return []
    rows = process.extract(name, tuple(names), scorer=OSA.distance, score_cutoff=most + beyond, limit=None)
    found = sorted((int(distance), other) for other, distance, _at in rows if len(other) > ALL_RIGHT)
    if not found or found[0][0] > most:
        return []
    return [row for row in found if row[0] <= found[0][0] + beyond]
