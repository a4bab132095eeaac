"""Photos and signed sheets: what is kept of them, and what is refused."""

import io
import os
import struct
import uuid
import zlib
from collections.abc import Callable
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import storages
from django.db import connection
from PIL import Image

from geo.choices import Role
from programmes.choices import EvidenceKind
from programmes.models import Activity, Evidence
from programmes.services import pictures as service
from programmes.services.evidence import AlreadyThere, add_evidence, remove_evidence
from programmes.services.pictures import smaller
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import ActivityFactory
from tests.programmes.log.pictures import PDF, WHERE, heic, picture, telling_exif, telling_picture, upload


@pytest.fixture
def writer(user_with):
    """A coordinator."""
    return user_with(Role.COORDINATOR, "440501")


@pytest.fixture
def activity(writer):
    """A draft of the coordinator's team."""
    return ActivityFactory(team=TeamFactory(code="440501"), by=writer)


def kept(evidence: Evidence) -> bytes:
    with evidence.file.open("rb") as file:
        return file.read()


def test_a_photo_keeps_no_place_no_phone_no_comment(activity, writer) -> None:
    data = telling_picture()
    assert b"SecretPhone" in data
    assert b"secret comment" in data
    assert WHERE in data
    written = kept(add_evidence(activity, upload(data), EvidenceKind.PHOTO, by=writer))
    with Image.open(io.BytesIO(written)) as found:
        assert not found.getexif()
        assert {"exif", "comment", "xmp", "icc_profile"}.isdisjoint(found.info)
        assert found.size == (48, 64)
    for secret in (b"SecretPhone", b"secret comment", WHERE, b"Exif", b"xmpmeta"):
        assert secret not in written


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_pictures_of_three_kinds_are_taken_by_what_they_are(activity, writer, form) -> None:
    sent = upload(picture(form), "whatever.txt", "text/plain")
    made = add_evidence(activity, sent, EvidenceKind.PHOTO, by=writer)
    assert (made.content_type, made.width, made.height) == ("image/jpeg", 64, 48)
    assert made.size == len(kept(made))


def test_a_photo_of_an_iphone_becomes_a_jpeg_upright_and_silent(activity, writer) -> None:
    data = heic((64, 48), exif=telling_exif().tobytes())
    assert b"SecretPhone" in data
    made = add_evidence(activity, upload(data, "IMG_1.HEIC", "image/heic"), EvidenceKind.PHOTO, by=writer)
    written = kept(made)
    assert (made.content_type, made.width, made.height) == ("image/jpeg", 48, 64)
    assert made.file.name.endswith(".jpg")
    with Image.open(io.BytesIO(written)) as found:
        assert (found.format, found.size) == ("JPEG", (48, 64))
        assert not found.getexif()
    assert b"SecretPhone" not in written
    assert b"Exif" not in written


@pytest.mark.parametrize("mode", ["P", "1", "L", "LA", "RGBA", "I;16"])
def test_pictures_of_any_colours_are_turned_upright(activity, writer, mode) -> None:
    made = io.BytesIO()
    Image.new(mode, (64, 48)).save(made, "PNG", exif=telling_exif())
    found = add_evidence(activity, upload(made.getvalue()), EvidenceKind.PHOTO, by=writer)
    assert (found.width, found.height) == (48, 64)


def test_transparency_becomes_white(activity, writer) -> None:
    made = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(made, "PNG")
    written = kept(add_evidence(activity, upload(made.getvalue()), EvidenceKind.PHOTO, by=writer))
    with Image.open(io.BytesIO(written)) as found:
        assert min(found.getpixel((4, 4))) > 250


def test_a_large_picture_is_scaled_down(activity, writer) -> None:
    made = add_evidence(activity, upload(picture(size=(3000, 1500))), EvidenceKind.PHOTO, by=writer)
    assert (made.width, made.height) == (2000, 1000)
    with Image.open(io.BytesIO(smaller(kept(made)))) as found:
        assert max(found.size) == 480


