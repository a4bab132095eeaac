"""Taking back what an import wrote: exactly, except what somebody changed since, which stays and is told.

``notes`` reads what the import noted while it wrote, ``links`` and ``work`` say which rows hold which,
``deciding`` what goes and what stays, ``removing``, ``restoring`` and ``rolls`` do it, ``wording`` tells it.
"""

from .services import Undoing, plan_undoing, undo_batch, undone
from .wording import Named, named

__all__ = ["Named", "Undoing", "named", "plan_undoing", "undo_batch", "undone"]
