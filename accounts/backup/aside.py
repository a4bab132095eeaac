"""What a restore moved aside: the old database and files, whole, with everybody who was erased since.

It is there so that a wrong restore can be taken back, and goes after ``ASIDE_DAYS``.
"""

import re
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

# Folders below VAR_DIR; on PostgreSQL a schema of that name too, with "_" for what is no letter.
ASIDE = "before-restore-"
_TIME = "%Y-%m-%d-%H%M%S"


@dataclass(frozen=True)
class Aside:
    """What one restore moved aside, and when. Either part may have been removed by hand."""

    name: str
    at: datetime
    folder: Path | None
    schema: str

    @property
    def is_due(self) -> bool:
        """Whether it was kept long enough."""
        return self.at < timezone.now() - timedelta(days=settings.ASIDE_DAYS)

    @property
    def place(self) -> str:
        """Where it lies, for the operator."""
        return ", ".join(filter(None, [str(self.folder or ""), self.schema]))


def path_aside(now: datetime) -> Path:
    """Where a restore at ``now`` (local) puts what is there."""
    return Path(settings.VAR_DIR) / f"{ASIDE}{now:{_TIME}}"


def schema_of(name: str) -> str:
    """The schema of PostgreSQL that goes with a folder."""
    return re.sub(r"\W", "_", name)


def asides() -> list[Aside]:
    """Everything that restores moved aside and nobody removed yet, oldest first."""
    folders = {path.name: path for path in Path(settings.VAR_DIR).glob(f"{ASIDE}*") if path.is_dir()}
    schemas = {_name_of(schema): schema for schema in _schemas()}
    found = []
    for name in sorted(folders.keys() | schemas.keys()):
        try:
            at = timezone.make_aware(datetime.strptime(name.removeprefix(ASIDE), _TIME))
        except ValueError:
            continue
        found.append(Aside(name, at, folders.get(name), schemas.get(name, "")))
    return found


def remove(aside: Aside) -> None:
    """Take it away for good."""
    if aside.schema:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA {connection.ops.quote_name(aside.schema)} CASCADE")
    if aside.folder:
        shutil.rmtree(aside.folder)


def remove_due() -> int:
    """Take away what was kept long enough; gives back how many that were."""
    due = [aside for aside in asides() if aside.is_due]
    for aside in due:
        remove(aside)
    return len(due)


def _schemas() -> list[str]:
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nspname FROM pg_namespace WHERE nspname ~ %s",
            [f"^{schema_of(ASIDE)}\\d{{4}}_\\d\\d_\\d\\d_\\d{{6}}$"],
        )
        return [name for (name,) in cursor.fetchall()]


def _name_of(schema: str) -> str:
    return ASIDE + schema.removeprefix(schema_of(ASIDE)).replace("_", "-")
