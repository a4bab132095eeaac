"""What a kind of activity is made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind of activity and what coordinators write about it.

    Texts hold ``{moo}`` (a village), ``{t}`` (the tambon's name), ``{a}`` (a number of some tens) and
    ``{b}`` (a number below ten). ``lands``: landscapes it belongs to, none for
    everywhere. ``hours``: how long a day lasts.
    """

    key: str
    method: str
    issues: tuple[str, ...]
    titles: tuple[str, ...]
    outputs: tuple[str, ...]
    outcomes: tuple[str, ...]
    impacts: tuple[str, ...]
    lessons: tuple[str, ...]
    obstacles: tuple[str, ...]
    further: tuple[str, ...] = ()
    hours: tuple[str, ...] = ("3", "4", "5", "6")
    lands: tuple[str, ...] = ()
    two_days: bool = False
    at_site: bool = False
    weight: int = 2
