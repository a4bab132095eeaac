"""`manage.py check --deploy` says what the server would refuse to start with."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError

from .guards import demo_accounts


@register(Tags.security, deploy=True)
def no_demo_accounts(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """An error for demo accounts in the database of a public server."""
    if not settings.REFUSE_DEMO_ACCOUNTS:
        return []
    try:
        names = demo_accounts()
    except DatabaseError as error:
        return [Warning(f"Demo accounts could not be looked for: {error}.", id="accounts.W001")]
    if not names:
        return []
    return [
        Error(
            f"The demo's accounts exist ({', '.join(names)}); their password is known.",
            hint="Remove the demo with 'manage.py remove_demo'.",
            id="accounts.E001",
        )
    ]
