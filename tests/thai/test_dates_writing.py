"""Days, times and quarters written out."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai.dates import (
    DateError,
    fiscal_quarter,
    format_date,
    format_datetime,
    format_quarter,
    format_range,
    format_time,
    format_time_range,
    parse_date,
    quarter_months,
    shown_year,
)

DAY = date(2018, 2, 21)


@pytest.mark.parametrize(
    ("style", "thai", "english"),
    [
        ("short", "พุธ 21 ก.พ. 2561", "Wed 21 Feb 2018"),
        ("long", "วันพุธที่ 21 กุมภาพันธ์ 2561", "Wednesday 21 February 2018"),
        ("day", "21 ก.พ. 2561", "21 Feb 2018"),
        ("month", "ก.พ. 2561", "Feb 2018"),
        ("table", "21 ก.พ. 61", "21 Feb 18"),
        ("weekday", "พุธ", "Wed"),
    ],
)
def test_a_day_is_written(style, thai, english):
    assert format_date(DAY, "th", style) == thai
    assert format_date(DAY, "en", style) == english
    assert format_date(DAY, "en-gb", style) == english


def test_an_unknown_style_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="unknown style"):
        format_date(DAY, "th", "shrt")


def test_thursday_is_short_in_short():
    assert format_date(date(2019, 2, 14)) == "พฤหัส 14 ก.พ. 2562"
    assert format_date(date(2019, 2, 14), style="long") == "วันพฤหัสบดีที่ 14 กุมภาพันธ์ 2562"


@pytest.mark.parametrize(
    ("first", "last", "thai", "english"),
    [
        (date(2018, 3, 12), date(2018, 3, 13), "12–13 มี.ค. 2561", "12–13 Mar 2018"),
        (date(2018, 3, 30), date(2018, 4, 2), "30 มี.ค.–2 เม.ย. 2561", "30 Mar–2 Apr 2018"),
        (date(2018, 12, 28), date(2019, 1, 2), "28 ธ.ค. 2561–2 ม.ค. 2562", "28 Dec 2018–2 Jan 2019"),
        (DAY, DAY, "พุธ 21 ก.พ. 2561", "Wed 21 Feb 2018"),
        (DAY, None, "พุธ 21 ก.พ. 2561", "Wed 21 Feb 2018"),
    ],
)
def test_a_range_is_written(first, last, thai, english):
    assert format_range(first, last) == thai
    assert format_range(first, last, "en") == english


def test_months_are_a_range_too():
    assert format_range(date(2019, 1, 5), date(2019, 3, 1), style="month") == "ม.ค.–มี.ค. 2562"
    assert format_range(date(2018, 12, 1), date(2019, 1, 1), style="month") == "ธ.ค. 2561–ม.ค. 2562"
    assert format_range(date(2019, 1, 5), date(2019, 1, 20), style="month") == "ม.ค. 2562"


def test_times_are_written_with_a_point():
    assert format_time(time(9, 0)) == "09.00 น."
    assert format_time(time(9, 0), "en") == "09:00"
    assert format_time_range(time(9, 0), time(15, 30)) == "09.00–15.30 น."
    assert format_time_range(time(9, 0), None) == "09.00 น."


def test_a_moment_is_written_by_the_clocks_of_thailand():
    moment = datetime(2019, 2, 19, 17, 5, tzinfo=UTC)
    assert format_datetime(moment) == "พุธ 20 ก.พ. 2562 เวลา 00.05 น."
    assert format_datetime(moment, "en") == "Wed 20 Feb 2019, 00:05"
    assert format_date(moment) == "พุธ 20 ก.พ. 2562"
    assert format_time(datetime(2019, 2, 20, 8, 0)) == "08.00 น."


@pytest.mark.parametrize(
    ("day", "fiscal"),
    [
        (date(2017, 9, 30), (2560, 4)),
        (date(2017, 10, 1), (2561, 1)),
        (date(2017, 12, 31), (2561, 1)),
        (date(2018, 1, 1), (2561, 2)),
        (date(2018, 3, 31), (2561, 2)),
        (date(2018, 4, 1), (2561, 3)),
        (date(2018, 9, 30), (2561, 4)),
        (date(2018, 10, 1), (2562, 1)),
    ],
)
def test_the_fiscal_year_begins_in_october(day, fiscal):
    assert fiscal_quarter(day) == fiscal


@pytest.mark.parametrize(
    ("quarter", "lang", "style", "written"),
    [
        ((2562, 2), "th", "long", "ไตรมาส 2 ปีงบประมาณ 2562 (ม.ค.–มี.ค. 2562)"),
        ((2562, 1), "th", "long", "ไตรมาส 1 ปีงบประมาณ 2562 (ต.ค.–ธ.ค. 2561)"),
        ((2562, 2), "th", "short", "ไตรมาส 2 ปีงบฯ 62 (ม.ค.–มี.ค. 62)"),
        ((2562, 2), "th", "months", "ม.ค.–มี.ค. 62"),
        ((2562, 2), "en", "long", "Quarter 2, fiscal year 2019 (Jan–Mar 2019)"),
        ((2562, 1), "en", "short", "Q1 FY 2019 (Oct–Dec 18)"),
    ],
)
def test_a_quarter_is_written_with_its_months(quarter, lang, style, written):
    assert format_quarter(*quarter, lang, style) == written


@given(st.dates(date(1900, 1, 1), date(2150, 1, 1)))
def test_a_day_lies_in_the_months_of_its_quarter(day):
    first, last = quarter_months(*fiscal_quarter(day))
    assert (first.year, first.month) <= (day.year, day.month) <= (last.year, last.month)


def test_years_are_buddhist_in_thai_only():
    assert shown_year(2019) == 2562
    assert shown_year(2019, "en") == 2019


@given(
    st.dates(date(1900, 1, 1), date(2150, 1, 1)), st.sampled_from(["short", "long", "day", "month", "table"])
)
def test_plain_spaces_only(day, style):
    assert "\u00a0" not in format_date(day, "th", style)


def test_a_message_speaks_the_language_of_its_reader():
    from django.utils import translation

    with pytest.raises(DateError) as refused:
        parse_date("31/4/2561")
    assert "31 เม.ย. 2561" in refused.value.message
    with translation.override("en"):
        assert "31 Apr 2018" in refused.value.message
