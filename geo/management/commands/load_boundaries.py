"""Loads shapes and points of districts and subdistricts from files of the operator."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from geo.services.boundaries import BoundaryError, load_boundaries

SHOWN = 10


class Command(BaseCommand):
    """`manage.py load_boundaries PATH`: a file or a folder; safe to repeat."""

    help = (
        "Loads shapes (GeoJSON, TopoJSON, GeoPackage, shapefile, zipped too) and points (CSV with code, lat,"
        " lon) of areas. Public source: OCHA COD-AB Thailand (cod-ab-tha)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The file or folder."""
        parser.add_argument("path", type=Path, help="file or folder to read")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints what was written, and what was not used and why."""
        try:
            done = load_boundaries(options["path"])
        except BoundaryError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{done.shapes:,} shapes and {done.points:,} points written, {done.unchanged:,} unchanged."
        )
        if done.unknown:
            self._list("Codes of no area", sorted(done.unknown))
        if done.skipped:
            self._list("Not used", done.skipped)

    def _list(self, head: str, lines: list[str]) -> None:
        self.stdout.write(f"{head} ({len(lines)}):")
        for line in lines[:SHOWN]:
            self.stdout.write(f"  {line}")
        if len(lines) > SHOWN:
            self.stdout.write(f"  and {len(lines) - SHOWN} more")
