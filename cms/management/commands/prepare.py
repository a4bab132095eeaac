"""Makes the database and the static files ready in one go, so that Django starts once for all of it."""

import hashlib
import io
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import CommandParser, call_command
from django.core.management.base import BaseCommand
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from accounts.backup import erasures
from accounts.backup.notes import notes_in
from programmes.services.founding import found_programme

# Understood by bin/setup and bin/serve: the start of a part, and a line meant for the reader.
STEP_MARK, SAY_MARK = "==> ", "==| "
WEEK = 7


class Command(BaseCommand):
    """`manage.py prepare [--no-demo]`: migrates, finishes a restore, loads places, programme and demo,
    removes old sheets, empties the bin, brings the search in step, collects static files.

    Quick when nothing changed. Prints "==> …" before each part that may take a while and "==| …" before
    each line for the reader: the demo's sign-ins, and that the last backup is old.
    """

    help = "Makes the database and the static files ready; never overwrites data."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """--no-demo leaves an empty database empty but for places and programme."""
        parser.add_argument("--no-demo", action="store_true", help="load no demo into an empty database")

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs the parts in the order in which they need each other."""
        if migrations_pending():
            self._part("Preparing the database", "migrate", interactive=False)
        if erasures.pending().exists():
            self._part("Finishing the restore", "finish_restore")
        self._part("Loading the places of Thailand", "load_gazetteer")
        found_programme()
        if not options["no_demo"]:
            self._part("Loading the demo", "load_demo", if_empty=True)
        call_command("remove_old_sheets", verbosity=0)
        call_command("empty_bin", verbosity=0)
        call_command("rebuild_search", changed=True, verbosity=0)
        self.stdout.write(f"{STEP_MARK}Looking at the static files")
        signature = static_signature()
        kept = Path(settings.STATIC_ROOT) / ".made-from"
        if not kept.exists() or kept.read_text() != signature:
            self._part("Collecting static files", "collectstatic", interactive=False, verbosity=0)
            kept.write_text(signature)
        accounts = io.StringIO()
        call_command("demo_accounts", stdout=accounts)
        for line in accounts.getvalue().splitlines():
            self.stdout.write(f"{SAY_MARK}{line}")
        if days := days_without_backup():
            self.stdout.write(f"{SAY_MARK}The last backup is {days} days old: see 'manage.py status'.")

    def _part(self, label: str, command: str, **options: Any) -> None:
        self.stdout.write(f"{STEP_MARK}{label}")
        self.stdout.flush()
        call_command(command, stdout=self.stdout, stderr=self.stderr, **options)


def migrations_pending() -> bool:
    """Whether the default database lacks a migration that the code has."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def days_without_backup() -> int:
    """How old the newest backup is once that is more than a week; 0 where none was ever made."""
    notes = notes_in(Path(settings.BACKUP_DIR))
    days = (timezone.now() - notes[0].made_at).days if notes else 0
    return days if days > WEEK else 0


def static_signature() -> str:
    """A hash of what static files are collected from: our own by size and time, packages by their pins."""
    base = Path(settings.BASE_DIR)
    digest = hashlib.sha256()
    for name in ("requirements.txt", "constraints.txt", "package-lock.json"):
        digest.update((base / name).read_bytes())
    for path in sorted((base / "static").rglob("*")):
        if path.is_file():
            facts = path.stat()
            digest.update(f"{path.relative_to(base)} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
