"""Counting how often a letter is read, without a cookie and without keeping who read it."""

import hmac
import logging
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.core.cache import caches
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils.timezone import localdate

from accounts.throttle import client_address

from ..models import LetterPage, LetterReading

log = logging.getLogger(__name__)

CACHE = "readers"
A_DAY = 60 * 60 * 24
# How long a reader waits for somebody else who writes; after that the reading is let go.
PATIENCE_MS = 250
_ROBOTS = re.compile(
    r"bot|crawl|spider|slurp|scrap|preview|facebookexternal|whatsapp|embedly|monitor|uptime|lighthouse|"
    r"feed|rss|curl|wget|python|java/|go-http|okhttp|libwww|httpx|node-fetch|axios|ruby|perl|php",
    re.IGNORECASE,
)
_AHEAD = ("purpose", "sec-purpose", "x-purpose", "x-moz")


def note_reading(letter: LetterPage, request: HttpRequest) -> bool:
    """Count a reading, once a reader and day; gives back whether it was counted.

    Robots, HEAD requests and pages fetched ahead do not count. A reader is a keyed hash of address and
    browser whose key is made anew each day; both lie in the cache alone. Never raises for the database or
    the cache: a letter is read whether it is counted or not.
    """
    if not is_read_by_somebody(request):
        return False
    day = localdate()
    try:
        mark = f"{day:%j}:{letter.pk}:{_reader(request, day)}"
        if not caches[CACHE].add(mark, 1, A_DAY):
            return False
        return _count(letter, day, mark)
    except Exception:
        log.warning("A reading was not counted", exc_info=True)
        return False


def is_read_by_somebody(request: HttpRequest) -> bool:
    """Whether a person seems to be looking: a GET of a browser that shows the page now."""
    if request.method != "GET":
        return False
    agent = request.headers.get("user-agent", "")
    ahead = " ".join(request.headers.get(name, "") for name in _AHEAD)
    return bool(agent) and not _ROBOTS.search(agent) and not re.search(r"prefetch|prerender|preview", ahead)


def _reader(request: HttpRequest, day: date) -> str:
    key = caches[CACHE].get_or_set(f"key:{day}", lambda: secrets.token_bytes(32), A_DAY)
    who = f"{client_address(request)} {request.headers.get('user-agent', '')}"
    return hmac.digest(key, who.encode(), "sha256").hex()[:32]


def _count(letter: LetterPage, day: date, mark: str) -> bool:
    """Add one in the database itself, so that two at the same moment are two."""
    rows = LetterReading.objects.filter(letter=letter, day=day)
    try:
        with _impatient(), transaction.atomic():
            if not rows.update(number=F("number") + 1):
                first = LetterReading(letter=letter, day=day)
                LetterReading.objects.bulk_create([first], ignore_conflicts=True)
                rows.update(number=F("number") + 1)
    except DatabaseError:
        # Not counted, so the next look of the same reader may count.
        caches[CACHE].delete(mark)
        log.info("Somebody else was writing; a reading was not counted")
        return False
    return True


@contextmanager
def _impatient() -> Iterator[None]:
    """On SQLite, where a writer keeps out all others, wait for the lock but shortly."""
    if connection.vendor != "sqlite":
        yield
        return
    usual = int(connection.settings_dict["OPTIONS"].get("timeout", 5) * 1000)
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
