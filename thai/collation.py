"""Dictionary order in the database: one collation name on SQLite and on PostgreSQL."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F
from django.db.models.expressions import Combinable
from django.db.models.functions import Collate

from thai.order import sort_key

COLLATION = "th-x-icu"  # PostgreSQL has it from ICU; SQLite gets it from here


def thai_order(field: str | Combinable) -> Collate:
    """An expression for `order_by`, `thai_order("given_name")`, also with `.asc()` and `.desc()`."""
    return Collate(F(field) if isinstance(field, str) else field, COLLATION)


def compare(left: str, right: str) -> int:
    """-1, 0 or 1 as `left` stands before, at or behind `right` in a Thai dictionary."""
    if left == right:
        return 0
    return -1 if sort_key(left) < sort_key(right) else 1


def register_on_connection(sender: object, connection: BaseDatabaseWrapper, **kwargs: object) -> None:
    """Signal receiver: a fresh SQLite connection learns the collation."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(COLLATION, compare)
