"""The demo's files outlive the tests that remove them: a restored database still speaks of them."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from cms.demo import pin
from tests.database import snapshot

from .tables import counts

KEPT = ("media", "private", "demo_password")


@pytest.fixture(scope="module")
def demo_here(django_db_setup: None, django_db_blocker: Any, _demo_snapshot: Any) -> Iterator[None]:
    """The demo in the database while a module's tests run, each of which takes back what it changed."""
    with django_db_blocker.unblock():
        empty = snapshot()
        _demo_snapshot().restore()
        yield
        empty.restore()


@pytest.fixture
def before(transactional_db: None, _demo_snapshot, tmp_path: Path) -> Iterator[dict[str, int]]:
    """Rows by table without the demo, which is then loaded; its files come back after the test."""
    counted = counts()
    _demo_snapshot().restore()
    folder, safe = Path(settings.VAR_DIR), tmp_path / "safe"
    safe.mkdir()
    _copy(folder, safe)
    yield counted
    _copy(safe, folder)
    pin.forget()


def _copy(source: Path, target: Path) -> None:
    for name in KEPT:
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name, dirs_exist_ok=True)
        elif (source / name).exists():
            shutil.copy2(source / name, target / name)
