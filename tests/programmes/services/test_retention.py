"""How long things are kept: the dry run and the run count the same rows, and leave what is too young."""

import io
from datetime import date, timedelta

import pytest
from axes.models import AccessLog as SignInLog
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts import retention
from accounts.models import AccessLog
from accounts.retention import rules
from leaders.choices import ErasureReason
from leaders.models import Erasure, Person
from programmes.models import Enrolment, Submission
from programmes.services.retention import without_a_sign
from tests.factories.accounts import UserFactory
from tests.factories.leaders import ConsentFactory, PersonFactory, TeamFactory
from tests.factories.programmes import (
    ActivityFactory,
    AttendanceFactory,
    EnrolmentFactory,
    SessionFactory,
    SubmissionFactory,
)
from thai.clock import now

pytestmark = pytest.mark.django_db
OLD = timedelta(days=366 * 10 + 3)


def aged(person: Person) -> Person:
    Person.everything.filter(pk=person.pk).update(changed_at=now() - OLD)
    return person


@pytest.fixture
def forgotten() -> Person:
    return aged(PersonFactory(team=TeamFactory(code="440502"), given_name="พิกุล", family_name="นาดี"))


def sending(outcome: str, days: int) -> None:
    at = now() - timedelta(days=days)
    SubmissionFactory(outcome=outcome, received_at=at, account=UserFactory(), activity=None, team=None)


def run(*arguments: str) -> dict[str, int]:
    """What the command said it did, by rule."""
    out = io.StringIO()
    call_command("apply_retention", *arguments, lang="en", stdout=out)
    lines = [line.split(": ", 1) for line in out.getvalue().splitlines()]
    return {name: int(told.split()[0]) for name, told in lines}


def test_a_dry_run_tells_what_a_run_does_and_changes_nothing(forgotten):
    sending("applied", 366)
    SignInLog.objects.create(username="somebody", attempt_time=timezone.now())
    SignInLog.objects.update(attempt_time=timezone.now() - timedelta(days=181))
    told = run("--dry-run")
    assert (told["persons"], told["sendings"], told["sign_ins"]) == (1, 1, 1)
    assert not Erasure.objects.exists()
    assert run() == told
    assert Person.everything.get(pk=forgotten.pk).given_name == ""
    assert Erasure.objects.get().reason == ErasureReason.RETENTION
    assert Submission.objects.get().body == {}
    assert set(run("--dry-run").values()) == {0}


def test_what_is_young_or_undecided_stays():
    sending("applied", 364)
    sending("conflict", 1000)
    PersonFactory(team=TeamFactory(code="440503"))
    AccessLog.objects.create(user=UserFactory(), action="seen", noun="person", number=1, address="/log/")
    assert set(run().values()) == {0}
    assert not Submission.objects.filter(body={}).exists()


@pytest.mark.parametrize("sign", ["roster", "coming", "consent", "old consent", "account"])
def test_a_sign_of_life_keeps_a_person(forgotten, sign):
    if sign == "roster":
        EnrolmentFactory(person=forgotten, team=forgotten.team, starts_on=date(2000, 1, 1))
    elif sign == "coming":
        ended = EnrolmentFactory(person=forgotten, team=forgotten.team, starts_on=date(2000, 1, 1))
        Enrolment.objects.filter(pk=ended.pk).update(ends_on=date(2001, 1, 1))
        assert forgotten in without_a_sign()
        AttendanceFactory(
            enrolment=ended, session=SessionFactory(activity=ActivityFactory(team=forgotten.team))
        )
    elif sign == "consent":
        ConsentFactory(person=forgotten, withdrawn_at=now())
    elif sign == "old consent":
        ConsentFactory(person=forgotten, given_on=date(2000, 1, 1))
    else:
        Person.everything.filter(pk=forgotten.pk).update(phone="0810000001")
        UserFactory(phone="0810000001")
    assert forgotten not in without_a_sign()


def test_every_rule_says_how_long():
    assert {rule.name for rule in rules()} == {
        "sign_ins", "failed_sign_ins", "guesses", "sessions", "codes", "sheets", "bin", "sendings", "persons",
        "before_restore",
    }  # fmt: skip
    assert all(str(rule.kept) for rule in rules())


def test_a_rule_that_fails_keeps_no_other_from_being_applied(forgotten, monkeypatch):
    def fails() -> int:
        raise PermissionError("/srv/before-restore")

    monkeypatch.setattr(retention, "_rules", [retention.Rule("aaa", "1", fails, fails), *rules()])
    with pytest.raises(CommandError, match="aaa: /srv/before-restore"):
        run()
    assert Person.everything.get(pk=forgotten.pk).given_name == ""
