"""Which archives may go: many of the last days, few of the last year, never the only good one."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

from .notes import END, Note, notes_in

# All of the last day; then the best of each of so many days, weeks and months that have one.
FRESH = timedelta(days=1)
DAYS, WEEKS, MONTHS = 7, 4, 12
PERIODS: tuple[tuple[int, Callable[[datetime], object]], ...] = (
    (DAYS, lambda at: at.date()),
    (WEEKS, lambda at: at.isocalendar()[:2]),
    (MONTHS, lambda at: (at.year, at.month)),
)


def staying(notes: Iterable[Note], *, now: datetime, keep: int | None = None) -> list[Note]:
    """Those of ``notes`` (newest first) that stay: the ``keep`` newest, or by days, weeks and months.

    The newest and the newest that was proved stay whatever the numbers say. Of several in a period the newest
    proved one counts as the best, else the newest.
    """
    notes = list(notes)
    good = [note for note in notes if note.verified_at]
    chosen = [*notes[:1], *good[:1]]
    if keep is not None:
        chosen += notes[:keep]
    else:
        chosen += [note for note in notes if note.made_at > now - FRESH]
        for number, period in PERIODS:
            chosen += _best_of_each(notes, number, period)
    names = {note.archive for note in chosen}
    return [note for note in notes if note.archive in names]


def rotate(folder: Path, *, now: datetime, keep: int | None = None) -> list[str]:
    """Remove archives of ours that need not stay, with their notes; gives back their names.

    A file without a note of ours, or of another length than its note tells, is not ours to remove.
    """
    notes = notes_in(folder)
    stay = {note.archive for note in staying(notes, now=now, keep=keep)}
    gone = [note.archive for note in notes if note.archive not in stay]
    for name in gone:
        (folder / name).unlink(missing_ok=True)
        (folder / (name + END)).unlink(missing_ok=True)
    return gone


def _best_of_each(notes: list[Note], number: int, period: Callable[[datetime], object]) -> list[Note]:
    best: dict[object, Note] = {}
    for note in notes:
        when = period(timezone.localtime(note.made_at))
        if when not in best:
            if len(best) == number:
                break
            best[when] = note
        elif note.verified_at and not best[when].verified_at:
            best[when] = note
    return list(best.values())
