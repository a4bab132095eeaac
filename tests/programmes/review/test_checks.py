"""What a reviewer is told to look at again."""

from datetime import time
from decimal import Decimal

import pytest

from programmes.choices import EvidenceKind, HeadcountKind
from programmes.models import Activity, Evidence
from programmes.services.checks import checks, remarks
from programmes.services.clashes import with_clashes
from tests.factories.programmes import HeadcountFactory, SessionFactory, activity_with, group
from thai.clock import now


@pytest.fixture
def log(team, people, coordinator):
    """A log nothing is wrong with."""
    activity = activity_with(team=team, came=people, by=coordinator)
    activity.sessions.update(hours=3)
    Evidence.objects.create(
        activity=activity,
        kind=EvidenceKind.PHOTO,
        file="x.jpg",
        content_type="image/jpeg",
        size=1,
        digest="0" * 64,
    )
    return activity


def told(activity: Activity, reader) -> list[str]:
    return remarks(facts_of(activity, reader))


def facts_of(activity: Activity, reader) -> Activity:
    return with_clashes([Activity.objects.with_review_facts(reader).get(pk=activity.pk)])[0]


def test_all_well(log, reviewer):
    assert told(log, reviewer) == []


def test_nobody_came(log, reviewer):
    log.sessions.get().attendances.all().delete()
    assert told(log, reviewer) == ["ไม่มีใครมา"]
    HeadcountFactory(activity=log, number=5)
    assert told(log, reviewer) == []


def test_more_learners_than_the_roster_but_visitors_are_welcome(log, reviewer):
    HeadcountFactory(activity=log, number=40, kind=HeadcountKind.VISITOR)
    assert told(log, reviewer) == []
    HeadcountFactory(activity=log, number=2, kind=HeadcountKind.GROUP, group=group())
    assert told(log, reviewer) == ["มามากกว่ารายชื่อทีม (3 คน)"]


@pytest.mark.parametrize(("hours", "expected"), [(9, []), (10, ["วันเดียว 13 ชั่วโมง"])])
def test_a_day_longer_than_a_day(log, reviewer, hours, expected):
    SessionFactory(activity=log, hours=Decimal(hours))
    assert told(log, reviewer) == expected


def test_long_days_apart_are_not_added_up(log, reviewer):
    SessionFactory(activity=log, date="2019-02-14", hours=Decimal(10))
    assert told(log, reviewer) == []


def test_unknown_hours_are_no_remark_but_said(log, reviewer):
    log.sessions.update(hours=None)
    assert told(log, reviewer) == []
    facts = facts_of(Activity.objects.get(), reviewer)
    assert [check.text for check in checks(facts) if not check.known] == [
        "ไม่ได้บอกว่ากี่ชั่วโมง จึงไม่นับในชั่วโมงเรียนรู้"
    ]


def test_no_evidence(log, reviewer):
    log.evidence.all().delete()
    assert told(log, reviewer) == ["ไม่มีหลักฐาน"]


def test_another_activity_of_the_team_on_the_same_day(log, reviewer):
    activity_with("postponed", team=log.team)
    assert told(log, reviewer) == []
    activity_with("draft", team=log.team)
    assert told(log, reviewer) == ["วันเดียวกันมีกิจกรรมอื่น"]


def test_a_day_outside_the_programme(log, reviewer):
    Activity.objects.update(ends_on="2021-01-01")
    assert "วันที่อยู่นอกปีของโครงการ" in told(log, reviewer)


def test_own_follows_the_reader(log, reviewer, coordinator):
    assert not Activity.objects.with_review_facts(reviewer).get().own
    assert Activity.objects.with_review_facts(coordinator).get().own


def test_facts_do_not_multiply_each_other(log, reviewer):
    """Several subqueries at once, each against a plain recount."""
    HeadcountFactory.create_batch(2, activity=log, number=3)
    SessionFactory(activity=log, hours=Decimal(2))
    facts = facts_of(Activity.objects.get(), reviewer)
    assert (facts.people_came, facts.unnamed_came, facts.roster) == (3, 6, 3)
    assert (facts.longest_day, facts.evidence_number, facts.twins) == (5, 1, 0)


def at(activity: Activity, hour: int | None, hours: int | None = 2) -> Activity:
    activity.sessions.update(starts_at=hour and time(hour), hours=hours)
    return activity


@pytest.mark.parametrize(
    ("first", "other", "number"),
    [
        ((9, 3), (11, 2), 3),
        ((9, 3), (12, 2), 0),
        ((9, None), (9, 1), 3),
        ((9, None), (10, 1), 0),
        ((9, 3), (None, 2), 0),
        ((None, 3), (9, 2), 0),
    ],
)
def test_who_is_in_two_places_at_the_same_hour(log, team, people, reviewer, first, other, number):
    at(log, *first)
    at(activity_with("verified", team=team, came=people, starts_on=log.starts_on), *other)
    assert facts_of(log, reviewer).clashing == number
    assert (f"อยู่สองที่ในเวลาเดียวกัน {number} คน" in told(log, reviewer)) == bool(number)


@pytest.mark.parametrize("status", ["planned", "postponed", "cancelled"])
def test_what_did_not_take_place_clashes_with_nothing(log, team, people, reviewer, status):
    at(log, 9)
    other = at(activity_with("submitted", team=team, came=people, starts_on=log.starts_on), 9)
    assert facts_of(log, reviewer).clashing == 3
    Activity.objects.filter(pk=other.pk).update(status=status)
    assert facts_of(log, reviewer).clashing == 0


def test_a_photo_that_lies_with_another_activity(log, team, people, reviewer):
    other = activity_with(team=team, came=people, starts_on="2019-01-09")
    kept = Evidence.objects.get()
    Evidence.objects.create(
        activity=other, kind="photo", file="y.jpg", content_type="image/jpeg", size=1, digest=kept.digest
    )
    assert "รูปเคยใช้แล้ว 1 รูป" in told(log, reviewer)
    assert "รูปเคยใช้แล้ว 1 รูป" in told(other, reviewer)
    Activity.objects.filter(pk=other.pk).update(deleted_at=now())
    assert told(log, reviewer) == []
