"""Pages under /sheets/: choose a file, see what its rows bring, answer, write, take back."""

from .batches import answer, batch, cancel, confirm, sheets
from .blanks import template
from .keeping import file, undo

__all__ = ["answer", "batch", "cancel", "confirm", "file", "sheets", "template", "undo"]
