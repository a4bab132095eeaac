"""`manage.py prepare` does what is needed, and a second time nothing."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.backup import erasures
from accounts.backup.notes import Note, keep
from cms.management.commands import prepare


@pytest.fixture
def parts(db, settings, tmp_path, monkeypatch):
    """``parts(no_demo=True)``: the commands that prepare called, by name, with a static folder of its own."""
    settings.STATIC_ROOT = tmp_path
    called = []
    monkeypatch.setattr(prepare, "call_command", lambda name, **options: called.append(name))

    def run(**options):
        called.clear()
        call_command("prepare", **options, stdout=io.StringIO())
        return list(called)

    return run


def test_a_migrated_database_is_left_alone(parts):
    first = ["load_gazetteer", "load_demo", "remove_old_sheets", "empty_bin", "rebuild_search"]
    assert parts() == [*first, "collectstatic", "demo_accounts"]
    assert parts() == [*first, "demo_accounts"]


def test_the_demo_can_be_left_out(parts):
    assert "load_demo" not in parts(no_demo=True)


def test_a_database_that_lacks_a_migration_is_migrated_first(parts, monkeypatch):
    monkeypatch.setattr(prepare, "migrations_pending", lambda: True)
    assert parts()[0] == "migrate"


def test_a_restore_that_was_interrupted_is_finished_before_anybody_is_served(parts, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    erasures.pending().write_text("")
    assert parts()[0] == "finish_restore"


@pytest.mark.parametrize(("days", "said"), [(None, False), (7, False), (8, True)])
def test_an_old_backup_is_told_once_there_was_one(db, settings, tmp_path, monkeypatch, days, said):
    settings.STATIC_ROOT, settings.BACKUP_DIR = tmp_path, tmp_path
    monkeypatch.setattr(prepare, "call_command", lambda name, **options: None)
    if days:
        made = timezone.now() - timedelta(days=days, minutes=1)
        keep(tmp_path, Note("khabuan-x.tar.gz", made, 1, "00", False, 1, 1, 1))
        (tmp_path / "khabuan-x.tar.gz").write_bytes(b"x")
    out = io.StringIO()
    call_command("prepare", stdout=out)
    assert ("==| The last backup is 8 days old" in out.getvalue()) is said


def test_static_files_are_collected_again_when_one_changes(parts, settings, tmp_path):
    base = tmp_path / "project"
    (base / "static" / "base").mkdir(parents=True)
    for name in ("requirements.txt", "constraints.txt", "package-lock.json"):
        (base / name).write_text("")
    settings.BASE_DIR = base
    parts()
    assert "collectstatic" not in parts()
    (base / "static" / "base" / "new.css").write_text("p {}")
    assert "collectstatic" in parts()


def test_sign_ins_reach_the_reader(db, settings, tmp_path, monkeypatch):
    settings.STATIC_ROOT = tmp_path
    monkeypatch.setattr(prepare, "static_signature", lambda: "")
    (tmp_path / ".made-from").write_text("")
    monkeypatch.setattr(
        prepare,
        "call_command",
        lambda name, stdout=None, **options: (
            stdout.write("coordinator\nstaff\n") if name == "demo_accounts" else None
        ),
    )
    out = io.StringIO()
    call_command("prepare", stdout=out)
    assert out.getvalue().splitlines()[-2:] == ["==| coordinator", "==| staff"]
