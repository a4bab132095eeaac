"""Restoring: everything is confirmed first, then what is there moves aside, then the archive is put in place.

Until the last move succeeded every step knows how to go back. Afterwards the database is brought up to this
release and whoever was erased since is erased again, before anybody is served.
"""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import connections
from django.utils import timezone
from django.utils.translation import gettext as _

from . import erasures, files
from .archive import FILES
from .aside import path_aside
from .checking import unpacked
from .crypt import Key
from .databases import Database, own_database
from .errors import BackupError
from .fingerprint import differences, unknown_migrations
from .manifest import Manifest


@dataclass(frozen=True)
class Restored:
    """What was put in place, what is different here, where the old lies, how many were erased again."""

    manifest: Manifest
    differences: list[str]
    aside: Path | None
    erased: int


def restore(path: Path, *, key: Key | None, replace: bool, confirm: Callable[[Manifest], None]) -> Restored:
    """Put an archive in place of this installation's database and files.

    ``confirm`` is asked once the archive is known to be whole, and raises BackupError to stop. Without
    ``replace`` only an empty place is filled; with it, what is there is kept aside. Raises BackupError,
    DamagedError or KeyTroubleError, and then everything is as it was.
    """
    database = own_database()
    occupied = not _is_empty(database)
    if occupied and not replace:
        raise BackupError(_("ที่นี่มีข้อมูลอยู่แล้ว จะกู้คืนทับต้องใส่ --replace (ของเดิมจะเก็บไว้ข้าง ๆ)"))
    erasures.read_ledger()
    with unpacked(path, key) as (stage, manifest):
        _check_fits(database, manifest)
        database.foresee(stage / manifest.database.name, manifest.tables)
        confirm(manifest)
        _forget_connections()
        database.refuse_company()
        aside = path_aside(timezone.localtime()) if occupied else None
        with ExitStack() as undo:
            _mark_unfinished(undo)
            if aside:
                _put_aside(database, aside, undo)
            for alias, storage in files.own_storages().items():
                files.put(storage, stage / FILES / alias, undo)
            database.put(stage / manifest.database.name, manifest.tables, undo)
            undo.pop_all()
    return Restored(manifest, differences(manifest.fingerprint), aside, _finish(path))


def finish() -> int:
    """Bring a restored database up to this release and erase again; gives back how many were erased.

    May be run again until it succeeds.
    """
    call_command("migrate", interactive=False, verbosity=0)
    erased = erasures.replay_erasures()
    erasures.pending().unlink(missing_ok=True)
    return erased


def _finish(path: Path) -> int:
    try:
        # A ledger that came along with the archive, from a machine that is gone.
        erasures.merge_ledgers([path.parent / erasures.NAME])
        return finish()
    except Exception as error:
        raise BackupError(
            _("กู้ข้อมูลแล้ว แต่ยังไม่ได้ลบคนที่ขอลบไว้ (%(why)s) แก้แล้วสั่ง manage.py finish_restore ก่อนเปิดระบบ")
            % {"why": error}
        ) from error


def _is_empty(database: Database) -> bool:
    return database.is_empty() and all(map(files.is_empty, files.own_storages().values()))


def _check_fits(database: Database, manifest: Manifest) -> None:
    if database.vendor != manifest.vendor:
        raise BackupError(
            _("ไฟล์สำรองเป็นฐานข้อมูล %(archive)s แต่ที่นี่ใช้ %(here)s ตั้ง DATABASE_URL ให้ตรงกันก่อน")
            % {"archive": manifest.vendor, "here": database.vendor}
        )
    if unknown := unknown_migrations(manifest.fingerprint):
        raise BackupError(
            _("ไฟล์สำรองมาจากขบวนรุ่นใหม่กว่า (%(names)s) ติดตั้งรุ่นนั้นก่อน แล้วกู้คืนใหม่")
            % {"names": ", ".join(unknown[:3])}
        )


def _put_aside(database: Database, aside: Path, undo: ExitStack) -> None:
    aside.mkdir(mode=0o700)
    undo.callback(aside.rmdir)
    for alias, storage in files.own_storages().items():
        folder = aside / alias
        folder.mkdir()
        undo.callback(folder.rmdir)
        files.put_aside(storage, folder, undo)
    database.put_aside(aside, undo)


def _mark_unfinished(undo: ExitStack) -> None:
    erasures.pending().write_text("")
    undo.callback(erasures.pending().unlink, missing_ok=True)


def _forget_connections() -> None:
    """Django's own connections would count as company, and hold on to a file that is about to move."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()
