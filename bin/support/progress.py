"""Runs the tools of the setup one after another, shows that they are at work, and keeps what they print."""

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from trouble import TroubleError, sentence_for

FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
# A child marks the start of a part with the first, a line meant for the reader with the second.
STEP_MARK, SAY_MARK = "==> ", "==| "
QUIET_SECONDS = 1.0  # a step shorter than this leaves no trace on the screen
BEAT_SECONDS = 20.0  # how often a long step says that it goes on, where there is no terminal


class Step:
    """One line on the screen: what is being done, for how long, and the tool's last words."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.last_words = ""
        self._began = self._last_beat = time.monotonic()
        self._terminal = sys.stdout.isatty()
        self._announced = False
        self._over = threading.Event()
        self._ticker = threading.Thread(target=self._tick, daemon=True)
        self._ticker.start()

    def end(self, *, failed: bool = False) -> None:
        """Stops the line; leaves "✓ label (12 s)" when the step took a while, nothing when it was quick."""
        self._over.set()
        self._ticker.join()
        seconds = time.monotonic() - self._began
        if self._terminal:
            sys.stdout.write("\r\033[K")
        if failed:
            sys.stdout.write(f"✗ {self.label}\n")
        elif seconds >= QUIET_SECONDS:
            sys.stdout.write(f"✓ {self.label} ({seconds:.0f} s)\n")
        sys.stdout.flush()

    def _tick(self) -> None:
        count = 0
        while not self._over.wait(0.12):
            now = time.monotonic()
            if self._terminal:
                self._draw(FRAMES[count % len(FRAMES)], now - self._began)
                count += 1
            elif not self._announced and now - self._began >= QUIET_SECONDS:
                self._announced = True
                print(f"{self.label} …", flush=True)
            elif now - self._last_beat >= BEAT_SECONDS:
                self._last_beat = now
                print(f"  … {now - self._began:.0f} s", flush=True)

    def _draw(self, frame: str, seconds: float) -> None:
        columns = shutil.get_terminal_size().columns - 1
        line = f"{frame} {self.label} · {seconds:.0f} s · {self.last_words}"
        sys.stdout.write(f"\r\033[K{line[:columns]}")
        sys.stdout.flush()


class Runner:
    """Runs tools and writes all they print to one log file, begun anew by the first tool of a run."""

    def __init__(self, root: Path, log: Path) -> None:
        self.root = root
        self.log = log
        self._log_file: TextIO | None = None

    def run(self, label: str, command: Sequence[str | Path]) -> list[str]:
        """Runs ``command`` in the project's folder and shows ``label`` meanwhile.

        Returns the lines the tool marked as meant for the reader. Raises TroubleError with one sentence
        when the tool cannot be started or ends with another code than 0.
        """
        log = self._open_log()
        log.write(f"\n$ {' '.join(map(str, command))}\n")
        said: list[str] = []
        printed: list[str] = []
        step = Step(label)
        try:
            process = subprocess.Popen(
                [str(part) for part in command],
                cwd=self.root,
                env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
            )
        except OSError as error:
            step.end(failed=True)
            raise TroubleError(f"{label} failed: {command[0]} does not start ({error.strerror}).") from error
        try:
            for line in process.stdout or ():
                log.write(line)
                if line.startswith(STEP_MARK):
                    step.end()
                    step = Step(line.removeprefix(STEP_MARK).strip())
                    printed.clear()
                elif line.startswith(SAY_MARK):
                    said.append(line.removeprefix(SAY_MARK).rstrip("\n"))
                else:
                    printed.append(line)
                    if not line.startswith("WARNING"):
                        step.last_words = line.strip()
            failed = process.wait() != 0
        except BaseException:
            step.end(failed=True)
            process.terminate()
            process.wait()
            raise
        finally:
            log.flush()
        step.end(failed=failed)
        if failed:
            raise TroubleError(sentence_for(step.label, "".join(printed), self.shown(self.log)))
        return said

    def shown(self, path: Path) -> str:
        """``path`` as a reader in the project's folder would type it."""
        return str(path.relative_to(self.root)) if path.is_relative_to(self.root) else str(path)

    def _open_log(self) -> TextIO:
        if self._log_file is None:
            self._log_file = self.log.open("w", encoding="utf-8")
        return self._log_file
