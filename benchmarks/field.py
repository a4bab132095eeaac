"""Logs of the field kept by another process, as phones keep them, while something else goes on."""

import multiprocessing
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from multiprocessing.synchronize import Event
from time import perf_counter, sleep
from typing import Any

from benchmarks.world import World

PAUSE = 0.2  # seconds between two logs
FORK = multiprocessing.get_context("fork")


@dataclass
class Kept:
    """Seconds that each log took, and why some could not be kept."""

    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        told = (
            f"{len(self.seconds)}, {len(self.failures)} failed, slowest {max(self.seconds, default=0):.1f} s"
        )
        return " ".join([told, *self.failures[:3]])


@contextmanager
def field_logs(made: World) -> Iterator[Kept]:
    """Keep one log after the other as long as it lasts; afterwards ``Kept`` tells how they fared."""
    from django.db import connections

    connections.close_all()  # no process goes on with the connection of another
    stop, told, kept = FORK.Event(), FORK.Queue(), Kept()
    process = FORK.Process(target=_keep_logs, args=(made, stop, told))
    process.start()
    sleep(1)  # it connects
    try:
        yield kept
    finally:
        stop.set()
        kept.seconds, kept.failures = told.get(timeout=60)
        process.join()


def _keep_logs(made: World, stop: Event, told: Any) -> None:
    from programmes.choices import ActivityStatus
    from programmes.services.activities import SessionInput, create_activity

    kept = Kept()
    while not stop.is_set():
        started = perf_counter()
        try:
            create_activity(
                programme=made.programme,
                team=made.teams[len(kept.seconds) % len(made.teams)],
                title=f"บันทึกจากพื้นที่ {uuid.uuid4()}",
                sessions=[SessionInput(date=date(2019, 2, 18))],
                status=ActivityStatus.DRAFT,
                by=made.staff,
            )
        except Exception as error:  # whatever fails is what is counted
            kept.failures.append(f"{type(error).__name__}: {error}")
        kept.seconds.append(perf_counter() - started)
        stop.wait(PAUSE)
    told.put((kept.seconds, kept.failures))
