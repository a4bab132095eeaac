"""Parts of the log that a page lists by uid: it may have made them itself, or taken them out."""

import uuid
from collections.abc import Mapping
from typing import Any

# More than any log has; a longer list is no page's.
MOST_PARTS = 400


def sent_uids(data: Mapping[str, Any] | None, name: str) -> list[uuid.UUID]:
    """The uids sent under ``name``, each once, in their order; what is no uid is left out."""
    if data is None:
        return []
    texts = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
    found = (as_uid(text) for text in texts[:MOST_PARTS])
    return list(dict.fromkeys(uid for uid in found if uid is not None))


def as_uid(text: str) -> uuid.UUID | None:
    """The uid a text spells, None if it spells none."""
    try:
        return uuid.UUID(text)
    except (ValueError, AttributeError, TypeError):
        return None


def as_number(text: str) -> int | None:
    """The number of rows or the version a text spells, None for anything longer than those are."""
    return int(text) if len(text) < 10 and text.isdecimal() else None


def prefix_of(kind: str, uid: uuid.UUID) -> str:
    """What the names of a part's fields begin with: a letter for its kind and the start of its uid."""
    return f"{kind}{uid.hex[:8]}"
