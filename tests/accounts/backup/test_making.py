"""What an archive holds, who may read it, and what is left when making one fails."""

import json
import os
import stat
import tarfile
import time
import tracemalloc
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, storages
from django.core.management import CommandError, call_command

from accounts.backup import making
from accounts.backup.archive import Writer, unpack
from accounts.backup.crypt import Key
from accounts.backup.databases import own_database
from accounts.backup.errors import BackupError
from accounts.backup.files import own_storages, stored_files
from accounts.backup.making import make_backup
from accounts.backup.manifest import Manifest
from accounts.backup.notes import note_of
from accounts.backup.workplace import PART, PREFIX, SETTLED
from tests.accounts.backup.test_damage import content_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(installation: Path) -> Path:
    return installation.parent / "backups"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, small_database: Path) -> None:
    """The small database instead of the one with all places of Thailand."""
    from accounts.backup.databases.sqlite import SQLite

    monkeypatch.setattr(making, "own_database", lambda: SQLite(small_database))


def test_an_archive_holds_every_file_and_tells_the_tables_of_the_database(stored, folder, key, tmp_path):
    made = make_backup(folder, key=key)
    stage = tmp_path / "stage"
    stage.mkdir()
    told = unpack(made.path, key, stage)
    assert told == made.manifest
    assert content_of(stage / "files") == {f"{alias}/{name}": data for (alias, name), data in stored.items()}
    assert told.vendor == own_database().vendor
    assert told.tables["geo_area"].rows > 7_000
    assert told.files["private"] == {"number": 2, "bytes": 200_000}
    assert not told.left_out


def test_only_the_account_itself_may_read_archive_note_and_folder(quick, stored, folder):
    os.umask(0)
    try:
        made = make_backup(folder)
    finally:
        os.umask(0o022)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())}
    assert modes == {
        folder.name: 0o700,
        made.path.name: 0o600,
        f"{made.path.name}.json": 0o600,
    }


def test_the_fingerprint_holds_no_secret(quick, folder, settings, monkeypatch):
    settings.SECRET_KEY = "something-secret-that-must-stay"
    monkeypatch.setenv("KHABUAN_BACKUP_KEY", "AGE-SECRET-KEY-1NEVER")
    monkeypatch.setenv("S3_SECRET", "never-told")
    told = make_backup(folder).manifest
    text = told.as_text()
    for secret in (settings.SECRET_KEY, "AGE-SECRET", "never-told", settings.DATABASES["default"]["NAME"]):
        assert secret not in text
    assert Manifest.from_text(text.encode()) == told


def test_two_in_the_same_second_have_two_names(quick, folder):
    names = {make_backup(folder).path.name for _ in range(3)}
    assert len(names) == 3
    assert all(note_of(folder / name) for name in names)


def test_a_failure_leaves_nothing_behind(quick, stored, folder, key, monkeypatch, installation):
    def broken(self: Writer, name: str, *args: object) -> None:
        raise OSError(28, "No space left on device", name)

    monkeypatch.setattr(Writer, "add", broken)
    with pytest.raises(BackupError, match="No space left"):
        make_backup(folder, key=key)
    assert list(folder.iterdir()) == []
    assert not list(installation.glob(f"{PREFIX}*"))


@pytest.mark.parametrize("locked", [True, False])
def test_a_disk_that_fills_up_while_writing_is_said_in_one_sentence(
    quick, stored, folder, key, monkeypatch, locked
):
    def full(handle: int, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making.os, "write", full)
    with pytest.raises(BackupError, match="No space left"):
        make_backup(folder, key=key if locked else None)
    monkeypatch.undo()
    assert list(folder.iterdir()) == []


def test_what_a_killed_process_left_goes_with_the_next_backup(quick, folder, installation):
    folder.mkdir()
    installation.mkdir()
    left = [folder / f"{PART}2019-02-20.tar.gz.part", installation / f"{PREFIX}abc"]
    left[0].write_text("half")
    left[1].mkdir()
    (left[1] / "database.sqlite3").write_text("a copy of everything")
    kept = folder / ".other.part"
    kept.write_text("not ours")
    make_backup(folder)
    assert all(path.exists() for path in left), "a process that is just starting has not locked yet"
    long_ago = time.time() - 2 * SETTLED
    for path in (*left, kept):
        os.utime(path, (long_ago, long_ago))
    make_backup(folder)
    assert not any(path.exists() for path in left)
    assert kept.exists()


