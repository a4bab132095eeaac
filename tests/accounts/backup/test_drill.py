"""The drill: backed up while others write, restored elsewhere by the real commands, compared, signed in."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from accounts.backup import erasures
from accounts.backup.aside import ASIDE
from accounts.backup.crypt import new_key
from accounts.backup.databases import own_database, postgresql, sqlite
from accounts.backup.notes import notes_in
from accounts.models import User
from cms.models import ConsentTie
from leaders.models import Consent, Erasure, Person
from leaders.services.consents import withdraw
from tests.accounts.backup.test_damage import content_of
from tests.factories.cms import ContentPageFactory
from tests.factories.geo import coordinator_of
from tests.factories.leaders import ConsentFactory, PersonFactory

PASSWORD = "ปลูกข้าว-๑๒๓-drill"
SIGN_IN = f"""
import django; django.setup()
from django.test import Client
client = Client(SERVER_NAME="127.0.0.1")
for password in ("wrong", {PASSWORD!r}):
    answer = client.post("/accounts/sign-in/", {{"username": "drill", "password": password}})
    print(answer.status_code, "_auth_user_id" in client.session)
"""


NAMES = """
import django; django.setup()
from leaders.models import Person
print(Person.everything.exclude(erased_at=None).filter(given_name="", phone="").count(), "erased")
print(*map(repr, Person.objects.filter(erased_at=None).values_list("given_name", flat=True)))
"""

PAGE = """
import django; django.setup()
from django.test import Client
answer = Client(SERVER_NAME="127.0.0.1").get({address!r})
print(answer.status_code, {words!r} in answer.text)
"""
WORDS = "ถ้าน้ำลดเมื่อไรเราจะปลูกใหม่"


class Writer(threading.Thread):
    """Commits an account and a group together, again and again, until it is told to stop."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._news, self._stopped, self.pairs = threading.Condition(), False, 0

    def run(self) -> None:
        try:
            while not self._stopped:
                with transaction.atomic():
                    User.objects.create(username=f"pair{self.pairs}")
                    Group.objects.create(name=f"pair{self.pairs}")
                with self._news:
                    self.pairs += 1
                    self._news.notify_all()
        finally:
            connection.close()

    def wait_for_more(self) -> None:
        """Returns once two further pairs were committed."""
        with self._news:
            wanted = self.pairs + 2
            assert self._news.wait_for(lambda: self.pairs >= wanted, timeout=30)

    def stop(self) -> None:
        self._stopped = True
        self.join(timeout=30)


@pytest.fixture
def writer(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Writer]:
    """Somebody who writes before, and again between the copy of the database and the hashes of its rows."""
    thread = Writer()

    def after_more(real):
        def tables(*args):
            thread.wait_for_more()
            return real(*args)

        return tables

    monkeypatch.setattr(sqlite, "sqlite_tables", after_more(sqlite.sqlite_tables))
    monkeypatch.setattr(postgresql, "postgresql_tables", after_more(postgresql.postgresql_tables))
    thread.start()
    yield thread
    thread.stop()
    monkeypatch.undo()


def ran(environment: dict[str, str], *arguments: str) -> str:
    """What a command of Python's said; it must have succeeded."""
    ended = subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def test_a_backup_under_writes_comes_back_row_by_row_and_people_sign_in(
    writer, stored, elsewhere, monkeypatch, tmp_path, settings
):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    User.objects.create_user("drill", password=PASSWORD)
    erased = PersonFactory()
    kept = PersonFactory(team=erased.team)
    consent = ConsentFactory(person=kept, use="story")
    quote = {"text": WORDS, "role": "", "name": "", "consent": consent.code}
    read = PAGE.format(address=ContentPageFactory(body=[("quote", quote)]).url, words=WORDS)
    database, environment = elsewhere
    secret = new_key()
    environment["KHABUAN_BACKUP_KEY"] = secret
    monkeypatch.setenv("KHABUAN_BACKUP_KEY", secret)
    writer.wait_for_more()

    committed_before = writer.pairs
    call_command("backup", verify=True, verbosity=0)
    writer.stop()
    monkeypatch.undo()
    (note,) = notes_in(tmp_path / "backups")
    archive = str(tmp_path / "backups" / note.archive)
    assert note.verified_at
    assert note.locked

    # Into a fresh place: the same rows of the same moment, every file, and sign-in.
    said = ran(environment, "manage.py", "restore_backup", archive, "--yes")
    assert "SECRET_KEY" in said
    tables = database.tables()
    assert (len(tables), sum(table.rows for table in tables.values())) == (note.tables, note.rows)
    others = User.objects.exclude(username__startswith="pair").count()
    pairs = tables["accounts_user"].rows - others
    assert committed_before <= pairs < writer.pairs
    assert tables["auth_group"].rows - Group.objects.exclude(name__startswith="pair").count() == pairs
    now = own_database().tables()
    unwritten = now.keys() - {"accounts_user", "auth_group", "sqlite_sequence"}
    assert {name: tables[name] for name in unwritten} == {name: now[name] for name in unwritten}
    var = Path(environment["KHABUAN_VAR"])
    folders = {"default": var / "media", "private": var / "private"}
    assert {(a, name): data for a in folders for name, data in content_of(folders[a]).items()} == stored
    assert ran(environment, "-c", SIGN_IN + read).split("\n")[:3] == ["200 False", "302 True", "200 True"]

    # Once more over what is there, after somebody was erased and somebody took a consent back: the old stays,
    # neither the person nor the words return.
    erasures.append_erasure(erased.uid, timezone.now())
    withdraw(consent, by=coordinator_of(kept.team.subdistrict.code))
    said = ran(environment, "manage.py", "restore_backup", archive, "--yes", "--replace")
    assert ASIDE in said
    after = database.tables()
    changed = {name for name in tables if tables[name] != after[name]}
    blank = {model._meta.db_table for model in (Erasure, Person, Person.history.model)}
    silent = {model._meta.db_table for model in (Consent, Consent.history.model, ConsentTie)}
    assert {name for name in changed if "search" not in name and name != "sqlite_sequence"} == blank | silent
    told = ran(environment, "-c", NAMES + read).split("\n")[:3]
    assert told == ["1 erased", f"{kept.given_name!r}", "200 False"]
    assert Person.objects.get(pk=kept.pk).given_name
    (aside,) = var.glob(f"{ASIDE}*")
    assert content_of(aside / "private") == content_of(var / "private")
