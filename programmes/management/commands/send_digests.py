"""Writes to accounts for whom something waits; to be run once a day."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from programmes.services.digests import send_digests


class Command(BaseCommand):
    """Each account at most one letter a day, as often as it chose."""

    help = "Send the e-mails that tell accounts what waits for them. Run it once a day."

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints how many went out; ends with 1 where some did not, or no mail server is named."""
        if not settings.SENDS_MAIL:
            raise CommandError("EMAIL_HOST names no mail server: nothing was sent.")
        did = send_digests()
        if options["verbosity"] > 0:
            self.stdout.write(f"{did.sent} letters sent")
        if did.failed:
            raise CommandError(f"{did.failed} letters did not go out; the next day's run tries again.")
