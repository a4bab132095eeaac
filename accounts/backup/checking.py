"""Proving an archive: restored into a fresh place, every table and every file compared, then cleared away."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from .archive import unpack
from .crypt import Key
from .databases import Database, own_database
from .databases.sqlite import SQLite
from .errors import BackupError, DamagedError
from .manifest import Manifest
from .notes import remember_proof
from .tables import different
from .workplace import workplace


def verify(path: Path, *, key: Key | None = None) -> Manifest:
    """Restore an archive into a fresh place and compare; gives back its manifest, and notes the outcome.

    Needs as much room under VAR_DIR as the archive holds unpacked; for an archive of PostgreSQL a right to
    make a database. Raises DamagedError for what differs, KeyTroubleError and BackupError when nobody can
    tell.
    """
    try:
        with unpacked(path, key) as (stage, manifest):
            database = _proving(manifest)
            found = database.prove(stage / manifest.database.name)
            if wrong := different(manifest.tables, found):
                raise DamagedError(_("ตารางที่กู้ได้ไม่ตรงกับตอนสำรอง: %(tables)s") % {"tables": ", ".join(wrong)})
    except DamagedError as error:
        remember_proof(path, at=timezone.now(), trouble=str(error))
        raise
    remember_proof(path, at=timezone.now())
    return manifest


@contextmanager
def unpacked(path: Path, key: Key | None) -> Iterator[tuple[Path, Manifest]]:
    """An archive taken apart into a folder that goes again, everything in it confirmed by the manifest."""
    if not path.is_file():
        raise BackupError(_("ไม่พบไฟล์สำรอง %(path)s") % {"path": path})
    with workplace(Path(settings.VAR_DIR)) as stage:
        yield stage, unpack(path, key, stage)


def _proving(manifest: Manifest) -> Database:
    if manifest.vendor == SQLite.vendor:
        return SQLite(Path(manifest.database.name))  # any machine can open one
    database = own_database()
    if database.vendor != manifest.vendor:
        raise BackupError(_("ไฟล์สำรองนี้เป็นของ PostgreSQL ตั้ง DATABASE_URL ก่อน แล้วตรวจใหม่"))
    return database
