"""Removes or blanks what has been kept as long as it may be; to be run once a day."""

from argparse import ArgumentParser
from typing import Any

from ... import retention
from ...management.speaking import SpeakingCommand


class Command(SpeakingCommand):
    """`manage.py apply_retention [--dry-run]`: one line a rule, with numbers and never a name."""

    help = "Applies the rules of how long personal data is kept; --dry-run only tells."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--dry-run changes nothing."""
        super().add_arguments(parser)
        parser.add_argument("--dry-run", action="store_true", help="change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """At verbosity 0 nothing is printed, so that cron writes no letter."""
        for rule in retention.rules():
            number = rule.due() if options["dry_run"] else rule.apply()
            if options["verbosity"] > 0:
                mark = "would go" if options["dry_run"] else "went"
                self.stdout.write(f"{rule.name}: {number} {mark} (kept {rule.kept})")
