"""What happens to an uploaded picture before it is kept."""

import io
from pathlib import PurePosixPath
from typing import IO

from django.core.files.base import ContentFile
from PIL import Image, ImageOps

_KEPT = {"JPEG": {"quality": 88, "optimize": True}, "PNG": {"optimize": True}, "WEBP": {"quality": 88}}


def without_metadata(file: IO[bytes]) -> ContentFile:
    """The same picture, turned upright, with nothing in it but the picture.

    Positions, times and the camera's number stand in what phones write beside the pixels; renditions would
    pass them on. Formats other than JPEG, PNG and WebP become JPEG.
    """
    file.seek(0)
    with Image.open(file) as opened:
        form = opened.format if opened.format in _KEPT else "JPEG"
        upright = ImageOps.exif_transpose(opened)
        mode = "RGBA" if form != "JPEG" and "A" in upright.getbands() else "RGB"
        clean = Image.new(mode, upright.size)
        clean.paste(upright.convert(mode))
    target = io.BytesIO()
    clean.save(target, format=form, **_KEPT[form])
    return ContentFile(target.getvalue())


def blank(width: int, height: int, name: str) -> ContentFile:
    """A picture of so many pixels without anything on it, in the format that ``name`` ends in."""
    form = Image.registered_extensions().get(PurePosixPath(name).suffix.lower(), "JPEG")
    target = io.BytesIO()
    Image.new("RGB", (width, height), "#D9D4C7").save(target, format=form)
    return ContentFile(target.getvalue())
