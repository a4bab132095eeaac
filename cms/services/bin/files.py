"""Files of what was deleted: copied into private storage, and put back where they were read.

A kept file is told as {"model", "pk", "field", "kept"}: the row and column that name it, and its name in
private storage, which is made up so that it tells nobody.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import PurePosixPath
from uuid import uuid4

from django.apps import apps
from django.core.files.storage import Storage, storages
from django.db import models, transaction
from django.utils import timezone

from ...models import Binned, Picture
from ...pictures import blank
from .gathering import Row

FOLDER = "bin"
Kept = dict[str, object]
# Columns that name a file in private storage, and are no file fields.
PRIVATE = {(Picture, "withheld_file")}


def copy_files(rows: Iterable[Row]) -> list[Kept]:
    """Copies of all files that rows name; one that is gone from the disk is left out."""
    kept: list[Kept] = []
    try:
        for row, column, storage, name in files_of(rows):
            copied = _copy(storage, name, storages["private"], f"{FOLDER}/{uuid4().hex}{_ending(name)}")
            if copied:
                kept.append({"model": row["model"], "pk": row["pk"], "field": column, "kept": copied})
    except BaseException:
        _delete(storages["private"], [str(file["kept"]) for file in kept])
        raise
    return kept


def put_back(rows: Iterable[Row], kept: Iterable[Kept], laid: ExitStack, *, hidden: bool) -> None:
    """Lay files where they were, and tell the rows where that is; closing ``laid`` takes them away again.

    With ``hidden`` a blank lies in the place of a public picture; whoever calls has it withheld.
    """
    told = {(file["model"], str(file["pk"]), file["field"]): str(file["kept"]) for file in kept}
    for row, column, storage, name in files_of(rows):
        copy = told.get((row["model"], str(row["pk"]), column))
        if copy and hidden and storage is not storages["private"]:
            there = storage.save(name, blank(row["fields"]["width"], row["fields"]["height"], name))
        else:
            there = _copy(storages["private"], copy, storage, name) if copy else ""
        if there:
            laid.callback(storage.delete, there)
            row["fields"][column] = there


def forget_files(kept: Iterable[Kept]) -> None:
    """Remove copies, once that is sure."""
    names = [str(file["kept"]) for file in kept]
    transaction.on_commit(lambda: _delete(storages["private"], names))


def forget_strays() -> None:
    """Remove copies that no row knows: a power cut between copying and writing leaves them."""
    storage, known = storages["private"], set()
    for files in Binned.objects.values_list("files", flat=True):
        known.update(file["kept"] for file in files)
    try:
        names = storage.listdir(FOLDER)[1]
    except FileNotFoundError:
        return
    # Somebody may be deleting right now.
    before = timezone.now() - timedelta(days=1)
    for name in (f"{FOLDER}/{name}" for name in names):
        if name not in known and storage.get_modified_time(name) < before:
            storage.delete(name)


def files_of(rows: Iterable[Row]) -> Iterator[tuple[Row, str, Storage, str]]:
    """Rows, columns, storages and names of the files that rows name."""
    for row in rows:
        model = apps.get_model(row["model"])
        for field in model._meta.local_concrete_fields:
            name = row["fields"].get(field.name)
            if name and isinstance(field, models.FileField):
                yield row, field.name, field.storage, name
            elif name and (model, field.name) in PRIVATE:
                yield row, field.name, storages["private"], name


def _copy(source: Storage, name: str, target: Storage, wanted: str) -> str:
    """The name under which a copy lies; "" where there is nothing to copy."""
    try:
        with source.open(name) as original:
            return target.save(wanted, original)
    except FileNotFoundError:
        return ""


def _delete(storage: Storage, names: Iterable[str]) -> None:
    for name in names:
        storage.delete(name)


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower()[:10]
