"""Where private files lie on this machine's own disk."""

import os
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class PrivateStorage(FileSystemStorage):
    """Files below no address, that are on the disk itself when ``save`` returns.

    Their rows are written after them and survive a power cut; so the files must too. S3, the other private
    storage, answers only once it keeps the file.
    """

    def url(self, name: str | None) -> str:
        """Private files have none: a view that asks who may see one streams it."""
        raise ValueError("Private files have no address of their own.")

    def _save(self, name: str, content: File) -> str:
        saved = super()._save(name, content)
        path, root = Path(self.path(saved)), Path(self.location)
        # The file, and the entry of every folder that may be new, up to the storage's own.
        for part in (path, *path.parents):
            _to_disk(part)
            if part == root:
                break
        return saved


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Static files under names that change with them, those that scripts import from each other too.

    A phone keeps the app file by file; what it keeps must be what the pages ask for. Django can do it for all
    scripts or for none, and those of libraries name files they do not bring.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("log/*.js", CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]),
    )
