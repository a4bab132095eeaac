"""An app of the drill that erases persons again after a restore, as leaders will."""

from datetime import datetime
from uuid import UUID

from django.apps import AppConfig


class ForgettingConfig(AppConfig):
    name = "tests.accounts.backup"
    label = "forgetting"

    def ready(self) -> None:
        from accounts.backup.erasures import register

        register(forget)


def forget(uid: UUID, at: datetime) -> bool:
    """Blank the person's names; whether they were still there."""
    from leaders.models import Person

    named = Person.everything.filter(uid=uid).exclude(given_name="")
    return bool(named.update(given_name="", family_name="", name_key="", phone=""))
