"""Loads the demo."""

from typing import Any

from django.conf import settings
from django.core.management import CommandParser
from django.core.management.base import BaseCommand, CommandError

from cms.demo.loading import NotEmpty, is_empty, load_demo


class Command(BaseCommand):
    """`manage.py load_demo [--if-empty] [--password TEXT]`: a slice, into an empty database only."""

    help = "Loads the demo into an empty database; 'manage.py remove_demo' takes it away again."

    def add_arguments(self, parser: CommandParser) -> None:
        """--if-empty: do nothing, quietly, where something is there already or no demo may be."""
        parser.add_argument("--if-empty", action="store_true", help="do nothing where there is data already")
        parser.add_argument("--password", help="the password of the demo's accounts (default: a new one)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ends with 1 and one sentence when the database is not empty."""
        if options["if_empty"] and (settings.REFUSE_DEMO_ACCOUNTS or not is_empty()):
            return
        if settings.REFUSE_DEMO_ACCOUNTS:
            raise CommandError("A public server has no demo: its settings refuse the demo's accounts.")
        try:
            load_demo(options["password"])
        except NotEmpty as error:
            raise CommandError(
                f"The demo is loaded only into an empty database; this one holds {error}."
            ) from None
        except LookupError as error:
            raise CommandError(str(error)) from None
        if options["verbosity"]:
            self.stdout.write("The demo is loaded. 'manage.py demo_accounts' says who can sign in.")
