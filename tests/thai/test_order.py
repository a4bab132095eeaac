"""Dictionary order, in Python and in the database."""

import random
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from hypothesis import given
from hypothesis import strategies as st

from thai.collation import compare, thai_order
from thai.order import sort_key

# Place names, words that differ by a mark only, spaces, digits and Latin letters, in the order in which
# ICU 72 (collation th-x-icu of PostgreSQL) put them.
ICU_ORDER = (Path(__file__).parent / "icu_order.txt").read_text(encoding="utf-8").splitlines()

WORDS = st.text(
    st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B) | st.sampled_from(" .aAé1"), max_size=8
)


def shuffled(words):
    return random.Random(2561).sample(words, len(words))


def test_the_order_is_that_of_icu():
    assert sorted(shuffled(ICU_ORDER), key=sort_key) == ICU_ORDER


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("กรุงเทพฯ", "ขอนแก่น"),
        ("เก่า", "ขา"),  # a leading vowel stands behind its consonant
        ("กา", "เกา"),
        ("ใจ", "ฉัตร"),
        ("กา", "ก่า"),  # marks only break ties …
        ("ก่า", "กาก"),  # … and never outweigh a letter
        ("ก่า", "ก้า"),
        ("รัก", "ฤดี"),
        ("ฤดี", "ลาภ"),
        ("วัง", "ศรี"),
        ("ศรี", "สี"),
        ("หมู่ 4", "หมู่ ๔"),
        ("สมชาย", "สมชาย ใจดี"),
        ("หมู่ ๔", "Bangkok"),
        ("bangkok", "Bangkok"),
    ],
)
def test_one_word_stands_before_another(earlier, later):
    assert compare(earlier, later) == -1
    assert compare(later, earlier) == 1


@given(WORDS, WORDS)
def test_only_equal_words_tie(one, two):
    assert (compare(one, two) == 0) == (one == two)
    assert compare(one, two) == -compare(two, one)


@given(st.lists(WORDS, min_size=3, max_size=3))
def test_the_order_is_transitive(words):
    low, middle, high = sorted(words, key=sort_key)
    assert compare(low, middle) <= 0
    assert compare(middle, high) <= 0
    assert compare(low, high) <= 0


@pytest.mark.django_db
def test_the_database_orders_like_python():
    # The library of PostgreSQL's host may weigh Latin capitals and marks anew; Thai names must not move.
    words = [word for word in ICU_ORDER if any("ก" <= char <= "ฮ" for char in word)]
    Group.objects.bulk_create(Group(name=word) for word in shuffled(words))
    ours = Group.objects.filter(name__in=words)
    listed = list(ours.order_by(thai_order("name")).values_list("name", flat=True))
    assert listed == words
    backwards = list(ours.order_by(thai_order("name").desc()).values_list("name", flat=True))
    assert backwards == words[::-1]
