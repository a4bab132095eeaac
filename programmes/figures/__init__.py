"""Figures over verified work: head counts, the eight directions, and what of them the public may see.

S is an area (None: the nation), P a period. A: verified activities held in S whose last day lies in P.
People are counted once per figure at every level, never added up from below.
"""

from .counts import Headline, Place, by_province, headline, week_change
from .directions import Direction, Measure, direction_texts, directions
from .period import Period, programme_so_far
from .public import HIDDEN, Hidden, may_show_people, public_directions, public_headline, rounded

__all__ = [
    "HIDDEN",
    "Direction",
    "Headline",
    "Hidden",
    "Measure",
    "Period",
    "Place",
    "by_province",
    "direction_texts",
    "directions",
    "headline",
    "may_show_people",
    "programme_so_far",
    "public_directions",
    "public_headline",
    "rounded",
    "week_change",
]
