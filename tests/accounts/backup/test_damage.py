"""An archive that was changed, cut, reordered, or made by somebody else is refused with one sentence."""

import gzip
import io
import json
import shutil
import tarfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.backup.archive import ABOUT, DATABASES, unpack, writing
from accounts.backup.checking import verify
from accounts.backup.crypt import Key, new_key
from accounts.backup.errors import BackupError, DamagedError, KeyTroubleError

CHUNK = 64 * 1024 + 16  # of age: 64 KiB and their tag

few = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


def content_of(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def unpacked(archive: Path, key: Key | None, folder: Path) -> dict[str, bytes]:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    unpack(archive, key, folder)
    return content_of(folder)


@pytest.fixture(params=["locked", "plain"])
def archive(request, small_archive, key) -> tuple[Path, Key | None]:
    used = key if request.param == "locked" else None
    return small_archive(used), used


def test_a_whole_archive_gives_back_what_went_in(archive, tmp_path, small_database):
    path, key = archive
    found = unpacked(path, key, tmp_path / "stage")
    assert found[DATABASES["sqlite"]] == small_database.read_bytes()
    assert found["files/private/c.txt"] == b"c"
    assert set(found) == {"database.sqlite3", "files/private/a/b.jpg", "files/private/c.txt", "files.jsonl"}


def test_a_changed_byte_is_refused_or_changes_nothing(archive, tmp_path):
    path, key = archive
    whole, stage = path.read_bytes(), tmp_path / "stage"
    right = unpacked(path, key, stage)
    changed = tmp_path / "changed"

    @few
    @given(st.integers(0, len(whole) - 1), st.integers(1, 255))
    def flip(position: int, mask: int) -> None:
        changed.write_bytes(whole[:position] + bytes([whole[position] ^ mask]) + whole[position + 1 :])
        try:
            found = unpacked(changed, key, stage)
        except BackupError:
            return
        # Time and system in the head of the compression say nothing; a locked archive has no such byte.
        assert key is None
        assert found == right

    flip()


def test_a_cut_archive_is_refused_wherever_it_was_cut(archive, tmp_path):
    path, key = archive
    whole, cut = path.read_bytes(), tmp_path / "cut"

    @few
    @given(st.integers(0, len(whole) - 1))
    def shorten(length: int) -> None:
        cut.write_bytes(whole[:length])
        with pytest.raises(DamagedError):
            unpacked(cut, key, tmp_path / "stage")

    shorten()


def test_something_added_at_the_end_is_refused(archive, tmp_path):
    path, key = archive
    longer = tmp_path / "longer"
    longer.write_bytes(path.read_bytes() + b"more")
    with pytest.raises(DamagedError):
        unpacked(longer, key, tmp_path / "stage")


@pytest.mark.parametrize("kind", ["swapped", "left out", "doubled"])
def test_moved_chunks_of_a_locked_archive_are_refused(small_archive, key, tmp_path, kind):
    whole = small_archive(key).read_bytes()
    rest = len(whole) % CHUNK
    head, body = whole[:rest], whole[rest:]
    # Where the head ends does not matter: any two equally long stretches inside must stay in their places.
    first, second, tail = body[:CHUNK], body[CHUNK : 2 * CHUNK], body[2 * CHUNK :]
    moved = {"swapped": second + first, "left out": second, "doubled": first + first + second}[kind]
    broken = tmp_path / "broken"
    broken.write_bytes(head + moved + tail)
    with pytest.raises(DamagedError):
        unpacked(broken, key, tmp_path / "stage")


def test_another_key_or_none_or_only_the_public_half_opens_nothing(small_archive, key, tmp_path):
    archive = small_archive(key)
    public = Key.read("\n".join(str(recipient) for recipient in key.recipients))
    for wrong in (None, public, Key.read(new_key())):
        with pytest.raises(KeyTroubleError):
            unpacked(archive, wrong, tmp_path / "stage")
    assert content_of(tmp_path / "stage") == {}


@pytest.mark.parametrize("text", ["", "# nothing", "AGE-SECRET-KEY-1QQQQ", "age1notakey", "password"])
def test_what_is_no_key_is_said_so(text):
    with pytest.raises(KeyTroubleError):
        Key.read(text)


@pytest.mark.parametrize(
    "name",
    [
        "files/private/../../escaped",
        "files/private/../default/a",
        "/etc/escaped",
        "files/private//a",
        "files/private/./a",
        "files/private/",
        "files/other/a",
        "files/private",
        "escaped",
        "files/private/a/b.jpg",  # twice
        "files/private/a",  # a file where a folder is
        "files/private/c.txt/d",  # a folder where a file is
        DATABASES["sqlite"],  # twice
        DATABASES["postgresql"] + "/a",
    ],
)
def test_names_that_lead_elsewhere_or_stand_twice_are_refused(small_archive, tmp_path, name):
    archive = small_archive(tamper=lambda writer: writer.add_text(name, "x"))
    before = set(tmp_path.rglob("*"))
    with pytest.raises(DamagedError):
        unpacked(archive, None, tmp_path / "stage")
    outside = {path for path in tmp_path.rglob("*") if (tmp_path / "stage") not in path.parents}
    assert outside - before == {tmp_path / "stage"}


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE])
def test_links_and_devices_are_refused(small_archive, tmp_path, kind):
    member = tarfile.TarInfo("files/private/link")
    member.type, member.linkname = kind, "/etc/passwd"
    archive = small_archive(tamper=lambda writer: writer._tar.addfile(member))
    with pytest.raises(DamagedError):
        unpacked(archive, None, tmp_path / "stage")
    assert not (tmp_path / "stage" / "files/private/link").exists()


