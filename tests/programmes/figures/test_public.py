"""What the public sees of figures: rounded, small numbers hidden, people from province level up."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.figures import HIDDEN, Period, headline, public_directions, public_headline, rounded
from programmes.templatetags.figures import figure, percent
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import activity_with, roster

YEAR = Period(date(2018, 1, 1), date(2018, 12, 31))


@pytest.mark.parametrize(
    ("exact", "shown"), [(0, 0), (5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (41_823, 41_825)]
)
def test_people_are_rounded_to_the_nearest_five(exact, shown):
    assert rounded(exact) == shown


@pytest.mark.parametrize("exact", [1, 2, 3, 4])
def test_one_to_four_people_are_not_shown(exact):
    assert rounded(exact) is HIDDEN
    assert "น้อยกว่า 5 คน" in str(rounded(exact))


@given(st.integers(min_value=5, max_value=10_000_000))
def test_rounding_moves_a_number_by_at_most_two(exact):
    shown = rounded(exact)
    assert shown % 5 == 0
    assert abs(shown - exact) <= 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "people"), [(None, 10), ("NE", 10), ("44", 10), ("4405", None), ("440501", None)]
)
def test_people_stand_at_province_level_and_above_only(area, code, people):
    team = TeamFactory()
    activity_with("verified", team=team, came=roster(team, 9), starts_on=date(2018, 3, 1))
    shown = public_headline(code and area(code), YEAR)
    assert shown.people == people
    assert shown.activities == 1
    assert bool(shown.by_group) is (people is not None)


@pytest.mark.django_db
def test_the_public_figure_rises_by_the_rounding_rule_and_activities_by_one():
    team = TeamFactory()
    activity_with("verified", team=team, came=roster(team, 6), starts_on=date(2018, 3, 1))
    before, exact_before = public_headline(None, YEAR), headline(None, YEAR)
    activity_with("verified", team=team, came=roster(team, 4), starts_on=date(2018, 3, 1))
    after, exact_after = public_headline(None, YEAR), headline(None, YEAR)
    assert exact_after.people - exact_before.people == 4
    assert (before.people, after.people) == (5, 10)
    assert after.activities - before.activities == 1


@pytest.mark.django_db
def test_a_weekly_change_of_people_gives_no_exact_number_away():
    team = TeamFactory()
    activity_with("verified", team=team, came=roster(team, 13), starts_on=date(2018, 3, 1))
    assert public_headline(None, YEAR, with_change=True).change.people == 15


@pytest.mark.django_db
def test_small_groups_of_people_are_hidden_in_the_directions(area):
    team = TeamFactory()
    activity_with("verified", team=team, came=roster(team, 3), starts_on=date(2018, 3, 1))
    groups = public_directions(area("44"), YEAR)[5].measures[0]
    assert [number for _, number in groups.people] == [0, 0, HIDDEN]
    below = public_directions(area("440501"), YEAR)[5].measures[0]
    assert (below.measurable, below.people) == (False, ())


def test_a_zero_base_shows_a_dash_never_zero_percent():
    assert percent(None) == "—"
    assert figure(None) == "—"
    assert figure(HIDDEN) == str(HIDDEN)
    assert figure(1431) == "1,431"
