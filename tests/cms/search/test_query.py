"""How a question is read."""

import pytest

from cms.search.query import LONGEST, MOST_TERMS, Query, read_query
from cms.search.synonyms import Synonyms, synonyms

pytestmark = pytest.mark.django_db
NONE = Synonyms({})


def read(text: str) -> Query:
    return read_query(text, NONE)


def words(text: str) -> list[str]:
    """The best form of each term."""
    return [" ".join((*term.forms[0].phrases, *term.forms[0].words)) for term in read(text).terms]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ผู้นำการเปลี่ยนเเปลง", "ผู้นำการเปลี่ยนแปลง"),
        ("นํ้า", "น้ำ"),
        ("น้้ำ", "น้ำ"),
        ("สวัส\u200bดิการ", "สวัสดิการ"),
        ("๒๕๖๒", "2562"),
        ("FOREST", "forest"),
        ("  ป่า   ชุมชน ", "ป่า ชุมชน"),
        ("ส.ป.ก.", "สปก"),
        ("ก.พ. 2562", "กพ 2562"),
        ("ก. พ. 2562", "กพ 2562"),
        ("1,240 ไร่", "1240 ไร่"),
        ("forests", "forest"),
        ("ต.ท่าขอนยาง อ.กันทรวิชัย", "ท่าขอนยาง กันทรวิชัย"),
        ("ตำบลท่าขอนยาง", "ท่าขอนยาง"),
        ("จังหวัดน่าน", "น่าน"),
        ("ป่า ที่ น่าน", "ป่า น่าน"),
    ],
)
def test_the_same_is_meant(typed, meant):
    assert [term.forms[0] for term in read(typed).terms] == [term.forms[0] for term in read(meant).terms]


@pytest.mark.parametrize(
    "text", ["", " ", "%", "_", "' \" \\", "()", "- *", "\x00", "🙂", "ก", "฿ ๆ ฯ", "\ud800"]
)
def test_what_says_nothing_asks_for_nothing(text):
    assert read(text).terms == ()


def test_common_words_count_where_nothing_else_is_asked():
    assert words("ที่ ของ") == ["ที่", "ของ"]
    assert words("ที่ ป่า") == ["ป่า"]


def test_quotes_keep_words_together():
    assert words('"ป่า ชุมชน" น้ำ') == ["ป่า ชุมชน", "น้ำ"]
    assert words("“ป่า ชุมชน”") == ["ป่า ชุมชน"]
    assert words('น้ำ "ป่า') == ["น้ำ", "ป่า"]


@pytest.mark.parametrize(
    ("asked", "other"), [("2562", "2019"), ("2019", "2562"), ("1240", None), ("99", None)]
)
def test_a_year_is_met_in_either_calendar(asked, other):
    (term,) = read(asked).terms
    assert [form.words[0] for form in term.forms] == [asked, *([other] if other else [])]


@pytest.mark.parametrize(
    ("asked", "years"), [("61", ["61", "2561", "2018"]), ("59", ["59"]), ("061", ["061"])]
)
def test_two_digits_of_these_years_are_a_year_too(asked, years):
    (term,) = read(asked).terms
    assert [form.words[0] for form in term.forms] == years


def test_a_long_question_is_cut():
    query = read("ป่า น้ำ ดิน ไฟ " * 500)
    assert len(query.asked) <= LONGEST
    assert len(read(" ".join(f"a{number}" for number in range(90))).terms) <= MOST_TERMS


def test_cutting_leaves_no_half_letter():
    asked = read("ก" * (LONGEST - 1) + "เเเเ").asked
    assert read(asked).asked == asked


@pytest.mark.parametrize(
    ("said", "full"),
    [
        ("โคราช", "นครราชสีมา"),
        ("พอช.", "สถาบันพัฒนาองค์กรชุมชน"),
        ("อบต.", "องค์การบริหารส่วนตำบล"),
        ("มี.ค.", "มีนาคม"),
        ("สปก.", "บ้านมั่นคงชนบท"),
        ("อีสาน", "ภาคตะวันออกเฉียงเหนือ"),
        ("กทม", "กรุงเทพมหานคร"),
        ("code", ""),
    ],
)
def test_what_people_say_leads_to_the_full_name(said, full):
    (term,) = read_query(said, synonyms()).terms
    phrases = {"".join((*form.phrases, *form.words)) for form in term.forms}
    assert not full or full in phrases
    assert full or len(term.forms) == 1


def test_a_name_of_several_words_is_one_term():
    (term,) = read_query("open house", synonyms()).terms
    assert term.forms[0].words == ("open", "hous")


def test_the_words_of_a_place_never_stand_apart():
    (place,), (other,) = read("ท่าขอนยาง").terms, read("กองทุนสวัสดิการตำบล").terms
    assert place.looser == ()
    assert other.looser
