"""An installation of its own: folders that nothing else uses."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def installation(settings: Any, tmp_path: Path) -> Path:
    """An empty VAR_DIR that the settings of the test point at."""
    var = tmp_path / "var"
    settings.VAR_DIR, settings.BACKUP_DIR, settings.MEDIA_ROOT = var, tmp_path / "backups", var / "media"
    private = settings.STORAGES["private"] | {"OPTIONS": {"location": str(var / "private")}}
    settings.STORAGES = settings.STORAGES | {"private": private}
    return var
