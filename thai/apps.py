"""The Django app of the language."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class ThaiConfig(AppConfig):
    """Teach every new SQLite connection the Thai dictionary order."""

    name = "thai"
    verbose_name = "ภาษาไทย"

    def ready(self) -> None:
        from thai.collation import register_on_connection

        connection_created.connect(register_on_connection, dispatch_uid="thai.collation")
