"""What a restore moved aside is whole: it is told of, and goes by hand or after its days."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from accounts.backup import aside
from accounts.backup.aside import asides, path_aside, schema_of
from accounts.retention import rules
from leaders.services.erasing import erase
from tests.factories.leaders import PersonFactory

pytestmark = pytest.mark.django_db


def moved_aside(*, days: int) -> str:
    """A restore so many days ago; gives back its name."""
    path = path_aside(timezone.localtime() - timedelta(days=days))
    (path / "private").mkdir(parents=True)
    (path / "private" / "a.jpg").write_bytes(b"a")
    return path.name


def removed(*arguments: str, **options: bool) -> str:
    said = io.StringIO()
    call_command("remove_before_restore", *arguments, lang="en", stdout=said, **options)
    return said.getvalue()


def test_it_goes_after_its_days_and_a_dry_run_counts_it(installation, settings):
    young, old = moved_aside(days=29), moved_aside(days=31)
    (installation / "before-restore-notes").mkdir()
    (rule,) = (rule for rule in rules() if rule.name == "before_restore")
    assert [kept.name for kept in asides()] == [old, young]
    assert rule.due() == 1
    assert rule.apply() == 1
    assert [kept.name for kept in asides()] == [young]
    assert not (installation / old).exists()
    settings.ASIDE_DAYS = 28
    assert (rule.due(), rule.apply(), rule.due()) == (1, 1, 0)
    assert (installation / "before-restore-notes").exists()


def test_a_command_removes_one_or_all(installation):
    first, second, third = (moved_aside(days=days) for days in (3, 2, 1))
    assert removed(all=True, dry_run=True).count("before-restore-") == 3
    with pytest.raises(CommandError, match="before-restore-1"):
        removed(first, "before-restore-1")
    assert len(asides()) == 3
    assert str(installation / second) in removed(second)
    with pytest.raises(CommandError, match=f"--all[^$]*{third}"):
        removed()
    assert [kept.name for kept in asides()] == [first, third]
    removed(all=True)
    assert asides() == []
    assert removed(all=True) == ""


def test_an_erasure_tells_that_it_does_not_reach_it(installation):
    person = PersonFactory()
    other = PersonFactory(team=person.team)
    moved_aside(days=1)
    assert any("remove_before_restore" in sentence for sentence in erase(person, by=None).left)
    removed(all=True)
    assert not any("remove_before_restore" in sentence for sentence in erase(other, by=None).left)


def test_of_postgresql_the_schema_goes_too(installation: Path, monkeypatch):
    name = path_aside(timezone.localtime() - timedelta(days=40)).name
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA {schema_of(name)} CREATE TABLE person (name text)")
            cursor.execute("CREATE SCHEMA before_restore_of_somebody_else")
        assert [(kept.name, kept.schema, kept.folder) for kept in asides()] == [(name, schema_of(name), None)]
        assert aside.remove_due() == 1
        assert asides() == []
    else:
        monkeypatch.setattr(aside, "_schemas", lambda: [schema_of(name)])
        assert [(kept.name, kept.is_due) for kept in asides()] == [(name, True)]
