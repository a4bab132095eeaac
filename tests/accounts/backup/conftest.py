"""Files, keys and a small archive for every test of a backup."""

import os
import random
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection
from django.utils import timezone

from accounts.backup.archive import DATABASES, FILES, LISTING, MANIFEST, Writer, writing
from accounts.backup.crypt import Key, locking, new_key
from accounts.backup.databases import Database, PostgreSQL, SQLite
from accounts.backup.fingerprint import fingerprint
from accounts.backup.manifest import Manifest, line_of
from accounts.backup.tables import sqlite_tables


@pytest.fixture
def stored(installation: Path) -> dict[tuple[str, str], bytes]:
    """Files in both storages, by storage and name."""
    random_bytes = random.Random(5).randbytes
    content = {
        ("default", "images/รูป ๑.jpg"): random_bytes(70_000),
        ("default", "documents/a.pdf"): random_bytes(10),
        ("private", "evidence/2561/02/แผ่น.heic"): random_bytes(200_000),
        ("private", "evidence/empty"): b"",
    }
    for (alias, name), data in content.items():
        assert storages[alias].save(name, ContentFile(data)) == name
    return content


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[tuple[Database, dict[str, str]]]:
    """An empty place of the same kind: its database, and the environment that the commands find it by."""
    var = tmp_path / "elsewhere"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.accounts.backup.drill_settings",
        "KHABUAN_VAR": str(var),
        "KHABUAN_BACKUPS": str(tmp_path / "backups"),
        "LANGUAGE": "en",
    }
    if connection.vendor == "sqlite":
        environment.pop("DATABASE_URL", None)
        yield SQLite(var / "khabuan.sqlite3"), environment
        return
    told = connection.settings_dict | {"NAME": f"khabuan_drill_{secrets.token_hex(4)}"}
    login = f"{quote(told['USER'])}:{quote(told['PASSWORD'])}".removesuffix(":")
    environment["DATABASE_URL"] = f"postgresql://{login}@{told['HOST']}:{told['PORT'] or 5432}/{told['NAME']}"
    with closing(connection.copy()) as own:
        with own._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {told['NAME']} TEMPLATE template0")
        yield PostgreSQL(told), environment
        with own._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {told['NAME']} WITH (FORCE)")


@pytest.fixture
def key() -> Key:
    """A key with both halves."""
    return Key.read(new_key())


@pytest.fixture
def small_database(tmp_path: Path) -> Path:
    """A SQLite file with two tables and three rows."""
    path = tmp_path / "small.sqlite3"
    with closing(sqlite3.connect(path)) as database:
        database.executescript(
            "CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT);"
            "CREATE TABLE visit (id INTEGER PRIMARY KEY, person_id INTEGER, hours REAL, picture BLOB);"
            "INSERT INTO person VALUES (1, 'สมมติ'), (2, NULL); INSERT INTO visit VALUES (1, 1, 2.5, x'00ff');"
        )
    return path


@pytest.fixture
def small_archive(db: None, tmp_path: Path, small_database: Path) -> Callable[..., Path]:
    """``small_archive(key)``: an archive of a small database and two files, made member by member.

    ``spoil(path)`` breaks the database once its tables are known, ``tamper(writer)`` adds what does not
    belong there, ``change(manifest)`` gives back another manifest.
    """

    def make(
        key: Key | None = None,
        *,
        spoil: Callable[[Path], Any] = lambda path: None,
        tamper: Callable[[Writer], Any] = lambda writer: None,
        change: Callable[[Manifest], Manifest] = lambda manifest: manifest,
    ) -> Path:
        path, listing = tmp_path / "small.tar.gz", tmp_path / LISTING
        now, tables = timezone.now(), sqlite_tables(small_database)
        spoil(small_database)
        with path.open("wb") as file, locking(file, key) as target, writing(target, now) as writer:
            database = writer.add_file(DATABASES["sqlite"], small_database)
            listing.write_bytes(b"")
            size = 0
            for name, data in {"a/b.jpg": random.Random(1).randbytes(150_000), "c.txt": b"c"}.items():
                (tmp_path / "content").write_bytes(data)
                member = writer.add_file(f"{FILES}/private/{name}", tmp_path / "content")
                size += member.size
                with listing.open("ab") as lines:
                    lines.write(line_of("private", name, member.size, member.sha256))
            tamper(writer)
            manifest = Manifest(
                made_at=now,
                vendor="sqlite",
                version=sqlite3.sqlite_version,
                database=database,
                tables=tables,
                listing=writer.add_file(LISTING, listing),
                files={"default": {"number": 0, "bytes": 0}, "private": {"number": 2, "bytes": size}},
                fingerprint=fingerprint(),
            )
            writer.add_text(MANIFEST, change(manifest).as_text())
        return path

    return make
