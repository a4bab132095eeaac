"""Makes a key for backups."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from accounts.backup.crypt import new_key
from accounts.management.speaking import SpeakingCommand


class Command(SpeakingCommand):
    """`manage.py make_backup_key FILE`: what age-keygen writes, for machines without it."""

    help = "Makes a key that locks backups; whoever loses it cannot open them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The new file."""
        super().add_arguments(parser)
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Overwrites nothing."""
        text, path = new_key(), options["file"]
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(text)
        except OSError as error:
            raise CommandError(
                _("เขียน %(path)s ไม่ได้ (%(why)s)") % {"path": path, "why": error.strerror}
            ) from None
        self.stdout.write(text.splitlines()[0])
        self.stdout.write(
            _("เก็บกุญแจไว้ที่ %(path)s แล้ว ทำสำเนาไว้นอกเครื่องนี้ด้วย ถ้ากุญแจหาย จะเปิดไฟล์สำรองไม่ได้อีก") % {"path": path}
        )
