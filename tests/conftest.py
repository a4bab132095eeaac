"""What every test may use: a database with the places of Thailand, accounts with roles, signed-in clients."""

import datetime
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.test import Client, TransactionTestCase
from django.utils import translation

from cms.navigation import locale_id
from tests.browser import chromium
from tests.database import Snapshot, restored_after_transactions, snapshot
from tests.keeping import kept, one_at_a_time
from tests.signing import sign_in

# An example may wait for a busy machine: how long it takes says nothing about what is tested. What
# continuous integration tries is the same each time, so that chance refuses no change.
hypothesis.settings.register_profile("house", deadline=None, derandomize=os.environ.get("CI") == "true")
hypothesis.settings.load_profile("house")
_numbers = count(1)


def pytest_addoption(parser: pytest.Parser) -> None:
    """--with-database, for a second run on another database."""
    words = "only tests that use the database; to the others it is all one which it is"
    parser.addoption("--with-database", action="store_true", help=words)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what --with-database does not ask for."""
    if not config.getoption("--with-database"):
        return
    plain = [item for item in items if not _uses_database(item)]
    config.hook.pytest_deselected(items=plain)
    items[:] = [item for item in items if _uses_database(item)]


def _uses_database(item: pytest.Item) -> bool:
    asked = {"db", "transactional_db", "live_server"}.intersection(getattr(item, "fixturenames", ()))
    a_case = issubclass(getattr(item, "cls", None) or object, TransactionTestCase)
    return bool(asked) or a_case or item.get_closest_marker("django_db") is not None


@pytest.fixture(scope="session")
def _alone(django_db_modify_db_settings: None) -> Iterator[ExitStack]:
    """No other worker makes the database meanwhile; closed as soon as it is there."""
    with ExitStack() as until_made:
        until_made.enter_context(one_at_a_time())
        yield until_made


@pytest.fixture(scope="session")
def _taken_over(request: pytest.FixtureRequest, _alone: ExitStack) -> bool:
    """Whether the run starts from a database that was kept (never with --create-db)."""
    found = not request.config.getoption("create_db") and kept().take_over()
    if found:
        _alone.close()
    return found


@pytest.fixture(scope="session")
def django_db_keepdb(_taken_over: bool) -> bool:
    """Whether the test database is there already: a copied file is; PostgreSQL makes it as a copy."""
    return _taken_over and connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, _taken_over: bool, _alone: ExitStack, django_db_blocker: Any
) -> Iterator[None]:
    """The test database with all areas of Thailand and what the search knows of it, kept for every test."""
    with django_db_blocker.unblock():
        if not _taken_over:
            call_command("load_gazetteer", verbosity=0)
            call_command("rebuild_search", verbosity=0)
            kept().keep()
        _alone.close()
        content = snapshot()
    with restored_after_transactions(content):
        yield


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Nothing that an earlier test left in the cache is seen by the next."""
    for cache in caches.all():
        cache.clear()
    locale_id.cache_clear()


@pytest.fixture(autouse=True)
def areas_as_they_were() -> Iterator[None]:
    """A place that a test renamed goes by its own name again, in the resolver's index too."""
    from geo.models import Area
    from geo.resolver.index import forget_here

    changed: list[object] = []

    def note(**kwargs: object) -> None:
        changed.append(kwargs["sender"])

    signals = [(post_save, Area), (post_delete, Area), (m2m_changed, Area.successors.through)]
    for signal, sender in signals:
        signal.connect(note, sender=sender)
    yield
    for signal, sender in signals:
        signal.disconnect(note, sender=sender)
    if changed:
        forget_here()


@pytest.fixture(scope="session")
def _demo_snapshot(django_db_setup: None, django_db_blocker: Any) -> Callable[[], Snapshot]:
    kept: list[Snapshot] = []

    def demo() -> Snapshot:
        if not kept:
            call_command("load_demo", verbosity=0)
            kept.append(snapshot())
        return kept[0]

    return demo


@pytest.fixture
def demo(transactional_db: None, _demo_snapshot: Callable[[], Snapshot]) -> None:
    """The whole demo in the database, loaded once a run and quickly put back for each further test."""
    _demo_snapshot().restore()


@pytest.fixture(autouse=True)
def in_thai() -> None:
    """The language that an English page of an earlier test left on is not that of the next."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def area() -> Callable[[str], Any]:
    """``area("4405")``: the area with that code."""
    from geo.models import Area

    return lambda code: Area.objects.with_ancestors().get(code=code)


@pytest.fixture
def user_with(db: None) -> Callable[..., Any]:
    """``user_with(Role.REVIEWER, "44")``: a new account that holds the role in the areas with those codes.

    Without a role the account may do nothing. Further keywords go to the account.
    """
    from accounts.models import User
    from geo.models import Area, AreaRole

    def make(role: str | None = None, *codes: str, **fields: Any) -> User:
        number = next(_numbers)
        user = User.objects.create_user(
            **{"username": f"user{number}", "password": "only-for-tests"} | fields
        )
        for code in codes:
            AreaRole.objects.create(
                user=user,
                area=Area.objects.get(code=code),
                role=role,
                starts_on=datetime.date(2018, 1, 1),
            )
        return user

    return make


@pytest.fixture
def client_of() -> Callable[..., Client]:
    """``client_of(user)``: a client signed in as ``user``, second factor and all; of nobody: the public.

    With ``passed=False`` the session has shown a password only.
    """

    def make(user: Any = None, *, passed: bool = True, **options: Any) -> Client:
        client = Client(**options)
        if user is not None:
            sign_in(client, user, passed=passed)
        return client

    return make


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Says so when the browser tests were left out."""
    asked_without = "not browser" in (config.option.markexpr or "")
    if not asked_without and not chromium.find() and not chromium.is_required():
        terminalreporter.write_line(f"The browser tests were left out. {chromium.MISSING}", yellow=True)


def pytest_unconfigure() -> None:
    """The folder that the test settings made for this process goes with it."""
    folder = Path(settings.MEDIA_ROOT).parent
    if folder.name.startswith("khabuan-test-"):
        shutil.rmtree(folder, ignore_errors=True)
