"""Making a backup: the database first, then the files, so that every file a row names can still be there."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.files.storage import Storage
from django.utils import timezone
from django.utils.translation import gettext as _

from .archive import FILES, LISTING, MANIFEST, Writer, writing
from .crypt import Key, locking
from .databases import own_database
from .errors import BackupError
from .files import is_link, own_storages, stored_files
from .fingerprint import fingerprint
from .manifest import Manifest, Member, line_of
from .notes import Note, keep
from .workplace import PART, to_disk, unfinished, workplace


@dataclass(frozen=True)
class Made:
    """A new archive and what it holds."""

    path: Path
    manifest: Manifest


def make_backup(folder: Path, *, key: Key | None = None) -> Made:
    """Write one archive of this installation into ``folder``, locked if there is a key.

    Others go on reading and writing meanwhile. The archive gets its name only when it is complete and on the
    disk; it is readable by this account alone. Raises BackupError, and leaves nothing behind.
    """
    made_at = timezone.now()
    with _in_words(folder), workplace(Path(settings.VAR_DIR)) as work:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = _free_name(folder, made_at, locked=key is not None)
        part = folder / f"{PART}{path.name}.part"
        with unfinished(part) as handle:
            file = _Whole(handle)
            with locking(file, key) as target, writing(target, made_at) as writer:
                manifest = _write(writer, work, made_at)
            os.fsync(handle)
            part.rename(path)
        to_disk(folder)
        keep(folder, _note(path, manifest, file, locked=key is not None))
    return Made(path, manifest)


def _write(writer: Writer, work: Path, made_at: datetime) -> Manifest:
    database, told = own_database(), fingerprint()
    copy = work / database.member
    tables = database.dump(copy)
    member = writer.add_file(database.member, copy)
    copy.unlink()
    listing, left_out = work / LISTING, []
    files = {
        alias: _write_files(writer, alias, storage, listing, left_out)
        for alias, storage in own_storages().items()
    }
    manifest = Manifest(
        made_at=made_at,
        vendor=database.vendor,
        version=database.version(),
        database=member,
        tables=tables,
        listing=writer.add_file(LISTING, listing),
        files=files,
        fingerprint=told,
        left_out=left_out,
    )
    writer.add_text(MANIFEST, manifest.as_text())
    return manifest


def _write_files(
    writer: Writer, alias: str, storage: Storage, listing: Path, left_out: list[str]
) -> dict[str, int]:
    number = size = 0
    with listing.open("ab") as lines:
        for name in stored_files(storage):
            if is_link(storage, name):
                left_out.append(_readable(f"{alias}/{name}"))
                continue
            try:
                member = _write_file(writer, alias, storage, name)
            except FileNotFoundError:
                continue  # removed since it was listed; a row that was copied before may still name it
            except PermissionError:
                left_out.append(_readable(f"{alias}/{name}"))
                continue
            lines.write(line_of(alias, name, member.size, member.sha256))
            number, size = number + 1, size + member.size
    return {"number": number, "bytes": size}


def _write_file(writer: Writer, alias: str, storage: Storage, name: str) -> Member:
    with storage.open(name) as content:
        return writer.add(f"{FILES}/{alias}/{name}", content, content.size)


def _readable(name: str) -> str:
    """A name that can be printed, also where the disk's is no UTF-8."""
    return name.encode(errors="surrogateescape").decode(errors="replace")


class _Whole:
    """The archive's bytes as they reach the disk: their number and their hash."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self.size = 0
        self.digest = hashlib.sha256()

    def write(self, data: bytes) -> int:
        left = memoryview(data)
        while left:
            left = left[os.write(self._handle, left) :]
        self.size += len(data)
        self.digest.update(data)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""


def _free_name(folder: Path, at: datetime, *, locked: bool) -> Path:
    """By the local time of day; the day of a pinned demo has no part in it."""
    name = f"khabuan-{timezone.localtime(at):%Y-%m-%d-%H%M%S}"
    end = ".tar.gz.age" if locked else ".tar.gz"
    path, number = folder / (name + end), 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}{end}"
    return path


def _note(path: Path, manifest: Manifest, file: _Whole, *, locked: bool) -> Note:
    return Note(
        archive=path.name,
        made_at=manifest.made_at,
        size=file.size,
        sha256=file.digest.hexdigest(),
        locked=locked,
        tables=len(manifest.tables),
        rows=manifest.rows,
        files=manifest.number_of_files,
    )


@contextmanager
def _in_words(folder: Path) -> Iterator[BinaryIO | None]:
    try:
        yield None
    except OSError as error:
        raise BackupError(
            _("สำรองไม่สำเร็จ: %(why)s (%(path)s)")
            % {"why": error.strerror or error, "path": error.filename or folder}
        ) from None
