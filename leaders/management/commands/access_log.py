"""Tells what somebody saw of other people's data, or who saw one person's, in a window of time."""

import csv
from argparse import ArgumentParser
from datetime import datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import is_aware, localtime, now
from django.utils.translation import gettext as _

from accounts.management.speaking import SpeakingCommand
from accounts.models import User
from thai.clock import BANGKOK

from ...models import Person
from ...services.looks import Look, looks

COLUMNS = ("at", "user", "action", "noun", "number", "page", "persons")
MONTH = timedelta(days=30)


class Command(SpeakingCommand):
    """`manage.py access_log --user NAME | --person UID [--from DAY] [--until DAY] [--csv]`."""

    help = "What an account saw or took out of personal data, or who saw a person's, in a window of time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who or whose, and when; days are those of Thailand."""
        super().add_arguments(parser)
        who = parser.add_mutually_exclusive_group(required=True)
        who.add_argument("--user", metavar="NAME", help="user name or phone number of the account")
        who.add_argument("--person", metavar="UID", help="uid of the person, as in the address of the page")
        when = "a day (2019-02-20) or a time (2019-02-20T09:00)"
        parser.add_argument("--from", dest="first", metavar="WHEN", help=f"{when}; default: 30 days ago")
        parser.add_argument(
            "--until", dest="last", metavar="WHEN", help=f"{when}, itself included; default: now"
        )
        parser.add_argument("--csv", action="store_true", help="as CSV")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each look, the earliest first; CommandError for what is not known or no time."""
        first = _moment(options["first"], end=False) or now() - MONTH
        last = _moment(options["last"], end=True) or now()
        found = looks(first=first, last=last, user=_user(options["user"]), person=_person(options["person"]))
        rows = [_row(look) for look in found]
        if options["csv"]:
            writer = csv.writer(self.stdout)
            writer.writerow(COLUMNS)
            writer.writerows(rows)
            return
        for row in rows:
            self.stdout.write(" · ".join(map(str, row)))
        self.stdout.write(_("รวม %(n)s ครั้ง") % {"n": len(rows)})


def _row(look: Look) -> tuple[object, ...]:
    entry = look.entry
    at = localtime(entry.at, BANGKOK).strftime("%Y-%m-%d %H:%M:%S")
    names = ", ".join(person.full_name for person in look.persons)
    who = entry.user.get_username()
    return at, who, entry.get_action_display(), entry.noun, entry.number, entry.address, names


def _moment(text: str | None, *, end: bool) -> datetime | None:
    """A time as it was written; of a day its beginning, or the beginning of the next one."""
    if not text:
        return None
    try:
        day, moment = parse_date(text), parse_datetime(text)
    except ValueError:
        day = moment = None
    if day:
        start = datetime.combine(day, time.min, BANGKOK)
        return start + timedelta(days=1) if end else start
    if moment is None:
        raise CommandError(
            _("อ่านวันเวลา “%(text)s” ไม่ออก เขียนแบบ 2019-02-20 หรือ 2019-02-20T09:00") % {"text": text}
        )
    return moment if is_aware(moment) else moment.replace(tzinfo=BANGKOK)


def _user(name: str | None) -> User | None:
    if not name:
        return None
    if (user := User.objects.named(name)) is None:
        raise CommandError(_("ไม่มีบัญชีชื่อ “%(name)s”") % {"name": name})
    return user


def _person(uid: str | None) -> Person | None:
    if not uid:
        return None
    try:
        person = Person.everything.filter(uid=uid).first()
    except ValidationError:
        person = None
    if person is None:
        raise CommandError(_("ไม่มีคนที่มีเลข “%(uid)s”") % {"uid": uid})
    return person
