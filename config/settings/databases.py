"""One place that turns DATABASE_URL into Django's DATABASES: SQLite embedded, PostgreSQL for a nation."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# WAL lets readers go on while one writer writes; IMMEDIATE makes a writer queue for the lock
# instead of failing when it upgrades from reading; FULL keeps acknowledged commits over a power cut.
# What is deleted or changed is overwritten, so that an erased person is in no free page of the file.
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
    ),
}


def sqlite(path: Path) -> dict[str, Any]:
    """The embedded database in one file at ``path``."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": 600,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": SQLITE_OPTIONS,
    }


def postgresql(url: str, *, pool: bool = True) -> dict[str, Any]:
    """PostgreSQL from ``postgresql://user:password@host:port/name``; time limits in milliseconds."""
    parts = urlsplit(url)
    options: dict[str, Any] = {"options": "-c statement_timeout=60000 -c lock_timeout=20000"}
    if pool:
        options["pool"] = {"min_size": 2, "max_size": 8}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": options,
    }


def from_url(url: str | None, *, default: Path, pool: bool = True) -> dict[str, Any]:
    """The database that ``url`` names, or SQLite at ``default`` when there is none.

    Raises ImproperlyConfigured for a scheme that is neither sqlite nor postgresql.
    """
    if not url:
        return sqlite(default)
    scheme = urlsplit(url).scheme
    if scheme == "sqlite":
        return sqlite(Path(urlsplit(url).path))
    if scheme in {"postgres", "postgresql"}:
        return postgresql(url, pool=pool)
    raise ImproperlyConfigured(f"DATABASE_URL: '{scheme}' is not known; use sqlite:///… or postgresql://…")
