"""Typing slips folded away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai.text import _folded, fold, search_key

THAI = st.text(
    st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B)
    | st.sampled_from(" \u200b\u00a0\uf70a\uf711e\u0301")
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("เเม่", "แม่"),
        ("น\u0e4dา", "นำ"),
        ("น\u0e49\u0e4dา", "น้ำ"),
        ("น\u0e4d\u0e49า", "น้ำ"),
        ("นำ\u0e49", "น้ำ"),
        ("ท\u0e48\u0e35", "ที่"),
        ("ขา\u0e49ว", "ข้าว"),
        ("ท่\u0e48า", "ท่า"),
        ("ดีี", "ดี"),
        ("ก\u0e48\u0e38", "กุ่"),
        ("สม\u200bชาย", "สมชาย"),
        ("\ufeffสม\u00adชาย", "สมชาย"),
        ("สมชาย\u00a0 \tใจดี\r\n", "สมชาย ใจดี"),
        ("ป\uf70bา", "ป้า"),
        ("ป\uf710น", "ปัน"),
        ("สม\x00ชาย", "สมชาย"),
    ],
)
def test_a_slip_is_mended(typed, meant):
    assert fold(typed) == meant


@pytest.mark.parametrize(
    "right", ["เก่า", "เก้า", "น้ำใจ", "ก็", "จันทร์", "สั้น ๆ", "กรุงเทพฯ", "๑๒ มี.ค. ๖๑", "เปรี้ยว", "ทฤษฎี", "ฤๅ"]
)
def test_what_is_right_stays(right):
    assert fold(right) == right


def test_different_tone_marks_stay_different():
    assert fold("เก่า") != fold("เก้า")


@given(st.text() | THAI)
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(THAI)
def test_folding_forgets_no_consonant(text):
    def consonants(letters):
        return [char for char in letters if "ก" <= char <= "ฮ"]

    assert consonants(fold(text)) == consonants(text)


def test_a_search_key_forgets_case_digits_and_punctuation():
    assert search_key("  บ้านมั่นคง (ที่ดิน ส.ป.ก.) ปี ๒๕๖๑ LINE ") == "บ้านมั่นคง ที่ดิน ส ป ก ปี 2561 line"


@given(st.text() | THAI)
def test_a_search_key_is_its_own_search_key(text):
    assert search_key(search_key(text)) == search_key(text)


@given(THAI | st.text() | st.text("เแก่้ัิีำาะํ์ a1."))
def test_a_text_that_is_left_as_it_is_needed_nothing(text):
    assert fold(text) == _folded(text)
