"""Removing rows for good: what hangs on what, and taking it all away at once."""

from .keys import Keys, chunks
from .links import belongs, links_to
from .rows import remove

__all__ = ["Keys", "belongs", "chunks", "links_to", "remove"]
