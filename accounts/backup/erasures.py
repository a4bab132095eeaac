"""Whoever was erased stays erased, and a consent that was taken back stays so: a ledger beside the backups,
and who acts on it after a restore.

The ledger holds no personal data: the uid of a person, which tells nothing once the person is gone, or of a
consent, and when. It lies outside the database, because a restore brings back a database that does not know
of it.

An app that erases calls ``append_erasure`` before it commits, and registers in its AppConfig.ready what
erases again: ``register(erase_again)``, where ``erase_again(uid, at)`` tells whether anything was left. With
withdrawals it is the same, and ``Kind.CONSENT``.
"""

import fcntl
import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from .errors import BackupError
from .workplace import to_disk

NAME = "erasures.jsonl"
# Below VAR_DIR: there from the first move of a restore until whoever was erased is erased again.
PENDING = "restore-unfinished"
Handler = Callable[[UUID, datetime], bool]


class Kind(StrEnum):
    """Whose uid a line holds. One without a kind is of a person."""

    PERSON = "person"
    CONSENT = "consent"


_handlers: list[tuple[Kind, Handler]] = []


@dataclass(frozen=True)
class Erasure:
    """A person who asked to be forgotten, or a consent that was taken back, by uid, and when."""

    uid: UUID
    at: datetime
    kind: Kind = Kind.PERSON


def register(handler: Handler, kind: Kind = Kind.PERSON) -> None:
    """Have ``handler`` called for every line of ``kind`` after a restore. Called again it must do no harm."""
    if (kind, handler) not in _handlers:
        _handlers.append((kind, handler))


def ledger_path() -> Path:
    """Where the ledger of this installation lies: beside its backups."""
    return Path(settings.BACKUP_DIR) / NAME


def pending() -> Path:
    """The file that is there while a restore has not been finished."""
    return Path(settings.VAR_DIR) / PENDING


def append_erasure(uid: UUID, at: datetime, *, kind: Kind = Kind.PERSON, ledger: Path | None = None) -> None:
    """Note that a person was erased, or a consent taken back; on the disk itself when this returns. ``at`` is
    aware.

    Raises OSError when it cannot be noted: then the erasure must not be committed either.
    """
    path = ledger or ledger_path()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    told = {} if kind == Kind.PERSON else {"kind": kind}
    line = json.dumps({"uid": str(uid), "at": at.isoformat()} | told) + "\n"
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        size = os.fstat(handle).st_size
        if size and os.pread(handle, 1, size - 1) != b"\n":
            line = "\n" + line  # a line that a power cut tore stays apart, to be told of
        os.write(handle, line.encode())
        os.fsync(handle)
    finally:
        os.close(handle)
    to_disk(path.parent)


def read_ledger(path: Path | None = None) -> list[Erasure]:
    """Every erasure and withdrawal noted in the ledger, oldest first; none when there is no ledger.

    Raises BackupError for a line that cannot be read: it may stand for a person.
    """
    path = path or ledger_path()
    if not path.exists():
        return []
    found = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        try:
            told = json.loads(line)
            kind = Kind(told.get("kind", Kind.PERSON))
            found.append(Erasure(UUID(told["uid"]), datetime.fromisoformat(told["at"]), kind))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise BackupError(
                _("บรรทัดที่ %(number)s ของ %(path)s อ่านไม่ได้ แก้หรือลบบรรทัดนั้นก่อน")
                % {"number": number, "path": path}
            ) from None
    return found


def merge_ledgers(others: Iterable[Path]) -> None:
    """Take over what other ledgers note and this installation's does not, as one beside an archive may."""
    known = {erasure.uid for erasure in read_ledger()}
    for other in others:
        for erasure in read_ledger(other):
            if erasure.uid not in known:
                append_erasure(erasure.uid, erasure.at, kind=erasure.kind)
                known.add(erasure.uid)


def replay_erasures() -> int:
    """Erase again whoever the ledger names, and take back again each consent; gives back for how many people
    there was something left to erase.

    Raises BackupError when the ledger names somebody and no app has registered how to erase, or withdraw.
    """
    erasures = read_ledger()
    number = {kind: sum(erasure.kind == kind for erasure in erasures) for kind in Kind}
    known = {kind for kind, _handler in _handlers}
    if number[Kind.PERSON] and Kind.PERSON not in known:
        told = {"number": number[Kind.PERSON]}
        raise BackupError(_("มีคนที่ขอลบข้อมูลแล้ว %(number)s คน แต่ระบบรุ่นนี้ยังลบให้ไม่ได้") % told)
    if number[Kind.CONSENT] and Kind.CONSENT not in known:
        told = {"number": number[Kind.CONSENT]}
        raise BackupError(_("มีความยินยอมที่ถอนแล้ว %(number)s ข้อ แต่ระบบรุ่นนี้ยังถอนให้ไม่ได้") % told)
    return [_done(erasure) and erasure.kind == Kind.PERSON for erasure in erasures].count(True)


def _done(erasure: Erasure) -> bool:
    # Every handler is asked, also after one that found something.
    found = [handler(erasure.uid, erasure.at) for kind, handler in _handlers if kind == erasure.kind]
    return any(found)
