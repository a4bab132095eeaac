"""What was found is marked, and a long text is cut where no letter is hurt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.search.marking import WIDTH, excerpt, marked
from cms.search.query import read_query
from cms.search.synonyms import Synonyms
from thai.words import is_between_letters

# Places are asked for from memory, which needs the database once.
pytestmark = pytest.mark.django_db
TEXT = st.text(st.sampled_from("ปา่ชุมชนเรียนู้ที่กขใจ น้ำำabforest ·.,\"'<&>%🙂0๑"), max_size=400)


def bracketed(pieces) -> str:
    return "".join(f"[{piece.text}]" if piece.found else piece.text for piece in pieces)


def mark(text: str, asked: str) -> str:
    return bracketed(marked(text, read_query(asked, Synonyms({}))))


@pytest.mark.parametrize(
    ("text", "asked", "shown"),
    [
        ("กองทุนสวัสดิการชุมชนตำบล", "สวัสดิการ", "กองทุน[สวัสดิการ]ชุมชนตำบล"),
        ("แปลงรวม ส.ป.ก. โนนสมบูรณ์", "สปก", "แปลงรวม [ส.ป.ก.] โนนสมบูรณ์"),
        ("หน้า อบต. 08.30 น.", "อบต.", "หน้า [อบต.] 08.30 น."),
        ("มี.ค.–พ.ค. 2562", "มี.ค.", "[มี.ค.]–พ.ค. 2562"),
        ("มีคนมาก", "มี.ค.", "มีคนมาก"),
        ("เดือน ๒๕๖๒", "2562", "เดือน [๒๕๖๒]"),
        ("พ.ศ. 2562", "2019", "พ.ศ. [2562]"),
        ("Forests and waters", "forest", "[Forests] and waters"),
        ("พยายามหายา", "ยา", "พยายามหา[ยา]"),
        ("ต.ท่าขอนยาง อ.กันทรวิชัย", "ตำบลท่าขอนยาง", "ต.[ท่าขอนยาง] อ.กันทรวิชัย"),
        ("ป่า-ชุมชน ที่รัก", '"ป่า ชุมชน"', "[ป่า-ชุมชน] ที่รัก"),
        ("ไม่มีอะไร", "น้ำ", "ไม่มีอะไร"),
    ],
)
def test_found_words_are_marked(text, asked, shown):
    assert mark(text, asked) == shown


def test_an_excerpt_begins_near_what_was_found_and_ends_between_letters():
    text = "เล่าเรื่องยาว ๆ " * 30 + "แล้วลงท้ายด้วยสวัสดิการชุมชน " + "และเล่าต่อไปอีก " * 30
    pieces = excerpt(text, read_query("สวัสดิการ", Synonyms({})))
    shown = bracketed(pieces)
    assert "[สวัสดิการ]" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < WIDTH + 80


def test_an_excerpt_shows_the_place_where_most_is_met():
    text = "ป่า " + "เรื่องอื่น " * 40 + "ป่ากับน้ำ " + "เรื่องอื่น " * 40
    assert "[ป่า]กับ[น้ำ]" in bracketed(excerpt(text, read_query("ป่า น้ำ", Synonyms({}))))


@given(text=TEXT, asked=st.text(max_size=30))
def test_the_pieces_are_the_text(text, asked):
    query = read_query(asked, Synonyms({}))
    assert "".join(piece.text for piece in marked(text, query)) == text


@given(text=TEXT, asked=TEXT, width=st.integers(1, 200))
def test_an_excerpt_is_a_part_of_the_text_cut_between_letters(text, asked, width):
    shown = "".join(piece.text for piece in excerpt(text, read_query(asked, Synonyms({})), width))
    core = shown.removeprefix("… ").removesuffix(" …")
    assert core in text
    if shown.startswith("… ") and not text.startswith("… "):
        assert any(
            is_between_letters(text, place) for place in range(len(text)) if text.startswith(core, place)
        )
