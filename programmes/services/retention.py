"""How long work keeps what tells of people: sheets, the bin, what phones sent, persons without a sign."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.retention import DAYS_A_YEAR, Rule, register
from leaders.choices import ErasureReason
from leaders.models import Consent, Person, SiteContact
from leaders.services.erasing import erase
from thai.clock import now

from ..intake.keeping import old_files, remove_old_files
from ..models import Attendance, Enrolment, Submission
from .bin import DAYS, due, empty_bin


def register_work() -> None:
    """Called when the app is ready."""
    days, sent, years = settings.SHEET_DAYS, settings.SENDING_DAYS, settings.PERSON_YEARS
    register(Rule("sheets", _("%s วัน") % days, lambda: len(old_files()), remove_old_files))
    register(Rule("bin", _("%s วัน") % DAYS, lambda: due().total(), lambda: empty_bin().total()))
    register(Rule("sendings", _("%s วัน") % sent, lambda: old_sendings().count(), _forget_sendings))
    register(Rule("persons", _("%s ปี") % years, lambda: without_a_sign().count(), _erase_persons))


def old_sendings() -> QuerySet[Submission]:
    """What phones sent and somebody decided about long ago; the receipt stays, so nothing is taken twice."""
    before = now() - timedelta(days=settings.SENDING_DAYS)
    return (
        Submission.objects.exclude(pk__in=Submission.objects.unsettled())
        .filter(received_at__lt=before)
        .exclude(body={})
    )


def without_a_sign() -> QuerySet[Person]:
    """Persons of whom nothing was heard for so many years: no roster, no coming, no consent, no change.

    A consent that stands is a sign however old it is: something may rest on it.
    """
    since = now() - timedelta(days=settings.PERSON_YEARS * DAYS_A_YEAR)
    day = localdate(since)
    seen = Attendance.objects.filter(session__date__gte=day).values("enrolment__person")
    open_rosters = Enrolment.objects.exclude(ends_on__lt=day).values("person")
    agreed = Consent.objects.filter(Q(given_on__gte=day) | Q(withdrawn_at=None)).values("person")
    called = SiteContact.objects.exclude(person=None).values("person")
    accounts = User.objects.filter(is_active=True).exclude(phone=None).values("phone")
    old = Person.objects.unmerged().filter(changed_at__lt=since)
    for keys in (seen, open_rosters, agreed, called):
        old = old.exclude(pk__in=keys)
    return old.exclude(phone__in=accounts)


def _forget_sendings() -> int:
    return old_sendings().update(body={})


def _erase_persons() -> int:
    """One by one, each in its own transaction, as staff would."""
    persons = list(without_a_sign().order_by("pk"))
    for person in persons:
        erase(person, by=None, asked=ErasureReason.RETENTION)
    return len(persons)
