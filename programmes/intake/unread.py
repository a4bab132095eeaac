"""Columns that nobody reads are told, so that nothing of a sheet is lost in silence."""

from collections.abc import Container, Iterable

from django.utils.translation import gettext as _

from thai.errors import excerpt

from .grid import Sheet, at
from .headers import Header, label_key

MOST_TOLD = 8
# Exports tell it beside the place, which says the same.
_SAID_OTHERWISE = frozenset(map(label_key, ("ทีม", "team")))


def unread_heads(sheet: Sheet, header: Header, read: Container[int]) -> list[str]:
    """Heads of columns outside of ``read`` (indices) under which something stands."""
    below = sheet.rows[header.last :]
    return [
        head
        for column in header.columns
        if column.index not in read
        and (head := column.sub or column.label)
        and label_key(head) not in _SAID_OTHERWISE
        and any(at(row, column.index) for row in below)
    ]


def tell_unread(heads: Iterable[str]) -> list[str]:
    """One sentence that names the heads, none when there are none."""
    told = [f"“{excerpt(head)}”" for head in dict.fromkeys(heads)]
    if not told:
        return []
    more = " …" if len(told) > MOST_TOLD else ""
    return [_("ไม่ได้อ่านช่อง %(heads)s เพราะไม่รู้จักหัวช่อง") % {"heads": ", ".join(told[:MOST_TOLD]) + more}]
