"""Many coordinators who send at the same moment, against the server as it is served.

    python -m benchmarks.crowd [--database URL] [--coordinators 50]

Each phone says hello, sends a draft and the finished log: 30 answers and somebody new. A second round sends
every finished log from two tabs at once. Ends with 1 when a log is missing, there twice or was not taken.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from threading import Barrier
from time import perf_counter
from typing import Any

from benchmarks.phones import Coordinator, Phone, Sheet, Unreachable, coordinators, sheet
from benchmarks.site import Site, site
from benchmarks.stored import look_up
from benchmarks.world import world

COORDINATORS = 50
ALONE = 8  # logs that one coordinator sends with nobody else there
Numbered = Sequence[tuple[Coordinator, int]]


@dataclass
class Heard:
    """What one phone was answered: receipts of its finished log, all else, and seconds for each step."""

    receipts: list[dict[str, Any]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)


def main() -> int:
    """Print the figures of one alone, of all at once, and of all at once from two tabs."""
    options = _options()
    if options.database:
        os.environ["DATABASE_URL"] = options.database
    with world(options.coordinators) as made:
        from django.db import connection

        owners = coordinators(made)
        print(f"{len(owners)} coordinators, {connection.vendor}, {os.cpu_count()} cores", flush=True)
        with site() as running:
            sent, fine = [], True
            alone = _alone(owners[0], running, sent)
            for tabs in (1, 2):
                fine &= _round(owners, tabs, running, sent, alone)
            locked = running.said("locked")
            trouble = running.said("Traceback")
        print(f"“locked” in the server's log {locked}, tracebacks {trouble}")
        stored = look_up(sent)
        stored.tell()
    return 0 if fine and stored.fine and not locked else 1


def _alone(owner: Coordinator, running: Site, sent: list[Sheet]) -> float:
    """Median seconds of a finished log with nobody else there."""
    heard = [_all_at_once([(owner, number)], 1, running, sent)[0] for number in range(ALONE)]
    seconds = median(found.seconds["log"] for found in heard)
    print(f"one alone: hello {median(found.seconds['hello'] for found in heard) * 1000:.0f} ms, "
          f"draft {median(found.seconds['draft'] for found in heard) * 1000:.0f} ms, "
          f"log {seconds * 1000:.0f} ms")  # fmt: skip
    return seconds


def _round(owners: Sequence[Coordinator], tabs: int, running: Site, sent: list[Sheet], alone: float) -> bool:
    """All at once, each finished log from as many ``tabs``; whether every one was taken in once."""
    began = perf_counter()
    numbered = [(owner, 1000 * tabs + place) for place, owner in enumerate(owners)]
    heard = _all_at_once(numbered, tabs, running, sent)
    took = perf_counter() - began
    receipts = [found.receipts for found in heard]
    same = sum(len(given) == tabs and all(one == given[0] for one in given) for given in receipts)
    applied = sum(one["outcome"] == "applied" for given in receipts for one in given)
    refused = [words for found in heard for words in found.refused]
    failed = [words for found in heard for words in found.failed]
    print(f"all at once, {tabs} tab{'s'[: tabs - 1]} each: {took:.1f} s")
    print(f"  acknowledged                   {applied} of {len(owners) * tabs}, {same} with one receipt")
    print(f"  refused                        {len(refused)}", *refused[:3])
    print(f"  no answer or 5xx               {len(failed)}", *failed[:3])
    for step in ("hello", "draft", "log"):
        seconds = [found.seconds[step] for found in heard if step in found.seconds]
        ratio = f", {median(seconds) / alone:.0f} × one alone" if step == "log" and seconds else ""
        if seconds:
            print(f"  {step:<30} median {median(seconds):.2f} s, slowest {max(seconds):.2f} s{ratio}")
    return same == len(owners) and applied == len(owners) * tabs and not refused and not failed


def _all_at_once(numbered: Numbered, tabs: int, running: Site, sent: list[Sheet]) -> list[Heard]:
    """Let each of the phones send a log of its own, all beginning together."""
    phones = [(Phone(owner, running.port), owner, number) for owner, number in numbered]
    sheets = [sheet(owner, number, phone.name) for phone, owner, number in phones]
    sent.extend(sheets)
    together = Barrier(len(phones))
    with ThreadPoolExecutor(len(phones)) as pool, ThreadPoolExecutor(len(phones) * tabs) as tab_pool:
        going = [
            pool.submit(_send, phone, written, tabs, tab_pool, together)
            for (phone, _, _), written in zip(phones, sheets, strict=True)
        ]
        return [one.result() for one in going]


def _send(phone: Phone, written: Sheet, tabs: int, tab_pool: ThreadPoolExecutor, together: Barrier) -> Heard:
    """Hello, the draft, and the finished log from each tab."""
    heard = Heard()
    together.wait()
    try:
        with _timed(heard, "hello"):
            phone.hello()
        with _timed(heard, "draft"):
            status, draft = phone.send(written.draft)
        if status != 200:
            heard.refused.append(f"draft {status} {draft}")
            return heard
        # What counts is what the phone sent last; it knows the version that the draft led to.
        written.body["base"] = draft["version"]
        with _timed(heard, "log"):
            going = [tab_pool.submit(phone.send, written.body) for _ in range(tabs)]
            answers = [one.result() for one in going]
    except Unreachable as trouble:
        heard.failed.append(str(trouble))
        return heard
    for status, answer in answers:
        if status == 200:
            heard.receipts.append(answer)
        else:
            (heard.failed if status >= 500 else heard.refused).append(f"{status} {answer}")
    return heard


@contextmanager
def _timed(heard: Heard, step: str) -> Iterator[None]:
    began = perf_counter()
    yield
    heard.seconds[step] = perf_counter() - began


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crowd")
    parser.add_argument("--database", default="", metavar="URL", help="postgresql://…; SQLite unless given")
    parser.add_argument("--coordinators", type=int, default=COORDINATORS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
