"""The archive itself: a tar, compressed, and locked if there is a key; written and read as a stream.

Members come in this order: what it is, the database, every file, the listing of files, the manifest. So
nothing has to be held in memory, and nothing counts before the manifest has confirmed all of it. Without
Khabuan, `age -d -i KEY ARCHIVE | tar xz` takes one apart.
"""

import errno
import gzip
import hashlib
import json
import tarfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from .crypt import Key, damaged, unlocking
from .errors import BackupError, DamagedError
from .files import ALIASES, CHUNK, is_safe
from .manifest import FORMAT, PRODUCT, Manifest, Member, line_of

ABOUT, LISTING, MANIFEST = "about.json", "files.jsonl", "manifest.json"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
FILES = "files"
# Photos and documents are compressed already: to try again would take ten times as long, for nothing.
LEVEL, STORED = 6, 0
# What is read into memory may be so long, in bytes: the manifest of a thousand tables is far below.
LONGEST_TEXT = 4 * 1024 * 1024
# Trouble of this machine, not of the archive.
OWN_TROUBLE = {errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS, errno.EIO, errno.EMFILE}


@contextmanager
def writing(target: BinaryIO, made_at: datetime) -> Iterator["Writer"]:
    """A new archive in ``target``, which stays open; complete once this ends."""
    with (
        closing(_Compressed(target)) as compressed,
        tarfile.open(fileobj=compressed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
    ):
        writer = Writer(tar, compressed, made_at)
        writer.add_text(ABOUT, json.dumps({"product": PRODUCT, "format": FORMAT}))
        yield writer


class _Compressed:
    """What is written goes on compressed; a change of the level begins a new part of the same gzip file."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self._level: int | None = None
        self._part: gzip.GzipFile | None = None

    def use(self, level: int) -> None:
        if level != self._level:
            self.close()
            self._level = level
            # Name and time of a file would stand in the part's head; neither is needed.
            self._part = gzip.GzipFile("", "wb", level, self._target, mtime=0)

    def write(self, data: bytes) -> int:
        return self._part.write(data)

    def close(self) -> None:
        if self._part:
            self._part.close()


class Writer:
    """Adds members to an archive."""

    def __init__(self, tar: tarfile.TarFile, compressed: _Compressed, made_at: datetime) -> None:
        self._tar, self._compressed = tar, compressed
        self._made_at = int(made_at.timestamp())

    def add(self, name: str, content: BinaryIO, size: int) -> Member:
        """Copy ``size`` bytes of ``content``. Raises OSError when there are fewer."""
        member = tarfile.TarInfo(name)
        member.size, member.mtime, member.mode = size, self._made_at, 0o600
        counted = _Counted(content)
        self._compressed.use(STORED if name.startswith(f"{FILES}/") else LEVEL)
        self._tar.addfile(member, counted)
        return Member(name, size, counted.digest.hexdigest())

    def add_file(self, name: str, path: Path) -> Member:
        """Copy a file that nobody else writes."""
        with path.open("rb") as content:
            return self.add(name, content, path.stat().st_size)

    def add_text(self, name: str, text: str) -> Member:
        """Add a short text."""
        content = text.encode()
        return self.add(name, BytesIO(content), len(content))


class _Counted:
    """A file whose content is hashed as it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def read(self, size: int) -> bytes:
        data = self._file.read(size)
        self.digest.update(data)
        return data


def unpack(path: Path, key: Key | None, stage: Path) -> Manifest:
    """Take the archive apart into the empty folder ``stage``; gives back its manifest, which all of it met.

    Raises DamagedError when anything is broken, missing, superfluous, changed, a link, or would lie outside
    the folder; KeyTroubleError without the right key; BackupError when this machine cannot (a full disk).
    """
    with _in_words(path), unlocking(path, key) as stream, gzip.GzipFile(fileobj=stream) as plain:
        reading = _Reading(stage)
        with tarfile.open(fileobj=plain, mode="r|") as tar:
            for member in tar:
                reading.take(member, tar.extractfile(member))
        # The checksum of the compression stands behind the end of the tar.
        while plain.read(CHUNK):
            pass
        return reading.confirmed()


class _Reading:
    """What has come out of an archive so far."""

    def __init__(self, stage: Path) -> None:
        self._stage = stage
        self._members: dict[str, Member] = {}
        self._lines = hashlib.sha256()
        self._numbers, self._bytes = Counter(), Counter()
        self._manifest: Manifest | None = None

    def take(self, member: tarfile.TarInfo, content: BinaryIO | None) -> None:
        name = member.name
        if member.type != tarfile.REGTYPE or content is None or self._manifest or not is_safe(name):
            raise DamagedError(_("ไฟล์สำรองมีรายการที่รับไม่ได้: %(name)s") % {"name": name})
        if not self._members and name != ABOUT:
            raise ValueError("no archive of ours")
        if name == ABOUT:
            self._members[name] = _known_format(_short(content, member.size))
        elif name == MANIFEST:
            self._manifest = Manifest.from_text(_short(content, member.size))
        elif name.startswith(f"{FILES}/"):
            self._take_file(member, content)
        elif name == LISTING or name in DATABASES.values():
            if name in self._members:
                raise ValueError("twice the same member")
            self._members[name] = self._written(member, content)
        else:
            raise ValueError("an unknown member")

    def _take_file(self, member: tarfile.TarInfo, content: BinaryIO) -> None:
        _files, alias, name = member.name.split("/", 2)
        if alias not in ALIASES:
            raise ValueError("an unknown storage")
        written = self._written(member, content)
        self._lines.update(line_of(alias, name, written.size, written.sha256))
        self._numbers[alias] += 1
        self._bytes[alias] += written.size

    def _written(self, member: tarfile.TarInfo, content: BinaryIO) -> Member:
        path = self._stage / member.name
        path.parent.mkdir(parents=True, exist_ok=True)
        counted = _Counted(content)
        with path.open("xb") as file:
            while data := counted.read(CHUNK):
                file.write(data)
        if path.stat().st_size != member.size:
            raise EOFError
        return Member(member.name, member.size, counted.digest.hexdigest())

    def confirmed(self) -> Manifest:
        told = self._manifest
        if told is None:
            raise EOFError
        files = {alias: {"number": self._numbers[alias], "bytes": self._bytes[alias]} for alias in told.files}
        holds = (
            told.database == self._members.get(DATABASES.get(told.vendor, ""))
            and told.listing == self._members.get(LISTING)
            and told.listing.sha256 == self._lines.hexdigest()
            and told.files == files
            and not self._numbers.keys() - told.files.keys()
        )
        if not holds:
            raise ValueError("the manifest tells of something else")
        return told


def _known_format(text: bytes) -> Member:
    told: dict[str, Any] = json.loads(text)
    if told["product"] != PRODUCT:
        raise ValueError("another product")
    if told["format"] > FORMAT:
        raise BackupError(_("ไฟล์สำรองนี้มาจากขบวนรุ่นใหม่กว่า ติดตั้งรุ่นนั้นก่อน แล้วกู้คืนใหม่"))
    return Member(ABOUT, len(text), hashlib.sha256(text).hexdigest())


def _short(content: BinaryIO, size: int) -> bytes:
    if size > LONGEST_TEXT:
        raise ValueError("too long")
    return content.read()


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except BackupError:
        raise
    except (tarfile.TarError, EOFError, zlib.error, ValueError, KeyError, TypeError, AttributeError):
        raise DamagedError(damaged(path)) from None
    except OSError as error:
        if error.errno in OWN_TROUBLE:
            raise BackupError(
                _("อ่านหรือเขียนไฟล์ไม่ได้: %(why)s (%(path)s)")
                % {"why": error.strerror, "path": error.filename or path}
            ) from None
        raise DamagedError(damaged(path)) from None
