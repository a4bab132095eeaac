"""The test database as it is before any test, kept for the other workers and for later runs.

Making the tables and their first rows takes most of a minute, copying them a second. The first worker that
needs the database makes it and keeps it, the others wait for that: on SQLite as a file, on PostgreSQL as a
database that new ones are made from. What is kept goes by a name made of all it was made from.
"""

import fcntl
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

KEPT = 3
MADE_FROM = (
    *("requirements.txt", "constraints.txt", "package-lock.json", "config/settings/*.py"),
    *("*/migrations/*.py", "geo/**/*.py", "geo/data/**/*", "thai/**/*.py"),
    *("cms/services/**/*.py", "cms/search/*.py", "tests/conftest.py"),
)


class Kept:
    """A database that is kept outside of the one that the tests use."""

    def take_over(self) -> bool:
        """Lets the test database begin as a copy; False when there is none to copy."""
        raise NotImplementedError

    def keep(self) -> None:
        """Keeps the test database as it is now, whole or not at all; only the newest few stay."""
        raise NotImplementedError


def kept() -> Kept:
    """Where the database of this run is kept."""
    return KeptFile() if connection.vendor == "sqlite" else KeptTemplate()


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """While inside, no other worker looks for what is kept, or makes it."""
    with (_folder() / f"{connection.vendor}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _folder() -> Path:
    folder = Path(settings.BASE_DIR) / ".pytest_cache" / "databases"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _name() -> str:
    base, digest = Path(settings.BASE_DIR), hashlib.sha256()
    for pattern in MADE_FROM:
        for path in sorted(base.glob(pattern)):
            if path.is_file():
                digest.update(f"{path.relative_to(base)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:20]


class KeptFile(Kept):
    """SQLite: a file beside pytest's own cache."""

    def __init__(self) -> None:
        self._file = _folder() / f"{_name()}.sqlite3"

    def take_over(self) -> bool:
        if not self._file.exists():
            return False
        shutil.copyfile(self._file, connection.settings_dict["TEST"]["NAME"])
        return True

    def keep(self) -> None:
        unfinished = Path(settings.MEDIA_ROOT).parent / self._file.name
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(unfinished)])
        beside = self._file.with_suffix(f".{unfinished.parent.name}")
        shutil.copyfile(unfinished, beside)
        beside.replace(self._file)
        unfinished.unlink()
        files = sorted(_folder().glob("*.sqlite3"), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in files[KEPT:]:
            old.unlink(missing_ok=True)


class KeptTemplate(Kept):
    """PostgreSQL: a database on the same server, which CREATE DATABASE copies."""

    def __init__(self) -> None:
        self._name = f"khabuan_tests_{_name()}"

    def take_over(self) -> bool:
        with self._server() as server:
            if self._name not in _templates(server):
                return False
        connection.settings_dict["TEST"]["TEMPLATE"] = self._name
        return True

    def keep(self) -> None:
        made_from = connection.settings_dict["NAME"]
        # Only a database that nobody is connected to can be copied.
        connection.close()
        with self._server() as server:
            names = sql.Identifier(self._name), sql.Identifier(made_from)
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(names[0]))
            server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
            for old in _templates(server)[KEPT:]:
                server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(old)))

    def _server(self) -> psycopg.Connection:
        of = connection.settings_dict
        # The test database itself may not be there yet, or must be left alone.
        known = {"host": of["HOST"], "port": of["PORT"], "user": of["USER"], "password": of["PASSWORD"]}
        return psycopg.connect(
            dbname="postgres", autocommit=True, **{key: value for key, value in known.items() if value}
        )


def _templates(server: psycopg.Connection) -> list[str]:
    """Databases that are kept, the newest first."""
    rows = server.execute(
        r"SELECT datname FROM pg_database WHERE datname LIKE 'khabuan\_tests\_%' ORDER BY oid DESC"
    )
    return [name for (name,) in rows]
