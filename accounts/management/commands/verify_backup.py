"""Proves an archive by restoring it into a fresh place."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from accounts.backup.checking import verify
from accounts.management.speaking import SpeakingCommand, add_key_argument, key_from


class Command(SpeakingCommand):
    """`manage.py verify_backup ARCHIVE [--key-file FILE]`: touches nothing of the installation."""

    help = "Restores an archive into a fresh place, compares every table and file, and clears it away."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The archive, and the key it was locked with."""
        super().add_arguments(parser)
        add_key_argument(parser)
        parser.add_argument("archive", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Ends with 1 and one sentence when it is damaged, or cannot be opened."""
        told = verify(options["archive"].absolute(), key=key_from(options))
        self.stdout.write(
            _("%(name)s ใช้ได้ ตรงกันทั้ง %(tables)s ตาราง %(rows)s แถว %(files)s ไฟล์")
            % {
                "name": options["archive"].name,
                "tables": len(told.tables),
                "rows": f"{told.rows:,}",
                "files": f"{told.number_of_files:,}",
            }
        )
