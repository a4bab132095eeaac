"""The server killed (kill -9) again and again in the midst of submissions, by phones that try again.

    python -m benchmarks.kill [--database URL] [--logs 1000] [--kills 5] [--phones 16]

Each log has 30 answers and somebody new. Phones send until they hold a receipt. Ends with 1 when a log is not
there exactly once, another receipt is given later, SQLite's own checks find something, or time is up.
"""

import argparse
import os
import queue
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from time import monotonic, sleep
from typing import Any

from benchmarks.phones import Coordinator, Phone, Sheet, Unreachable, coordinators, sheet
from benchmarks.site import Site, site
from benchmarks.stored import look_up, sound
from benchmarks.world import world

LOGS, KILLS, PHONES = 1_000, 5, 16
SAMPLE = 50
MOST_SECONDS = 600
SEED = 11
Written = tuple[Coordinator, Sheet]


@dataclass
class Queue:
    """What is to be sent, and what the phones came home with."""

    waiting: "queue.SimpleQueue[Written]" = field(default_factory=queue.SimpleQueue)
    receipts: dict[str, dict[str, Any]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    again: Counter[str] = field(default_factory=Counter)
    unheard: int = 0
    under_way: int = 0
    lock: Lock = field(default_factory=Lock)
    over: Event = field(default_factory=Event)

    @contextmanager
    def sending(self) -> Iterator[None]:
        """A log is under way until what became of it is noted."""
        with self.lock:
            self.under_way += 1
        try:
            yield
        finally:
            with self.lock:
                self.under_way -= 1

    def keep(self, written: Sheet, status: int, answer: dict[str, Any]) -> bool:
        """Note what the server said. Whether the log need not be sent again."""
        with self.lock:
            if status >= 500:
                self.again[str(status)] += 1
                return False
            if status == 200 and answer["outcome"] == "applied":
                self.receipts[written.body["uid"]] = answer
            else:
                self.refused.append(f"{status} {answer}")
        return True


def main() -> int:
    """Send, kill, start again; then count."""
    options = _options()
    if options.database:
        os.environ["DATABASE_URL"] = options.database
    with world(50) as made:
        from django.db import connection

        owners = coordinators(made)
        phone_of = [owners[number % len(owners)] for number in range(options.logs)]
        sheets = [sheet(owner, number, _name(number)) for number, owner in enumerate(phone_of)]
        about = f"{options.logs:,} logs of {options.phones} phones, {connection.vendor}"
        print(f"{about}, {os.cpu_count()} cores", flush=True)
        with site() as running:
            work = Queue()
            for pair in zip(phone_of, sheets, strict=True):
                work.waiting.put(pair)
            began = monotonic()
            kills = _kill_meanwhile(running, work, options, began)
            took = monotonic() - began
            other = _ask_again(running, work, list(zip(phone_of, sheets, strict=True)))
            locked = running.said("locked")
        _tell(work, options.logs, took)
        print(f"  “locked” in the server's log   {locked}")
        print(f"  another receipt when asked again {other} of {min(SAMPLE, len(work.receipts))}")
        stored = look_up(sheets)
        stored.tell()
        wrong = sound()
        print(f"  the database's own checks      {wrong or 'fine'}")
    whole = len(work.receipts) == options.logs and kills == options.kills
    return 0 if whole and stored.fine and not (other or wrong or work.refused) else 1


def _name(number: int) -> str:
    """The phone that a log is written on; several send for one team, as in a busy week."""
    return f"00000000-0000-4000-8000-{number % PHONES:012d}"


def _kill_meanwhile(running: Site, work: Queue, options: argparse.Namespace, began: float) -> int:
    """Let the phones send until all is done or time is up; how often the server was killed in the midst."""
    chance = random.Random(SEED)
    threads = [Thread(target=_phone, args=(work, running.port, SEED + n)) for n in range(options.phones)]
    for thread in threads:
        thread.start()
    kills = 0
    for number in range(options.kills):
        due = options.logs * (number + 1) // (options.kills + 1)
        while len(work.receipts) < due and monotonic() - began < MOST_SECONDS:
            sleep(0.005)
        sleep(chance.random() / 2)
        under_way, kept = work.under_way, len(work.receipts)
        kills += 0 < kept < options.logs and under_way > 0
        running.kill()
        work.unheard += _unheard(work)
        again = running.start()
        print(
            f"  killed with {kept:,} receipts, {under_way} logs under way; answers again after {again:.1f} s",
            flush=True,
        )
    while any(thread.is_alive() for thread in threads) and monotonic() - began < MOST_SECONDS:
        sleep(0.05)
    work.over.set()
    for thread in threads:
        thread.join()
    return kills


def _unheard(work: Queue) -> int:
    """How many logs are stored while no phone knows, now that the server is gone."""
    from django.db import connections

    from programmes.models import Submission

    while work.under_way:
        sleep(0.005)
    stored = Submission.objects.filter(final=True).count()
    connections.close_all()
    return stored - len(work.receipts)


def _phone(work: Queue, port: int, seed: int) -> None:
    """Send one log after the other, each until there is a receipt."""
    chance = random.Random(seed)
    while not work.over.is_set():
        try:
            owner, written = work.waiting.get_nowait()
        except queue.Empty:
            return
        while not work.over.is_set() and not _taken(work, owner, written, port):
            work.over.wait(0.2 + chance.random())


def _taken(work: Queue, owner: Coordinator, written: Sheet, port: int) -> bool:
    """One attempt, as a phone makes it: hello, then the log. Whether it need not be made again."""
    phone = Phone(owner, port, written.body["phone"])
    try:
        phone.hello()
        with work.sending():
            return work.keep(written, *phone.send(written.body))
    except Unreachable as trouble:
        with work.lock:
            work.again[str(trouble)] += 1
        return False


def _ask_again(running: Site, work: Queue, sent: Sequence[Written]) -> int:
    """Send some logs once more; how many were answered with another receipt."""
    kept = [(owner, written) for owner, written in sent if written.body["uid"] in work.receipts]
    other = 0
    for owner, written in random.Random(SEED).sample(kept, min(SAMPLE, len(kept))):
        phone = Phone(owner, running.port, written.body["phone"])
        phone.hello()
        other += phone.send(written.body) != (200, work.receipts[written.body["uid"]])
    return other


def _tell(work: Queue, logs: int, took: float) -> None:
    """Print how the phones fared."""
    print(f"  receipts                       {len(work.receipts):,} of {logs:,} in {took:.0f} s")
    print(f"  stored, but the answer lost    {work.unheard}")
    print(f"  refused                        {len(work.refused)}", *work.refused[:3])
    print(f"  tried again because of         {dict(work.again)}", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kill")
    parser.add_argument("--database", default="", metavar="URL", help="postgresql://…; SQLite unless given")
    parser.add_argument("--logs", type=int, default=LOGS)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--phones", type=int, default=PHONES)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