def test_the_senders_file_name_is_not_kept(activity, writer) -> None:
    made = add_evidence(
        activity, upload(picture(), "สมชาย ใจดี 081-000-0001.jpg"), EvidenceKind.PHOTO, by=writer
    )
    assert made.file.name == f"evidence/{activity.uid}/{made.uid}.jpg"


def bomb() -> bytes:
    """A PNG of 20,000 × 20,000 points in a few hundred bytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 20_000, 20_000, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"hello", "not_a_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "not_a_picture"),
        (b"<html><script>alert(1)</script></html>", "not_a_picture"),
        (PDF, "not_a_picture"),
        (picture("GIF"), "not_a_picture"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "broken"),
        (heic((640, 480))[:300], "broken"),
        (heic((640, 480), says=(64, 48)), "broken"),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf", "avif"),
        (b"\0\0\0\x18ftypisom\0\0\0\0isommp42", "not_a_picture"),
        (picture(size=(640, 480))[:300], "broken"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 60, "broken"),
        (bomb(), "too_many_pixels"),
    ],
)
def test_what_is_no_good_picture_is_refused_with_a_way_out(activity, writer, data, code) -> None:
    with pytest.raises(ValidationError) as refused:
        add_evidence(activity, upload(data), EvidenceKind.PHOTO, by=writer)
    assert refused.value.code == code
    assert not Evidence.everything.exists()


def test_fifty_megabytes_are_refused_unread(activity, writer) -> None:
    sent = upload(picture())
    sent.size = 50 * 1024 * 1024
    with pytest.raises(ValidationError, match="50 MB ใหญ่เกินไป ใช้ได้ไม่เกิน 10 MB"):
        add_evidence(activity, sent, EvidenceKind.PHOTO, by=writer)


def test_a_pdf_is_taken_as_the_signed_sheet(activity, writer) -> None:
    made = add_evidence(activity, upload(PDF, "ใบลงชื่อ.pdf"), EvidenceKind.SHEET, by=writer)
    assert (made.content_type, kept(made)) == ("application/pdf", PDF)
    with pytest.raises(ValidationError) as refused:
        add_evidence(activity, upload(b"a,b,c"), EvidenceKind.SHEET, by=writer)
    assert refused.value.code == "not_a_sheet"


def test_the_same_file_is_kept_once(activity, writer) -> None:
    add_evidence(activity, upload(picture()), EvidenceKind.PHOTO, by=writer)
    with pytest.raises(AlreadyThere):
        add_evidence(activity, upload(picture(), "again.jpg"), EvidenceKind.PHOTO, by=writer)
    assert activity.evidence.count() == 1


def test_four_photos_are_enough(activity, writer) -> None:
    colours = ["red", "green", "blue", "white"]
    for colour in colours:
        add_evidence(activity, upload(picture(colour=colour)), EvidenceKind.PHOTO, by=writer)
    with pytest.raises(ValidationError, match="ไม่เกิน 4 รูป"):
        add_evidence(activity, upload(picture(colour="black")), EvidenceKind.PHOTO, by=writer)
    remove_evidence(activity.evidence.first(), by=writer)
    assert add_evidence(activity, upload(picture(colour="black")), EvidenceKind.PHOTO, by=writer).pk


def test_removing_twice_does_no_harm(activity, writer) -> None:
    made = add_evidence(activity, upload(picture()), EvidenceKind.PHOTO, by=writer)
    remove_evidence(made, by=writer)
    version = made.version
    assert remove_evidence(made, by=writer).version == version
    assert not activity.evidence.exists()


def test_strangers_add_and_remove_nothing(activity, writer, user_with) -> None:
    stranger = user_with(Role.COORDINATOR, "440503")
    made = add_evidence(activity, upload(picture()), EvidenceKind.PHOTO, by=writer)
    with pytest.raises(PermissionDenied):
        add_evidence(activity, upload(picture("PNG")), EvidenceKind.PHOTO, by=stranger)
    with pytest.raises(PermissionDenied):
        remove_evidence(made, by=stranger)


@pytest.mark.parametrize("status", ["submitted", "verified", "cancelled"])
def test_what_was_sent_takes_no_more_files(activity, writer, status) -> None:
    sent = ActivityFactory(team=activity.team, by=writer, status=status)
    with pytest.raises(ValidationError):
        add_evidence(sent, upload(picture()), EvidenceKind.PHOTO, by=writer)


def jpeg_of(width: int, height: int, *, scans: bool = False) -> bytes:
    """A JPEG whose header tells another size; with ``scans`` its colours come one after the other."""
    data = bytearray(picture(size=(64, 48), progressive=scans))
    at = data.index(b"\xff\xc2" if scans else b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "most"),
    [
        (jpeg_of(16_320, 12_240), 120),
        (jpeg_of(8_200, 6_200, scans=True), 50),
        (heic((1_200, 900)), 1),
        (picture("WEBP", size=(5_100, 5_100)), 25),
    ],
)
def test_too_many_pixels_are_refused_before_one_is_read(monkeypatch, activity, writer, data, most) -> None:
    # A HEIC of 50 million pixels takes long to make; nobody makes one whose header overstates it.
    monkeypatch.setitem(service.MOST_PIXELS, "HEIF", 1_000_000)
    monkeypatch.setattr(service, "_upright", lambda picture: pytest.fail("decoded"))
    with pytest.raises(ValidationError) as refused:
        add_evidence(activity, upload(data), EvidenceKind.PHOTO, by=writer)
    assert refused.value.code == "too_many_pixels"
    assert refused.value.messages == [
        f"รูปนี้ใหญ่เกิน {most} ล้านจุดภาพ ตั้งกล้องให้ถ่ายรูปเล็กลงแล้วถ่ายใหม่ หรือย่อรูปแล้วส่งใหม่"
    ]


def test_a_large_photo_of_a_phone_is_taken(activity, writer) -> None:
    data = picture(size=(10_000, 9_000), quality=30)
    made = add_evidence(activity, upload(data), EvidenceKind.PHOTO, by=writer)
    assert (made.width, made.height) == (2000, 1800)


def test_the_same_uid_with_the_same_file_is_answered_with_what_is_kept(activity, writer) -> None:
    uid = uuid.uuid4()
    made = add_evidence(activity, upload(picture()), EvidenceKind.PHOTO, by=writer, uid=uid)
    version = Activity.objects.get().version
    again = add_evidence(activity, upload(picture(), "b.jpg"), EvidenceKind.PHOTO, by=writer, uid=uid)
    assert (made.uid, again.pk, Activity.objects.get().version) == (uid, made.pk, version)


@pytest.mark.parametrize("since", ["sent", "taken out"])
def test_a_repeated_upload_is_answered_whatever_happened_since(activity, writer, since) -> None:
    uid = uuid.uuid4()
    made = add_evidence(activity, upload(picture()), EvidenceKind.PHOTO, by=writer, uid=uid)
    if since == "sent":
        Activity.objects.update(status="submitted")
        activity.refresh_from_db()
    else:
        remove_evidence(made, by=writer)
    assert add_evidence(activity, upload(picture()), EvidenceKind.PHOTO, by=writer, uid=uid) == made
    assert Evidence.everything.count() == 1
    assert Evidence.objects.count() == (1 if since == "sent" else 0)


@pytest.mark.parametrize("other", ["file", "kind", "activity"])
def test_a_uid_that_stands_for_something_else_is_refused(activity, writer, other) -> None:
    uid = uuid.uuid4()
    made = add_evidence(activity, upload(picture()), EvidenceKind.PHOTO, by=writer, uid=uid)
    sent = picture(colour="red") if other == "file" else picture()
    kind = EvidenceKind.SHEET if other == "kind" else EvidenceKind.PHOTO
    to = ActivityFactory(team=activity.team, by=writer) if other == "activity" else activity
    with pytest.raises(ValidationError) as refused:
        add_evidence(to, upload(sent), kind, by=writer, uid=uid)
    assert refused.value.code == "uid_taken"
    assert list(Evidence.everything.all()) == [made]


def test_a_stranger_learns_nothing_from_a_known_uid(activity, writer, user_with) -> None:
    made = add_evidence(activity, upload(picture()), EvidenceKind.PHOTO, by=writer)
    with pytest.raises(PermissionDenied):
        add_evidence(
            activity,
            upload(picture()),
            EvidenceKind.PHOTO,
            by=user_with(Role.COORDINATOR, "440503"),
            uid=made.uid,
        )


def files_of(*activities: Activity) -> list[str]:
    """Names of the files that lie in storage for some activities."""
    root = Path(storages["private"].location) / "evidence"
    return [file.name for made in activities for file in (root / str(made.uid)).glob("*")]


def test_a_file_whose_row_cannot_be_written_goes_again(monkeypatch, activity, writer) -> None:
    def broken(*args: object) -> None:
        assert len(files_of(activity)) == 1
        raise RuntimeError

    monkeypatch.setattr("programmes.services.evidence.note_change", broken)
    with pytest.raises(RuntimeError):
        add_evidence(activity, upload(picture()), EvidenceKind.PHOTO, by=writer)
    assert not Evidence.everything.exists()
    assert files_of(activity) == []


def test_a_file_is_on_the_disk_before_its_row(monkeypatch, activity, writer) -> None:
    synced: list[tuple[int, bool]] = []
    fsync = os.fsync

    def note(handle: int) -> None:
        synced.append((os.fstat(handle).st_ino, Evidence.everything.exists()))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", note)
    made = add_evidence(activity, upload(picture()), EvidenceKind.PHOTO, by=writer)
    path, root = Path(made.file.path), Path(storages["private"].location)
    wanted = [path, *path.parents][: len(path.relative_to(root).parts) + 1]
    assert wanted[-1] == root
    assert synced == [(part.stat().st_ino, False) for part in wanted]


def test_a_private_file_has_no_address(activity, writer) -> None:
    made = add_evidence(activity, upload(picture()), EvidenceKind.PHOTO, by=writer)
    with pytest.raises(ValueError, match="no address"):
        _ = made.file.url


def at_once(*uploads: Callable[[], Evidence]) -> list[object]:
    """What comes of uploads that arrive together: the row's key, or the refusal's code."""
    ready, came = Barrier(len(uploads)), []

    def send(add: Callable[[], Evidence]) -> None:
        ready.wait()
        try:
            came.append(add().pk)
        except ValidationError as refused:
            came.append(refused.code)
        finally:
            connection.close()

    threads = [Thread(target=send, args=[add]) for add in uploads]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


@pytest.mark.django_db(transaction=True)
def test_one_upload_sent_several_times_at_once_is_kept_once(transactional_db, activity, writer) -> None:
    uid = uuid.uuid4()

    def send() -> Evidence:
        return add_evidence(activity, upload(picture()), EvidenceKind.PHOTO, by=writer, uid=uid)

    came = at_once(send, send, send)
    assert came == [Evidence.everything.get().pk] * 3
    assert files_of(activity) == [f"{uid}.jpg"]


@pytest.mark.django_db(transaction=True)
def test_one_uid_for_two_files_at_once_keeps_one(transactional_db, activity, writer) -> None:
    uid, other = uuid.uuid4(), ActivityFactory(team=activity.team, by=writer)
    came = at_once(
        lambda: add_evidence(activity, upload(picture()), EvidenceKind.PHOTO, by=writer, uid=uid),
        lambda: add_evidence(other, upload(picture()), EvidenceKind.PHOTO, by=writer, uid=uid),
    )
    assert sorted(map(str, came)) == sorted([str(Evidence.everything.get().pk), "uid_taken"])
    assert len(files_of(activity, other)) == 1
