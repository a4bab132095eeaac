"""Folders and files that exist only while a backup is made or read, and go even after a power cut."""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

PREFIX, PART = "backup-work-", ".khabuan-"
# Younger ones may belong to a process that has not locked them yet; in seconds.
SETTLED = 60


@contextmanager
def workplace(base: Path) -> Iterator[Path]:
    """A new folder in ``base`` that only this account can open; it goes with everything in it."""
    base.mkdir(parents=True, exist_ok=True)
    clear_away(base.glob(f"{PREFIX}*"))
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=base))
    with _held(folder):
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def unfinished(path: Path) -> Iterator[int]:
    """A handle to write the new file ``path`` with, for this account alone; the file goes unless renamed."""
    clear_away(path.parent.glob(f"{PART}*.part"))
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with suppress(OSError):  # a network disk may know no locks
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield handle
    finally:
        os.close(handle)
        path.unlink(missing_ok=True)


def clear_away(paths: Iterable[Path]) -> None:
    """Remove what a process that was killed left behind: it would hold a copy of everything."""
    for path in paths:
        with suppress(OSError):
            if time.time() - path.stat().st_mtime < SETTLED:
                continue
            with _held(path):
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def move(path: Path, to: Path, undo: ExitStack) -> None:
    """Move a file or a folder; ``undo`` learns how to move it back."""
    shutil.move(path, to)
    undo.callback(shutil.move, to, path)


def to_disk(path: Path) -> None:
    """A file, or the entries of a folder, are on the disk itself when this returns."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Locked as long as this process lives. Raises BlockingIOError when another one holds it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)
