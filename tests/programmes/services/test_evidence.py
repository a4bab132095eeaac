"""Photos and signed sheets: what is kept of them, and what is refused."""

import io
import struct
import zlib

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from PIL import Image

from geo.choices import Role
from programmes.choices import EvidenceKind
from programmes.models import Evidence
from programmes.services import evidence as service
from programmes.services.evidence import AlreadyThere, add_evidence, remove_evidence, smaller
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import ActivityFactory
from tests.programmes.log.pictures import PDF, WHERE, picture, telling_picture, upload


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
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "heic"),
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


def test_a_picture_too_large_for_memory_is_measured_before_it_is_read(monkeypatch, activity, writer) -> None:
    monkeypatch.setattr(service, "MOST_PIXELS", 100)
    with pytest.raises(ValidationError) as refused:
        add_evidence(activity, upload(picture(size=(20, 20))), EvidenceKind.PHOTO, by=writer)
    assert refused.value.code == "too_many_pixels"
