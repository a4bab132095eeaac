"""Numbers as they come from sheets and phones."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai.digits import NumberError, parse_decimal, parse_int, to_arabic

TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("28", "28"),
        ("๓๐", "30"),
        ("๑๕,๐๐๐.-", "15000"),
        ("15,000 . -", "15000"),
        ("8000", "8000"),
        ("12,500", "12500"),
        ("1,234,567.50 บาท", "1234567.50"),
        ("๘๐๐๐ บาทถ้วน", "8000"),
        ("1 200", "1200"),
        (" 20\u00a0คน ", "20"),
        ("3.5 ชั่วโมง", "3.5"),
        ("-5", "-5"),
        (".5", "0.5"),
        (12.0, "12.0"),
        (7, "7"),
        (Decimal("2.5"), "2.5"),
        (Decimal("1E+3"), "1000"),
    ],
)
def test_a_number_is_read(written, number):
    assert parse_decimal(written) == Decimal(number)


@pytest.mark.parametrize("blank", [None, "", "  ", "-", "–", "\u200b"])
def test_blank_is_nothing(blank):
    assert parse_decimal(blank) is None
    assert parse_int(blank) is None


@pytest.mark.parametrize(
    "written",
    [
        "ประมาณ 20",
        "15 (ญ 9)",
        "30-40",
        "1,23",
        "12,34,567",
        "1e5",
        "ไม่มี",
        "๑.๒.๓",
        ".",
        "+",
        True,
        "nan",
        float("nan"),
        float("inf"),
    ],
)
def test_what_is_no_number_is_refused_in_thai(written):
    with pytest.raises(NumberError) as refused:
        parse_decimal(written)
    assert refused.value.code == "unreadable"
    assert "ใส่เฉพาะตัวเลข" in refused.value.message


def test_a_whole_number_must_be_whole():
    assert parse_int("๑๒.๐") == 12
    with pytest.raises(NumberError) as refused:
        parse_int("12.5")
    assert refused.value.code == "not_whole"


def test_an_endless_number_is_refused():
    with pytest.raises(NumberError) as refused:
        parse_int("9" * 5000)
    assert refused.value.code == "too_long"
    assert len(refused.value.message) < 100


@given(st.integers(-(10**12), 10**12))
def test_digits_go_to_thai_and_back(number):
    assert parse_int(f"{number:,}".translate(TO_THAI)) == number


@given(st.text())
def test_to_arabic_moves_nothing(text):
    assert len(to_arabic(text)) == len(text)


@given(st.text() | st.text("๐๑๒3,.-– บาทคน"))
def test_any_text_is_a_number_nothing_or_a_number_error(text):
    try:
        number = parse_decimal(text)
    except NumberError as error:
        assert error.message  # noqa: PT017 - the error itself is what is looked at
    else:
        assert number is None or number.is_finite()
