"""Removing for good what has been in the bin for 30 days, files too."""

from collections import Counter
from collections.abc import Iterable

from django.db import transaction

from programmes.services.bin import Further, register

from ...models import Binned
from .files import forget_files, forget_strays
from .listing import old


def connect() -> None:
    """From now on the bin is emptied of what was deleted in the admin, too."""
    register(Further(due, empty))


def due() -> Counter[str]:
    """How many things go, by table."""
    return +Counter({Binned._meta.label: old().count()})


@transaction.atomic
def empty() -> Counter[str]:
    """Remove them, and copies without a row; gives back how many things went."""
    forget_strays()
    return +Counter({Binned._meta.label: remove(old().select_for_update())})


def remove(items: Iterable[Binned]) -> int:
    """Remove things from the bin for good, with their files; gives back how many."""
    listed = list(items)
    for item in listed:
        item.delete()
        forget_files(item.files)
    return len(listed)
