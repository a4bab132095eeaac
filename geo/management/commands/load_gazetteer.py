"""Loads the places of Thailand."""

from typing import Any

from django.core.management.base import BaseCommand

from geo.services.gazetteer import load_gazetteer


class Command(BaseCommand):
    """`manage.py load_gazetteer`: brings areas, outlines and issue areas up to date; safe to repeat."""

    help = "Loads regions, provinces, districts, subdistricts, province outlines and issue areas."

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints what was written, a warning when outlines are missing, nothing at --verbosity 0."""
        done = load_gazetteer()
        if done.warning:
            self.stderr.write(self.style.WARNING(done.warning))
        if not options["verbosity"]:
            return
        if done.created or done.changed or done.followed or done.outlines or done.issues:
            self.stdout.write(
                f"Places: {done.created:,} new, {done.changed:,} changed, {done.followed:,} links to what"
                f" followed, {done.outlines} outlines, {done.issues} issue areas."
            )
        else:
            self.stdout.write("Places are up to date.")
