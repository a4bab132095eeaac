"""Photos, signed sheets: taken in safely, kept without what they tell about phone and place."""

import hashlib
import io
import warnings
from dataclasses import dataclass

import puremagic
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from accounts.models import User

from ..choices import EvidenceKind
from ..models import Activity, Evidence
from .activities.guard import check_editable, lock, note_change

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 50_000_000
MOST_PHOTOS = 4
LONGEST_SIDE = 2000
SMALL_SIDE = 480
QUALITY = 82

PICTURES = {".jpg": "JPEG", ".jpeg": "JPEG", ".jfif": "JPEG", ".png": "PNG", ".webp": "WEBP"}
HEIF = ".heic"
HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif"}
PDF = ".pdf"


@dataclass(frozen=True)
class Kept:
    """What is kept of an upload."""

    content: bytes
    suffix: str
    content_type: str
    width: int | None = None
    height: int | None = None


class AlreadyThere(ValidationError):
    """The same file is kept with this activity already; nothing was added."""


def add_evidence(activity: Activity, upload: UploadedFile, kind: EvidenceKind, *, by: User) -> Evidence:
    """Keep ``upload`` as a photo or the signed sheet of ``activity``.

    Pictures are decoded and written anew, upright, at most 2,000 px long, without any metadata. A PDF is
    taken for the signed sheet only, and kept as it is. Raises ValidationError with what to do about it,
    AlreadyThere for a file sent twice, PermissionDenied outside one's areas.
    """
    check_editable(activity, by)
    digest, data = _read(upload)
    if activity.evidence.filter(digest=digest).exists():
        raise AlreadyThere(_("ไฟล์นี้มีอยู่แล้ว ไม่เก็บซ้ำ"), code="twice")
    kept = _cleaned(data, kind)
    with transaction.atomic():
        fresh = lock(activity)
        check_editable(fresh, by)
        if fresh.evidence.filter(digest=digest).exists():
            raise AlreadyThere(_("ไฟล์นี้มีอยู่แล้ว ไม่เก็บซ้ำ"), code="twice")
        _check_room(fresh, kind)
        evidence = Evidence(
            activity=fresh, kind=kind, content_type=kept.content_type, size=len(kept.content),
            width=kept.width, height=kept.height, digest=digest,
        )  # fmt: skip
        evidence.stamp(by)
        evidence.file.save(f"file{kept.suffix}", ContentFile(kept.content), save=False)
        try:
            evidence.save()
        except Exception:
            evidence.file.delete(save=False)
            raise
        note_change(fresh, by)
    return evidence


@transaction.atomic
def remove_evidence(evidence: Evidence, *, by: User) -> Evidence:
    """Put a file into the bin. Twice does no harm."""
    check_editable(evidence.activity, by)
    if evidence.deleted_at is None:
        evidence.stamp(by)
        evidence.deleted_at = evidence.changed_at
        evidence.save(update_fields=["deleted_at", "version", "changed_by", "changed_at"])
        note_change(evidence.activity, by)
    return evidence


def _check_room(activity: Activity, kind: EvidenceKind) -> None:
    if kind == EvidenceKind.PHOTO and activity.evidence.filter(kind=kind).count() >= MOST_PHOTOS:
        raise ValidationError(
            _("ใส่ได้ไม่เกิน %(most)s รูป เอารูปอื่นออกก่อน"), params={"most": MOST_PHOTOS}, code="too_many"
        )


