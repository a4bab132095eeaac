"""Writes one archive of everything, proves it if asked, and lets old ones go."""

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.backup.checking import verify
from accounts.backup.making import Made, make_backup
from accounts.backup.rotation import rotate
from accounts.management.speaking import SpeakingCommand, add_key_argument, key_from

ALL = "all"


class Command(SpeakingCommand):
    """`manage.py backup [--to DIR] [--key-file FILE] [--verify] [--keep N|all]`."""

    help = "Writes the database, private and public files into one archive, while the site goes on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, the key, whether to prove it, and how many stay."""
        super().add_arguments(parser)
        add_key_argument(parser)
        parser.add_argument(
            "--to", type=Path, metavar="DIR", help="folder of the archives (default: KHABUAN_BACKUPS)"
        )
        parser.add_argument("--verify", action="store_true", help="restore it into a fresh place and compare")
        parser.add_argument(
            "--keep",
            type=_number,
            metavar="N",
            help="keep the N newest, or 'all' (default: 7 days, 4 weeks, 12 months)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Ends with 1 when a file had to be left out, although the archive is there."""
        folder = (options["to"] or Path(settings.BACKUP_DIR)).absolute()
        key = key_from(options)
        made = make_backup(folder, key=key)
        self._say(made, locked=key is not None, quiet=not options["verbosity"])
        if options["verify"] and (key is None or key.identities):
            verify(made.path, key=key)
            self._tell(_("กู้คืนลงที่ว่างแล้ว ตรงกันทุกตารางและทุกไฟล์"), options)
        elif options["verify"]:
            self.stderr.write(
                _("ยังไม่ได้ตรวจ เพราะกุญแจสาธารณะเปิดไฟล์ไม่ได้ ตรวจด้วย manage.py verify_backup ที่เครื่องที่มีกุญแจลับ")
            )
        if options["keep"] != ALL:
            for name in rotate(folder, now=timezone.now(), keep=options["keep"]):
                self._tell(_("ลบไฟล์สำรองเก่า %(name)s") % {"name": name}, options)
        if made.manifest.left_out:
            raise CommandError(
                _("สำรองแล้ว แต่ข้ามไฟล์ที่เป็นลิงก์หรืออ่านไม่ได้: %(names)s")
                % {"names": ", ".join(made.manifest.left_out[:10])}
            )

    def _say(self, made: Made, *, locked: bool, quiet: bool) -> None:
        if quiet:
            return
        told = made.manifest
        self.stdout.write(
            _("สำรองแล้ว %(path)s (%(size)s) %(tables)s ตาราง %(rows)s แถว %(files)s ไฟล์")
            % {
                "path": made.path,
                "size": filesizeformat(made.path.stat().st_size),
                "tables": len(told.tables),
                "rows": f"{told.rows:,}",
                "files": f"{told.number_of_files:,}",
            }
        )
        if not locked:
            self.stdout.write(_("ไฟล์นี้ไม่ได้เข้ารหัส ใครได้ไปก็อ่านได้ทั้งหมด ทำกุญแจด้วย manage.py make_backup_key"))

    def _tell(self, sentence: str, options: dict[str, Any]) -> None:
        if options["verbosity"]:
            self.stdout.write(sentence)


def _number(text: str) -> int | str:
    if text == ALL:
        return ALL
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    raise ArgumentTypeError(f"'{text}' is neither a number from 1 nor '{ALL}'")
