"""The eight directions beside small worlds counted by hand."""

from datetime import date
from decimal import Decimal

import pytest

from leaders.choices import PartnerKind
from programmes.figures import Period, directions
from programmes.models import ActivityPartner
from tests.factories.leaders import PartnerFactory, TeamFactory
from tests.factories.programmes import (
    ActivityPartnerFactory,
    AttendanceFactory,
    activity_with,
    method,
    roster,
    the_programme,
)
from thai.clock import now

pytestmark = pytest.mark.django_db
YEAR = Period(date(2018, 1, 1), date(2018, 12, 31))
SO_FAR = Period(date(2018, 1, 1), date(2019, 2, 20))


@pytest.fixture(autouse=True)
def programme():
    return the_programme()


def measure(number, index=0, place=None, period=YEAR):
    return directions(place, period)[number - 1].measures[index]


def held(team, came, key="forum", hours=None, day=date(2018, 3, 1), **fields):
    """A verified activity with one session of a method and known or unknown hours."""
    activity = activity_with("verified", team=team, came=came, starts_on=day, **fields)
    activity.sessions.update(method=method(key), hours=hours)
    return activity


def test_there_are_eight_in_the_letters_order():
    found = directions(None, YEAR)
    assert [direction.number for direction in found] == list(range(1, 9))
    assert found[0].title == "ยึดเป้าหมายชุมชนท้องถิ่นจัดการตนเอง"


@pytest.mark.parametrize(("number", "measurable"), [(1, False), (2, True), (4, True), (7, True), (8, False)])
def test_what_cannot_be_measured_yet_says_why(number, measurable):
    direction = directions(None, YEAR)[number - 1]
    assert direction.measurable is measurable
    assert all(item.measurable or item.why_not for item in direction.measures)


def test_2a_counts_subdistricts_and_has_no_percentage_without_a_target():
    busy, idle = TeamFactory(code="440501"), TeamFactory(code="440502")
    held(busy, roster(busy, 1))
    held(busy, roster(busy, 1))
    activity_with("submitted", team=idle, starts_on=date(2018, 3, 1))
    found = measure(2)
    assert (found.numerator, found.denominator, found.percent) == (1, None, None)


def test_3a_compares_this_year_with_the_year_before_by_the_learners_team(area):
    here, elsewhere = TeamFactory(code="440501"), TeamFactory(code="300101")
    both, only_before = roster(here, 2), roster(here, 1)
    held(here, both + only_before)
    # Held in another province: it still counts for the learner's own.
    held(elsewhere, both[:1], day=date(2019, 1, 15))
    assert (measure(3, 0, area("44"), SO_FAR).numerator, measure(3, 0, area("44"), SO_FAR).denominator) == (
        1,
        3,
    )
    assert measure(3, 0, area("30"), SO_FAR).denominator == 0
    assert measure(3, 0, area("30"), SO_FAR).percent is None


def test_3_needs_two_years():
    team = TeamFactory()
    held(team, roster(team, 2))
    assert not measure(3, 0, None, YEAR).measurable


def test_4a_and_5b_share_learner_hours_and_leave_unknown_hours_out():
    team = TeamFactory()
    people = roster(team, 3)
    held(team, people, "learning-by-doing", hours=3)
    held(team, people[:2], "training", hours=6)
    held(team, people, "learning-by-doing", hours=None)
    practice, training = measure(4), measure(5, 1)
    assert (practice.numerator, practice.denominator) == (Decimal(9), Decimal(21))
    assert practice.percent == 43
    assert (training.numerator, training.denominator) == (Decimal(12), Decimal(21))
    assert "2 จาก 3" in practice.note
    assert training.lower_is_better


def test_hours_of_who_left_early_are_fewer():
    team = TeamFactory()
    people = roster(team, 2)
    activity = held(team, people[:1], "coaching", hours=3)
    AttendanceFactory(session=activity.sessions.get(), enrolment=people[1], hours=1)
    assert measure(4).numerator == Decimal(4)


def test_5a_wants_three_methods_one_of_them_no_training():
    varied, trained = TeamFactory(code="440501"), TeamFactory(code="440502")
    for key in ("forum", "study-visit"):
        activity = held(varied, roster(varied, 1), key)
    activity.sessions.get().further_methods.add(method("coaching"))
    held(trained, roster(trained, 1), "training")
    found = measure(5)
    assert (found.numerator, found.denominator) == (1, 2)


def test_6_wants_somebody_attending_in_every_group():
    full, part = TeamFactory(code="440501"), TeamFactory(code="440502")
    keys = ("change-leader", "issue-specialist", "member")
    held(full, [person for key in keys for person in roster(full, 1, key=key)])
    held(part, roster(part, 2, key="member") + roster(part, 1, key="change-leader"))
    found = measure(6)
    assert (found.numerator, found.denominator, found.percent) == (1, 2, 50)
    assert [number for _, number in found.people] == [2, 1, 3]


def partners_recounted(period):
    """Direction 7 counted row by row."""
    rows = [
        row
        for row in ActivityPartner.everything.select_related("activity", "partner")
        if row.deleted_at is None
        and row.activity.status == "verified"
        and period.first <= row.activity.ends_on <= period.last
    ]
    kinds = {}
    for row in rows:
        kinds.setdefault(row.activity.team_id, set()).add(row.partner.kind)
    varied = [team for team, told in kinds.items() if len(told - {""}) >= 3]
    return len({row.activity_id for row in rows}), len(varied), len({row.partner_id for row in rows})


def test_7_counts_partners_of_what_is_verified_and_kinds_by_team():
    broad, narrow = TeamFactory(code="440501"), TeamFactory(code="440502")
    kinds = [PartnerKind.LOCAL, PartnerKind.ACADEMIA, PartnerKind.RELIGIOUS, ""]
    local, school, temple, unknown = (PartnerFactory(kind=kind) for kind in kinds)
    first, second, alone = (held(team, roster(team, 1)) for team in (broad, broad, narrow))
    for activity, partner in [(first, local), (first, school), (second, local), (second, temple)]:
        ActivityPartnerFactory(activity=activity, partner=partner)
    third = held(narrow, roster(narrow, 1))
    for partner in (local, school, unknown):
        ActivityPartnerFactory(activity=third, partner=partner)
    ActivityPartnerFactory(activity=alone, partner=temple, deleted_at=now())
    waiting = activity_with("submitted", team=narrow, starts_on=date(2018, 3, 1))
    ActivityPartnerFactory(activity=waiting, partner=temple)
    with_any, teams, partners = (measure(7, index) for index in range(3))
    assert (with_any.numerator, with_any.denominator) == (3, 4)
    assert (teams.numerator, teams.denominator) == (1, 2)
    assert (partners.numerator, partners.percent) == (4, None)
    assert partners_recounted(YEAR) == (3, 1, 4)


def test_7_without_activities_has_no_percentage():
    assert [measure(7, index).percent for index in range(3)] == [None, None, None]


def test_the_number_of_queries_does_not_grow_with_rows(django_assert_max_num_queries):
    def queries():
        with django_assert_max_num_queries(60) as counted:
            directions(None, SO_FAR)
        return len(counted)

    team = TeamFactory(code="440501")
    held(team, roster(team, 1))
    with_one = queries()
    for code in ("440502", "440503"):
        team = TeamFactory(code=code)
        held(team, roster(team, 3))
    assert queries() == with_one
