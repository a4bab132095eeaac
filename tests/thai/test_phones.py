"""Telephone numbers as they stand in sheets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai.phones import PhoneError, format_phone, parse_phone, phones_in


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("๐๘๑-๐๐๐-๐๐๐๑", "0810000001"),
        ("0810000002", "0810000002"),
        ("081 000 0003", "0810000003"),
        ("(081) 000-0003", "0810000003"),
        ("+66 81 000 0001", "0810000001"),
        ("+66 (0) 81 000 0001", "0810000001"),
        ("0066810000001", "0810000001"),
        ("66810000001", "0810000001"),
        ("0661234567", "0661234567"),
        ("โทร. 081-000-0001", "0810000001"),
        ("เบอร์มือถือ: 081-000-0001", "0810000001"),
        ("02-000-0001", "020000001"),
        ("043-000-001", "043000001"),
        ("02-000-0001 ต่อ 12", "020000001"),
        ("+6643000001", "043000001"),
        ("'0810000001", "0810000001"),
        ("0810000001.0", "0810000001"),
        ("081-000-0001 (บ้าน)", "0810000001"),
        (810000002, "0810000002"),
        (810000002.0, "0810000002"),
        ("43000001", "043000001"),
    ],
)
def test_a_number_is_read(written, digits):
    assert parse_phone(written) == digits


@pytest.mark.parametrize(
    "written", [None, "", " ", "-", "–", "ไม่มี", "ไม่มีเบอร์", "ไม่มีโทรศัพท์", "ไม่มีเบอร์โทร", "ไม่ประสงค์ให้", "N/A"]
)
def test_none_is_nothing(written):
    assert parse_phone(written) is None


@pytest.mark.parametrize(
    ("written", "code", "sentence"),
    [
        ("081-000-000", "wrong_length", "เบอร์มือถือต้องมี 10 หลัก ตอนนี้มี 9 หลัก ตรวจอีกครั้ง"),
        ("08100000011", "wrong_length", "เบอร์มือถือต้องมี 10 หลัก ตอนนี้มี 11 หลัก ตรวจอีกครั้ง"),
        ("0430000011", "wrong_length", "เบอร์บ้านต้องมี 9 หลัก ตอนนี้มี 10 หลัก ตรวจอีกครั้ง"),
        ("0100000001", "wrong_start", "เบอร์ “0100000001” ขึ้นต้นไม่เหมือนเบอร์โทรไทย เริ่มด้วย 0 เช่น 08"),
        ("081-000-0001, 081-000-0002", "several", "มีมากกว่าหนึ่งเบอร์ ใส่เบอร์เดียวก่อน"),
        ("ถามผู้ใหญ่บ้าน", "unreadable", "อ่านเบอร์ “ถามผู้ใหญ่บ้าน” ไม่ออก ใส่เฉพาะตัวเลข"),
    ],
)
def test_what_cannot_be_right_is_said(written, code, sentence):
    with pytest.raises(PhoneError) as refused:
        parse_phone(written)
    assert (refused.value.code, refused.value.message) == (code, sentence)


def test_of_several_each_can_be_chosen():
    assert phones_in("๐๘๑-๐๐๐-๐๐๐๑, 081-000-0002/043-000-001 หรือ 081-000-0001") == [
        "0810000001",
        "0810000002",
        "043000001",
    ]
    assert phones_in("081-000, 081-000-0001") == ["0810000001"]
    assert phones_in("") == []


@given(st.from_regex(r"0[689][0-9]{8}|0[23457][0-9]{7}", fullmatch=True))
def test_a_shown_number_is_read_back(digits):
    assert parse_phone(format_phone(digits)) == digits


@given(
    st.from_regex(r"0[689][0-9]{8}|0[23457][0-9]{7}", fullmatch=True),
    st.sampled_from(["", "โทร. ", "เบอร์มือถือ: ", "tel "]),
    st.sampled_from(["-", " ", ".", ""]),
    st.booleans(),
    st.booleans(),
)
def test_a_number_is_read_in_any_dress(
    digits: str, label: str, between: str, abroad: bool, thai: bool
) -> None:
    first = f"+66 {digits[1:3]}" if abroad else digits[:3]
    text = f"{label}{first}{between}{digits[3:6]}{between}{digits[6:]}"
    assert parse_phone(text.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")) if thai else text) == digits


@given(st.text() | st.text("0689๐๘๑- +()/,") | st.integers() | st.floats())
def test_anything_is_a_number_nothing_or_a_phone_error(value):
    try:
        digits = parse_phone(value)
    except PhoneError as error:
        assert error.message  # noqa: PT017 - the error itself is what is looked at
    else:
        assert digits is None or (digits.startswith("0") and len(digits) in (9, 10))


@pytest.mark.parametrize(
    ("digits", "shown"),
    [
        ("0810000001", "081-000-0001"),
        ("020000001", "02-000-0001"),
        ("043000001", "043-000-001"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_number_is_shown_in_groups(digits, shown):
    assert format_phone(digits) == shown
