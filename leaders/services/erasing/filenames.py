"""Names of files that tell of a person: the file gets a name that tells nobody, wherever it is kept.

A wrong guess harms nobody, since pages know a file by its row; so names of others count too.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath

from django.apps import apps
from django.core.files.storage import Storage, storages
from django.db import models, transaction
from wagtail.coreutils import string_to_ascii

from .traces import SHORT_WHOLE, Traces

# Columns of text that name a file: table, column, alias of the storage.
_kept: set[tuple[str, str, str]] = set()
# What has to change together with the name of a file, by table: told the row's key.
_followers: dict[str, Callable[[int], None]] = {}


@dataclass(frozen=True)
class Shelf:
    """One column of one table that names files in one storage."""

    model: type[models.Model]
    column: str
    storage: Storage


def register_kept(label: str, column: str, alias: str) -> None:
    """Have the names in a column of text looked through as well: files in the storage ``alias``."""
    _kept.add((label, column, alias))


def register_renamed(label: str, follow: Callable[[int], None]) -> None:
    """Have ``follow`` called for each row of the table ``label`` whose file got another name."""
    _followers[label] = follow


def shelves() -> Iterator[Shelf]:
    """Every column that names files."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.FileField):
                yield Shelf(model, field.attname, field.storage)
    for label, column, alias in sorted(_kept):
        yield Shelf(apps.get_model(label), column, storages[alias])


def rename_files(traces: Traces, note: Callable[[type[models.Model], int], None]) -> None:
    """Files whose names tell of the person are kept under another name; ``note`` is told of each row.

    The former file goes once the erasure is committed. One that is missing only loses its name.
    """
    tells = tells_of(traces)
    for shelf in shelves() if traces.names or traces.phones else ():
        rows = shelf.model._base_manager.exclude(**{shelf.column: ""})
        for key, name in rows.values_list("pk", shelf.column).iterator(chunk_size=2000):
            if name and tells(name):
                rows.filter(pk=key).update(**{shelf.column: _renamed(shelf.storage, name, key)})
                if follow := _followers.get(shelf.model._meta.label):
                    follow(key)
                note(shelf.model, key)


def tells_of(traces: Traces) -> Callable[[str], bool]:
    """Whether the name of a file tells of the person."""
    told = list(_told(traces))
    return lambda name: _tells(PurePosixPath(name).stem, told, traces.phones)


def nameless(name: str, key: object) -> str:
    """A name in the same place that tells nobody."""
    path = PurePosixPath(name)
    return str(path.with_name(f"file-{key}{path.suffix}"))


def _renamed(storage: Storage, name: str, key: int) -> str:
    new = storage.get_available_name(nameless(name, key))
    try:
        with storage.open(name) as file:
            new = storage.save(new, file)
    except FileNotFoundError:
        return new
    transaction.on_commit(lambda: storage.delete(name))
    return new


def _told(traces: Traces) -> Iterator[tuple[str, str, bool]]:
    """Given and family name as storages write them, and whether both run together tell enough.

    Storages drop the marks above and below Thai letters; pictures are named in Latin letters.
    """
    for given, family in traces.names:
        long = len(given) + len(family) >= SHORT_WHOLE
        for write in (_letters, lambda part: _letters(string_to_ascii(part)), _latin_letters):
            yield write(given), write(family), long


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _latin_letters(text: str) -> str:
    return _letters(string_to_ascii(_letters(text)))


def _tells(stem: str, told: list[tuple[str, str, bool]], phones: frozenset[str]) -> bool:
    parts = [_letters(part) for part in re.split(r"[\s_.\-]+", stem)]
    whole = "".join(parts)
    pairs = set(pairwise(parts))
    return any(phone in whole for phone in phones) or any(
        (given, family) in pairs or (long and f"{given}{family}" in whole) for given, family, long in told
    )
