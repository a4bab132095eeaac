"""Removes uploaded sheets that were kept as long as they may be; bin/serve does so as it starts."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from programmes.intake.keeping import old_files, remove_old_files


class Command(BaseCommand):
    """The files go, what was written stays and can still be undone."""

    help = "Remove uploaded sheets older than KHABUAN_SHEET_DAYS (90); --dry-run only tells."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--dry-run removes nothing."""
        parser.add_argument("--dry-run", action="store_true", help="remove nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints how many files go, and no names: those may name people."""
        number = len(old_files()) if options["dry_run"] else remove_old_files()
        if options["verbosity"] > 0:
            self.stdout.write(f"{number} old sheets {'would be ' if options['dry_run'] else ''}removed")
