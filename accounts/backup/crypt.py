"""Archives that only the holder of a key can read, in the age format (age-encryption.org/v1).

Why age, and what it notices: docs/decisions/0021-backups.md. The library pulls where tarfile pushes, so each
direction runs in a thread of its own behind a pipe; at no time is more than a few chunks in memory.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import pyrage
from django.utils.translation import gettext as _

from .errors import BackupError, DamagedError, KeyTroubleError

AGE, GZIP = b"age-encryption.org/v1\n", b"\x1f\x8b"
SECRET, PUBLIC = "AGE-SECRET-KEY-1", "age1"


@dataclass(frozen=True)
class Key:
    """Whom an archive is locked for, and with what it opens; a public key alone has no identities."""

    recipients: tuple[Any, ...]
    identities: tuple[Any, ...]

    @classmethod
    def read(cls, text: str) -> "Key":
        """The key that ``text`` holds, as age-keygen writes it. Raises KeyTroubleError when it holds none."""
        lines = [line.strip() for line in text.splitlines()]
        try:
            identities = [pyrage.x25519.Identity.from_str(line) for line in lines if line.startswith(SECRET)]
            public = [pyrage.x25519.Recipient.from_str(line) for line in lines if line.startswith(PUBLIC)]
        except (pyrage.IdentityError, pyrage.RecipientError):
            raise KeyTroubleError(_("กุญแจสำรองข้อมูลพิมพ์ไม่ครบหรือพิมพ์ผิด ตรวจไฟล์กุญแจอีกครั้ง")) from None
        recipients = [*public, *(identity.to_public() for identity in identities)]
        if not recipients:
            raise KeyTroubleError(_("ไม่พบกุญแจสำรองข้อมูล กุญแจขึ้นต้นด้วย %(secret)s หรือ %(public)s")
                                  % {"secret": SECRET, "public": PUBLIC})  # fmt: skip
        return cls(tuple(recipients), tuple(identities))


def new_key() -> str:
    """The text of a new key file: the public key as a remark, then the secret one."""
    identity = pyrage.x25519.Identity.generate()
    return f"# public key: {identity.to_public()}\n{identity}\n"


def is_locked(path: Path) -> bool:
    """Whether the archive needs a key. Raises DamagedError for a file that is no archive at all."""
    with path.open("rb") as file:
        start = file.read(len(AGE))
    if start == AGE:
        return True
    if start.startswith(GZIP):
        return False
    raise DamagedError(_("%(name)s ไม่ใช่ไฟล์สำรองของขบวน หรือเสียตั้งแต่ต้นไฟล์") % {"name": path.name})


@contextmanager
def locking(target: BinaryIO, key: Key | None) -> Iterator[BinaryIO]:
    """What is written here reaches ``target`` locked, or as it is without a key; complete once this ends."""
    if key is None:
        yield target
        return
    reader, writer = _pipe()

    def lock() -> None:
        with reader:
            pyrage.encrypt_io(reader, target, list(key.recipients))

    with _beside(lock) as done:
        try:
            with writer:
                yield writer
        except BrokenPipeError:
            _outcome(done)
            raise
    _outcome(done)


@contextmanager
def unlocking(path: Path, key: Key | None) -> Iterator[BinaryIO]:
    """The archive's content as a stream. Read it to its end: only then is it known to be whole.

    Raises KeyTroubleError without the right key, DamagedError when anything was changed, moved or cut off.
    """
    if not is_locked(path):
        with path.open("rb") as file:
            yield file
        return
    if key is None or not key.identities:
        raise KeyTroubleError(_("ไฟล์นี้เข้ารหัสไว้ ใส่กุญแจลับด้วย --key-file หรือ KHABUAN_BACKUP_KEY"))
    reader, writer = _pipe()

    def unlock() -> None:
        with path.open("rb") as file, suppress(BrokenPipeError), writer:
            pyrage.decrypt_io(file, writer, list(key.identities))

    with _beside(unlock) as done:
        try:
            with reader:
                yield reader
        except Exception:
            # What broke the archive says more than what the reader stumbled over.
            _check_unlocked(done, path)
            raise
    _check_unlocked(done, path)


def _check_unlocked(done: Future, path: Path) -> None:
    try:
        done.result()
    except pyrage.DecryptError as error:
        if "No matching keys" in str(error):
            raise KeyTroubleError(
                _("กุญแจนี้เปิด %(name)s ไม่ได้ ใช้กุญแจที่ใช้ตอนสำรอง ถ้าใช่แล้วแปลว่าไฟล์เสีย") % {"name": path.name}
            ) from None
        raise DamagedError(damaged(path)) from None
    except OSError as error:
        if "Broken pipe" not in str(error):
            raise DamagedError(damaged(path)) from None


def damaged(path: Path) -> str:
    """The sentence for an archive that cannot be trusted."""
    return _("%(name)s เสีย ไม่ครบ หรือถูกแก้ ใช้ไฟล์สำรองอื่น") % {"name": path.name}


def _outcome(done: Future) -> None:
    try:
        done.result()
    except (pyrage.EncryptError, OSError) as error:
        raise BackupError(_("เขียนไฟล์สำรองไม่ได้ (%(why)s)") % {"why": error}) from None


def _pipe() -> tuple[BinaryIO, BinaryIO]:
    reading, writing = os.pipe()
    return os.fdopen(reading, "rb"), os.fdopen(writing, "wb")


@contextmanager
def _beside(work: Callable[[], None]) -> Iterator[Future]:
    """Runs ``work`` in a thread; on leaving it has ended."""
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="age") as pool:
        yield pool.submit(work)
