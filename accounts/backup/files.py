"""Files of people and pages, wherever they lie: every storage is asked through Django, so S3 is one too."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path, PurePosixPath

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.utils.translation import gettext as _

from .errors import BackupError
from .workplace import move, to_disk

# Pictures and documents of editors; evidence and sheets. Static files are made anew.
ALIASES = ("default", "private")
CHUNK = 256 * 1024


def own_storages() -> dict[str, Storage]:
    """The storages of this installation that a backup holds."""
    return {alias: storages[alias] for alias in ALIASES}


def stored_files(storage: Storage, folder: str = "") -> Iterator[str]:
    """Names of all files of a storage, folder by folder, in the order of their names.

    Links are named too, so that whoever reads them can refuse; folders behind a link are not entered.
    """
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        if name not in {"", "."}:
            yield _below(folder, name)
    for name in sorted(folders):
        if name in {"", "."}:
            continue
        if is_link(storage, _below(folder, name)):
            yield _below(folder, name)
        else:
            yield from stored_files(storage, _below(folder, name))


def is_link(storage: Storage, name: str) -> bool:
    """Whether the name is a link on this machine's disk: what it points at may be anything."""
    return isinstance(storage, FileSystemStorage) and Path(storage.path(name)).is_symlink()


def is_safe(name: str) -> bool:
    """Whether a name stays below the folder it is put in, and is written in one way only."""
    path = PurePosixPath(name)
    plain = bool(path.parts) and str(path) == name and "\0" not in name
    return plain and not path.is_absolute() and ".." not in path.parts


def is_empty(storage: Storage) -> bool:
    """Whether a storage holds no file."""
    return next(stored_files(storage), None) is None


def put_aside(storage: Storage, folder: Path, undo: ExitStack) -> None:
    """Move all that a storage on this disk holds into the new ``folder``.

    Raises BackupError for a storage elsewhere that is not empty: its own versions are the way there.
    """
    if isinstance(storage, FileSystemStorage):
        root = Path(storage.location)
        if root.is_dir():
            _move_entries(root, folder, undo)
    elif not is_empty(storage):
        raise BackupError(_("ที่เก็บไฟล์ภายนอกยังมีไฟล์อยู่ ย้ายหรือลบไฟล์ในนั้นก่อน หรือตั้งที่เก็บใหม่ที่ว่าง"))


def put(storage: Storage, staged: Path, undo: ExitStack) -> None:
    """Bring staged files into an empty storage under their names."""
    if not staged.is_dir():
        return
    if isinstance(storage, FileSystemStorage):
        root = Path(storage.location)
        _move_entries(staged, root, undo)
        to_disk(root)
        return
    for path in (path for path in staged.rglob("*") if path.is_file()):
        name = path.relative_to(staged).as_posix()
        with path.open("rb") as content:
            saved = storage.save(name, File(content))
        undo.callback(storage.delete, saved)
        if saved != name:
            raise BackupError(_("ที่เก็บไฟล์ภายนอกเปลี่ยนชื่อ %(name)s") % {"name": name})


def _move_entries(source: Path, target: Path, undo: ExitStack) -> None:
    """One by one, because either folder may be a disk of its own."""
    target.mkdir(parents=True, exist_ok=True)
    for name in sorted(path.name for path in source.iterdir()):
        move(source / name, target / name, undo)


def _below(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
