"""How many people and how much money, as lists write it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai.amounts import MOST_PEOPLE, Count, parse_baht, parse_count
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
        ("ประมาณ 20 คน (ญ 9)", Count(20, 9, True)),
        ("20+", Count(20, None, True, 20)),
        ("20 กว่าคน", Count(20, None, True, 20)),
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
    ["ยี่สิบ", "12.5", "-5", "ญ 9", "15 (ญ 20)", "ช 6 ญ 9 รวม 20", "40-30", "15 ญ 9 ญ 3", "999999"],
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
    assert parse_count(f"ช {men} ญ {women}") == Count(women + men, women)
    assert parse_count(f"{women + men} (ญ {women})") == Count(women + men, women)


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
        ("1.5 หมื่น", 15000),
        ("2 แสน", 200000),
        ("1 แสน 5 หมื่น บาท", 150000),
        ("ไม่ใช้งบ", 0),
        ("0", 0),
    ],
)
def test_baht(text: object, amount: int) -> None:
    assert parse_baht(text) == Decimal(amount)


def test_satang_are_kept() -> None:
    assert parse_baht("15,000.50") == Decimal("15000.50")


@pytest.mark.parametrize("text", ["-", "", None, "ไม่ระบุ"])
def test_no_amount(text: object) -> None:
    assert parse_baht(text) is None


@pytest.mark.parametrize("text", ["-500", "ห้าพัน", "1.005", "15.000,00", "99999999999", "ประมาณ 8000"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(NumberError):
        parse_baht(text)


@given(st.decimals(0, 9_999_999, places=2), st.booleans())
def test_every_amount_is_read_in_both_digits(amount: Decimal, thai: bool) -> None:
    text = f"{amount:,.2f} บาท"
    assert parse_baht(text.translate(THAI) if thai else text) == amount


@given(st.text(alphabet="0123456789๐-.,บาทหมื่นแสนล้าน /=", max_size=25))
def test_no_text_breaks_money(text: str) -> None:
    try:
        amount = parse_baht(text)
    except NumberError:
        return
    assert amount is None or 0 <= amount < Decimal(10) ** 10
