"""The note beside each archive: that we made it, when, and whether it was proved since. Nothing personal."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from .workplace import to_disk

END = ".json"


@dataclass(frozen=True)
class Note:
    """``verified_at``: when a restore into a fresh place last succeeded; ``trouble``: how it failed."""

    archive: str
    made_at: datetime
    size: int
    sha256: str
    locked: bool
    tables: int
    rows: int
    files: int
    verified_at: datetime | None = None
    trouble: str = ""


def keep(folder: Path, note: Note) -> None:
    """Write the note beside its archive, whole or not at all."""
    values = asdict(note) | {
        "made_at": note.made_at.isoformat(),
        "verified_at": note.verified_at.isoformat() if note.verified_at else None,
    }
    path = folder / (note.archive + END)
    part = path.with_name(f".{path.name}.part")
    with os.fdopen(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as file:
        json.dump(values, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    to_disk(folder)


def note_of(archive: Path) -> Note | None:
    """The note of an archive of ours that is as long as it was when it was made; None for any other file."""
    try:
        values = json.loads(archive.with_name(archive.name + END).read_text())
        verified = values["verified_at"]
        note = Note(
            **values
            | {
                "made_at": datetime.fromisoformat(values["made_at"]),
                "verified_at": datetime.fromisoformat(verified) if verified else None,
            }
        )
        return note if note.archive == archive.name and note.size == archive.stat().st_size else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def notes_in(folder: Path) -> list[Note]:
    """The archives of ours that lie in the folder, newest first."""
    return sorted(_notes(folder), key=lambda note: note.made_at, reverse=True)


def _notes(folder: Path) -> Iterator[Note]:
    if folder.is_dir():
        for path in folder.glob(f"khabuan-*{END}"):
            if note := note_of(path.with_name(path.name.removesuffix(END))):
                yield note


def remember_proof(archive: Path, *, at: datetime, trouble: str = "") -> None:
    """Note that an archive was proved just now, or how that failed; nothing for an archive without a note."""
    if note := note_of(archive):
        keep(archive.parent, replace(note, verified_at=None if trouble else at, trouble=trouble))
