"""Removes for good what was deleted more than 30 days ago; to be run once a day."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from programmes.services.bin import due, empty_bin


class Command(BaseCommand):
    """What attendance, figures, merges or open copies need stays in the bin."""

    help = "Remove for good what has been in the bin for 30 days; --dry-run only tells."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--dry-run removes nothing."""
        parser.add_argument("--dry-run", action="store_true", help="remove nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints how many rows of each noun go, and no names."""
        counts = dict(due() if options["dry_run"] else empty_bin())
        if options["verbosity"] > 0:
            verb = "would be removed" if options["dry_run"] else "removed"
            for label, number in sorted(counts.items()):
                self.stdout.write(f"{label}: {number} {verb}")
            if not counts:
                self.stdout.write(f"Nothing {verb}")
