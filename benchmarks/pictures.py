"""What taking in one picture costs: the most memory beyond what the process held before, and seconds.

    .venv/bin/python -m benchmarks.pictures

Each picture is made and taken in by a process of its own. Plain colours: files stay small, pixels do not.
"""

import io
import multiprocessing
import os
import resource
import struct
from time import perf_counter
from typing import Any

MEGA = 1024
Case = tuple[str, str, str, tuple[int, int], dict[str, Any]]
CASES: tuple[Case, ...] = (
    ("JPEG, 12 MP", "JPEG", "RGB", (4000, 3000), {}),
    ("JPEG, 120 MP", "JPEG", "RGB", (12000, 10000), {}),
    ("JPEG, 120 MP, narrow", "JPEG", "RGB", (65000, 1846), {}),
    ("JPEG, 200 MP", "JPEG", "RGB", (16320, 12240), {}),
    ("JPEG, progressive, 50 MP", "JPEG", "RGB", (8160, 6120), {"progressive": True, "subsampling": 0}),
    ("JPEG, progressive, 120 MP", "JPEG", "RGB", (12000, 10000), {"progressive": True, "subsampling": 0}),
    ("PNG, 50 MP", "PNG", "RGBA", (8160, 6120), {}),
    ("PNG, a palette, 50 MP", "PNG", "P", (8160, 6120), {}),
    ("WebP, 25 MP", "WEBP", "RGB", (5000, 5000), {}),
    ("WebP, 50 MP", "WEBP", "RGB", (8160, 6120), {}),
    ("HEIC, 50 MP", "HEIF", "RGB", (8160, 6120), {}),
    ("HEIC, 100 MP", "HEIF", "RGB", (11000, 9100), {}),
    ("HEIC, 50 MP, says 0.3", "HEIF", "RGB", (8160, 6120), {"says": (640, 480)}),
)


def make(
    form: str, mode: str, size: tuple[int, int], says: tuple[int, int] | None = None, **how: Any
) -> bytes:
    """A picture's bytes; ``says``: the size that its header tells instead."""
    from PIL import Image
    from pillow_heif import from_pillow

    made = io.BytesIO()
    plain = Image.new(mode, size, 7 if mode == "P" else "teal")
    if form == "HEIF":
        from_pillow(plain).save(made)
    else:
        plain.save(made, form, **how)
    data = made.getvalue()
    return data.replace(struct.pack(">II", *size), struct.pack(">II", *says)) if says else data


def _make(case: Case, told: Any) -> None:
    _label, form, mode, size, how = case
    told.put(make(form, mode, size, **how))


def _take(data: bytes, told: Any) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
    import django

    django.setup()
    from django.core.exceptions import ValidationError

    from programmes.choices import EvidenceKind
    from programmes.services.pictures import cleaned

    before, started = _most(), perf_counter()
    try:
        became = "{0.width} × {0.height}".format(cleaned(data, EvidenceKind.PHOTO))
    except ValidationError as refused:
        became = refused.code
    told.put((_most() - before, perf_counter() - started, became))


def _most() -> int:
    """Megabytes this process held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MEGA


def main() -> None:
    """Print a line a picture."""
    spawn = multiprocessing.get_context("spawn")
    told = spawn.Queue()
    for case in CASES:
        spawn.Process(target=_make, args=(case, told)).start()
        data = told.get()
        spawn.Process(target=_take, args=(data, told)).start()
        memory, seconds, became = told.get()
        print(f"{case[0]:26} {len(data) / 1024:8.0f} kB  {memory:5} MB  {seconds:5.2f} s  {became}")


if __name__ == "__main__":
    main()
