"""The site as ``bin/serve`` serves it, on this machine only, on the benchmark's own database."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlsplit

RUNNING = str(Path(__file__).resolve().parents[1] / "bin" / "support" / "running.py")
HOST = "127.0.0.1"
PATIENCE = 120  # seconds until a server must answer: the first one collects the static files


class Site:
    """A server that can be killed and started again; what it prints stays in ``log``."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "log" / "server.log"
        self.log.parent.mkdir()
        self.environ = os.environ | _settings(folder)
        self.port = _free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://{HOST}:{self.port}"

    def start(self) -> float:
        """Start it; seconds until it answered."""
        began = monotonic()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, RUNNING, "--serve", HOST, str(self.port), "--no-demo"],
                env=self.environ,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        while not self.answers():
            if self.process.poll() is not None or monotonic() - began > PATIENCE:
                raise SystemExit(f"The server did not start:\n{self.log.read_text()[-2000:]}")
            sleep(0.05)
        return monotonic() - began

    def answers(self) -> bool:
        """Whether it does now."""
        line = http.client.HTTPConnection(HOST, self.port, timeout=20)
        try:
            line.request("GET", "/log/manifest.webmanifest")
            return line.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            line.close()

    def kill(self) -> None:
        """``kill -9`` of the server and all its workers, at once."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Let it end in its own time."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        if self.process.poll() is None:
            os.killpg(self.process.pid, how)
            self.process.wait(timeout=60)
        self.process = None

    def said(self, words: str) -> int:
        """How often the server's own log says ``words``."""
        return self.log.read_text(errors="replace").count(words)


@contextmanager
def site() -> Iterator[Site]:
    """A running server with a folder of its own, stopped afterwards. Used inside ``world()``."""
    from django.db import connections

    connections.close_all()  # the server opens its own
    with tempfile.TemporaryDirectory(prefix="khabuan-benchmark-") as folder:
        made = Site(Path(folder))
        try:
            made.start()
            yield made
        finally:
            made.stop()
            connections.close_all()


def _settings(folder: Path) -> dict[str, str]:
    """What makes the server work on the benchmark's database, on the same day, with the same sessions."""
    from django.conf import settings
    from django.db import connection

    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        database = f"sqlite://{name}"
    else:
        database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "DATABASE_URL": database,
        "KHABUAN_VAR": str(folder),
        "KHABUAN_TODAY": settings.KHABUAN_TODAY,
        "SECRET_KEY": settings.SECRET_KEY,
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
