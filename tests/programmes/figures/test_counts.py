"""Head counts beside a plain recount over every row."""

import random
from datetime import date, timedelta

import pytest

from geo.models import Area
from programmes.choices import ActivityStatus, Presence
from programmes.figures import Period, by_province, headline, week_change
from programmes.models import Activity, Attendance, Session
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import (
    ActivityFactory,
    AttendanceFactory,
    HeadcountFactory,
    SessionFactory,
    activity_with,
    method,
    roster,
)
from thai.clock import now

pytestmark = pytest.mark.django_db
YEAR = Period(date(2018, 1, 1), date(2018, 12, 31))
CODES = ("440501", "440502", "300101", "500101")


@pytest.fixture
def world():
    """Four teams in three provinces with 40 activities in all states, seeded."""
    dice = random.Random(2561)
    for code in CODES:
        team = TeamFactory(code=code)
        people = (
            roster(team, 4) + roster(team, 2, key="change-leader") + roster(team, 2, key="issue-specialist")
        )
        for _ in range(10):
            day = date(2018, 1, 1) + timedelta(days=dice.randrange(500))
            activity = ActivityFactory(
                team=team,
                status=dice.choice(ActivityStatus.values),
                starts_on=day,
                ends_on=day + timedelta(dice.randrange(2)),
            )
            key = dice.choice(["training", "learning-by-doing", "forum"])
            session = SessionFactory(activity=activity, method=method(key), hours=dice.choice([None, 3, 6]))
            for enrolment in dice.sample(people, dice.randrange(6)):
                AttendanceFactory(session=session, enrolment=enrolment, presence=dice.choice(Presence.values))
            if dice.random() < 0.3:
                HeadcountFactory(activity=activity, number=dice.randrange(1, 40))


def recount(place, period):
    """The same figures, counted by walking through every row."""
    people, attendances, activities, unnamed = set(), 0, 0, 0
    for activity in Activity.objects.select_related("area"):
        held_here = place is None or place.pk in {
            activity.area_id,
            activity.area.district_id,
            activity.area.province_id,
            activity.area.region_id,
        }
        if activity.status != "verified" or not held_here:
            continue
        if not period.first <= activity.ends_on <= period.last:
            continue
        activities += 1
        unnamed += sum(row.number for row in activity.headcounts.all() if row.stage == "came")
        for session in activity.sessions.all():
            for row in session.attendances.select_related("enrolment"):
                if row.presence == "present":
                    attendances += 1
                    people.add(row.enrolment.person_id)
    return len(people), attendances, activities, unnamed


@pytest.mark.parametrize("code", [None, "NE", "44", "4405", "440501", "30", "S"])
def test_headline_equals_a_recount(world, area, code):
    place = None if code is None else area(code)
    found = headline(place, YEAR)
    assert (found.people, found.attendances, found.activities, found.unnamed) == recount(place, YEAR)


def test_the_world_counts_something(world):
    people, attendances, activities, _ = recount(None, YEAR)
    assert people > 5
    assert attendances > people
    assert activities >= 3


@pytest.mark.parametrize("status", [status for status in ActivityStatus.values if status != "verified"])
def test_only_verified_activities_count(status):
    team = TeamFactory()
    activity_with(status, team=team, came=roster(team, 3), starts_on=date(2018, 3, 1))
    found = headline(None, YEAR)
    assert (found.people, found.attendances, found.activities) == (0, 0, 0)


def test_the_last_day_decides_the_period():
    team = TeamFactory()
    activity_with("verified", team=team, starts_on=date(2018, 12, 31), ends_on=date(2018, 12, 31))
    activity_with("verified", team=team, starts_on=date(2018, 12, 31), ends_on=date(2019, 1, 1))
    assert headline(None, YEAR).activities == 1


def test_a_person_who_came_twice_is_one_person_and_two_attendances():
    team = TeamFactory()
    came = roster(team, 1)
    for day in (1, 2):
        activity_with("verified", team=team, came=came, starts_on=date(2018, 3, day))
    found = headline(None, YEAR)
    assert (found.people, found.attendances) == (1, 2)


def test_absent_and_unknown_are_not_people_who_came():
    team = TeamFactory()
    activity = activity_with("verified", team=team, starts_on=date(2018, 3, 1))
    session = activity.sessions.get()
    for enrolment, presence in zip(roster(team, 3), Presence.values, strict=True):
        AttendanceFactory(session=session, enrolment=enrolment, presence=presence)
    assert headline(None, YEAR).people == 1


def test_deleted_rows_do_not_count():
    team = TeamFactory()
    gone = activity_with("verified", team=team, came=roster(team, 2), starts_on=date(2018, 3, 1))
    Activity.objects.filter(pk=gone.pk).update(deleted_at=now())
    half = activity_with("verified", team=team, came=roster(team, 2), starts_on=date(2018, 3, 1))
    Session.objects.filter(activity=half).update(deleted_at=now())
    single = activity_with("verified", team=team, came=roster(team, 2), starts_on=date(2018, 3, 1))
    Attendance.objects.filter(pk=single.sessions.get().attendances.first().pk).update(deleted_at=now())
    found = headline(None, YEAR)
    assert (found.activities, found.people) == (2, 1)


def test_people_without_names_are_never_added_to_people():
    team = TeamFactory()
    activity = activity_with("verified", team=team, came=roster(team, 2), starts_on=date(2018, 3, 1))
    HeadcountFactory(activity=activity, number=28)
    HeadcountFactory(activity=activity, number=50, stage="planned")
    found = headline(None, YEAR)
    assert (found.people, found.unnamed) == (2, 28)


def test_teams_count_when_approved_and_alive_in_the_period():
    TeamFactory(code="440501")
    TeamFactory(code="440502", status="proposed")
    TeamFactory(code="440503", formed_on=date(2019, 1, 1))
    TeamFactory(code="440504", formed_on=date(2017, 1, 1), dissolved_on=date(2017, 12, 31))
    TeamFactory(code="440505", formed_on=date(2017, 1, 1), dissolved_on=date(2018, 1, 1))
    assert headline(None, YEAR).teams == 2


@pytest.mark.parametrize("figure", ["activities", "teams", "people", "attendances"])
def test_provinces_equal_their_own_headlines(world, figure):
    counted = by_province(figure, YEAR)
    provinces = Area.objects.filter(code__in={code[:2] for code in CODES})
    assert {area.code: getattr(headline(area, YEAR), figure) for area in provinces} == {
        area.code: counted.get(area.code, 0) for area in provinces
    }


def test_week_change_tells_what_was_verified_in_the_last_seven_days():
    team = TeamFactory()
    activity_with("verified", team=team, came=roster(team, 2), starts_on=date(2018, 3, 1))
    earlier = activity_with("verified", team=team, came=roster(team, 3), starts_on=date(2018, 3, 1))
    Activity.objects.filter(pk=earlier.pk).update(verified_at=now() - timedelta(days=8))
    change = week_change(None, YEAR)
    assert (change.activities, change.people, change.attendances) == (1, 2, 2)
