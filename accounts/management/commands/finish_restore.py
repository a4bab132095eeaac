"""Finishes a restore that was put in place but could not be brought to its end."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.backup.restoring import finish
from accounts.management.speaking import SpeakingCommand


class Command(SpeakingCommand):
    """`manage.py finish_restore`: migrates, erases again whoever asked for it. May be run at any time."""

    help = "Brings a restored database up to date and erases again whoever was erased since."

    def handle(self, *args: Any, **options: Any) -> None:
        """Says for how many there was something left to erase."""
        self.stdout.write(_("ลบข้อมูลซ้ำตามที่ขอไว้ %(number)s คน") % {"number": finish()})
