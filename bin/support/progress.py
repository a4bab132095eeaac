"""Runs the tools of the setup one after another, shows that they are at work, and keeps what they print."""

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from trouble import TroubleError, sentence_for

FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
# A tool of ours marks the start of a part with the first, a line meant for the reader with the second.
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


class Telling:
    """Takes what a tool prints: marked lines become steps on the screen, everything goes to the log.

    Used with "with": whatever ends it early marks the step as failed. ``said`` holds the lines the tool
    marked as meant for the reader.
    """

    def __init__(self, label: str, log: Path, shown: str) -> None:
        self.said: list[str] = []
        self._printed: list[str] = []
        self._unfinished = ""
        self._shown = shown
        self._log = log.open("a", encoding="utf-8")
        self._step = Step(label)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._step.end(failed=kind is not None)
        self._log.close()

    def write(self, text: str) -> int:
        """Takes text as a file does, whole lines or parts of lines."""
        self._log.write(text)
        *lines, self._unfinished = (self._unfinished + text).split("\n")
        for line in lines:
            self._take(line)
        return len(text)

    def flush(self) -> None:
        """Brings the log up to date."""
        self._log.flush()

    def trouble(self) -> TroubleError:
        """One sentence for a step that failed after what it printed."""
        self.write("\n")
        return TroubleError(sentence_for(self._step.label, "\n".join(self._printed), self._shown))

    def _take(self, line: str) -> None:
        if line.startswith(STEP_MARK):
            self._step.end()
            self._step = Step(line.removeprefix(STEP_MARK).strip())
            self._printed.clear()
        elif line.startswith(SAY_MARK):
            self.said.append(line.removeprefix(SAY_MARK))
        else:
            self._printed.append(line)
            if line and not line.startswith("WARNING"):
                self._step.last_words = line.strip()


class Runner:
    """Runs tools in the project's folder ``root``; what they print is kept in ``log``."""

    def __init__(self, root: Path, log: Path) -> None:
        self.root = root
        self.log = log

    def telling(self, label: str) -> Telling:
        """A step called ``label`` whose output goes to the log."""
        inside = self.log.is_relative_to(self.root)
        return Telling(label, self.log, str(self.log.relative_to(self.root) if inside else self.log))

    def run(self, label: str, command: Sequence[str | Path]) -> None:
        """Runs ``command`` and shows ``label`` meanwhile; any exit code but 0 is a TroubleError."""
        with self.telling(label) as telling:
            telling.write(f"\n$ {' '.join(map(str, command))}\n")
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
            try:
                for line in process.stdout or ():
                    telling.write(line)
            except BaseException:
                process.terminate()
                process.wait()
                raise
            if process.wait() != 0:
                raise telling.trouble()
