"""A secret key for the embedded way of running, made once and kept beside the database."""

import secrets
from pathlib import Path


def local_secret_key(path: Path) -> str:
    """The key kept in ``path``; made and written, readable by its owner only, when there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x") as file:
            path.chmod(0o600)
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text().strip()
