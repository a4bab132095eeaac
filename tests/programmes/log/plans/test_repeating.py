"""Which days a repetition falls on: any first day, any rule, beside a plain recount."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.choices import Repeats
from programmes.services.repeating import MOST_TIMES, Rule, days_of, skipped_months

DAYS = st.dates(date(2018, 1, 1), date(2030, 12, 31))
ENDS = st.one_of(
    st.builds(lambda times: {"times": times}, st.integers(2, MOST_TIMES)),
    st.builds(lambda far: {"until": far}, st.integers(0, 2000)),
)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """A rule that ends after some times, or on a day after the first."""
    first, end = draw(DAYS), draw(ENDS)
    if "until" in end:
        end = {"until": first + timedelta(days=end["until"])}
    return Rule(first, draw(st.sampled_from(Repeats)), **end)


def nth(day: date) -> int:
    """The how-manieth of its name in its month, counted day by day."""
    return sum(1 for number in range(1, day.day + 1) if day.replace(day=number).weekday() == day.weekday())


@given(rules())
def test_days_begin_with_the_first_rise_and_keep_the_weekday(rule: Rule) -> None:
    days = days_of(rule)
    assert days[0] == rule.first
    assert days == sorted(set(days))
    assert {day.weekday() for day in days} == {rule.first.weekday()}
    assert len(days) <= MOST_TIMES + 1
    if rule.times:
        assert len(days) == rule.times
    else:
        assert days[-1] <= rule.until


@given(rules())
def test_nothing_between_two_days_is_left_out(rule: Rule) -> None:
    days = days_of(rule)
    steps = [later - day for day, later in pairwise(days)]
    if rule.repeats != Repeats.MONTHLY:
        weeks = 2 if rule.repeats == Repeats.FORTNIGHTLY else 1
        assert set(steps) <= {timedelta(weeks=weeks)}
        if rule.until and len(days) <= MOST_TIMES:
            assert days[-1] + timedelta(weeks=weeks) > rule.until
        return
    assert {nth(day) for day in days} == {nth(rule.first)}
    months = [(day.year * 12 + day.month) for day in days]
    between = [(month.year * 12 + month.month) for month in skipped_months(rule, days)]
    assert sorted(months + between) == list(range(months[0], months[-1] + 1))


@pytest.mark.parametrize(
    ("first", "repeats", "end", "days"),
    [
        ((2019, 3, 13), "monthly", {"times": 3}, ["2019-03-13", "2019-04-10", "2019-05-08"]),
        (
            (2019, 3, 6),
            "fortnightly",
            {"until": date(2019, 4, 3)},
            ["2019-03-06", "2019-03-20", "2019-04-03"],
        ),
        ((2019, 3, 6), "fortnightly", {"until": date(2019, 4, 2)}, ["2019-03-06", "2019-03-20"]),
        ((2020, 2, 29), "weekly", {"times": 2}, ["2020-02-29", "2020-03-07"]),
        # The fifth Saturday of February comes every 28 years; months without a fifth one are skipped.
        ((2020, 2, 29), "monthly", {"times": 3}, ["2020-02-29", "2020-05-30", "2020-08-29"]),
    ],
)
def test_days_that_people_would_say(first, repeats, end, days) -> None:
    found = days_of(Rule(date(*first), Repeats(repeats), **end))
    assert [day.isoformat() for day in found] == days


def test_months_without_a_fifth_wednesday_are_named() -> None:
    rule = Rule(date(2019, 5, 29), Repeats.MONTHLY, times=2)
    days = days_of(rule)
    assert days == [date(2019, 5, 29), date(2019, 7, 31)]
    assert skipped_months(rule, days) == [date(2019, 6, 1)]


def test_there_is_one_more_than_may_be_so_that_it_can_be_said() -> None:
    assert len(days_of(Rule(date(2019, 1, 1), Repeats.WEEKLY, until=date(2029, 1, 1)))) == MOST_TIMES + 1
