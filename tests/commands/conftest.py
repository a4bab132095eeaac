"""The commands, in a checkout of their own with nothing set up."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("requirements.txt", "requirements-dev.txt", "constraints.txt", "package.json", "package-lock.json")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the commands alone, its name as awkward as names are."""
    folder = tmp_path / "บ้าน ขบวน"
    shutil.copytree(ROOT / "bin", folder / "bin", ignore=shutil.ignore_patterns("__pycache__"))
    for name in NEEDED:
        shutil.copy(ROOT / name, folder)
    return folder


@pytest.fixture
def run(checkout: Path, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """``run("serve", "--help", PORT="8001")``: the command, called from elsewhere with that environment."""

    def call(command: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        basic = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHON": sys.executable}
        return subprocess.run(
            [checkout / "bin" / command, *arguments],
            cwd=tmp_path,
            env=basic | environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return call


@pytest.fixture
def support(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands' own modules can be imported."""
    monkeypatch.syspath_prepend(ROOT / "bin" / "support")
