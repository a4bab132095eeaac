"""What a reviewer is told to look at again."""

from decimal import Decimal

import pytest

from programmes.choices import EvidenceKind, HeadcountKind
from programmes.models import Activity, Evidence
from programmes.services.checks import checks, remarks
from tests.factories.programmes import HeadcountFactory, SessionFactory, activity_with, group


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
    return remarks(Activity.objects.with_review_facts(reader).get(pk=activity.pk))


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
    facts = Activity.objects.with_review_facts(reviewer).get()
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
    facts = Activity.objects.with_review_facts(reviewer).get()
    assert (facts.people_came, facts.unnamed_came, facts.roster) == (3, 6, 3)
    assert (facts.longest_day, facts.evidence_number, facts.twins) == (5, 1, 0)
