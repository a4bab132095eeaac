"""Keeps the content of the test database: within a run as snapshots, between runs as a file.

Tests that need real transactions (browser tests above all) change the database for good. Django would
flush it and leave it without the rows that migrations and the gazetteer bring; a snapshot brings them back.
Making the tables takes many seconds, copying a file none: on SQLite a run starts from the file that an
earlier one left, unless something it was made from has changed.
"""

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.test import TransactionTestCase

KEPT_FILES = 3
MADE_FROM = (
    *("requirements.txt", "constraints.txt", "package-lock.json", "config/settings/*.py"),
    *("*/migrations/*.py", "geo/**/*.py", "geo/data/**/*", "thai/**/*.py"),
    *("cms/services/**/*.py", "cms/search/*.py", "tests/conftest.py"),
)
_numbers = count(1)


def kept_file() -> Path | None:
    """Where a run leaves its new database for the next one; None where the database is no file."""
    if connection.vendor != "sqlite":
        return None
    base = Path(settings.BASE_DIR)
    digest = hashlib.sha256()
    for pattern in MADE_FROM:
        for path in sorted(base.glob(pattern)):
            if path.is_file():
                digest.update(f"{path.relative_to(base)}\n".encode() + path.read_bytes())
    return base / ".pytest_cache" / "databases" / f"{digest.hexdigest()[:20]}.sqlite3"


def take_over(kept: Path) -> bool:
    """Puts a copy of ``kept`` where the test database will be opened; False when there is none."""
    if not kept.exists():
        return False
    shutil.copyfile(kept, connection.settings_dict["TEST"]["NAME"])
    return True


def keep(kept: Path) -> None:
    """Leaves the database as it is now in ``kept``, whole or not at all; only the newest few stay."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(settings.MEDIA_ROOT).parent / kept.name
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(unfinished)])
    beside = kept.with_suffix(f".{unfinished.parent.name}")
    shutil.copyfile(unfinished, beside)
    beside.replace(kept)
    unfinished.unlink()
    newest_first = sorted(kept.parent.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in newest_first[KEPT_FILES:]:
        old.unlink(missing_ok=True)


def snapshot() -> "Snapshot":
    """The content of the default database as it is now."""
    return SQLiteSnapshot() if connection.vendor == "sqlite" else PostgreSQLSnapshot()


class Snapshot:
    """A kept content; ``restore`` makes the database equal to it again, outside any transaction."""

    def restore(self) -> None:
        """Puts back every row; sequences go on counting."""
        raise NotImplementedError


class SQLiteSnapshot(Snapshot):
    """A copy in memory, page by page."""

    def __init__(self) -> None:
        connection.ensure_connection()
        self._copy = sqlite3.connect(":memory:", check_same_thread=False)
        connection.connection.backup(self._copy)

    def restore(self) -> None:
        connection.ensure_connection()
        self._copy.backup(connection.connection)


class PostgreSQLSnapshot(Snapshot):
    """A schema of its own with a copy of every table that has rows."""

    def __init__(self) -> None:
        self._schema = f"snapshot_{next(_numbers)}"
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA {self._schema}")
            self._tables = list(_tables_with_rows())
            for table in self._tables:
                cursor.execute(f'CREATE TABLE {self._schema}."{table}" AS TABLE public."{table}"')

    def restore(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            used = ", ".join(f'public."{table}"' for table in _tables_with_rows())
            if used:
                cursor.execute(f"TRUNCATE {used} CASCADE")
            for table in self._tables:
                columns = _columns(table)
                cursor.execute(
                    f'INSERT INTO public."{table}" ({columns}) SELECT {columns} FROM {self._schema}."{table}"'
                )


def _tables_with_rows() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        tables = [row[0] for row in cursor.fetchall()]
        probes = [f"SELECT '{table}' WHERE EXISTS (SELECT FROM public.\"{table}\")" for table in tables]
        cursor.execute(" UNION ALL ".join(probes))
        yield from [row[0] for row in cursor.fetchall()]


def _columns(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER'",
            [table],
        )
        return ", ".join(f'"{row[0]}"' for row in cursor.fetchall())


@contextmanager
def restored_after_transactions(kept: Snapshot) -> Iterator[None]:
    """While inside, tests with real transactions end by restoring ``kept`` instead of by a flush."""
    flush = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda self: kept.restore()
    try:
        yield
    finally:
        TransactionTestCase._fixture_teardown = flush
