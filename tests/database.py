"""Keeps the content of the test database within a run.

Tests that need real transactions (browser tests above all) change the database for good. Django would
flush it and leave it without the rows that migrations and the gazetteer bring; a snapshot brings them back.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from django.db import connection, transaction
from django.test import TransactionTestCase

_numbers = count(1)


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
