"""Words inside unspaced Thai, English stems, abbreviations and numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai import words

TEXT = st.text(st.sampled_from("กขคงจนรสอา่้ิีุเแโไำะ์ ฯๆabzAİ0๑.,-'\"%\\🙂"), max_size=60)


def found(text: str) -> list[str]:
    return words.words_of(words.undotted(words.letter_key(text)))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("กองทุนสวัสดิการชุมชนตำบล", "สวัสดิการ"),
        ("โครงการพัฒนาคน", "พัฒนา"),
        ("โครงการพัฒนาคน", "โครงการ"),
        ("ป่าชายเลนท่าเคย", "ป่าชายเลน"),
        ("ช่วยกันดูแลเยาวชนของชุมชน", "เยาวชน"),
        ("ไปหายาที่ตลาด", "ยา"),
        ("ที่ดิน ส.ป.ก. โนนสมบูรณ์", "สปก"),
        ("หน้า อบต. 08.30 น.", "อบต"),
        ("เสาร์ 2 มี.ค. ๒๕๖๒", "มีค"),
        ("เสาร์ 2 มี.ค. ๒๕๖๒", "2562"),
        ("ป่า 1,240 ไร่", "1240"),
        ("Learning Sites", "site"),
        ("the director’s letter", "director"),
    ],
)
def test_a_word_is_found_in_a_text(text, word):
    assert word in found(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("พยายาม", "ยา"),
        ("ประชาชน", "ชา"),
        ("โครงการ", "โค"),
        ("สปก.", "ปก"),
        ("มีคนมา", "มีค"),
        ("the director's letter", "s"),
    ],
)
def test_letters_inside_another_word_are_no_word(text, word):
    assert word not in found(text)


@pytest.mark.parametrize(
    "alike",
    [
        ("house", "houses", "housing", "housed"),
        ("community", "communities"),
        ("forest", "forests"),
        ("save", "saving", "saved", "saves"),
        ("plan", "planning", "planned", "plans"),
        ("learn", "learning", "learned"),
        ("church", "churches"),
        ("sell", "selling"),
    ],
)
def test_forms_of_an_english_word_are_one(alike):
    assert len({words.stem(word) for word in alike}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("site", "sit"), ("bus", "bu"), ("need", "ne"), ("spring", "spr"), ("homeless", "homele")],
)
def test_other_words_stay_apart(one, other):
    assert words.stem(one) != words.stem(other)


@pytest.mark.parametrize("word", ["สปก", "อบต", "พอช", "กพ", "มีค", "เมย"])
def test_letters_that_are_no_words_are_an_abbreviation(word):
    assert words.is_abbreviation(word)


@pytest.mark.parametrize("word", ["ดิน", "คน", "ฝนตก", "ท่าขอนยาง", "a", "ก"])
def test_words_are_no_abbreviation(word):
    assert not words.is_abbreviation(word)


@given(TEXT)
def test_a_key_has_every_letter_in_its_place(text):
    assert len(words.letter_key(text)) == len(text)


@given(TEXT)
def test_every_word_stands_in_the_text_letter_by_letter(text):
    key = words.undotted(words.letter_key(text))
    for word in words.words_of(key):
        assert not words.is_thai(word) or word in key


@given(TEXT)
def test_a_text_finds_itself(text):
    """What is cut for looking is among what is kept."""
    key = words.undotted(words.letter_key(text))
    assert set(words.parts_of(key)) <= set(words.words_of(key))
