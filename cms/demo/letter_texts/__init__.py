"""Letters of the demo, Thai and English side by side, block for block. Nobody is named; a role has signed."""

from .a_year_on import A_YEAR_ON
from .base import Letter, Words
from .under_the_tree import UNDER_THE_TREE
from .what_went_wrong import WHAT_WENT_WRONG

__all__ = ["LETTERS", "Letter", "Words"]

LETTERS = (UNDER_THE_TREE, WHAT_WENT_WRONG, A_YEAR_ON)
