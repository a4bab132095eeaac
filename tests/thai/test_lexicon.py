"""The lexicon answers as PyThaiNLP's own tree of the same words does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythainlp.tokenize.newmm import segment
from pythainlp.util import Trie

from thai.lexicon import Lexicon

WORDS = ["ก", "กอง", "กองทุน", "ทุน", "สวัสดิการ", "การ", "ชุมชน", "ชุม", "ชน", "ตำบล", "ตา", "ยาย", "พ.ศ.", " มา "]
TEXTS = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=6).map("".join),
    st.text(alphabet="กองทุนสวัดิรชมตำบลยา ", max_size=20),
    st.text(max_size=10),
)


@pytest.fixture(scope="module")
def both() -> tuple[Lexicon, Trie]:
    return Lexicon(WORDS), Trie(WORDS)


@given(TEXTS, st.integers(0, 20))
def test_the_same_words_begin_at_every_place(both, text: str, start: int):
    lexicon, tree = both
    assert lexicon.prefixes(text, start) == tree.prefixes(text, start)


@given(TEXTS)
def test_the_same_words_are_cut(both, text: str):
    lexicon, tree = both
    assert segment(text, lexicon) == segment(text, tree)


def test_it_holds_the_same_words(both):
    lexicon, tree = both
    assert sorted(lexicon) == sorted(tree)
    assert len(lexicon) == len(tree)
    for word in ("กองทุน", "มา", "กองท", ""):
        assert (word in lexicon) == (word in tree)
