"""`manage.py status`: each trouble is found, said with what to do, and ends with 1."""

import io
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from accounts import findings as registry
from accounts.backup import erasures
from accounts.backup.notes import Note, keep
from accounts.findings import Finding, Level, findings
from accounts.status import data, machine

# Every concern is known before a test has only a few asked: what registered itself then would be forgotten.
autodiscover_modules("status")

GOOD_KEY = "k9Jw3_x-Qm7Zp2Vt8Rb5Ln1Yc6Hd4Gs0Fa-ToUiEeWqXrPlKjMn"


@pytest.fixture(autouse=True)
def well(installation: Path, settings: Any, db: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation in which nothing is wrong, and which speaks as it does by itself."""
    monkeypatch.delenv("LANGUAGE", raising=False)
    settings.SECRET_KEY, settings.DEFAULT_FROM_EMAIL = GOOD_KEY, "khabuan@khabuan.example"
    installation.mkdir()
    settings.BACKUP_DIR.mkdir()
    remember(settings.BACKUP_DIR)
    return installation


def remember(folder: Path, *, days: float = 0, proved_days: float | None = 0, **told: Any) -> None:
    """A note, and an archive of a byte beside it, made and proved so many days ago."""
    made = timezone.now() - timedelta(days=days)
    proved = None if proved_days is None else timezone.now() - timedelta(days=proved_days)
    note = Note(f"khabuan-{made:%Y-%m-%d-%H%M%S}.tar.gz.age", made, 1, "00", True, 1, 1, 1, proved)
    (folder / note.archive).write_bytes(b"x")
    keep(folder, replace(note, **told))


def wrong(concern: Callable[[], Iterator[Finding]]) -> list[str]:
    """What the concern finds wrong; each with a way to mend it."""
    found = [finding for finding in concern() if finding.level == Level.WRONG]
    assert all(finding.sentence and finding.mend for finding in found)
    return [finding.about for finding in found]


def notes(concern: Callable[[], Iterator[Finding]]) -> list[str]:
    return [finding.about for finding in concern() if finding.level == Level.NOTE]


def forget_notes(folder: Path) -> None:
    for path in folder.glob("*.json"):
        path.unlink()


def test_nothing_is_wrong_where_all_is_well():
    said = io.StringIO()
    call_command("status", stdout=said)
    lines = said.getvalue().splitlines()
    assert lines[0] == "ทุกอย่างเรียบร้อย"
    assert not [line for line in lines[1:] if line.startswith("ต้องแก้")]
    assert {line.split(":")[0] for line in lines[1:]} == {"ปกติ", "ควรรู้"}


def test_cron_hears_nothing_while_all_is_well(settings, capsys):
    call_command("status", verbosity=0)
    assert capsys.readouterr().out == ""
    forget_notes(settings.BACKUP_DIR)
    with pytest.raises(SystemExit):
        call_command("status", verbosity=0)
    assert "manage.py backup" in capsys.readouterr().out


def test_it_speaks_english_to_whoever_asks(monkeypatch):
    monkeypatch.setattr(registry, "_concerns", [data.backup, machine.storage])
    said = [io.StringIO() for _ in range(3)]
    call_command("status", lang="en", stdout=said[0])
    monkeypatch.setenv("LANGUAGE", "en_GB:th")
    call_command("status", stdout=said[1])
    call_command("status", lang="th", stdout=said[2])
    assert said[0].getvalue() == said[1].getvalue()
    assert said[0].getvalue().isascii() or "“" in said[0].getvalue()
    assert said[2].getvalue().startswith("ทุกอย่างเรียบร้อย")


def test_trouble_ends_with_1_and_stands_first(settings, capsys):
    forget_notes(settings.BACKUP_DIR)
    with pytest.raises(SystemExit) as ended:
        call_command("status")
    assert ended.value.code == 1
    lines = capsys.readouterr().out.splitlines()
    assert "1" in lines[0]
    assert "manage.py backup" in lines[1]


def test_json_tells_all_of_it_to_machines(settings, capsys):
    settings.DEBUG = True
    with pytest.raises(SystemExit):
        call_command("status", json=True, lang="en")
    told = json.loads(capsys.readouterr().out)
    assert told["fine"] is False
    assert [found["about"] for found in told["findings"] if found["level"] == "wrong"] == ["debug"]
    assert {"backup", "database", "disk", "migrations", "search", "storage"} <= {
        found["about"] for found in told["findings"]
    }


@pytest.mark.parametrize(
    ("days", "proved_days", "found"),
    [
        (0.5, 0.5, []),
        (1.9, 1.9, []),
        (2.1, 2.1, ["backup"]),
        (0, None, ["backup_proof"]),
        (40, 32, ["backup", "backup_proof"]),
    ],
)
def test_a_backup_has_to_be_young_and_proved(settings, days, proved_days, found):
    forget_notes(settings.BACKUP_DIR)
    remember(settings.BACKUP_DIR, days=days, proved_days=proved_days)
    assert wrong(data.backup) == found


def test_one_unproved_backup_among_proved_ones_is_worth_a_note(settings):
    forget_notes(settings.BACKUP_DIR)
    remember(settings.BACKUP_DIR, days=1)
    remember(settings.BACKUP_DIR, proved_days=None)
    assert wrong(data.backup) == []
    assert "backup_proof" in notes(data.backup)


def test_a_backup_that_failed_its_proof_is_told(settings):
    remember(settings.BACKUP_DIR, days=-0.1, proved_days=None, trouble="เสีย")
    assert wrong(data.backup) == ["backup_proof"]


def test_an_unlocked_backup_and_one_on_the_same_disk_are_worth_a_note(settings):
    assert notes(data.backup) == ["backup_place"]
    remember(settings.BACKUP_DIR, days=-0.1, locked=False)
    assert notes(data.backup) == ["backup_key", "backup_place"]


def test_a_disk_that_is_nearly_full(settings, monkeypatch):
    assert wrong(machine.disk) == []
    usage = machine.shutil.disk_usage("/")
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda path: usage._replace(free=1024**3 - 1))
    assert wrong(machine.disk) == ["disk"]


def test_a_storage_that_cannot_be_written(well, monkeypatch):
    assert wrong(machine.storage) == []
    (well / "private").rmdir()
    (well / "private").write_text("a file where the folder should be")
    assert wrong(machine.storage) == ["storage"]


def test_a_storage_is_left_as_it_was(well):
    list(machine.storage())
    assert not [path for path in well.rglob("*") if path.is_file()]


@pytest.mark.parametrize(("key", "found"), [("short", 1), ("a" * 60, 1), (f"django-insecure-{GOOD_KEY}", 1)])
def test_a_key_that_can_be_guessed(settings, key, found):
    settings.SECRET_KEY = key
    assert wrong(machine.settings_of_a_server) == ["secret_key"]


@pytest.mark.parametrize("public", [True, False])
def test_demo_accounts_are_wrong_where_the_public_comes(settings, user_with, public):
    settings.REFUSE_DEMO_ACCOUNTS = public
    assert (wrong(machine.demo), notes(machine.demo)) == ([], [])
    user_with(is_demo=True)
    assert wrong(machine.demo) == (["demo"] if public else [])
    assert notes(machine.demo) == ([] if public else ["demo"])


def test_a_redis_that_does_not_answer(settings):
    assert list(machine.cache()) == []
    address = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": address, "readers": address}
    assert wrong(machine.cache) == ["cache"]


def test_migrations_that_wait(monkeypatch):
    assert wrong(data.migrations) == []
    monkeypatch.setattr(data.MigrationExecutor, "migration_plan", lambda *args: ["one", "two"])
    assert wrong(data.migrations) == ["migrations"]


def test_a_database_that_is_broken(tmp_path, monkeypatch):
    assert wrong(data.database) == []
    broken = tmp_path / "broken.sqlite3"
    with closing(sqlite3.connect(broken)) as database:
        database.executescript("CREATE TABLE a (b); INSERT INTO a VALUES (zeroblob(9000));")
    content = broken.read_bytes()
    broken.write_bytes(content[:4096] + b"\xff" * 4096 + content[8192:])
    monkeypatch.setattr(connection, "vendor", "sqlite")
    monkeypatch.setitem(connection.settings_dict, "NAME", str(broken))
    assert wrong(data.database) == ["database"]


def test_a_restore_that_was_not_finished_a_ledger_that_is_torn_and_an_old_copy(well):
    assert list(data.restore()) == []
    erasures.pending().write_text("")
    erasures.append_erasure(uuid4(), timezone.now())
    with erasures.ledger_path().open("a") as ledger:
        ledger.write("torn\n")
    name = f"before-restore-{timezone.localtime() - timedelta(days=29):%Y-%m-%d-%H%M%S}"
    (well / name).mkdir()
    found = {finding.about: finding for finding in data.restore()}
    levels = {about: finding.level for about, finding in found.items()}
    assert levels == {"restore": Level.WRONG, "erasures": Level.WRONG, "aside": Level.NOTE}
    assert str(well / name) in found["aside"].sentence
    assert f"remove_before_restore {name}" in found["aside"].mend


def test_an_old_copy_that_should_have_gone(well):
    (well / "before-restore-2019-02-20-030000").mkdir()
    assert wrong(data.restore) == ["aside"]


def test_a_sender_that_nobody_knows(settings):
    settings.DEFAULT_FROM_EMAIL = "ขบวน <khabuan@localhost>"
    assert wrong(machine.mail) == ["mail"]
    settings.SENDS_MAIL = False
    assert wrong(machine.mail) == []


def test_a_concern_that_breaks_hides_no_other(monkeypatch):
    def broken() -> Iterator[Finding]:
        raise RuntimeError("unforeseen")

    def down() -> Iterator[Finding]:
        raise OperationalError("connection refused")

    def also_down() -> Iterator[Finding]:
        raise OperationalError("connection refused")

    monkeypatch.setattr(registry, "_concerns", [machine.storage, broken, down, also_down])
    told = findings()
    assert [finding.level for finding in told] == [Level.WRONG] * 2 + [Level.FINE] * 2
    assert "unforeseen" in told[0].sentence
    assert "connection refused" in told[1].sentence
