"""Says who can sign in to the demo."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import override

from accounts.models import User
from cms.demo.accounts import SIGN_INS, kept_password

WHAT_THEY_DO = {
    "coordinator": "logs activities of three tambon teams at /log/",
    "reviewer": "verifies them for the province at /review/",
    "staff": "sees the whole country at /review/",
    "editor": "writes pages at /admin/",
    "admin": "may do everything",
}


class Command(BaseCommand):
    """`manage.py demo_accounts`: the five accounts and their password; nothing when there is no demo."""

    help = "Lists the demo's accounts and their password."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line per account; the password stands in the first one."""
        there = set(User.objects.filter(is_demo=True).values_list("username", flat=True))
        if not there:
            return
        password = kept_password()
        with override("en"):
            self.stdout.write(
                f"Sign in to the demo with the password {password}" if password
                else "The demo's password is not kept on this machine: "
                "set a new one with 'manage.py changepassword coordinator'."
            )  # fmt: skip
            for username in SIGN_INS:
                if username in there:
                    self.stdout.write(f"  {username:<12} {WHAT_THEY_DO[username]}")
