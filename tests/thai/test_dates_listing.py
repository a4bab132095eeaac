"""Several days in one cell."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai.dates import DateError, format_date, format_range, parse_days


def day(number: int, month: int = 3) -> date:
    """A day of 2018."""
    return date(2018, month, number)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("12-13 มี.ค. 61", [day(12), day(13)]),
        ("5, 12 และ 19 มี.ค. 61", [day(5), day(12), day(19)]),
        ("5,12,19 มีนาคม 2561", [day(5), day(12), day(19)]),
        ("5-6, 12 มี.ค. 61", [day(5), day(6), day(12)]),
        ("30 มี.ค., 2 และ 5 เม.ย. 61", [day(30), day(2, 4), day(5, 4)]),
        ("30 มี.ค.-2 เม.ย. 61", [day(30), day(31), day(1, 4), day(2, 4)]),
        ("5/3/61, 12/3/61", [day(5), day(12)]),
        ("๕ เมษายน พ.ศ. ๒๕๖๑", [day(5, 4)]),
        ("43241", [day(21, 5)]),
        ("5 มี.ค. 61 / 12 มี.ค. 61", [day(5), day(12)]),
        ("5, 12 มี.ค. 61 (2 วัน)", [day(5), day(12)]),
        (day(5), [day(5)]),
    ],
)
def test_days(text: object, days: list[date]) -> None:
    assert list(parse_days(text)) == days


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31/4/2561", "no_such_day"),
        ("5 และ 31 เม.ย. 61", "no_such_day"),
        ("29 ก.พ. 18", "year_unclear"),
        ("5, 12 มี.ค. 18", "year_unclear"),
        ("19, 5 มี.ค. 61", "unreadable"),
        ("5, 12 มี.ค. 61 (3 วัน)", "unreadable"),
        ("เร็ว ๆ นี้, พรุ่งนี้", "unreadable"),
        ("", "unreadable"),
        (None, "unreadable"),
        ("1 ม.ค. 2561 - 1 ม.ค. 2563", "out_of_range"),
    ],
)
def test_what_cannot_be_read_says_why(text: object, code: str) -> None:
    with pytest.raises(DateError) as refused:
        parse_days(text)
    assert refused.value.code == code


@given(st.dates(date(2018, 1, 1), date(2020, 12, 1)), st.integers(0, 20))
def test_every_span_gives_every_day(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    text = format_range(first, last, "th", "day") if length else format_date(first)
    assert parse_days(text) == tuple(first + timedelta(days=step) for step in range(length + 1))


@given(st.sets(st.integers(1, 28), min_size=2, max_size=6))
def test_every_list_gives_its_days(numbers: set[int]) -> None:
    days = sorted(numbers)
    text = f"{', '.join(map(str, days[:-1]))} และ {days[-1]} มี.ค. 2561"
    assert parse_days(text) == tuple(day(number) for number in days)
