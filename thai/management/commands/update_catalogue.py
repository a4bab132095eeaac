"""Collects the interface's sentences into the catalogues under locale/."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from thai import catalogue


class Command(BaseCommand):
    """``manage.py update_catalogue [--check]``: with ``--check`` nothing is written, differences fail."""

    help = "Collects translatable sentences into locale/en. With --check only tells whether it is complete."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--check", action="store_true", help="write nothing; fail if anything is missing")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        """Update, or check, the English catalogue."""
        path = Path(settings.LOCALE_PATHS[0]) / "en" / "LC_MESSAGES" / "django.po"
        collected = catalogue.collect(Path(settings.BASE_DIR))
        if check:
            self._check(path, collected)
            return
        kept = catalogue.updated(catalogue.read(path, "en"), collected)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(catalogue.as_po(kept))
        self.stdout.write(
            f"{len(kept)} sentences, {len(catalogue.missing(kept))} without English: {path.name}"
        )

    def _check(self, path: Path, collected: Catalog) -> None:
        """Fail with the sentences that the catalogue lacks."""
        kept = catalogue.read(path, "en")
        lacking = catalogue.not_collected(kept, collected)
        untranslated = catalogue.missing(kept)
        if lacking or untranslated:
            listed = "\n".join(f"  {sentence}" for sentence in [*lacking, *untranslated][:20])
            raise CommandError(
                f"{len(lacking)} sentences not collected, {len(untranslated)} not in English:\n{listed}"
            )
        self.stdout.write("locale/en is complete.")
