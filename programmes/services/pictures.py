"""What an upload really is, and pictures written anew: smaller, upright, without what they tell besides.

A small file can hold a huge picture, so its size is read before a pixel is. What decoding costs then depends
on the kind (``benchmarks/pictures.py`` measures it): a JPEG in one scan is made smaller line by line, all
others stand in memory as a whole, a WebP several times over.
"""

import io
import struct
import threading
from dataclasses import dataclass

import puremagic
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile
from pillow_heif import HeifImageFile

from ..choices import EvidenceKind

LONGEST_SIDE = 2000
SMALL_SIDE = 480
QUALITY = 82

HEIF, AVIF, PDF = ".heic", ".avif", ".pdf"
# The classes themselves, so that nothing else the library can read is ever tried.
PICTURES: dict[str, type[ImageFile.ImageFile]] = {
    ".jpg": JpegImageFile, ".jpeg": JpegImageFile, ".jfif": JpegImageFile, ".png": PngImageFile,
    ".webp": WebPImageFile, HEIF: HeifImageFile,
}  # fmt: skip
# Pixels taken of each kind: none of them needs more than half a gigabyte then.
MOST_PIXELS = {"JPEG": 120_000_000, "PNG": 50_000_000, "HEIF": 50_000_000, "WEBP": 25_000_000}
MOST_IN_SCANS = 50_000_000
HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"}
# A header of AVIF can understate the picture; of HEIF it cannot (libheif compares it with the stream's own).
AVIF_BRANDS = {b"avif", b"avis"}
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    RuntimeError,
    KeyError,
    IndexError,
    TypeError,
    struct.error,
)

# Several large pictures at once would need the memory of all of them; one after the other is as quick.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Kept:
    """What is kept of an upload."""

    content: bytes
    suffix: str
    content_type: str
    width: int | None = None
    height: int | None = None


def cleaned(data: bytes, kind: EvidenceKind) -> Kept:
    """The upload as it is kept, by what it is and not by what it is called.

    Raises ValidationError that says what to do: codes `not_a_picture`, `not_a_sheet`, `avif`, `broken`,
    `too_many_pixels`.
    """
    suffix = _suffix(data)
    if suffix in PICTURES:
        return _picture(data, PICTURES[suffix])
    if suffix == PDF and kind == EvidenceKind.SHEET:
        return Kept(data, PDF, "application/pdf")
    if suffix == AVIF:
        raise ValidationError(
            _("รูปแบบ AVIF ยังใช้ไม่ได้ ตั้งกล้องเป็น JPEG แล้วถ่ายใหม่ หรือส่งออกรูปเป็น JPEG"), code="avif"
        )
    if kind == EvidenceKind.SHEET:
        raise ValidationError(
            _("ไฟล์นี้ไม่ใช่รูปหรือ PDF เลือกไฟล์ JPEG, PNG, WebP, HEIC หรือ PDF"), code="not_a_sheet"
        )
    raise ValidationError(_("ไฟล์นี้ไม่ใช่รูป เลือกไฟล์ JPEG, PNG, WebP หรือ HEIC"), code="not_a_picture")


def _suffix(data: bytes) -> str:
    """What the content is; phones' own picture formats are told apart from video by their brands."""
    if data[4:8] == b"ftyp":
        brands = {data[8:12], *_further_brands(data)}
        # A picture in AV1 names the common brand "mif1" too.
        return AVIF if brands & AVIF_BRANDS else HEIF if data[8:12] in HEIF_BRANDS else ""
    if data.startswith(b"%PDF-"):
        return PDF
    try:
        return puremagic.from_string(data)
    except (puremagic.PureError, ValueError):
        return ""


def _further_brands(data: bytes) -> list[bytes]:
    end = min(int.from_bytes(data[:4]), len(data), 256)
    return [data[at : at + 4] for at in range(16, end, 4)]


def _picture(data: bytes, opener: type[ImageFile.ImageFile]) -> Kept:
    """Decode and write anew."""
    try:
        with opener(io.BytesIO(data)) as probe:
            _check_pixels(probe, data)
            probe.verify()
        with _one_at_a_time, opener(io.BytesIO(data)) as picture:
            plain = _upright(picture)
    except Image.DecompressionBombError as error:
        raise _too_many_pixels(MOST_PIXELS["WEBP"]) from error
    except ValidationError:
        raise
    except BROKEN as error:
        raise ValidationError(_("เปิดรูปนี้ไม่ได้ ไฟล์อาจเสียหรือมาไม่ครบ เลือกรูปใหม่"), code="broken") from error
    # A new picture of the same pixels: what is not a pixel stays behind.
    bare = Image.frombytes("RGB", plain.size, plain.tobytes())
    written = io.BytesIO()
    bare.save(written, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return Kept(written.getvalue(), ".jpg", "image/jpeg", *bare.size)


def _upright(picture: ImageFile.ImageFile) -> Image.Image:
    """The picture as one looks at it, small enough to be kept, without transparency.

    Made smaller before anything else: each further step on the large one would hold it once more.
    """
    share = min(1, LONGEST_SIDE / max(picture.size))
    # JPEG can be decoded smaller at once.
    picture.draft("RGB", (max(1, round(picture.width * share)), max(1, round(picture.height * share))))
    full = picture
    if picture.mode in {"P", "1"}:
        # Of a palette's numbers no mean can be taken.
        full = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    full.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return _on_white(ImageOps.exif_transpose(full))


def _check_pixels(picture: ImageFile.ImageFile, data: bytes) -> None:
    most = MOST_PIXELS[picture.format]
    if picture.format == "JPEG" and not _is_one_scan(data):
        most = min(most, MOST_IN_SCANS)
    if picture.width * picture.height > most:
        raise _too_many_pixels(most)


def _too_many_pixels(most: int) -> ValidationError:
    return ValidationError(
        _("รูปนี้ใหญ่เกิน %(most)s ล้านจุดภาพ ตั้งกล้องให้ถ่ายรูปเล็กลงแล้วถ่ายใหม่ หรือย่อรูปแล้วส่งใหม่"),
        params={"most": most // 1_000_000},
        code="too_many_pixels",
    )


def _is_one_scan(jpeg: bytes) -> bool:
    """Whether all colours of a JPEG come line by line (ITU-T T.81, B.2): only then it is decoded so.

    Otherwise (progressive, or a scan a colour) the whole of it is held until the last scan.
    """
    at, colours = 2, 0
    while at + 10 <= len(jpeg) and jpeg[at] == 0xFF:
        marker = jpeg[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in {0xC0, 0xC1}:
            colours = jpeg[at + 9]
        elif marker == 0xDA:
            return jpeg[at + 4] == colours
        elif 0xC2 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            return False
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4])
    return False


def _on_white(picture: Image.Image) -> Image.Image:
    """The picture without transparency, as JPEG has none."""
    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("RGB")
    layered = picture.convert("RGBA")
    ground = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(ground, layered).convert("RGB")


def smaller(picture: bytes) -> bytes:
    """A kept picture as a little JPEG for lists; a phone need not load the large one to show a thumb."""
    with JpegImageFile(io.BytesIO(picture)) as opened:
        opened.draft("RGB", (SMALL_SIDE, SMALL_SIDE))
        opened.thumbnail((SMALL_SIDE, SMALL_SIDE))
        written = io.BytesIO()
        opened.convert("RGB").save(written, "JPEG", quality=QUALITY)
    return written.getvalue()
