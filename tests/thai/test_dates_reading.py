"""Days as people write them: the right reading beside the refused one."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai.dates import (
    DateError,
    find_days,
    find_yearless,
    format_date,
    format_range,
    parse_date,
    parse_date_range,
)
from thai.dates.words import ENGLISH_MONTHS, THAI_MONTHS

WORK = st.dates(date(2000, 1, 1), date(2049, 12, 31))
DATE_LIKE = st.text("0123456789๑๖ /.-–มีคพศเม.ย.ถึงวันที่เวลานmay" + "\u200b\u00a0", max_size=30)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("๕ เมษายน พ.ศ. ๒๕๖๑", date(2018, 4, 5)),
        ("5 เมษายน พศ 2561", date(2018, 4, 5)),
        ("43241", date(2018, 5, 21)),
        ("๔๓๒๔๑", date(2018, 5, 21)),
        (43241, date(2018, 5, 21)),
        (43241.75, date(2018, 5, 21)),
        (36526, date(2000, 1, 1)),
        (54788, date(2049, 12, 31)),
        ("29 ก.พ. 63", date(2020, 2, 29)),
        ("29/2/2563", date(2020, 2, 29)),
        ("29/2/2020", date(2020, 2, 29)),
        ("21/2/61", date(2018, 2, 21)),
        ("21-02-2561", date(2018, 2, 21)),
        ("21.2.2561", date(2018, 2, 21)),
        ("1/1/60", date(2017, 1, 1)),
        ("1/1/64", date(2021, 1, 1)),
        ("2018-03-12", date(2018, 3, 12)),
        ("2561-03-12", date(2018, 3, 12)),
        ("2018-03-12 00:00:00", date(2018, 3, 12)),
        ("2018-03-12T09:30:00+07:00", date(2018, 3, 12)),
        (date(2018, 3, 12), date(2018, 3, 12)),
        (date(2561, 3, 12), date(2018, 3, 12)),
        (datetime(2018, 3, 12, 23, 59), date(2018, 3, 12)),
        (datetime(2018, 3, 12, 17, 1, tzinfo=UTC), date(2018, 3, 13)),
        ("วันพุธที่ 21 กุมภาพันธ์ 2561", date(2018, 2, 21)),
        ("พุธ 21 ก.พ. 2561", date(2018, 2, 21)),
        ("พ. 21 ก.พ. 2561", date(2018, 2, 21)),
        ("พฤหัสบดีที่ 1 มีนาคม 2561", date(2018, 3, 1)),
        ("พฤหัส 1 มี.ค. 61", date(2018, 3, 1)),
        ("วันที่ 12 เดือน มีนาคม ปี 2561", date(2018, 3, 12)),
        ("12มค61", date(2018, 1, 12)),
        ("12 มี ค 61", date(2018, 3, 12)),
        ("12 กพ.61", date(2018, 2, 12)),
        ("12 กุมภา 61", date(2018, 2, 12)),
        ("12 กรกฏาคม 2561", date(2018, 7, 12)),
        ("12 พฤษจิกายน 2561", date(2018, 11, 12)),
        ("12 พ.ค. 61", date(2018, 5, 12)),
        ("12 พ.ย. 61", date(2018, 11, 12)),
        ("12 มิ.ย. 61", date(2018, 6, 12)),
        ("12 เม.ย. 61", date(2018, 4, 12)),
        ("12 มี.ค. ค.ศ. 2018", date(2018, 3, 12)),
        ("12 มี.ค. 2018", date(2018, 3, 12)),
        ("12 March 2018", date(2018, 3, 12)),
        ("Mar 12, 2018", date(2018, 3, 12)),
        ("Wed 21 Feb 2018", date(2018, 2, 21)),
        ("12 มี.ค. 2561 BE", date(2018, 3, 12)),
        ("12 ก.พ. 61 เวลา 09.00–15.30 น.", date(2018, 2, 12)),
        ("12\u00a0มี\u200b.ค. 61", date(2018, 3, 12)),
        ("12 มี.ค. 61 (บ่าย)", date(2018, 3, 12)),
        ("12 มี.ค. 61 ช่วงเช้า-บ่าย", date(2018, 3, 12)),
        ("12 มี.ค. 61 ครึ่งวัน", date(2018, 3, 12)),
        ("12 มี.ค. ’61", date(2018, 3, 12)),
        ("12/มี.ค./61", date(2018, 3, 12)),
        ("(12 มี.ค. 61)", date(2018, 3, 12)),
        ("12 มี.ค. 61 (จ.)", date(2018, 3, 12)),
        ("วันที่ 12 เดือน 3 พ.ศ. ๒๕๖๑", date(2018, 3, 12)),
        ("12/3/2561 9:30", date(2018, 3, 12)),
        ("12 มี.ค. 61 (1 วัน)", date(2018, 3, 12)),
    ],
)
def test_a_day_is_read(written, day):
    assert parse_date(written) == day


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("12-13 มี.ค. 61", date(2018, 3, 12), date(2018, 3, 13)),
        ("๑๒-๑๓ มี.ค. ๖๑", date(2018, 3, 12), date(2018, 3, 13)),
        ("12–13 มี.ค. 2561", date(2018, 3, 12), date(2018, 3, 13)),
        ("วันที่ 12 ถึงวันที่ 13 มีนาคม 2561", date(2018, 3, 12), date(2018, 3, 13)),
        ("12, 13 มี.ค. 61", date(2018, 3, 12), date(2018, 3, 13)),
        ("12 และ 13 มี.ค. 61", date(2018, 3, 12), date(2018, 3, 13)),
        ("30 มี.ค.–2 เม.ย. 2561", date(2018, 3, 30), date(2018, 4, 2)),
        ("28 ธ.ค. 61 - 2 ม.ค. 62", date(2018, 12, 28), date(2019, 1, 2)),
        ("28 ธ.ค. - 2 ม.ค. 62", date(2018, 12, 28), date(2019, 1, 2)),
        ("12-13/3/2561", date(2018, 3, 12), date(2018, 3, 13)),
        ("30/3-2/4/2561", date(2018, 3, 30), date(2018, 4, 2)),
        ("30/3/61-2/4/61", date(2018, 3, 30), date(2018, 4, 2)),
        ("2018-03-12 - 2018-03-13", date(2018, 3, 12), date(2018, 3, 13)),
        ("พุธที่ 21 ก.พ. 2561 ถึง วันศุกร์ที่ 23 ก.พ. 2561", date(2018, 2, 21), date(2018, 2, 23)),
        ("28 ก.พ.-1 มี.ค. 63", date(2020, 2, 28), date(2020, 3, 1)),
        ("5 เม.ย. 61", date(2018, 4, 5), date(2018, 4, 5)),
        ("12-13 มี.ค. 61 (2 วัน)", date(2018, 3, 12), date(2018, 3, 13)),
        ("๑๒-๑๔ มี.ค. ๖๑ รวม ๓ วัน", date(2018, 3, 12), date(2018, 3, 14)),
    ],
)
def test_a_range_is_read(written, first, last):
    assert parse_date_range(written) == (first, last)


@pytest.mark.parametrize(
    ("written", "code", "sentence"),
    [
        ("31/4/2561", "no_such_day", "ไม่มีวันที่ 31 เม.ย. 2561 เดือนนั้นมี 30 วัน เลือกวันใหม่"),
        ("29 ก.พ. 2561", "no_such_day", "ไม่มีวันที่ 29 ก.พ. 2561 เดือนนั้นมี 28 วัน เลือกวันใหม่"),
        ("29/2/2561", "no_such_day", "ไม่มีวันที่ 29 ก.พ. 2561 เดือนนั้นมี 28 วัน เลือกวันใหม่"),
        ("30/2/2563", "no_such_day", "ไม่มีวันที่ 30 ก.พ. 2563 เดือนนั้นมี 29 วัน เลือกวันใหม่"),
        ("30-31 เม.ย. 61", "no_such_day", "ไม่มีวันที่ 31 เม.ย. 2561 เดือนนั้นมี 30 วัน เลือกวันใหม่"),
        ("0/1/2561", "no_such_day", "ไม่มีวันที่ 0 ม.ค. 2561 เดือนนั้นมี 31 วัน เลือกวันใหม่"),
        ("1/13/2561", "no_such_day", "ไม่มีเดือนที่ 13 เขียนวัน/เดือน/ปี เช่น 21/2/2561"),
        ("21 ก.พ. 18", "year_unclear", "ปี “18” คือปีไหน ใส่ปี พ.ศ. ให้ครบ 4 หลัก"),
        ("21/2/59", "year_unclear", "ปี “59” คือปีไหน ใส่ปี พ.ศ. ให้ครบ 4 หลัก"),
        ("21/2/65", "year_unclear", "ปี “65” คือปีไหน ใส่ปี พ.ศ. ให้ครบ 4 หลัก"),
        ("21 ก.พ. 561", "year_unclear", "ปี “561” คือปีไหน ใส่ปี พ.ศ. ให้ครบ 4 หลัก"),
        ("21 ก.พ. พ.ศ. 2018", "year_unclear", "ปี “2018” คือปีไหน ใส่ปี พ.ศ. ให้ครบ 4 หลัก"),
        ("21 ก.พ. ค.ศ. 61", "year_unclear", "ปี “61” คือปีไหน ใส่ปี พ.ศ. ให้ครบ 4 หลัก"),
        ("12-13 มี.ค.", "year_unclear", "“12-13 มี.ค.” ยังไม่มีปี ใส่ปี พ.ศ. ให้ครบ 4 หลัก"),
        ("12 มี.ค.", "year_unclear", "“12 มี.ค.” ยังไม่มีปี ใส่ปี พ.ศ. ให้ครบ 4 หลัก"),
        ("13-12 มี.ค. 61", "out_of_range", "“13-12 มี.ค. 61” วันสุดท้ายมาก่อนวันแรก ตรวจวันที่อีกครั้ง"),
        ("21/2/2399", "out_of_range", "ปี 2399 ไม่น่าใช่ ตรวจปี พ.ศ. อีกครั้ง"),
        ("21/2/1561", "out_of_range", "ปี 1561 ไม่น่าใช่ ตรวจปี พ.ศ. อีกครั้ง"),
        ("12, 15 มี.ค. 61", "unreadable", "อ่านวันที่ “12, 15 มี.ค. 61” ไม่ออก เขียนแบบ 21 ก.พ. 2561"),
        ("มีนาคม 2561", "unreadable", "“มีนาคม 2561” ยังไม่บอกวัน เขียนแบบ 21 ก.พ. 2561"),
        ("มี.ค. 61", "unreadable", "“มี.ค. 61” ยังไม่บอกวัน เขียนแบบ 21 ก.พ. 2561"),
        (
            "12-14 มี.ค. 61 (2 วัน)",
            "unreadable",
            "“12-14 มี.ค. 61 (2 วัน)” จำนวนวันไม่ตรงกับวันที่ ตรวจวันที่อีกครั้ง",
        ),
        ("ไม่ระบุ", "unreadable", "อ่านวันที่ “ไม่ระบุ” ไม่ออก เขียนแบบ 21 ก.พ. 2561"),
        ("เลื่อน", "unreadable", "อ่านวันที่ “เลื่อน” ไม่ออก เขียนแบบ 21 ก.พ. 2561"),
        ("36525", "unreadable", "อ่านวันที่ “36525” ไม่ออก เขียนแบบ 21 ก.พ. 2561"),
        (54789, "unreadable", "อ่านวันที่ “54789” ไม่ออก เขียนแบบ 21 ก.พ. 2561"),
        (440501, "unreadable", "อ่านวันที่ “440501” ไม่ออก เขียนแบบ 21 ก.พ. 2561"),
        ("", "unreadable", "ยังไม่ได้ใส่วันที่"),
        (None, "unreadable", "ยังไม่ได้ใส่วันที่"),
        (True, "unreadable", "อ่านวันที่ “True” ไม่ออก เขียนแบบ 21 ก.พ. 2561"),
    ],
)
def test_what_is_no_day_is_said(written, code, sentence):
    with pytest.raises(DateError) as refused:
        parse_date_range(written)
    assert (refused.value.code, refused.value.message) == (code, sentence)


def test_a_range_is_no_single_day():
    with pytest.raises(DateError, match="มีหลายวัน ใส่วันเดียว"):
        parse_date("12-13 มี.ค. 61")


@pytest.mark.parametrize(
    ("line", "first", "last", "span"),
    [
        (
            "วันที่ ๑๒-๑๓ มี.ค. ๖๑ ณ ศาลากลางบ้าน ต.ท่าขอนยาง",
            date(2018, 3, 12),
            date(2018, 3, 13),
            "วันที่ ๑๒-๑๓ มี.ค. ๖๑",
        ),
        (
            "ครั้งที่ 3/2561 วันพุธที่ 21 กุมภาพันธ์ พ.ศ. 2561 ณ วัด",
            date(2018, 2, 21),
            date(2018, 2, 21),
            "วันพุธที่ 21 กุมภาพันธ์ พ.ศ. 2561",
        ),
        (
            "ระหว่างวันที่ 30 มี.ค. - 2 เม.ย. 2561",
            date(2018, 3, 30),
            date(2018, 4, 2),
            "วันที่ 30 มี.ค. - 2 เม.ย. 2561",
        ),
        ("28 ธ.ค. 61–2 ม.ค. 62", date(2018, 12, 28), date(2019, 1, 2), "28 ธ.ค. 61–2 ม.ค. 62"),
        ("เวที 12-13/3/2561 บ้านใหม่", date(2018, 3, 12), date(2018, 3, 13), "12-13/3/2561"),
        ("โทร 043-000-001 เมื่อ 5 พ.ค. 61", date(2018, 5, 5), date(2018, 5, 5), "5 พ.ค. 61"),
        ("ประชุม 2018-03-12", date(2018, 3, 12), date(2018, 3, 12), "2018-03-12"),
        ("31/4/2561 เลื่อนเป็น 2/5/2561", date(2018, 5, 2), date(2018, 5, 2), "2/5/2561"),
        (
            "วันที่\u00a012\u200b-13 มี.ค. 61",
            date(2018, 3, 12),
            date(2018, 3, 13),
            "วันที่\u00a012\u200b-13 มี.ค. 61",
        ),
    ],
)
def test_a_date_is_found_in_a_line(line, first, last, span):
    found = find_days(line)
    assert found is not None
    assert (found[0][0], found[0][-1]) == (first, last)
    assert line[slice(*found[1])] == span


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("วันที่ 5, 6 และ 7 เม.ย. 61", [5, 6, 7]),
        ("วันที่ ๕, ๖ และ ๗ เม.ย. ๖๑ ณ ศาลากลางบ้าน", [5, 6, 7]),
        ("วันที่ 5 และ 12 เม.ย. 2561", [5, 12]),
        ("วันที่ 5, 12 เม.ย. 61", [5, 12]),
        ("วันที่ 5 เม.ย. 61 และวันที่ 12 เม.ย. 61", [5, 12]),
        ("วันที่ 5-6 และ 12 เม.ย. 61", [5, 6, 12]),
        ("วันที่ 5/4/61, 12/4/61", [5, 12]),
        ("วันที่ 5;6;7 เม.ย. 61", [5, 6, 7]),
        ("วันที่ 5 / 6 / 7 เม.ย. 61", [5, 6, 7]),
        ("วันที่ 5, 6, และ 7 เม.ย. 61", [5, 6, 7]),
        ("วันพฤหัสบดีที่ 5, 12 และ 19 เมษายน พ.ศ. 2561", [5, 12, 19]),
        ("ครั้งที่ 2, 5 เม.ย. 61", [5]),
        ("เวทีที่ 2, 5 เม.ย. 61", [5]),
        ("ห้อง 3, 5 เม.ย. 61", [5]),
        ("ครั้งที่ 2, 5 และ 6 เม.ย. 61", [5, 6]),
        ("ศาลากลางบ้าน หมู่ 3, 5-6 เม.ย. 61", [5, 6]),
        ("หมู่ที่ 1, 2 และ 3 วันที่ 5 เม.ย. 61", [5]),
        ("บ้านเลขที่ 12/3, 5/4/61", [5]),
    ],
)
def test_every_day_of_a_list_is_found_in_a_line(line, days):
    assert find_days(line)[0] == tuple(date(2018, 4, day) for day in days)


@pytest.mark.parametrize(
    "line",
    ["วันที่ 12, 5 และ 7 เม.ย. 61", "หมู่ 1, 2 และ 5 เม.ย. 61", "วันที่ 5-6-7 เม.ย. 61", "วันที่ 5 6 และ 7 เม.ย. 61"],
)
def test_a_list_that_may_mean_other_days_is_refused(line):
    with pytest.raises(DateError):
        find_days(line)


def test_a_long_list_without_a_month_is_soon_given_up():
    assert find_days("วันที่ 5 , ที่ 6 " * 2000) is None


@pytest.mark.parametrize(
    "line",
    [
        "",
        "ใบลงทะเบียน เวทีพัฒนาทีมตำบล",
        "วันที่ ๑",
        "12-13 มี.ค.",
        "เบอร์ 081-000-0001",
        "ครั้งที่ 3/2561",
        "43241",
        "ม.4 ต.ท่าขอนยาง",
    ],
)
def test_a_line_without_a_date_has_none(line):
    assert find_days(line) is None


@pytest.mark.parametrize(
    ("line", "yearless", "before"),
    [
        ("วันที่ ๑๒-๑๓ มี.ค. ณ ศาลากลางบ้าน หมู่ 4", "๑๒-๑๓ มี.ค.", " ณ ศาลากลางบ้าน หมู่ 4"),
        ("ประชุมวันพุธที่ 21 กุมภาพันธ์", "21 กุมภาพันธ์", ""),
        ("30 มี.ค. - 2 เม.ย. ต.ท่าขอนยาง", "30 มี.ค. - 2 เม.ย.", " ต.ท่าขอนยาง"),
    ],
)
def test_a_day_that_lacks_its_year_is_found_in_a_line(line, yearless, before):
    text, at = find_yearless(line)
    assert (text, line[at:]) == (yearless, before)
    assert find_days(f"{line[:at]} 2561{line[at:]}") is not None


@pytest.mark.parametrize("line", ["", "12 มี.ค. 61", "12-13 มีนาคม พ.ศ. 2561", "ครั้งที่ 3/2561", "มีนาคม"])
def test_a_line_whose_day_has_its_year_lacks_none(line):
    assert find_yearless(line) is None


def test_an_impossible_date_in_a_line_is_said():
    with pytest.raises(DateError, match=r"ไม่มีวันที่ 31 เม\.ย\. 2561"):
        find_days("วันที่ ๓๑ เม.ย. ๖๑ ณ ศาลากลางบ้าน")


@given(WORK, st.sampled_from(["short", "long", "day"]), st.sampled_from(["th", "en"]))
def test_what_is_written_is_read_back(day, style, lang):
    assert parse_date(format_date(day, lang, style)) == day


@given(WORK, st.integers(0, 365), st.sampled_from(["th", "en"]), st.sampled_from(["short", "long"]))
def test_a_range_is_read_back_and_found_again(first, days, lang, style):
    last = first + timedelta(days=days)
    written = format_range(first, last, lang, style)
    assert parse_date_range(written) == (first, last)
    assert find_days(f"เวที {written} ณ ศาลา")[0] == tuple(first + timedelta(step) for step in range(days + 1))


@given(st.dates(date(2017, 1, 1), date(2021, 12, 31)))
def test_buddhist_and_common_years_mean_the_same_day(day):
    year = day.year + 543
    for written in (f"{day.day}/{day.month}/{year}", f"{day.day}/{day.month}/{year % 100}", day.isoformat()):
        assert parse_date(written) == day


NOTATIONS = (
    "{d}/{m}/{be}", "{d}-{m}-{be}", "{d}.{m}.{be}", "{d}/{m}/{yy}", "{be}-{m:02}-{d:02}",
    "{ce}-{m:02}-{d:02}", "{d} {short} {be}", "{d} {short} {yy}", "{d} {full} พ.ศ. {be}",
    "{d}{bare}{yy}", "{d}-{short}-{yy}",
    "วันที่ {d} เดือน {full} ปี {be}", "วันที่ {d} เดือน {m} ปี {be}", "{d} {english} {ce}", "{english} {d}, {ce}",
    "{d} {short} {yy} เวลา 09.00 น.", "({d} {full} {be})", "{d} {short} ’{yy} (บ่าย)",
)  # fmt: skip


@given(st.dates(date(2017, 1, 1), date(2021, 12, 31)), st.sampled_from(NOTATIONS), st.booleans())
def test_a_day_is_read_in_any_of_its_notations(day, notation, thai):
    full, short = THAI_MONTHS[day.month - 1]
    written = notation.format(
        d=day.day, m=day.month, ce=day.year, be=day.year + 543, yy=(day.year + 543) % 100, full=full,
        short=short, bare=short.replace(".", ""), english=ENGLISH_MONTHS[day.month - 1],
    )  # fmt: skip
    written = written.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")) if thai else written
    assert parse_date(written) == day


@given(
    st.text()
    | DATE_LIKE
    | st.integers()
    | st.floats()
    | st.dates()
    | st.datetimes()
    | st.none()
    | st.booleans()
)
def test_anything_is_a_range_or_a_date_error(value):
    try:
        first, last = parse_date_range(value)
    except DateError as error:
        assert error.message  # noqa: PT017 - the error itself is what is looked at
    else:
        assert first <= last


@given(st.text() | DATE_LIKE)
def test_any_line_is_searched_without_another_error(line):
    try:
        found = find_days(line)
    except DateError as error:
        assert error.message  # noqa: PT017 - the error itself is what is looked at
    else:
        assert found is None or list(found[0]) == sorted(set(found[0]))
    yearless = find_yearless(line)
    assert yearless is None or line[yearless[1] - len(yearless[0]) : yearless[1]] == yearless[0]
