"""What waits here: files of sheets, and what was deleted, that should be gone."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.findings import Finding, Level, register

from .intake.keeping import old_files
from .services.bin import DAYS, due


@register
def old_sheets() -> Iterator[Finding]:
    """Uploaded sheets name people and go after their days; bin/serve and uploads see to it."""
    if number := len(old_files()):
        yield Finding(
            "old_sheets",
            Level.WRONG,
            _("มีไฟล์นำเข้า %(number)s ไฟล์ที่เก็บเกิน %(days)s วัน")
            % {"number": number, "days": settings.SHEET_DAYS},
            _("สั่ง manage.py remove_old_sheets"),
        )


@register
def old_bin() -> Iterator[Finding]:
    """What was deleted is promised to be gone after its days; a daily command and bin/serve see to it."""
    if number := due().total():
        yield Finding(
            "old_bin",
            Level.WRONG,
            _("มี %(number)s รายการที่ลบไปเกิน %(days)s วันแล้วยังอยู่") % {"number": number, "days": DAYS},
            _("สั่ง manage.py empty_bin"),
        )
