"""The two databases, as a backup sees them: copy all of it, prove the copy, put it in place."""

from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

from django.db import connection

from ..tables import Table
from .postgresql import PostgreSQL
from .sqlite import SQLite


class Database(Protocol):
    """What a backup asks of a database; each method raises BackupError with one sentence."""

    vendor: str
    member: str

    def version(self) -> str:
        """The version of what keeps the data."""

    def tables(self) -> dict[str, Table]:
        """Every table as it is now."""

    def dump(self, to: Path) -> dict[str, Table]:
        """Copy it into a new file as it is at one moment, while others write; gives back its tables."""

    def prove(self, dump: Path) -> dict[str, Table]:
        """Restore a copy into a fresh place of its own, and give back the tables found there."""

    def foresee(self, dump: Path, tables: dict[str, Table]) -> None:
        """Raise DamagedError for a copy that can be seen not to hold these tables, before anything moves."""

    def is_empty(self) -> bool:
        """Whether there is nothing that a restore could overwrite."""

    def refuse_company(self) -> None:
        """Raise BackupError while somebody else is connected."""

    def put_aside(self, folder: Path, undo: ExitStack) -> None:
        """Keep what is there, out of the way."""

    def put(self, dump: Path, tables: dict[str, Table], undo: ExitStack) -> None:
        """Make a copy the database, which is empty. Raises DamagedError for other tables than those told."""


def own_database() -> Database:
    """The database of this installation."""
    settings = connection.settings_dict
    return SQLite(Path(settings["NAME"])) if connection.vendor == "sqlite" else PostgreSQL(settings)
