"""Puts an archive in place of this installation's database and files."""

import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.backup.errors import BackupError
from accounts.backup.manifest import Manifest
from accounts.backup.restoring import Restored, restore
from accounts.management.speaking import SpeakingCommand, add_key_argument, key_from
from thai.dates import format_datetime

# Says to the command run for another place that it is that one.
THERE = "KHABUAN_RESTORING_INTO"
# What would lead files away from the folder that was asked for.
ELSEWHERE = ("S3_BUCKET", "S3_PRIVATE_BUCKET")


class Command(SpeakingCommand):
    """`manage.py restore_backup ARCHIVE [--into DIR] [--key-file FILE] [--replace] [--yes]`.

    A database of PostgreSQL is the one that DATABASE_URL names: its password belongs on no command line.
    """

    help = "Restores an archive here, or into another KHABUAN_VAR; what is there is never overwritten."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The archive, where to, and how much may be done without asking."""
        super().add_arguments(parser)
        add_key_argument(parser)
        parser.add_argument("archive", type=Path)
        parser.add_argument(
            "--into", type=Path, metavar="DIR", help="another folder for KHABUAN_VAR (default: this one)"
        )
        parser.add_argument("--replace", action="store_true", help="move what is there aside")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ends with 1 and one sentence, everything as it was, when the archive cannot be trusted."""
        archive = options["archive"].absolute()
        into = options["into"] and options["into"].absolute()
        if into and into != Path(settings.VAR_DIR).absolute():
            self._restore_there(archive, into, options)
            return
        done = restore(
            archive,
            key=key_from(options),
            replace=options["replace"],
            confirm=lambda manifest: self._confirm(manifest, ask=not options["yes"]),
        )
        self._tell(done)

    def _confirm(self, manifest: Manifest, *, ask: bool) -> None:
        self.stdout.write(
            _("ไฟล์สำรองเมื่อ %(when)s ครบถ้วน: %(tables)s ตาราง %(rows)s แถว %(files)s ไฟล์")
            % {
                "when": format_datetime(timezone.localtime(manifest.made_at), get_language()),
                "tables": len(manifest.tables),
                "rows": f"{manifest.rows:,}",
                "files": f"{manifest.number_of_files:,}",
            }
        )
        if not ask:
            return
        if not sys.stdin.isatty():
            raise BackupError(_("ใส่ --yes ถ้าจะกู้คืนโดยไม่ต้องถาม"))
        self.stdout.write(_("กู้คืนลง %(path)s พิมพ์ yes เพื่อทำต่อ:") % {"path": settings.VAR_DIR})
        if input().strip().lower() != "yes":
            raise BackupError(_("ไม่ได้กู้คืน ข้อมูลยังเป็นเหมือนเดิม"))

    def _tell(self, done: Restored) -> None:
        self.stdout.write(_("กู้คืนแล้ว ตรงกันทุกตารางและทุกไฟล์"))
        if done.erased:
            self.stdout.write(_("ลบข้อมูลซ้ำตามที่ขอไว้ %(number)s คน") % {"number": done.erased})
        if done.aside:
            told = {"path": done.aside, "days": settings.ASIDE_DAYS, "name": Path(done.aside).name}
            self.stdout.write(
                _(
                    "ของเดิมเก็บไว้ที่ %(path)s จะลบเองใน %(days)s วัน"
                    " ลบก่อน: manage.py remove_before_restore %(name)s"
                )
                % told
            )
        for sentence in done.differences:
            self.stdout.write(f"- {sentence}")

    def _restore_there(self, archive: Path, into: Path, options: dict[str, Any]) -> None:
        """The same command with another KHABUAN_VAR, since settings are read only once."""
        if os.environ.get(THERE):
            raise BackupError(_("การตั้งค่านี้ไม่ใช้ KHABUAN_VAR จึงกู้คืนลง %(path)s ไม่ได้") % {"path": into})
        environment = os.environ | {"KHABUAN_VAR": str(into), THERE: "1"}
        environment |= {"KHABUAN_BACKUPS": str(settings.BACKUP_DIR)}
        for name in ELSEWHERE:
            environment.pop(name, None)
        if environment.get("DATABASE_URL", "").startswith("sqlite"):
            environment.pop("DATABASE_URL")
        command = [sys.executable, "manage.py", "restore_backup", str(archive), "--into", str(into)]
        command += [f"--{name}" for name in ("replace", "yes") if options[name]]
        command += ["--lang", options["lang"]] if options["lang"] else []
        command += ["--key-file", str(options["key_file"].absolute())] if options["key_file"] else []
        if code := subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=False).returncode:
            sys.exit(code)
