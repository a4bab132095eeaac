"""Says in plain words what is wrong with this installation."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from accounts.findings import Finding, Level, findings
from accounts.management.speaking import SpeakingCommand


class Command(SpeakingCommand):
    """`manage.py status [--json] [--lang en]`: ends with 0 when all is well, 1 when something is wrong."""

    help = "Says what is wrong: disk, backups, migrations, waiting tasks, demo accounts, settings."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--json for machines."""
        super().add_arguments(parser)
        parser.add_argument("--json", action="store_true", help="as JSON, all findings with their level")

    def handle(self, *args: Any, **options: Any) -> None:
        """With --verbosity 0 nothing is printed while all is well.

        JSON: {"fine": bool, "findings": [{"about", "level", "sentence", "mend"}, …]}.
        """
        found = findings()
        wrong = [finding for finding in found if finding.level == Level.WRONG]
        if options["json"]:
            told = {"fine": not wrong, "findings": [asdict(finding) for finding in found]}
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
        elif wrong or options["verbosity"]:
            self._print(found, wrong)
        if wrong:
            sys.exit(1)

    def _print(self, found: list[Finding], wrong: list[Finding]) -> None:
        if wrong:
            self.stdout.write(_("ต้องแก้ %(number)s เรื่อง") % {"number": len(wrong)})
        else:
            self.stdout.write(_("ทุกอย่างเรียบร้อย"))
        heads = {Level.WRONG: _("ต้องแก้"), Level.NOTE: _("ควรรู้"), Level.FINE: _("ปกติ")}
        for finding in found:
            mend = f" → {finding.mend}" if finding.mend else ""
            self.stdout.write(f"{heads[finding.level]}: {finding.sentence}{mend}")
