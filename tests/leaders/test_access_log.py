"""One command tells what an account saw in a window of time, and who saw a person's data."""

import csv
import io
from datetime import datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db.models import QuerySet

from accounts.models import AccessLog
from tests.factories.leaders import PersonFactory, TeamFactory
from thai.clock import BANGKOK


@pytest.fixture
def team(db):
    return TeamFactory(code="440501")


def person_of(team, **values):
    return PersonFactory(team=team, **values)


@pytest.fixture
def seen(user_with):
    """``seen(user, at, *persons)``: a look at a moment of Thailand's clock."""

    def look(user, at, *persons, action="seen"):
        entry = AccessLog.objects.create(
            user=user, action=action, noun="roll", object_ids=[person.pk for person in persons],
            number=len(persons), address="/review/",
        )  # fmt: skip
        rows = AccessLog.objects.filter(pk=entry.pk)
        # The record keeps the real clock and refuses to be changed; here it has to be another day.
        QuerySet.update(rows, at=datetime.fromisoformat(at).replace(tzinfo=BANGKOK))
        return entry

    return look


def told(**options) -> list[dict[str, str]]:
    out = io.StringIO()
    call_command("access_log", csv=True, stdout=out, **options)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def test_what_a_user_saw_on_these_days(team, user_with, seen):
    one, other = user_with(username="one"), user_with(username="other")
    person = person_of(team, given_name="มาลี", family_name="ทองสุก")
    seen(one, "2019-02-19T23:59:59", person)
    seen(one, "2019-02-20T00:00:00", person)
    seen(one, "2019-02-21T23:59:59", person, action="exported")
    seen(one, "2019-02-22T00:00:00", person)
    seen(other, "2019-02-20T12:00:00", person)
    rows = told(user="one", first="2019-02-20", last="2019-02-21")
    assert [row["at"] for row in rows] == ["2019-02-20 00:00:00", "2019-02-21 23:59:59"]
    assert {row["persons"] for row in rows} == {"มาลี ทองสุก"}
    assert [row["action"] for row in rows] == ["เปิดดู", "ส่งออก"]


def test_to_the_minute(team, user_with, seen):
    one = user_with(username="one")
    for at in ("2019-02-20T08:59", "2019-02-20T09:00", "2019-02-20T10:00"):
        seen(one, at, person_of(team))
    assert len(told(user="ONE", first="2019-02-20T09:00", last="2019-02-20T10:00")) == 1


def test_who_saw_a_person_under_whatever_record(team, user_with, seen):
    kept = person_of(team, given_name="มาลี")
    gone = person_of(team, given_name="มะลิ", merged_into=kept)
    oldest = person_of(team, given_name="มาลี่", merged_into=gone)
    for name, person in (("a", kept), ("b", gone), ("c", oldest), ("d", person_of(team))):
        seen(user_with(username=name), "2019-02-20T09:00", person, person_of(team))
    rows = told(person=str(kept.uid), first="2019-02-20", last="2019-02-20")
    assert [row["user"] for row in rows] == ["a", "b", "c"]
    assert [row["number"] for row in rows] == ["2", "2", "2"]


def test_without_a_window_it_is_the_last_month(user_with):
    one = user_with(username="one")
    AccessLog.objects.create(user=one, action="seen", noun="roll", number=0, address="/")
    rows = AccessLog.objects.all()
    assert len(told(user="one")) == 1
    QuerySet.update(rows, at=datetime.now(BANGKOK) - timedelta(days=31))
    assert told(user="one") == []


def test_in_words(team, user_with, seen):
    seen(user_with(username="one"), "2019-02-20T09:00", person_of(team, given_name="มาลี", family_name=""))
    out = io.StringIO()
    call_command("access_log", user="one", first="2019-02-20", stdout=out)
    assert "มาลี" in out.getvalue()
    assert "รวม 1 ครั้ง" in out.getvalue()


@pytest.mark.parametrize(
    "wrong",
    [
        {"user": "nobody"},
        {"person": "zzz"},
        {"person": "6f1c6f0e-0000-4000-8000-000000000000"},
        {"user": "one", "first": "2019-02-30"},
        {"user": "one", "last": "เมื่อวาน"},
    ],
)
def test_what_is_not_known_or_no_time_is_said(user_with, wrong):
    user_with(username="one")
    with pytest.raises(CommandError):
        told(**wrong)
