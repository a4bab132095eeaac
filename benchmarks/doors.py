"""Whether guessing slows others down: milliseconds of a sign-in before, among and after wrong passwords.

Everything in one run and one process, so that the ratios say something; once with Argon2 as in service, once
with a hash that costs nothing, which shows what the tables of the throttle add. By the clock, and as this
process computed, which says more on a machine that others use too (SQLite's work is in it, PostgreSQL's not).
"""

import logging
import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import count

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
django.setup()

from axes.models import AccessAttempt, AccessLog  # noqa: E402
from django.conf import settings  # noqa: E402
from django.contrib.auth.hashers import make_password  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.test.utils import setup_databases, setup_test_environment, teardown_databases  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import User  # noqa: E402
from config.settings import base  # noqa: E402

WRONG, OWNERS, MANY = 1_000, 40, 100_000
PASSWORD, SIGN_IN, SPRAYED = "ผักบุ้ง-ลอย-น้ำ-7", "/accounts/sign-in/", "10.9.9.9"
_addresses = (f"10.{n // 62_500 % 250}.{n // 250 % 250}.{n % 250 + 1}" for n in count(1))


def attempt(client: Client, name: str, password: str, address: str) -> int:
    """One try; the status that came back."""
    return client.post(SIGN_IN, {"username": name, "password": password}, REMOTE_ADDR=address).status_code


Took = list[tuple[float, float]]


def sign_ins(owners: Sequence[User], clients: Sequence[Client] | None = None, address: str = "") -> Took:
    """Milliseconds of each owner's sign-in, by the clock and computed; all must get in.

    Each from an address of its own unless told.
    """
    took = []
    for owner, client in zip(owners, clients or [Client() for _owner in owners], strict=True):
        began, computed = time.perf_counter(), time.process_time()
        status = attempt(client, owner.username, PASSWORD, address or next(_addresses))
        took.append(((time.perf_counter() - began) * 1000, (time.process_time() - computed) * 1000))
        assert status == 302, f"{owner.username} was kept out: {status}"
        client.post("/accounts/sign-out/")
    return took


def forget() -> None:
    """No failure is on record."""
    AccessAttempt.objects.all().delete()


def on_record(number: int, minutes: int) -> None:
    """So many failures, each of its own name and address, so long ago."""
    rows = (
        AccessAttempt(
            username=f"guess{place}",
            ip_address=next(_addresses),
            user_agent="",
            http_accept="",
            path_info=SIGN_IN,
            get_data="",
            post_data="",
            failures_since_start=1,
        )
        for place in range(number)
    )
    AccessAttempt.objects.bulk_create(rows, batch_size=2_000)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=minutes))


def among(owners: Sequence[User], guess: Callable[[int], int]) -> Took:
    """The owners' sign-ins, evenly among 1,000 guesses."""
    took, each = [], WRONG // len(owners)
    for number, owner in enumerate(owners):
        for place in range(each):
            guess(number * each + place)
        took += sign_ins([owner])
    return took


def measured(owners: list[User], clients: list[Client]) -> Iterator[tuple[str, Took]]:
    """What is compared: the first line is before, the others come while or after somebody guesses."""
    forget()
    sign_ins(owners[:5])
    yield "before", sign_ins(owners)
    spray = lambda place: attempt(Client(), f"guess{place}", "wrong", SPRAYED)  # noqa: E731
    yield "among, many names from one address", among(owners, spray)
    yield "after, from elsewhere", sign_ins(owners)
    refused = [attempt(Client(), owner.username, PASSWORD, SPRAYED) for owner in owners]
    assert set(refused) == {429}, "a browser that is not known waits"
    yield "after, same address, known browser", sign_ins(owners, clients, SPRAYED)
    forget()
    spread = lambda place: attempt(Client(), f"guess{place}", "wrong", next(_addresses))  # noqa: E731
    yield "among, many names and addresses", among(owners, spread)
    yield "after it, from elsewhere", sign_ins(owners)
    forget()
    for _number in range(6):
        for owner in owners:
            attempt(Client(), owner.username, "wrong", SPRAYED)
    yield "throttled accounts, known browser", sign_ins(owners, clients, SPRAYED)
    forget()
    on_record(MANY, minutes=5)
    yield f"{MANY:,} fresh failures on record", sign_ins(owners)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=20))
    yield f"{MANY:,} old ones, the first sign-in", sign_ins(owners[:1])
    yield "and those after it", sign_ins(owners)


def run(what: str, hashers: list[str]) -> None:
    """One table."""
    with override_settings(PASSWORD_HASHERS=hashers):
        User.objects.update(password=make_password(PASSWORD))
        AccessLog.objects.all().delete()
        owners = list(User.objects.order_by("pk"))
        clients = [Client() for _owner in owners]
        sign_ins(owners, clients)
        print(f"\n{what:<38} {'median':>8} {'worst':>8} {'ratio':>6} {'computed':>9} {'ratio':>6}")
        first = None
        for label, took in measured(owners, clients):
            clock, computed = (statistics.median(column) for column in zip(*took, strict=True))
            first = first or (clock, computed)
            worst = max(took)[0]
            print(
                f"  {label:<36} {clock:8.1f} {worst:8.1f} {clock / first[0]:6.2f}"
                f" {computed:9.1f} {computed / first[1]:6.2f}"
            )


def main() -> None:
    """Both tables, on the database that DATABASE_URL names."""
    logging.disable(logging.WARNING)
    setup_test_environment()
    kept = setup_databases(verbosity=0, interactive=False)
    try:
        User.objects.bulk_create(User(username=f"owner{place}", password="!") for place in range(OWNERS))
        print(f"{connection.vendor}, {WRONG:,} wrong passwords")
        run("Argon2, as in service", base.PASSWORD_HASHERS)
        run("a hash that costs nothing", settings.PASSWORD_HASHERS)
    finally:
        teardown_databases(kept, verbosity=0)


if __name__ == "__main__":
    main()
