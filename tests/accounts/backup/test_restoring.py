"""Restoring touches nothing until the archive is known to be whole, and goes back when a step fails."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.storage import InMemoryStorage
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.backup import erasures, files, restoring
from accounts.backup.aside import ASIDE
from accounts.backup.databases.sqlite import SQLite
from accounts.backup.errors import BackupError, DamagedError
from accounts.backup.manifest import Manifest
from accounts.backup.restoring import Restored, restore
from accounts.backup.workplace import PREFIX
from tests.accounts.backup.test_damage import content_of


@pytest.fixture
def here(installation: Path, monkeypatch: pytest.MonkeyPatch) -> SQLite:
    """An installation that has nothing yet; finishing only takes the mark away."""
    database = SQLite(installation / "khabuan.sqlite3")
    monkeypatch.setattr(restoring, "own_database", lambda: database)
    monkeypatch.setattr(restoring, "_forget_connections", lambda: None)
    monkeypatch.setattr(restoring, "call_command", lambda *args, **options: None)
    return database


@pytest.fixture
def occupied(here: SQLite, stored: dict) -> SQLite:
    """The installation with a database and files of its own."""
    with closing(sqlite3.connect(here.path)) as database:
        database.executescript(
            "PRAGMA journal_mode = WAL; CREATE TABLE own (id); INSERT INTO own VALUES (7);"
        )
    return here


def put_back(archive: Path, *, over: bool = False, key: object = None) -> Restored:
    return restore(archive, key=key, replace=over, confirm=lambda manifest: None)


def rows_of(database: SQLite) -> dict[str, int]:
    return {name: table.rows for name, table in database.tables().items()}


def test_an_empty_place_is_filled(here, small_archive, installation):
    done = put_back(small_archive())
    assert done.aside is None
    assert rows_of(here) == {"person": 2, "visit": 1}
    assert set(content_of(installation / "private")) == {"a/b.jpg", "c.txt"}
    assert {path.name for path in installation.iterdir()} == {"khabuan.sqlite3", "private"}


def test_what_is_there_is_never_overwritten_unasked(occupied, small_archive, installation):
    before = content_of(installation)
    with pytest.raises(BackupError, match="--replace"):
        put_back(small_archive())
    assert content_of(installation) == before


@pytest.mark.parametrize("there", ["private/evidence/a.jpg", "media/a.jpg", "khabuan.sqlite3"])
def test_one_file_is_enough_to_be_not_empty(here, small_archive, installation, there):
    path = installation / there
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"not a database")
    with pytest.raises(BackupError, match="--replace"):
        put_back(small_archive())


def test_replacing_keeps_the_old_whole_beside(occupied, small_archive, installation, stored):
    done = put_back(small_archive(), over=True)
    assert rows_of(occupied) == {"person": 2, "visit": 1}
    assert rows_of(SQLite(done.aside / "khabuan.sqlite3")) == {"own": 1}
    for (alias, name), data in stored.items():
        assert (done.aside / alias / name).read_bytes() == data
    assert content_of(installation / "media") == {}
    assert not (installation / erasures.PENDING).exists()


def test_a_database_too_broken_to_open_is_put_aside_as_it_is(occupied, small_archive):
    occupied.path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    broken = occupied.path.read_bytes()
    done = put_back(small_archive(), over=True)
    assert (done.aside / "khabuan.sqlite3").read_bytes() == broken
    assert rows_of(occupied) == {"person": 2, "visit": 1}


def test_a_server_that_still_runs_stops_the_restore(occupied, small_archive, installation):
    with closing(sqlite3.connect(occupied.path)) as server:
        server.execute("SELECT * FROM own").fetchall()
        with pytest.raises(BackupError, match="bin/serve"):
            put_back(small_archive(), over=True)
        assert server.execute("SELECT id FROM own").fetchall() == [(7,)]
    assert not list(installation.glob(f"{ASIDE}*"))


@pytest.mark.parametrize("ruin", ["cut", "byte", "wrong key", "no key", "rows", "vendor", "newer"])
def test_an_archive_that_cannot_be_trusted_touches_nothing(occupied, small_archive, installation, key, ruin):
    def changed(manifest: Manifest) -> Manifest:
        told = {
            "rows": {"tables": {}},
            "vendor": {"vendor": "postgresql"},
            "newer": {"fingerprint": manifest.fingerprint | {"migrations": ["leaders.9999_from_the_future"]}},
        }
        return replace(manifest, **told.get(ruin, {}))

    locked = key if ruin in {"cut", "byte", "wrong key", "no key"} else None
    archive = small_archive(locked, change=changed)
    whole = archive.read_bytes()
    if ruin == "cut":
        archive.write_bytes(whole[:-1])
    if ruin == "byte":
        archive.write_bytes(whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:])
    before = content_of(installation)
    with pytest.raises(BackupError):
        put_back(archive, over=True, key=None if ruin in {"wrong key", "no key"} else locked)
    assert content_of(installation) == before


@pytest.mark.parametrize("over", [True, False])
def test_a_step_that_fails_is_taken_back(here, stored, small_archive, installation, monkeypatch, over):
    if over:
        with closing(sqlite3.connect(here.path)) as database:
            database.executescript("CREATE TABLE own (id); INSERT INTO own VALUES (7);")
    else:
        shutil.rmtree(installation / "private")
        shutil.rmtree(installation / "media")
    before = content_of(installation)

    def failing(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("accounts.backup.databases.sqlite.to_disk", failing)
    with pytest.raises(OSError, match="No space left"):
        put_back(small_archive(), over=over)
    assert content_of(installation) == before
    assert not list(installation.glob(f"{ASIDE}*"))
    assert not list(installation.glob(f"{PREFIX}*"))


def test_who_declines_changes_nothing(here, small_archive, installation, monkeypatch):
    archive = small_archive()
    with pytest.raises(CommandError, match="--yes"):
        call_command("restore_backup", archive)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda: "no")
    with pytest.raises(CommandError):
        call_command("restore_backup", archive)
    assert content_of(installation) == {}
    monkeypatch.setattr("builtins.input", lambda: "yes")
    call_command("restore_backup", archive)
    assert rows_of(here) == {"person": 2, "visit": 1}


def test_a_ledger_that_cannot_be_read_stops_before_anything_moves(here, small_archive, installation):
    erasures.append_erasure(uuid4(), timezone.now())
    with erasures.ledger_path().open("a") as file:
        file.write("torn\n")
    with pytest.raises(BackupError, match="erasures"):
        put_back(small_archive())
    assert content_of(installation) == {}


def test_the_restore_is_unfinished_until_everybody_is_erased_again(
    here, small_archive, installation, monkeypatch
):
    archive = small_archive()
    erasures.append_erasure(uid := uuid4(), timezone.now(), ledger=archive.parent / erasures.NAME)
    monkeypatch.setattr(erasures, "_handlers", [])
    with pytest.raises(BackupError, match="finish_restore"):
        put_back(archive)
    assert (installation / erasures.PENDING).exists()
    assert rows_of(here) == {"person": 2, "visit": 1}
    erased = []
    erasures.register(lambda uid, at: erased.append(uid) or True)
    call_command("finish_restore")
    assert erased == [uid]
    assert not (installation / erasures.PENDING).exists()


def test_differences_that_matter_are_told(here, small_archive, settings):
    settings.SECRET_KEY = "the-key-of-the-old-machine"
    settings.KHABUAN_AWAY_DAYS = 30
    archive = small_archive()
    settings.SECRET_KEY = "the-key-of-the-new-machine"
    settings.KHABUAN_AWAY_DAYS = 90
    told = put_back(archive).differences
    assert len(told) == 2
    assert "SECRET_KEY" in told[0]
    assert "30" in told[1]
    assert not any("old-machine" in sentence for sentence in told)


def test_a_storage_elsewhere_is_filled_only_when_it_is_empty(here, small_archive, installation, monkeypatch):
    remote = InMemoryStorage()
    local = files.own_storages()
    monkeypatch.setattr(files, "own_storages", lambda: local | {"private": remote})
    put_back(small_archive())
    assert set(files.stored_files(remote)) == {"a/b.jpg", "c.txt"}
    before = here.path.read_bytes()
    with pytest.raises(BackupError):
        put_back(small_archive(), over=True)
    assert here.path.read_bytes() == before
    here.path.unlink()

    remote = InMemoryStorage()
    monkeypatch.setattr(files, "own_storages", lambda: local | {"private": remote})
    monkeypatch.setattr(SQLite, "put", lambda *args: (_ for _ in ()).throw(DamagedError("stop")))
    with pytest.raises(DamagedError):
        put_back(small_archive())
    assert files.is_empty(remote)


@pytest.mark.parametrize(
    ("address", "kept"), [("sqlite:////srv/other.sqlite3", False), ("postgresql://db.example/khabuan", True)]
)
def test_another_folder_is_filled_by_the_same_command_with_its_settings(
    here, small_archive, tmp_path, monkeypatch, settings, address, kept
):
    calls = []

    class Ended:
        returncode = 3

    def run(command: list[str], *, env: dict[str, str], **options: object) -> Ended:
        calls.append((command, env))
        return Ended()

    monkeypatch.setattr("accounts.management.commands.restore_backup.subprocess.run", run)
    monkeypatch.setenv("S3_BUCKET", "the-real-one")
    monkeypatch.setenv("DATABASE_URL", address)
    archive, into = small_archive(), tmp_path / "drill"
    with pytest.raises(SystemExit) as ended:
        call_command("restore_backup", archive, into=into, yes=True, lang="en")
    assert ended.value.code == 3
    ((command, environment),) = calls
    assert command[2:] == ["restore_backup", str(archive), "--into", str(into), "--yes", "--lang", "en"]
    assert environment["KHABUAN_VAR"] == str(into)
    assert environment["KHABUAN_BACKUPS"] == str(settings.BACKUP_DIR)
    assert "S3_BUCKET" not in environment
    assert ("DATABASE_URL" in environment) is kept
    # Settings that lead elsewhere all the same: nothing is restored where nobody asked for it.
    monkeypatch.setenv("KHABUAN_RESTORING_INTO", "1")
    with pytest.raises(CommandError, match="KHABUAN_VAR"):
        call_command("restore_backup", archive, into=into, yes=True)
    assert not here.path.exists()
