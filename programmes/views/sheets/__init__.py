"""Pages under /sheets/: choose a file, see what its rows bring, answer, write."""

from .batches import answer, batch, cancel, confirm, sheets
from .blanks import template

__all__ = ["answer", "batch", "cancel", "confirm", "sheets", "template"]
