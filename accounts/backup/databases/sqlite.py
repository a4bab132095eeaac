"""SQLite: one file, copied by its own backup interface."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from django.utils.translation import gettext as _

from ..errors import BackupError, DamagedError
from ..tables import Table, different, open_sqlite, sqlite_tables
from ..workplace import move, to_disk

BESIDE = ("", "-wal", "-shm", "-journal")


class SQLite:
    """The embedded database in the file ``path``."""

    vendor = "sqlite"
    member = "database.sqlite3"

    def __init__(self, path: Path) -> None:
        self.path = path

    def version(self) -> str:
        """The version of the library."""
        return sqlite3.sqlite_version

    def tables(self) -> dict[str, Table]:
        """Every table as it is now."""
        return sqlite_tables(self.path)

    def dump(self, to: Path) -> dict[str, Table]:
        """All pages in one step, which sees one moment; in WAL mode readers and writers go on meanwhile."""
        with _in_words(self.path), closing(sqlite3.connect(to)) as copy:
            with closing(open_sqlite(self.path)) as source:
                source.backup(copy)
            # One file that needs no other beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
        return sqlite_tables(to)

    def prove(self, dump: Path) -> dict[str, Table]:
        """The file itself, opened and checked page by page and index by index."""
        try:
            with closing(open_sqlite(dump)) as connection:
                said = [row[0] for row in connection.execute("PRAGMA integrity_check(3)")]
            if said == ["ok"]:
                return sqlite_tables(dump)
        except sqlite3.Error as error:
            said = [str(error)]
        raise DamagedError(_("ฐานข้อมูลในไฟล์สำรองเสีย (%(why)s)") % {"why": "; ".join(said)})

    def foresee(self, dump: Path, tables: dict[str, Table]) -> None:
        """All can be told from the file where it lies."""
        if wrong := different(tables, self.prove(dump)):
            raise DamagedError(_("ตารางที่กู้ได้ไม่ตรงกับตอนสำรอง: %(tables)s") % {"tables": ", ".join(wrong)})

    def is_empty(self) -> bool:
        """No file, or one without a table. A broken one is not empty."""
        if not self.path.exists():
            return True
        try:
            with closing(open_sqlite(self.path)) as connection:
                return not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        except sqlite3.Error:
            return False

    def refuse_company(self) -> None:
        """Leaving WAL mode needs the file for oneself, and puts all that was written into this one file."""
        if not self.path.exists():
            return
        try:
            with closing(open_sqlite(self.path, timeout=1)) as connection:
                connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise BackupError(_("ระบบยังทำงานอยู่ หยุด bin/serve ก่อน แล้วกู้คืนใหม่")) from None
        except sqlite3.DatabaseError:
            return  # too broken to be opened: it is put aside as it is

    def put_aside(self, folder: Path, undo: ExitStack) -> None:
        """Move the file, and what may lie beside it."""
        for end in BESIDE:
            path = self.path.with_name(self.path.name + end)
            if path.exists():
                move(path, folder / path.name, undo)

    def put(self, dump: Path, tables: dict[str, Table], undo: ExitStack) -> None:
        """Compared by ``foresee`` already, so only moved: an empty file that was there goes."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        for end in BESIDE:
            self.path.with_name(self.path.name + end).unlink(missing_ok=True)
        move(dump, self.path, undo)
        to_disk(self.path)
        to_disk(self.path.parent)


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise BackupError(_("อ่านฐานข้อมูล %(path)s ไม่ได้ (%(why)s)") % {"path": path, "why": error}) from None
