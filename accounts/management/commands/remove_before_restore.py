"""Removes what restores moved aside."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.backup.aside import asides, remove
from accounts.management.speaking import SpeakingCommand
from thai.dates import format_datetime


class Command(SpeakingCommand):
    """`manage.py remove_before_restore NAME … | --all [--dry-run]`: the old data of some restores, or of all.

    It is the only way back from a wrong restore, so nothing goes unnamed. They are whole: whoever was erased
    since is still in them.
    """

    help = "Removes the database and files that restores moved aside (before-restore-…)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Names of what to remove, or --all; --dry-run changes nothing."""
        super().add_arguments(parser)
        parser.add_argument("names", nargs="*", metavar="NAME", help="before-restore-…")
        parser.add_argument("--all", action="store_true", help="all of them")
        parser.add_argument("--dry-run", action="store_true", help="change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each. Ends with 1 for a name that is not there, and then removes nothing."""
        found = {aside.name: aside for aside in asides()}
        if missing := [name for name in options["names"] if name not in found]:
            raise CommandError(_("ไม่มี %(name)s") % {"name": ", ".join(missing)})
        if not options["names"] and not options["all"]:
            known = "\n".join(found) or "–"
            raise CommandError(_("บอกว่าจะลบอันไหน หรือสั่ง --all ที่มีอยู่คือ\n%s") % known)
        for aside in [found[name] for name in options["names"] or found]:
            told = {"place": aside.place, "when": format_datetime(aside.at, get_language())}
            if options["dry_run"]:
                self.stdout.write(_("จะลบ %(place)s (กู้คืนเมื่อ %(when)s)") % told)
            else:
                remove(aside)
                self.stdout.write(_("ลบแล้ว %(place)s (กู้คืนเมื่อ %(when)s)") % told)
