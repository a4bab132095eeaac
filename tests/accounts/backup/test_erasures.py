"""The ledger of erasures: it outlives a restore, holds nothing personal, and is acted upon."""

import json
import stat
import threading
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from accounts.backup import erasures
from accounts.backup.errors import BackupError

AT = datetime(2019, 2, 20, 3, 0, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("installation")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[UUID]:
    """A registered handler notes here for whom it was called; it finds something the first time."""
    calls: list[UUID] = []

    def erase_again(uid: UUID, at: datetime) -> bool:
        calls.append(uid)
        return calls.count(uid) == 1

    monkeypatch.setattr(erasures, "_handlers", [])
    erasures.register(erase_again)
    erasures.register(erase_again)
    return calls


def test_there_is_no_ledger_before_the_first_erasure(asked):
    assert erasures.read_ledger() == []
    assert erasures.replay_erasures() == 0
    assert not erasures.ledger_path().exists()


def test_the_ledger_gives_back_whom_and_when_and_holds_nothing_else():
    people = [uuid4(), uuid4()]
    for uid in people:
        erasures.append_erasure(uid, AT)
    assert erasures.read_ledger() == [erasures.Erasure(uid, AT) for uid in people]
    path = erasures.ledger_path()
    assert [set(json.loads(line)) for line in path.read_text().splitlines()] == [{"uid", "at"}] * 2
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_many_at_once_lose_none():
    people = [uuid4() for _ in range(40)]
    threads = [threading.Thread(target=erasures.append_erasure, args=(uid, AT)) for uid in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {erasure.uid for erasure in erasures.read_ledger()} == set(people)


def test_replaying_asks_every_handler_and_may_be_done_again(asked):
    other: list[UUID] = []

    def second(uid: UUID, at: datetime) -> bool:
        other.append(uid)
        return False

    erasures.register(second)
    people = [uuid4(), uuid4()]
    for uid in people:
        erasures.append_erasure(uid, AT)
    assert erasures.replay_erasures() == 2
    assert erasures.replay_erasures() == 0
    assert asked == people * 2
    assert other == people * 2


def test_consents_that_were_taken_back_are_told_apart_from_people(asked, tmp_path):
    person, consent = uuid4(), uuid4()
    erasures.append_erasure(person, AT)
    erasures.append_erasure(consent, AT, kind=erasures.Kind.CONSENT, ledger=tmp_path / "beside.jsonl")
    erasures.merge_ledgers([tmp_path / "beside.jsonl"])
    assert erasures.read_ledger()[1] == erasures.Erasure(consent, AT, erasures.Kind.CONSENT)
    with pytest.raises(BackupError):
        erasures.replay_erasures()
    ended: list[UUID] = []
    erasures.register(lambda uid, at: not ended.append(uid), erasures.Kind.CONSENT)
    assert erasures.replay_erasures() == 1
    assert (asked, ended) == ([person], [consent])


def test_nobody_to_act_on_the_ledger_is_an_error_not_silence(monkeypatch):
    monkeypatch.setattr(erasures, "_handlers", [])
    erasures.append_erasure(uuid4(), AT)
    with pytest.raises(BackupError):
        erasures.replay_erasures()


@pytest.mark.parametrize("line", ["{", '{"uid": "x", "at": "2019-02-20"}', '{"at": "2019-02-20"}', "[]", ""])
def test_a_line_that_cannot_be_read_may_be_a_person(line):
    erasures.append_erasure(uuid4(), AT)
    with erasures.ledger_path().open("a") as file:
        file.write(f"{line}\n")
    with pytest.raises(BackupError, match="2"):
        erasures.read_ledger()


def test_a_torn_line_does_not_spoil_the_next():
    erasures.append_erasure(uuid4(), AT)
    path = erasures.ledger_path()
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"uid": "12')
    erasures.append_erasure(later := uuid4(), AT)
    lines = path.read_bytes().splitlines()
    assert lines[1] == b'{"uid": "12'
    assert json.loads(lines[2])["uid"] == str(later)


def test_a_ledger_beside_the_archive_is_taken_over_once(tmp_path):
    here, both, there = uuid4(), uuid4(), uuid4()
    beside = tmp_path / "old-machine.jsonl"
    for uid in (here, both):
        erasures.append_erasure(uid, AT)
    for uid in (both, there):
        erasures.append_erasure(uid, AT, ledger=beside)
    for _ in range(2):
        erasures.merge_ledgers([beside, tmp_path / "nothing"])
    assert [erasure.uid for erasure in erasures.read_ledger()] == [here, both, there]
