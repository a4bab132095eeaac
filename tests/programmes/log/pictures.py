"""Uploads for tests: real pictures made on the spot, and what only pretends to be one."""

import io
import struct
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.ExifTags import GPS, Base
from pillow_heif import from_pillow

WHERE = b"16.2447"


def picture(form: str = "JPEG", size: tuple[int, int] = (64, 48), colour: str = "teal", **save: Any) -> bytes:
    """A picture's bytes."""
    made = io.BytesIO()
    Image.new("RGB", size, colour).save(made, form, **save)
    return made.getvalue()


def telling_exif() -> Image.Exif:
    """What a phone writes into a picture taken sideways: how to turn it, where and with what it was taken."""
    exif = Image.Exif()
    exif[Base.Orientation] = 6
    exif[Base.Make] = "SecretPhone"
    exif.get_ifd(Base.GPSInfo)[GPS.GPSLatitude] = (16.0, 14.0, 40.92)
    return exif


def telling_picture() -> bytes:
    """A JPEG taken sideways, that tells where and with what it was taken."""
    return picture(
        size=(64, 48),
        exif=telling_exif(),
        comment=b"secret comment",
        xmp=b"<x:xmpmeta>" + WHERE + b"</x:xmpmeta>",
    )


def heic(size: tuple[int, int], *, says: tuple[int, int] | None = None, **save: Any) -> bytes:
    """A picture as iPhones write it; ``says``: the size that its header tells instead."""
    made = io.BytesIO()
    from_pillow(Image.new("RGB", size, "teal")).save(made, **save)
    data = made.getvalue()
    return data.replace(struct.pack(">II", *size), struct.pack(">II", *says)) if says else data


def upload(data: bytes, name: str = "IMG_1.jpg", content_type: str = "image/jpeg") -> SimpleUploadedFile:
    """The bytes as a browser sends them; name and type are what it claims."""
    return SimpleUploadedFile(name, data, content_type)


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
