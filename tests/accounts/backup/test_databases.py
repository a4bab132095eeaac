"""What a backup asks of either database: a copy, a proof, a place for it, and the way back."""

import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from accounts.backup.databases import SQLite, own_database, postgresql
from accounts.backup.errors import BackupError, DamagedError
from accounts.backup.tables import Table, different, sqlite_tables


def another_client(database) -> object:
    """Somebody else who is connected and has read something."""
    if isinstance(database, SQLite):
        client = sqlite3.connect(database.path)
        client.execute("PRAGMA journal_mode = WAL")
        client.execute("SELECT count(*) FROM geo_area").fetchone()
        return client
    told = database.settings
    client = psycopg.connect(
        dbname=told["NAME"], user=told["USER"] or None, password=told["PASSWORD"] or None,
        host=told["HOST"] or None, port=told["PORT"] or None,
    )  # fmt: skip
    client.execute("SELECT count(*) FROM geo_area")
    return client


def put(database, copy: Path, tables: dict[str, Table]) -> None:
    """As a restore does it: foreseen, put, and taken back unless all of it succeeded."""
    with ExitStack() as undo:
        database.foresee(copy, tables)
        database.put(copy, tables, undo)
        undo.pop_all()


def test_a_copy_is_put_in_place_kept_aside_and_brought_back(transactional_db, elsewhere, tmp_path):
    own, (other, _environment) = own_database(), elsewhere
    copy = tmp_path / own.member
    tables = own.dump(copy)
    assert tables == own.tables()
    assert tables == own.prove(copy)
    assert other.is_empty()
    other.refuse_company()

    # Tables that are not those told: nothing stays.
    wrong = tables | {"geo_area": Table(1, "00")}
    content = copy.read_bytes()
    with pytest.raises(DamagedError, match="geo_area"):
        put(other, copy, wrong)
    assert other.is_empty()

    copy.write_bytes(content)
    put(other, copy, tables)
    assert other.tables() == tables

    with closing(another_client(other)), pytest.raises(BackupError):
        other.refuse_company()
    other.refuse_company()

    # Kept aside, and brought back by whatever goes wrong afterwards.
    aside = tmp_path / "before-restore-2019-02-20-030000"
    aside.mkdir()
    with ExitStack() as undo:
        other.put_aside(aside, undo)
        assert other.is_empty()
    assert other.tables() == tables


def test_a_copy_that_is_none_is_refused(transactional_db, tmp_path):
    own = own_database()
    copy = tmp_path / own.member
    copy.write_bytes(b"PGDMP\x01\x0f\x00" + b"\xff" * 500)
    with pytest.raises(BackupError):
        own.prove(copy)


def test_a_database_that_cannot_be_reached_is_one_sentence(tmp_path):
    nowhere = {"NAME": "x", "USER": "x", "PASSWORD": "geheim", "HOST": "127.0.0.1", "PORT": "1"}
    for database in (SQLite(tmp_path / "nowhere.sqlite3"), postgresql.PostgreSQL(nowhere)):
        with pytest.raises(BackupError) as refused:
            database.dump(tmp_path / "copy")
        assert "\n" not in str(refused.value)
        assert "geheim" not in str(refused.value)


@pytest.mark.parametrize(
    ("server", "chosen"), [(13, "14"), (14, "14"), (15, "16"), (16, "16"), (17, None), (18, None)]
)
def test_the_tools_of_the_servers_version_or_the_next_newer_are_used(tmp_path, monkeypatch, server, chosen):
    for version in ("14", "16", "9.6"):
        tool = tmp_path / version / "bin" / "pg_dump"
        tool.parent.mkdir(parents=True)
        tool.touch()
    monkeypatch.setattr(postgresql, "TOOLS", tmp_path)
    monkeypatch.setattr(postgresql.shutil, "which", lambda name: None)
    if chosen:
        assert postgresql._tool("pg_dump", server) == str(tmp_path / chosen / "bin" / "pg_dump")
    else:
        with pytest.raises(BackupError, match="postgresql-client"):
            postgresql._tool("pg_dump", server)


def test_the_tools_are_told_where_to_connect_by_the_environment_alone(monkeypatch, tmp_path):
    calls = []

    class Ended:
        returncode, stderr = 1, "pg_dump: warning: x\npg_dump: error: server version mismatch\ndetail"

    def run(command: list[str], *, env: dict[str, str], **options: object) -> Ended:
        calls.append((command, env))
        return Ended()

    monkeypatch.setattr(postgresql.subprocess, "run", run)
    monkeypatch.setattr(postgresql.PostgreSQL, "version", lambda self: "15.2")
    monkeypatch.setattr(postgresql, "_tool", lambda name, server: name)
    for name in postgresql.SECRETS:
        monkeypatch.setenv(name, "never-told")
    told = {"NAME": "khabuan", "USER": "office", "PASSWORD": "geheim", "HOST": "db.example", "PORT": "5433"}
    with pytest.raises(BackupError, match="server version mismatch"):
        postgresql.PostgreSQL(told)._fill(tmp_path / "dump")
    ((command, environment),) = calls
    assert not [part for part in command for secret in told.values() if secret in part]
    assert environment["PGPASSWORD"] == "geheim"
    assert environment["PGDATABASE"] == "khabuan"
    assert "never-told" not in environment.values()


def rows(path: Path, *statements: str) -> dict[str, Table]:
    with closing(sqlite3.connect(path)) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()
    return sqlite_tables(path)


def test_the_hash_of_a_table_sees_every_value_and_no_order(tmp_path):
    make = "CREATE TABLE a (x, y)"
    first = rows(tmp_path / "1", make, "INSERT INTO a VALUES (1, 'ก'), (2, NULL)")
    same = rows(tmp_path / "2", make, "INSERT INTO a VALUES (2, NULL)", "INSERT INTO a VALUES (1, 'ก')")
    assert first == same
    others = [
        "(1, 'ก'), (2, '')",
        "(1, 'ก'), ('2', NULL)",
        "(1, 'ก'), (2.0, NULL)",
        "(1, 'ข'), (2, NULL)",
        "(1, NULL), (2, 'ก')",
        "(1, 'ก'), (2, NULL), (2, NULL)",
        "(1, CAST(x'e0b881' AS TEXT)), (2, x'')",
        "(1, x'e0b881'), (2, NULL)",
        "(1, CAST(x'ff' AS TEXT)), (2, NULL)",
        "(1, '\\u0e01'), (2, NULL)",
    ]
    found = [rows(tmp_path / f"o{i}", make, f"INSERT INTO a VALUES {one}") for i, one in enumerate(others)]
    assert all(different(first, one) == ["a"] for one in found)
    assert len({one["a"].hash for one in found}) == len(others)
    renamed = rows(tmp_path / "3", "CREATE TABLE a (x, z)", "INSERT INTO a VALUES (1, 'ก'), (2, NULL)")
    assert different(first, renamed) == ["a"]
    assert different(first, rows(tmp_path / "1", "CREATE TABLE b (x)")) == ["b"]


def test_the_hashes_cover_every_table_of_the_models(db):
    from django.apps import apps

    tables = own_database().tables()
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert {name for name in ours if model_is_kept(name)} <= tables.keys()
    assert tables["django_migrations"].rows > 50
    assert connection.vendor == own_database().vendor


def model_is_kept(table: str) -> bool:
    """SQLite keeps the words of Wagtail's own index in a virtual table, whose rows lie in others."""
    return not table.endswith("_fts")
