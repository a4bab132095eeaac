"""What the lowest app knows of: the machine, its settings, the database and its backups."""

from . import data, machine

__all__ = ["data", "machine"]
