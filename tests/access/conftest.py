"""One world for all addresses, and everybody's sessions."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from tests.access.world import Who, World, build, fingerprint
from tests.signing import sign_in


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Made once a module, whose own transaction lies around each test's: what a test changes is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def client_for(world: World) -> Callable[[Who], Client]:
    """A fresh client of everybody's session: nobody signs out for the requests to come."""
    sessions = {}
    for who, user in world.users.items():
        if user is not None:
            client = Client()
            sign_in(client, user)
            sessions[who] = client.cookies[settings.SESSION_COOKIE_NAME].value

    def make(who: Who) -> Client:
        client = Client()
        if who in sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = sessions[who]
        return client

    return make


@pytest.fixture(scope="module")
def untouched(client_for: Callable[[Who], Client]) -> dict[str, str]:
    """The fingerprint of the world, everybody signed in: what each test begins with."""
    return fingerprint()
