"""What lies between the phones and the server of a test, and fails at the server's end as well.

Chromium tells a service worker that it is offline a moment after it woke up; what the worker sends in that
moment would arrive. Here it does not: the server hangs up on a phone that is cut off.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.servers.basehttp import ServerHandler
from django.http import parse_cookie
from playwright.sync_api import BrowserContext, Page

# A request is answered (None), never arrives, is answered into the void, or gets this status.
Fate = str | None
NEVER_ARRIVES, ANSWER_LOST = "never arrives", "answer lost"
Rule = Callable[[str, bytes], Fate]

_cut_off: dict[BrowserContext, str] = {}
_rules: list[Rule] = []


def cut(where: Page | BrowserContext) -> None:
    """From now on nothing gets through from this phone."""
    context = where.context if isinstance(where, Page) else where
    cookies = {cookie["name"]: cookie["value"] for cookie in context.cookies()}
    _cut_off[context] = cookies[settings.SESSION_COOKIE_NAME]
    context.set_offline(True)


def restore(where: Page | BrowserContext) -> None:
    """The signal is back, also for the same phone before its browser was started again."""
    context = where.context if isinstance(where, Page) else where
    session = _cut_off.get(context)
    for phone in [phone for phone, of in _cut_off.items() if of == session]:
        del _cut_off[phone]
    context.set_offline(False)


@contextmanager
def trouble(rule: Rule) -> Iterator[None]:
    """While it lasts, ``rule(path, body)`` says what becomes of each request, from whatever phone."""
    _rules.append(rule)
    try:
        yield
    finally:
        _rules.remove(rule)


def unreachable(prefix: str) -> Rule:
    """Nothing under ``prefix`` arrives."""
    return lambda path, _body: NEVER_ARRIVES if path.startswith(prefix) else None


def install(monkeypatch: Any) -> None:
    """Puts the network before the live server, with no phone cut off and no trouble."""
    answer = ServerHandler.run
    _cut_off.clear()
    _rules.clear()

    def run(handler: ServerHandler, application: Any) -> None:
        fate = _fate(handler)
        if fate is None:
            answer(handler, application)
        elif fate == NEVER_ARRIVES:
            handler.request_handler.close_connection = True
        elif fate == ANSWER_LOST:
            handler.stdout = BytesIO()
            answer(handler, application)
            handler.request_handler.close_connection = True
        else:
            answer(handler, lambda _environ, start: start(fate, [("Content-Length", "0")]) and [b""])

    monkeypatch.setattr(ServerHandler, "run", run)


def _fate(handler: ServerHandler) -> Fate:
    asked = handler.base_env
    session = parse_cookie(asked.get("HTTP_COOKIE", "")).get(settings.SESSION_COOKIE_NAME)
    if session in _cut_off.values():
        return NEVER_ARRIVES
    if not _rules:
        return None
    body = handler.stdin.read()
    handler.stdin = BytesIO(body)
    fates = (rule(asked["PATH_INFO"], body) for rule in _rules)
    return next((fate for fate in fates if fate), None)
