"""Removes or blanks what has been kept as long as it may be; to be run once a day."""

import logging
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from ... import retention
from ...management.speaking import SpeakingCommand

logger = logging.getLogger(__name__)


class Command(SpeakingCommand):
    """`manage.py apply_retention [--dry-run]`: one line a rule, with numbers and never a name."""

    help = "Applies the rules of how long personal data is kept; --dry-run only tells."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--dry-run changes nothing."""
        super().add_arguments(parser)
        parser.add_argument("--dry-run", action="store_true", help="change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """At verbosity 0 nothing is printed, so that cron writes no letter. A rule that fails keeps no other
        from being applied; the command ends with 1 then.
        """
        failed = []
        for rule in retention.rules():
            try:
                number = rule.due() if options["dry_run"] else rule.apply()
            except Exception as trouble:
                logger.exception("Retention: %s failed", rule.name)
                failed.append(f"{rule.name}: {trouble}")
                continue
            if options["verbosity"] > 0:
                mark = "would go" if options["dry_run"] else "went"
                self.stdout.write(f"{rule.name}: {number} {mark} (kept {rule.kept})")
        if failed:
            raise CommandError("\n".join(failed))