def _read(upload: UploadedFile) -> tuple[str, bytes]:
    """SHA-256 and content of an upload that is not too large."""
    if upload.size > MOST_BYTES:
        raise ValidationError(
            _("ไฟล์นี้ %(size)s MB ใหญ่เกินไป ใช้ได้ไม่เกิน %(most)s MB ย่อรูปแล้วส่งใหม่"),
            params={"size": -(-upload.size // 1024**2), "most": MOST_BYTES // 1024**2},
            code="too_large",
        )
    upload.seek(0)
    data = upload.read()
    if not data:
        raise ValidationError(_("ไฟล์นี้ว่างเปล่า เลือกไฟล์ใหม่"), code="empty")
    return hashlib.sha256(data).hexdigest(), data


def _cleaned(data: bytes, kind: EvidenceKind) -> Kept:
    """The upload as it is kept, by what it is and not by what it is called."""
    suffix = _suffix(data)
    if suffix in PICTURES:
        return _picture(data, PICTURES[suffix])
    if suffix == PDF and kind == EvidenceKind.SHEET:
        return Kept(data, PDF, "application/pdf")
    if suffix == HEIF:
        raise ValidationError(
            _("รูปแบบ HEIC ยังใช้ไม่ได้ ตั้งกล้องเป็น JPEG แล้วถ่ายใหม่ หรือส่งออกรูปเป็น JPEG"), code="heic"
        )
    if kind == EvidenceKind.SHEET:
        raise ValidationError(_("ไฟล์นี้ไม่ใช่รูปหรือ PDF เลือกไฟล์ JPEG, PNG, WebP หรือ PDF"), code="not_a_sheet")
    raise ValidationError(_("ไฟล์นี้ไม่ใช่รูป เลือกไฟล์ JPEG, PNG หรือ WebP"), code="not_a_picture")


def _suffix(data: bytes) -> str:
    """What the content is; phones' own picture format is told apart from video by its brand."""
    if data[4:8] == b"ftyp" and data[8:12] in HEIF_BRANDS:
        return HEIF
    if data.startswith(b"%PDF-"):
        return PDF
    try:
        return puremagic.from_string(data)
    except (puremagic.PureError, ValueError):
        return ""


def _picture(data: bytes, form: str) -> Kept:
    """Decode and write anew. The size is read before a pixel is: a small file can hold a huge picture."""
    refused = ValidationError(_("เปิดรูปนี้ไม่ได้ ไฟล์อาจเสียหรือมาไม่ครบ เลือกรูปใหม่"), code="broken")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[form]) as probe:
                _check_pixels(probe)
                probe.verify()
            with Image.open(io.BytesIO(data), formats=[form]) as picture:
                # JPEG can be decoded smaller at once, which saves memory.
                picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
                upright = ImageOps.exif_transpose(picture)
                upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
                plain = _on_white(upright)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise refused from error
    # A new picture of the same pixels: what is not a pixel stays behind.
    bare = Image.frombytes("RGB", plain.size, plain.tobytes())
    written = io.BytesIO()
    bare.save(written, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return Kept(written.getvalue(), ".jpg", "image/jpeg", *bare.size)


def _check_pixels(picture: Image.Image) -> None:
    if picture.width * picture.height > MOST_PIXELS:
        raise _too_many_pixels()


def _too_many_pixels() -> ValidationError:
    return ValidationError(
        _("รูปนี้ใหญ่เกิน %(most)s ล้านจุดภาพ ย่อรูปแล้วส่งใหม่"),
        params={"most": MOST_PIXELS // 1_000_000},
        code="too_many_pixels",
    )


def _on_white(picture: Image.Image) -> Image.Image:
    """The picture without transparency, as JPEG has none."""
    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("RGB")
    layered = picture.convert("RGBA")
    ground = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(ground, layered).convert("RGB")


def smaller(picture: bytes) -> bytes:
    """A kept picture as a little JPEG for lists; a phone need not load the large one to show a thumb."""
    with Image.open(io.BytesIO(picture), formats=["JPEG"]) as opened:
        opened.draft("RGB", (SMALL_SIDE, SMALL_SIDE))
        opened.thumbnail((SMALL_SIDE, SMALL_SIDE))
        written = io.BytesIO()
        opened.convert("RGB").save(written, "JPEG", quality=QUALITY)
    return written.getvalue()
