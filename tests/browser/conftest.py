"""Pages in a real browser, watched for errors of the console and for requests that leave the site."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

from tests.browser import chromium, network
from tests.signing import sign_in

HERE = Path(__file__).parent
# How long a page may take to show what is expected: a busy machine is no defect of the page.
expect.set_options(timeout=15_000)
AXE = Path(settings.NODE_MODULES) / "axe-core" / "axe.min.js"
# Answers [[rule, what it asks, [selector, …]], …].
AXE_RUN = """() => axe.run(document, {resultTypes: ["violations"]}).then(found => found.violations.map(
    rule => [rule.id, rule.help, rule.nodes.map(node => node.target.join(" "))]))"""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Marks every test of this folder; leaves them out where there is no browser and none is required."""
    walks = [item for item in items if item.path.is_relative_to(HERE)]
    for item in walks:
        item.add_marker(pytest.mark.browser)
    if walks and not chromium.find() and not chromium.is_required():
        config.hook.pytest_deselected(items=walks)
        items[:] = [item for item in items if item not in walks]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once a run."""
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.MISSING, pytrace=False)
    # Playwright's loop runs in the tests' own thread; Django would take their queries for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        yield started
        started.close()


class Watch:
    """What went wrong in the pages of one test; ``allow`` names what the test brings about on purpose."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.problems: list[str] = []
        self._allowed: list[str] = []

    def allow(self, part: str) -> None:
        """A message that contains ``part`` is expected."""
        self._allowed.append(part)

    def attach(self, context: BrowserContext) -> None:
        """Watches every page of ``context``."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self.problems.append(f"script error: {error.error}"))
        context.on("request", self._request)

    def unexpected(self) -> list[str]:
        """The problems that no test allowed."""
        return [problem for problem in self.problems if not any(part in problem for part in self._allowed)]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" or "Content Security Policy" in message.text:
            where = message.location.get("url", "")
            self.problems.append(f"console: {message.text} ({where})")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob"} and address.netloc != self.host:
            self.problems.append(f"request off the site: {request.url}")


@pytest.fixture
def console_clean(live_server: Any) -> Iterator[Watch]:
    """Fails the test when a page logged an error, broke the content security policy or left the site."""
    watch = Watch(urlsplit(live_server.url).netloc)
    yield watch
    assert not watch.unexpected(), "\n".join(watch.unexpected())


@pytest.fixture(autouse=True)
def _network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A signal for everybody when a test begins."""
    network.install(monkeypatch)


@pytest.fixture
def new_page(browser: Browser, live_server: Any, console_clean: Watch) -> Iterator[Callable[..., Page]]:
    """``new_page(360, 740, touch=True, user=…)``: a page of its own session; addresses may begin with "/".

    Further keywords go to Playwright's new_context, for example ``java_script_enabled=False``.
    """
    contexts: list[BrowserContext] = []

    def make(width: int, height: int, *, touch: bool = False, user: Any = None, **options: Any) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            has_touch=touch,
            is_mobile=touch,
            locale="th-TH",
            timezone_id="Asia/Bangkok",
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        console_clean.attach(context)
        if user is not None:
            client = Client()
            sign_in(client, user)
            name = settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def phone(new_page: Callable[..., Page]) -> Page:
    """A page on a small touch screen, 360 × 740, signed out."""
    return new_page(360, 740, touch=True)


@pytest.fixture
def laptop(new_page: Callable[..., Page]) -> Page:
    """A page on a laptop's screen, 1280 × 900, signed out."""
    return new_page(1280, 900)


@pytest.fixture
def page(laptop: Page) -> Page:
    """The page of tests to which the width of the screen does not matter."""
    return laptop


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """``axe(page)``: asserts that axe-core finds nothing in the page as it stands."""
    source = AXE.read_text(encoding="utf-8")

    def check(page: Page) -> None:
        # Through the debugger, not a script element: the page's own policy stays in force.
        page.evaluate(source)
        found = [f"{rule}: {help} {places}" for rule, help, places in page.evaluate(AXE_RUN)]
        assert not found, "\n".join([page.url, *found])

    return check


@pytest.fixture(scope="session")
def fits() -> Callable[[Page], None]:
    """``fits(page)``: asserts that nothing makes the page scroll sideways."""

    def check(page: Page) -> None:
        # Not innerWidth: on a phone that grows with what is too wide.
        wide, seen = page.evaluate(
            "(({scrollWidth, clientWidth}) => [scrollWidth, clientWidth])(document.documentElement)"
        )
        assert wide <= seen, f"{page.url} is {wide} px wide on a screen of {seen}"

    return check
