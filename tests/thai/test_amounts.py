"""How many people and how much money, as lists write it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai.amounts import MOST_PEOPLE, Count, amounts_in, parse_baht, parse_count
from thai.digits import NumberError

THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("๓๐", Count(30)),
        ("28", Count(28)),
        ("28.0", Count(28)),
        ("20 คน", Count(20)),
        ("1,200", Count(1200)),
        ("0", Count(0)),
        ("15 (ญ 9)", Count(15, 9)),
        ("15(ญ.9)", Count(15, 9)),
        ("15 (ช 6)", Count(15, 9)),
        ("ช 6 ญ 9", Count(15, 9)),
        ("รวม 15 คน ชาย 6 คน หญิง 9 คน", Count(15, 9)),
        ("ประมาณ 20", Count(20, None, True)),
        ("6 ชาย 9 หญิง", Count(15, 9)),
        ("15 คน (9 หญิง)", Count(15, 9)),
        ("ช 6 + ญ 9 = 15", Count(15, 9)),
        ("30 คน ในนั้นหญิง 18 คน", Count(30, 18)),
        ("ผู้เข้าร่วม ๓๐ คน", Count(30)),
        ("ประมาณ 20 คน (ญ 9)", Count(20, 9, True)),
        ("20 คนโดยประมาณ", Count(20, None, True)),
        ("20 (ประมาณ)", Count(20, None, True)),
        ("(ราว ๆ ๒๐ คน)", Count(20, None, True)),
        ("ประมาณ ชาย 12 หญิง 30", Count(42, 30, True)),
        ("ประมาณ 40-50 คน", Count(40, None, True, 40, 50)),
        ("20+", Count(20, None, True, 20)),
        ("20 กว่าคน", Count(20, None, True, 20)),
        ("20 กว่าๆ", Count(20, None, True, 20)),
        ("20 คนขึ้นไป", Count(20, None, True, 20)),
        ("30-40", Count(30, None, True, 30, 40)),
        ("๓๐–๔๐ คน", Count(30, None, True, 30, 40)),
        ("ไม่เกิน 20", Count(20, None, True, None, 20)),
        ("ไม่ระบุ", None),
        ("-", None),
        ("", None),
        (None, None),
        (28, Count(28)),
    ],
)
def test_people(text: object, count: Count | None) -> None:
    assert parse_count(text) == count


@pytest.mark.parametrize(
    "text",
    [
        "ยี่สิบ",
        "12.5",
        "-5",
        "ญ 9",
        "9 หญิง",
        "15 (ญ 20)",
        "ช 6 ญ 9 รวม 20",
        "40-30",
        "15 ญ 9 ญ 3",
        "999999",
        "20 ครัวเรือน",
        "40/50",
        "10+20",
        "วันละ 30 คน",
        "ประมาณ",
    ],
)
def test_what_is_no_number_of_people_is_refused(text: str) -> None:
    with pytest.raises(NumberError):
        parse_count(text)


@given(st.integers(0, MOST_PEOPLE), st.booleans())
def test_every_number_is_read_in_both_digits(number: int, thai: bool) -> None:
    text = f"{number:,} คน"
    assert parse_count(text.translate(THAI) if thai else text) == Count(number)


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_women_and_men_make_up_the_number(women: int, men: int) -> None:
    for text in (
        f"ช {men} ญ {women}",
        f"{women + men} (ญ {women})",
        f"ชาย {men} คน หญิง {women} คน รวม {women + men:,} คน",
        f"{men} ชาย {women} หญิง",
        f"{women + men}=ช{men}+ญ{women}",
    ):
        assert parse_count(text) == Count(women + men, women)


@given(
    st.integers(0, 9000),
    st.sampled_from(["ประมาณ {}", "{} โดยประมาณ", "ราว ๆ {} คน", "~{}", "({} คน) ประมาณ"]),
)
def test_an_estimate_stays_one_however_it_is_said(number: int, words: str) -> None:
    assert parse_count(words.format(number)) == Count(number, None, True)


@given(st.integers(0, 9000), st.integers(1, 900), st.sampled_from(["-", " - ", "–", " ถึง "]))
def test_bounds_are_kept_however_they_are_joined(low: int, more: int, dash: str) -> None:
    assert parse_count(f"{low}{dash}{low + more} คน") == Count(low, None, True, low, low + more)


@given(st.text(alphabet="0123456789๐-–+, ()ชญประมาณคนกว่า.", max_size=25))
def test_no_text_breaks_it_and_bounds_hold(text: str) -> None:
    try:
        count = parse_count(text)
    except NumberError:
        return
    if count is not None:
        assert 0 <= count.number <= MOST_PEOPLE
        assert count.women is None or 0 <= count.women <= count.number
        assert count.upper is None or count.upper >= count.number


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("๑๕,๐๐๐.-", 15000),
        ("8000", 8000),
        (8000, 8000),
        ("12,500", 12500),
        ("15,000 บาท", 15000),
        ("15,000/-", 15000),
        ("25,000,-", 25000),
        ("๒๕,๐๐๐.-", 25000),
        ("งบประมาณ 25,000 บาท", 25000),
        ("งบ 1.5 แสน", 150000),
        ("1.5แสนบาท", 150000),
        ("1,200 ล้าน", 1200000000),
        ("25,000 บ", 25000),
        ("THB 25,000", 25000),
        ("1.5 หมื่น", 15000),
        ("2 แสน", 200000),
        ("1 แสน 5 หมื่น บาท", 150000),
        ("ไม่ใช้งบ", 0),
        ("ไม่มีงบประมาณ", 0),
        ("0", 0),
    ],
)
def test_baht(text: object, amount: int) -> None:
    assert parse_baht(text) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("15,000 บาท (หนึ่งหมื่นห้าพันบาทถ้วน)", "15000"),
        ("15,000 (หนึ่งหมื่นห้าพันบาท) บาท", "15000"),
        ("๑๕,๐๐๐ บาท ( หนึ่งหมื่น ห้าพันบาทถ้วน )", "15000"),
        ("1,200,021.50 บาท (หนึ่งล้านสองแสนยี่สิบเอ็ดบาทห้าสิบสตางค์)", "1200021.50"),
        ("10 บาท (สิบบาทถ้วน)", "10"),
        ("0.25 บาท (ยี่สิบห้าสตางค์)", "0.25"),
    ],
)
def test_a_sum_said_once_more_in_words_is_one(text: str, amount: str) -> None:
    assert parse_baht(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    [
        "15,000 บาท (สองหมื่นบาทถ้วน)",
        "15,000 บาท (หนึ่งหมื่นห้าพัน)",
        "15,000 บาท (ค่าอาหารห้าพันบาท)",
        "(หนึ่งหมื่นบาทถ้วน)",
    ],
)
def test_words_in_brackets_that_are_not_the_same_sum_are_refused(text: str) -> None:
    with pytest.raises(NumberError) as refused:
        parse_baht(text)
    assert f"“{text}”" in refused.value.message


def test_satang_are_kept() -> None:
    assert parse_baht("15,000.50") == Decimal("15000.50")


@pytest.mark.parametrize("text", ["-", "", None, "ไม่ระบุ"])
def test_no_amount(text: object) -> None:
    assert parse_baht(text) is None


@pytest.mark.parametrize(
    "text",
    ["-500", "ห้าพัน", "1.005", "15.000", "15.000,00", "99999999999", "ประมาณ 8000", "งบตำบล", "5000+8000"],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(NumberError) as refused:
        parse_baht(text)
    assert f"“{text}”" in refused.value.message


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("ประมาณ 8,000 บาท", [8000]),
        ("8,000-9,000", [8000, 9000]),
        ("5,000 + 3,000", [8000]),
        ("อบต. 5,000 มมส. 1.5 หมื่น", [5000, 15000]),
        ("ราว 1 แสน 5 หมื่น", [150000]),
        ("25.000", []),
        ("สองหมื่น", []),
        ("", []),
    ],
)
def test_amounts_to_choose_from(text: str, amounts: list[int]) -> None:
    assert amounts_in(text) == amounts


BEFORE_BAHT, BEHIND_BAHT = ("", "งบ ", "งบประมาณ", "จำนวน ", "฿"), ("", " บาท", "บ.", " บาทถ้วน", " baht")


@given(
    st.decimals(0, 9_999_999, places=2),
    st.booleans(),
    st.sampled_from(BEFORE_BAHT),
    st.sampled_from(BEHIND_BAHT),
)
def test_every_amount_is_read_in_any_dress(amount: Decimal, thai: bool, before: str, behind: str) -> None:
    text = f"{before}{amount:,.2f}{behind}"
    assert parse_baht(text.translate(THAI) if thai else text) == amount


@given(st.integers(1, 99), st.integers(0, 9))
def test_words_for_powers_of_ten_count_together(tens: int, thousands: int) -> None:
    assert parse_baht(f"{tens} หมื่น {thousands} พัน") == tens * 10_000 + thousands * 1_000
    assert parse_baht(f"{tens}.{thousands} หมื่น") == tens * 10_000 + thousands * 1_000


@given(st.text(alphabet="0123456789๐-.,บาทหมื่นแสนล้าน /=", max_size=25))
def test_no_text_breaks_money(text: str) -> None:
    try:
        amount = parse_baht(text)
    except NumberError:
        return
    assert amount is None or 0 <= amount < Decimal(10) ** 10


@given(st.text(alphabet="0123456789๐-.,+บาทหมื่นแสน /=", max_size=25))
def test_no_text_breaks_the_choice_between_amounts(text: str) -> None:
    found = amounts_in(text)
    assert all(0 < amount < Decimal(10) ** 10 for amount in found)
    assert len(found) == len(set(found))