def rewritten(archive: Path, change: Callable[[list], list]) -> None:
    """The same tar with other members: what somebody without respect for keys could make."""
    with gzip.open(archive) as plain, tarfile.open(fileobj=plain, mode="r|") as tar:
        members = [(member, tar.extractfile(member).read()) for member in tar]
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for member, data in change(members):
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    archive.write_bytes(gzip.compress(out.getvalue()))


@pytest.mark.parametrize("index", range(6))
def test_a_missing_or_emptied_member_is_refused(small_archive, tmp_path, index):
    for change in (
        lambda members: members[:index] + members[index + 1 :],
        lambda members: [*members[:index], (members[index][0], b""), *members[index + 1 :]],
    ):
        archive = small_archive()
        rewritten(archive, change)
        with pytest.raises(DamagedError):
            unpacked(archive, None, tmp_path / "stage")


def test_files_that_changed_their_names_or_places_are_refused(small_archive, tmp_path):
    def swapped(members: list) -> list:
        members[2], members[3] = members[3], members[2]
        return members

    archive = small_archive()
    rewritten(archive, swapped)
    with pytest.raises(DamagedError):
        unpacked(archive, None, tmp_path / "stage")


def test_nothing_may_follow_the_manifest(small_archive, tmp_path):
    archive = small_archive()
    more = tarfile.TarInfo("files/private/later")
    rewritten(archive, lambda members: [*members, (more, b"later")])
    with pytest.raises(DamagedError):
        unpacked(archive, None, tmp_path / "stage")


def test_an_archive_of_a_newer_release_is_told_apart_from_a_damaged_one(tmp_path):
    path = tmp_path / "newer"
    with path.open("wb") as file, writing(file, timezone.now()):
        pass
    newer = json.dumps({"product": "khabuan", "format": 2}).encode()
    rewritten(path, lambda members: [(tarfile.TarInfo(ABOUT), newer)])
    with pytest.raises(BackupError, match="รุ่นใหม่กว่า") as refused:
        unpacked(path, None, tmp_path / "stage")
    assert not isinstance(refused.value, DamagedError)


def test_an_archive_whose_rows_are_not_those_it_tells_of_is_refused(small_archive, installation):
    def other(manifest):
        table = replace(manifest.tables["visit"], rows=2)
        return replace(manifest, tables=manifest.tables | {"visit": table})

    with pytest.raises(DamagedError, match="visit"):
        verify(small_archive(change=other))


def test_a_broken_database_inside_a_sound_archive_is_refused(small_archive, installation):
    def spoil(database: Path) -> None:
        data = bytearray(database.read_bytes())
        page = len(data) // 3
        data[page : page + 100] = b"\xff" * 100  # the head of the second page, where the first table lies
        database.write_bytes(data)

    with pytest.raises(DamagedError):
        verify(small_archive(spoil=spoil))


def test_what_is_no_archive_is_said_so(tmp_path, installation, db):
    for data in (b"", b"PK\x03\x04", b"age-encryption.org/v2\n", b"\x1f\x8b" + bytes(50)):
        (tmp_path / "some.file").write_bytes(data)
        with pytest.raises(DamagedError):
            verify(tmp_path / "some.file")
    with pytest.raises(BackupError):
        verify(tmp_path / "nowhere")


def test_a_full_disk_is_no_damage(small_archive, tmp_path, monkeypatch):
    archive = small_archive()
    real = Path.open

    def full(self: Path, mode: str = "r", *args: object, **kwargs: object) -> object:
        if mode == "xb":
            raise OSError(28, "No space left on device", str(self))
        return real(self, mode, *args, **kwargs)

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(BackupError, match="No space left") as refused:
        unpacked(archive, None, tmp_path / "stage")
    assert not isinstance(refused.value, DamagedError)


def test_a_writer_refuses_a_file_that_became_shorter(tmp_path):
    with writing(io.BytesIO(), timezone.now()) as writer:
        with pytest.raises(OSError, match="unexpected end of data"):
            writer.add("files/private/short", io.BytesIO(b"12345"), 6)
        writer.add("files/private/exact", io.BytesIO(b"123456"), 6)
