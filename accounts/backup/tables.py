"""A row hash for every table, so that two databases can be compared without holding either in memory.

The hash of a table is the sum of its rows' SHA-256, modulo 2^256: it needs no order, and so no collation
that another machine has in another version. It notices accidents; forgeries are age's matter.
"""

import hashlib
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from thai.collation import COLLATION, compare

MODULUS = 2**256
# The schema that Django's tables lie in.
SCHEMA = "public"
# A value reads the same whatever the server's or the account's own habits are.
ONE_WAY = (
    "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0; SET LOCAL DateStyle = 'ISO, YMD';"
    " SET LOCAL IntervalStyle = 'postgres'; SET LOCAL TimeZone = 'UTC'; SET LOCAL extra_float_digits = 3;"
    " SET LOCAL bytea_output = 'hex'; SET LOCAL client_encoding = 'UTF8'"
)
PLAIN_TABLES = """
    SELECT c.relname, array_agg(a.attname ORDER BY a.attnum)
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = %s
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.relkind = 'r' GROUP BY c.relname ORDER BY c.relname
"""


@dataclass(frozen=True)
class Table:
    """How many rows a table has, and their hash in hexadecimal."""

    rows: int
    hash: str


def different(before: dict[str, Table], after: dict[str, Table]) -> list[str]:
    """Names of tables that only one side has, or whose rows differ."""
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def open_sqlite(path: Path, *, timeout: float = 5) -> sqlite3.Connection:
    """A connection of our own to an existing SQLite file, which knows the order of Thai names."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=timeout)
    connection.create_collation(COLLATION, compare)
    # Bytes that are no UTF-8 are told apart too, instead of ending the backup.
    connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    return connection


def sqlite_tables(path: Path) -> dict[str, Table]:
    """Every table of the SQLite file that keeps rows; virtual ones keep theirs in tables of their own."""
    with closing(open_sqlite(path)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY name"
        ).fetchall()
        return {name: _sqlite_table(connection, name) for (name,) in names}


def _sqlite_table(connection: sqlite3.Connection, name: str) -> Table:
    quoted = name.replace('"', '""')
    rows = connection.execute(f'SELECT * FROM "{quoted}"')
    columns = ascii(tuple(column[0] for column in rows.description))
    return _hashed(columns, (ascii(row).encode() for row in rows))


def postgresql_tables(cursor: psycopg.Cursor) -> dict[str, Table]:
    """Every table of the schema, as the cursor's transaction sees it."""
    cursor.execute(ONE_WAY)
    cursor.execute(PLAIN_TABLES, [SCHEMA])
    return {name: _postgresql_table(cursor, name, columns) for name, columns in cursor.fetchall()}


def _postgresql_table(cursor: psycopg.Cursor, name: str, columns: list[str]) -> Table:
    query = sql.SQL("COPY (SELECT {} FROM {}) TO STDOUT").format(
        sql.SQL(", ").join(map(sql.Identifier, columns)), sql.Identifier(SCHEMA, name)
    )
    with cursor.copy(query) as rows:
        return _hashed(ascii(columns), map(bytes, rows))


def _hashed(columns: str, rows: Iterable[bytes]) -> Table:
    total = int.from_bytes(hashlib.sha256(columns.encode()).digest(), "big")
    number = 0
    for number, row in enumerate(rows, 1):  # noqa: B007
        total += int.from_bytes(hashlib.sha256(row).digest(), "big")
    return Table(number, f"{total % MODULUS:064x}")
