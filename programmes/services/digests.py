"""E-mails that tell accounts what waits for them: counts, teams and days, never a person, number or title.

Each account gets at most one a day, whatever happens: the day is noted before the letter is sent, and that it
went out after it. A crash in between costs that day's letter; the next day's run writes again.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext

from accounts.choices import DigestRate
from accounts.models import Mailing, User
from accounts.services.mail import Letter, absolute, letter_to, stop_link
from thai.clock import today

from .inbox import Item, inbox_of

LINES = 3
# Notes older than this say nothing that anybody needs.
KEPT = timedelta(days=60)
logger = logging.getLogger(__name__)


@dataclass
class Sent:
    """How many got a letter, and how many letters did not go out."""

    sent: int = 0
    failed: int = 0


def due(day: date) -> QuerySet[User]:
    """Open accounts with an address that may be written to on ``day``: not yet today, nor this week.

    A week begins on Monday: whoever wants one letter a week gets it with the first run of the week. What
    waits, and whether the account still works anywhere, is asked later.
    """
    notes = Mailing.objects.filter(account=OuterRef("pk"))
    monday = day - timedelta(days=day.weekday())
    this_week = Exists(notes.filter(day__gte=monday, sent_at__isnull=False))
    open_ones = User.objects.filter(is_active=True, is_demo=False).exclude(email="")
    wanted = Q(digest=DigestRate.DAILY) | Q(digest=DigestRate.WEEKLY) & ~this_week
    return open_ones.filter(wanted).exclude(Exists(notes.filter(day=day))).order_by("pk")


def send_digests(day: date | None = None) -> Sent:
    """Write to everybody for whom something waits. One letter that does not go out stops no other.

    ``day`` is that of the real clock unless told.
    """
    day, did = day or timezone.localdate(), Sent()
    Mailing.objects.filter(day__lt=day - KEPT).delete()
    connection = get_connection()
    for account in due(day):
        try:
            did.sent += _write_to(account, day, connection)
        except Exception as error:
            # One account's letter that cannot be made or sent keeps no other from theirs.
            did.failed += 1
            connection.close()
            # The words of a mail server may hold the address.
            logger.warning("No letter for account %s: %s", account.pk, type(error).__name__)
    connection.close()
    return did


def _write_to(account: User, day: date, connection: BaseEmailBackend) -> bool:
    """Whether a letter went out; none where nothing waits, or another run was quicker."""
    with translation.override(account.mail_language):
        items = inbox_of(account, shown=LINES) if account.has_perm("programmes.open_log") else []
        if not items:
            return False
        letter = _letter(account, items, connection)
    note, is_new = Mailing.objects.get_or_create(account=account, day=day)
    if not is_new:
        return False
    letter.send()
    note.sent_at = timezone.now()
    note.save(update_fields=["sent_at"])
    return True


def _letter(account: User, items: list[Item], connection: BaseEmailBackend) -> Letter:
    number = sum(item.number for item in items)
    words = ngettext("ขบวน: รอคุณอยู่ %(n)s รายการ", "ขบวน: รอคุณอยู่ %(n)s รายการ", number)
    stop = stop_link(account)
    context = {
        "subject": words % {"n": number},
        "items": list(_told(items)),
        "choice": absolute(reverse("accounts:mail")),
        "stop": stop,
        "language": account.mail_language,
    }
    letter = letter_to(
        account.email,
        context["subject"],
        render_to_string("mail/digest.txt", context),
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
        connection=connection,
    )
    letter.attach_alternative(render_to_string("mail/digest.html", context), "text/html")
    return letter


def _told(items: list[Item]) -> Iterator[dict[str, object]]:
    for item in items:
        days = (today() - item.since).days if item.since else 0
        oldest = ngettext("เก่าที่สุดรอมา %(n)s วัน", "เก่าที่สุดรอมา %(n)s วัน", days) % {"n": days}
        yield {
            "words": item.words,
            "waited": oldest if days else "",
            "lines": [line.text for line in item.lines[:LINES]],
            "link": absolute(item.href),
        }
