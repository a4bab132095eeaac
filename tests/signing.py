"""Sessions as they are after signing in."""

from typing import Any

from django.test import Client

from accounts.factors import PASSED


def sign_in(client: Client, user: Any, *, passed: bool = True) -> None:
    """Sign ``user`` in without a password; ``passed``: with the second factor that exports of people need."""
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    if passed:
        session = client.session
        session[PASSED] = True
        session.save()