def test_links_are_left_out_and_told(quick, stored, folder, installation, monkeypatch, capsys):
    (installation / "private" / "passwd").symlink_to("/etc/passwd")
    (installation / "media" / "everything").symlink_to("/etc", target_is_directory=True)
    monkeypatch.delenv("KHABUAN_BACKUP_KEY", raising=False)
    with pytest.raises(CommandError, match=r"default/everything, private/passwd"):
        call_command("backup", verbosity=0)
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as tar:
        assert not [name for name in tar.getnames() if "passwd" in name or "everything" in name]


def test_names_that_are_no_utf8_come_back_byte_by_byte(quick, folder, installation, tmp_path):
    odd = os.fsdecode(b"caf\xe9 \n 'x'.jpg")
    (installation / "private" / "ก").mkdir(parents=True)
    long_name = "ยาว" * 25 + ".jpg"
    for name in (odd, long_name):
        (installation / "private" / "ก" / name).write_bytes(b"x")
    (installation / "private" / f"{odd}.link").symlink_to("/etc/passwd")
    made = make_backup(folder)
    stage = tmp_path / "stage"
    stage.mkdir()
    assert unpack(made.path, None, stage) == made.manifest
    assert set(os.listdir(stage / "files/private/ก")) == {odd, long_name}
    (left_out,) = made.manifest.left_out
    assert left_out.encode().startswith(b"private/caf")


def test_a_file_that_goes_between_the_list_and_the_reading_is_no_trouble(quick, stored, folder, monkeypatch):
    gone = "evidence/2561/02/แผ่น.heic"
    real = making.is_link

    def just_then(storage: object, name: str) -> bool:
        if name == gone:
            storages["private"].delete(name)
        return real(storage, name)

    monkeypatch.setattr(making, "is_link", just_then)
    assert make_backup(folder).manifest.files["private"] == {"number": 1, "bytes": 0}


def test_any_storage_of_djangos_will_do(quick, folder, monkeypatch, tmp_path):
    remote = InMemoryStorage()
    for name in ("a.jpg", "b/c/d.jpg", "b/e.jpg"):
        remote.save(name, ContentFile(name.encode()))
    assert list(stored_files(remote)) == ["a.jpg", "b/e.jpg", "b/c/d.jpg"]
    monkeypatch.setattr(making, "own_storages", lambda: own_storages() | {"private": remote})
    made = make_backup(folder)
    stage = tmp_path / "stage"
    stage.mkdir()
    unpack(made.path, None, stage)
    assert content_of(stage / "files")["private/b/c/d.jpg"] == b"b/c/d.jpg"


def test_a_large_file_never_lies_in_memory_as_a_whole(quick, folder, installation, key, tmp_path):
    size = 48 * 1024 * 1024
    (installation / "private").mkdir(parents=True)
    with (installation / "private" / "large.bin").open("wb") as file:
        file.truncate(size)
    stage = tmp_path / "stage"
    stage.mkdir()
    tracemalloc.start()
    try:
        made = make_backup(folder, key=key)
        unpack(made.path, key, stage)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (stage / "files/private/large.bin").stat().st_size == size
    assert peak < size / 8


def test_a_public_key_locks_what_only_the_secret_one_opens(quick, stored, folder, key, monkeypatch, capsys):
    public = str(key.recipients[0])
    monkeypatch.setenv("KHABUAN_BACKUP_KEY", public)
    call_command("backup", verify=True, verbosity=0)
    assert "verify_backup" in capsys.readouterr().err
    (archive,) = folder.glob("*.age")
    assert note_of(archive).verified_at is None
    assert Key.read(public).identities == ()


def test_the_note_tells_what_the_archive_holds(quick, stored, folder, key):
    made = make_backup(folder, key=key)
    note = note_of(made.path)
    assert (note.tables, note.rows, note.files, note.locked) == (2, 3, 4, True)
    assert json.loads((folder / f"{made.path.name}.json").read_text())["sha256"] == note.sha256
    made.path.write_bytes(made.path.read_bytes()[:-1])
    assert note_of(made.path) is None
