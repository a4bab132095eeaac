"""Takes an import back from the command line as the page does: the same rows go, the same stay."""

import uuid
from argparse import ArgumentParser
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.models import User
from geo.models import ImportBatch
from programmes.intake import rules
from programmes.intake.undo import Undoing, named, plan_undoing, undo_batch


class Command(BaseCommand):
    """Prints numbers by noun, and each row that stays with its reason."""

    help = "Undo what a sheet brought; rows that somebody changed since stay. --dry-run only tells."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """UID, --user, --dry-run."""
        parser.add_argument("uid", type=uuid.UUID, help="the import's own number, as in its page's address")
        parser.add_argument("--user", required=True, help="user name of the account that undoes it")
        parser.add_argument("--dry-run", action="store_true", help="change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """One sentence and exit code 1 when it cannot be undone."""
        user = User.objects.filter(username=options["user"], is_active=True).first()
        if user is None:
            raise CommandError(_("ไม่มีบัญชีชื่อ “%(name)s” ที่ใช้งานอยู่") % {"name": options["user"]})
        batch = ImportBatch.objects.visible_to(user).filter(uid=options["uid"]).first()
        if batch is None or not rules.may_undo(user, batch):
            raise CommandError(_("ไม่พบไฟล์นี้ในพื้นที่ของบัญชีนี้"))
        try:
            done = plan_undoing(batch) if options["dry_run"] else undo_batch(batch, by=user)
        except (ValidationError, PermissionDenied) as refusal:
            raise CommandError(" ".join(getattr(refusal, "messages", [str(refusal)]))) from refusal
        self._tell(done, user)

    def _tell(self, done: Undoing, user: User) -> None:
        for words, numbers in (
            (_("ลบ"), done.removed),
            (_("คืนค่าเดิม"), done.restored),
            (_("คงไว้"), done.kept),
        ):
            for label, number in numbers.items():
                noun = apps.get_model(label)._meta.verbose_name
                self.stdout.write(f"{words} {noun} {number}")
        for line in named(done.lines, user):
            self.stdout.write(" · ".join(filter(None, [line.noun, line.name, line.why])))
