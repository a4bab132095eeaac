"""Writes down anew what the search looks through."""

from typing import Any

from django.core.management import CommandParser
from django.core.management.base import BaseCommand

from cms.services.search import bring_in_step, rebuild


class Command(BaseCommand):
    """`manage.py rebuild_search [--changed]`: everything, or only what is missing, changed or gone."""

    help = "Writes down anew what the search looks through."

    def add_arguments(self, parser: CommandParser) -> None:
        """--changed: leave alone what is as it should be."""
        parser.add_argument("--changed", action="store_true", help="only what is missing, changed or gone")

    def handle(self, *args: Any, **options: Any) -> None:
        """Says how many documents were written."""
        number = bring_in_step() if options["changed"] else rebuild()
        if options["verbosity"]:
            self.stdout.write(f"Search: {number:,} documents written.")
