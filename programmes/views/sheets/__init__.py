"""Pages under /sheets/: choose a file, see what its rows bring, answer, write, take back."""

from .batches import answer, batch, cancel, confirm, sheets
from .blanks import template
from .exports import export, rows_export
from .keeping import file, undo

__all__ = [
    "answer",
    "batch",
    "cancel",
    "confirm",
    "export",
    "file",
    "rows_export",
    "sheets",
    "template",
    "undo",
]
