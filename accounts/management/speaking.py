"""Commands that speak Thai first, and English to whoever asks for it."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.backup.crypt import Key
from accounts.backup.errors import BackupError, KeyTroubleError

KEY_VARIABLE = "KHABUAN_BACKUP_KEY"


class SpeakingCommand(BaseCommand):
    """Says everything in one language, and trouble with backups in one sentence with exit code 1."""

    # They have to work where a check would say why the site does not.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--lang th or en; without it LANGUAGE of the environment decides, and Thai wins."""
        parser.add_argument("--lang", choices=["th", "en"], help="language of what is said (default: Thai)")

    def execute(self, *args: Any, **options: Any) -> Any:
        """Run the command in its language."""
        asked = options.get("lang") or os.environ.get("LANGUAGE", "").split(":")[0][:2]
        with override("en" if asked == "en" else "th"):
            try:
                return super().execute(*args, **options)
            except BackupError as error:
                raise CommandError(str(error)) from error


def add_key_argument(parser: ArgumentParser) -> None:
    """--key-file; the key itself never stands on a command line, where others could read it."""
    parser.add_argument(
        "--key-file", type=Path, metavar="FILE", help=f"file with the age key (default: ${KEY_VARIABLE})"
    )


def key_from(options: dict[str, Any]) -> Key | None:
    """The key of --key-file, else of the environment, else none. Raises KeyTroubleError."""
    path = options["key_file"]
    if path is None:
        text = os.environ.get(KEY_VARIABLE, "")
        return Key.read(text) if text.strip() else None
    try:
        return Key.read(path.read_text())
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise KeyTroubleError(_("อ่านไฟล์กุญแจ %(path)s ไม่ได้ (%(why)s)") % {"path": path, "why": why}) from None
