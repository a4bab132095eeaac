"""What an archive says about itself, written last: what it must hold, row by row and file by file."""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from .tables import Table

PRODUCT, FORMAT = "khabuan", 1


@dataclass(frozen=True)
class Member:
    """A file of the archive: its name there, its size in bytes, its SHA-256 in hexadecimal."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """The database with the hash of each table, the listing of files, and what they were made with.

    ``files`` tells, for each storage, how many there are and their bytes; each one's own size and hash stand
    in ``listing``. ``left_out`` names what could not be taken along.
    """

    made_at: datetime
    vendor: str
    version: str
    database: Member
    tables: dict[str, Table]
    listing: Member
    files: dict[str, dict[str, int]]
    fingerprint: dict[str, Any]
    left_out: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(table.rows for table in self.tables.values())

    @property
    def number_of_files(self) -> int:
        """Files of all storages."""
        return sum(told["number"] for told in self.files.values())

    def as_text(self) -> str:
        """The manifest as JSON."""
        values = asdict(self) | {"made_at": self.made_at.isoformat()}
        return json.dumps({"product": PRODUCT, "format": FORMAT} | values, indent=1)

    @classmethod
    def from_text(cls, text: bytes) -> "Manifest":
        """The reverse. Raises ValueError, KeyError or TypeError for what is none."""
        values = json.loads(text)
        if (values.pop("product"), values.pop("format")) != (PRODUCT, FORMAT):
            raise ValueError("another product or format")
        return cls(
            **values
            | {
                "made_at": datetime.fromisoformat(values["made_at"]),
                "database": Member(**values["database"]),
                "listing": Member(**values["listing"]),
                "tables": {name: Table(**told) for name, told in values["tables"].items()},
            }
        )


def line_of(alias: str, name: str, size: int, sha256: str) -> bytes:
    """A file's line in the listing."""
    return json.dumps([alias, name, size, sha256]).encode() + b"\n"
