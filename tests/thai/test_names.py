"""Names of people as sign-in sheets have them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai.names import Prefix, name_key, name_similarity, parse_name

GIVEN = [
    "สมชาย",
    "สมหญิง",
    "มะลิ",
    "บุญมี",
    "ปู",
    "เอก",
    "แก้ว",
    "อำนวย",
    "กฤษณะ",
    "น้อย",
    "สาวิตรี",
    "ใจ",
    "ขำ",
    "พรทิพย์",
    "โอ๋",
]
FAMILY = ["ใจดี", "รักบ้าน", "งามตา", "ณ อยุธยา", "ดีพร้อม"]


@pytest.mark.parametrize(
    ("written", "prefix", "title", "given_name", "family_name", "nickname"),
    [
        # the sign-in sheet
        ("นายสมชาย ใจดี", "นาย", "", "สมชาย", "ใจดี", ""),
        ("นาง สมหญิง  รักบ้าน", "นาง", "", "สมหญิง", "รักบ้าน", ""),
        ("นส.มะลิ งามตา", "นางสาว", "", "มะลิ", "งามตา", ""),
        ("ผญ.บุญมี ดีพร้อม", "", "ผญ.", "บุญมี", "ดีพร้อม", ""),
        ("นางสมใจ", "นาง", "", "สมใจ", "", ""),
        # spellings of a prefix
        ("น.ส.มะลิ งามตา", "นางสาว", "", "มะลิ", "งามตา", ""),
        ("น.ส. มะลิ งามตา", "นางสาว", "", "มะลิ", "งามตา", ""),
        ("น.ส มะลิ งามตา", "นางสาว", "", "มะลิ", "งามตา", ""),
        ("นส มะลิ งามตา", "นางสาว", "", "มะลิ", "งามตา", ""),
        ("นสมะลิ งามตา", "นางสาว", "", "มะลิ", "งามตา", ""),
        ("น.สสุดา ใจแก้ว", "นางสาว", "", "สุดา", "ใจแก้ว", ""),
        ("น.สแก้ว ใจดี", "นางสาว", "", "แก้ว", "ใจดี", ""),
        ("น.ส.สุดา ใจแก้ว", "นางสาว", "", "สุดา", "ใจแก้ว", ""),
        ("น.สมชาย ใจดี", "", "", "น.สมชาย", "ใจดี", ""),
        ("ด.ช.เอก ใจดี", "เด็กชาย", "", "เอก", "ใจดี", ""),
        ("ด.ญ. แก้ว ใจดี", "เด็กหญิง", "", "แก้ว", "ใจดี", ""),
        ("เด็กหญิงแก้ว ใจดี", "เด็กหญิง", "", "แก้ว", "ใจดี", ""),
        ("Mr. John Smith", "นาย", "", "John", "Smith", ""),
        ("Mrs.Jane Smith", "นาง", "", "Jane", "Smith", ""),
        ("MISS Jane Smith", "นางสาว", "", "Jane", "Smith", ""),
        ("นายปู ใจดี", "นาย", "", "ปู", "ใจดี", ""),
        # a name that only begins like a prefix or a title, beside one that has it
        ("นายิกา ใจดี", "", "", "นายิกา", "ใจดี", ""),
        ("นภา ใจดี", "", "", "นภา", "ใจดี", ""),
        ("นางสาวิตรี ศรีสุข", "นาง", "", "สาวิตรี", "ศรีสุข", ""),
        ("นางสาวสาวิตรี ศรีสุข", "นางสาว", "", "สาวิตรี", "ศรีสุข", ""),
        ("นายกฤษณะ ดีงาม", "นาย", "", "กฤษณะ", "ดีงาม", ""),
        ("นายก้อง ดีงาม", "นาย", "", "ก้อง", "ดีงาม", ""),
        ("นายก สมชาย ใจดี", "", "นายก", "สมชาย", "ใจดี", ""),
        ("นายกอบต.สมชาย ใจดี", "", "นายกอบต.", "สมชาย", "ใจดี", ""),
        ("นายก อบต. สมชาย ใจดี", "", "นายก อบต.", "สมชาย", "ใจดี", ""),
        ("คุณากร ใจดี", "", "", "คุณากร", "ใจดี", ""),
        ("คุณวุฒิ ใจดี", "", "", "คุณวุฒิ", "ใจดี", ""),
        ("คุณสมชาย ใจดี", "", "คุณ", "สมชาย", "ใจดี", ""),
        ("คุณหญิงสมศรี ใจดี", "", "คุณหญิง", "สมศรี", "ใจดี", ""),
        ("คุณหญิง สมศรี ใจดี", "", "คุณหญิง", "สมศรี", "ใจดี", ""),
        ("ท่านผู้หญิงสมศรี ใจดี", "", "ท่านผู้หญิง", "สมศรี", "ใจดี", ""),
        ("คุณหญิง ใจดี", "", "คุณ", "หญิง", "ใจดี", ""),
        ("คุณหญิง", "", "คุณ", "หญิง", "", ""),
        ("ประธาน ใจดี", "", "", "ประธาน", "ใจดี", ""),
        ("ประธาน สมชาย ใจดี", "", "ประธาน", "สมชาย", "ใจดี", ""),
        ("นายพระพร ดีงาม", "นาย", "", "พระพร", "ดีงาม", ""),
        # titles, kept as written
        ("กำนันสมศักดิ์ ใจดี", "", "กำนัน", "สมศักดิ์", "ใจดี", ""),
        ("กำนัน สมศักดิ์ ใจดี", "", "กำนัน", "สมศักดิ์", "ใจดี", ""),
        ("ผู้ใหญ่บ้านบุญมี ดีพร้อม", "", "ผู้ใหญ่บ้าน", "บุญมี", "ดีพร้อม", ""),
        ("ผช.ผญ.สมชาย ใจดี", "", "ผช.ผญ.", "สมชาย", "ใจดี", ""),
        ("ส.อบต.สมชาย ใจดี", "", "ส.อบต.", "สมชาย", "ใจดี", ""),
        ("ดร.สมชาย ณ อยุธยา", "", "ดร.", "สมชาย", "ณ อยุธยา", ""),
        ("ผศ.ดร.สมชาย ใจดี", "", "ผศ.ดร.", "สมชาย", "ใจดี", ""),
        ("ผศ. ดร. สมชาย ใจดี", "", "ผศ. ดร.", "สมชาย", "ใจดี", ""),
        ("อ.สมชาย ใจดี", "", "อ.", "สมชาย", "ใจดี", ""),
        ("นพ.สมชาย ใจดี", "", "นพ.", "สมชาย", "ใจดี", ""),
        ("จ.ส.อ.สมชาย ใจดี", "", "จ.ส.อ.", "สมชาย", "ใจดี", ""),
        ("ด.ต. สมชาย ใจดี", "", "ด.ต.", "สมชาย", "ใจดี", ""),
        ("ว่าที่ ร.ต.หญิง สมหญิง ใจดี", "", "ว่าที่ ร.ต.หญิง", "สมหญิง", "ใจดี", ""),
        ("พระครูสุนทร ธรรมคุณ", "", "พระครู", "สุนทร", "ธรรมคุณ", ""),
        ("พระสมชาย", "", "พระ", "สมชาย", "", ""),
        ("ครูปู ใจดี", "", "ครู", "ปู", "ใจดี", ""),
        ("ผญ.นายบุญมี ดีพร้อม", "นาย", "ผญ.", "บุญมี", "ดีพร้อม", ""),
        ("นายอำเภอสมชาย ใจดี", "", "นายอำเภอ", "สมชาย", "ใจดี", ""),
        # what else stands in a cell
        ("๑. นายสมชาย ใจดี", "นาย", "", "สมชาย", "ใจดี", ""),
        ("นายสมชาย ใจดี (ชาย)", "นาย", "", "สมชาย", "ใจดี", "ชาย"),
        ("มะลิ (แดง) งามตา", "", "", "มะลิ", "งามตา", "แดง"),
        ("นางเเก้ว ใจดี", "นาง", "", "แก้ว", "ใจดี", ""),
        ("มะลิ", "", "", "มะลิ", "", ""),
        ("นาย", "นาย", "", "", "", ""),
        ("", "", "", "", "", ""),
    ],
)
def test_a_name_is_taken_apart(written, prefix, title, given_name, family_name, nickname):
    assert parse_name(written) == (prefix, title, given_name, family_name, nickname, written)


@pytest.mark.parametrize("prefix", [*Prefix, "น.ส.", "นส.", "ด.ช."])
@pytest.mark.parametrize("space", ["", " "])
@pytest.mark.parametrize("given_name", GIVEN)
def test_every_prefix_comes_off_every_name(prefix, space, given_name):
    parsed = parse_name(f"{prefix}{space}{given_name} ใจดี")
    assert (parsed.given_name, parsed.family_name) == (given_name, "ใจดี")
    assert parsed.prefix in set(Prefix)


@given(st.sampled_from(["", *Prefix]), st.sampled_from(GIVEN), st.sampled_from(FAMILY))
def test_a_name_put_together_is_taken_apart_again(prefix, given_name, family_name):
    parsed = parse_name(f"{prefix}{given_name} {family_name}")
    assert (parsed.prefix, parsed.given_name, parsed.family_name) == (prefix, given_name, family_name)


TITLES = ["ผญ.", "ผญบ.", "กำนัน", "ดร.", "อ.", "ผอ.", "ส.อบต.", "ว่าที่ร้อยตรี", "ว่าที่ร้อยตรีหญิง", "ผู้ช่วยฯ", "พระครู"]


@given(st.sampled_from(TITLES), st.sampled_from(["", " "]), st.sampled_from(GIVEN), st.sampled_from(FAMILY))
def test_a_title_comes_off_and_stays_as_written(title, space, given_name, family_name):
    parsed = parse_name(f"{title}{space}{given_name} {family_name}")
    assert (parsed.title, parsed.given_name, parsed.family_name) == (title, given_name, family_name)
    assert parsed.prefix == ""


@given(st.sampled_from(["", *Prefix]), st.sampled_from(GIVEN), st.sampled_from(FAMILY))
def test_taken_apart_twice_changes_nothing_more(prefix, given_name, family_name):
    once = parse_name(f"{prefix} {given_name}  {family_name}")
    again = parse_name(f"{once.prefix}{once.given_name} {once.family_name}")
    assert again[:5] == once[:5]


@given(st.text() | st.text("นายงสาว.ดร ผญพระ()๑1ิ์"))
def test_any_text_is_a_name_of_some_kind(text):
    parsed = parse_name(text)
    assert parsed.raw == text
    assert parsed.given_name or not parsed.family_name


def test_a_key_forgets_how_a_name_was_typed():
    key = name_key("สมชาย", "ใจดี")
    for given_name, family_name in [
        ("นายสมชาย", " ใจดี"),
        ("สม\u200bชาย", "ใจดี\u00a0"),
        ("นาย สมชาย ใจดี", ""),
        ("สมชาย", "ใจดี."),
    ]:
        assert name_key(given_name, family_name) == key
    assert name_key("สมชัย", "ใจดี") != key
    assert name_key("แก้ว", "มา") == name_key("เเก้ว", "มา")


@given(st.text(), st.text())
def test_a_key_has_no_spaces(given_name, family_name):
    assert not any(char.isspace() for char in name_key(given_name, family_name))


@pytest.mark.parametrize(
    ("one", "two", "least", "most"),
    [
        ("สมชาย ใจดี", "นายสมชาย  ใจดี", 100, 100),
        ("มะลิ งามตา", "มะลี งามตา", 95, 99),
        ("ศักดิ์ชัย พรหมมา", "สักชัย พรมมา", 90, 99),
        ("จันทร์เพ็ญ แก้วดี", "จันเพ็ญ แก้วดี", 90, 99),
        ("ณัฐพล ใจดี", "นัฐพล ใจดี", 95, 99),
        ("สุวรรณา ทองดี", "สุวัณนา ทองดี", 95, 99),
        ("สมชาย ใจดี", "สมไชย ใจดี", 85, 99),
        ("สมชาย", "สมชาย ใจดี", 88, 88),
        ("สมชาย ใจดี", "สมหญิง ใจดี", 0, 80),
        ("วิชัย ใจดี", "วิไล ใจดี", 0, 80),
        ("สมชาย ใจดี", "สมชาย รักบ้าน", 0, 80),
        ("", "", 0, 0),
        ("", "สมชาย ใจดี", 0, 0),
    ],
)
def test_names_of_one_person_are_more_alike_than_those_of_two(one, two, least, most):
    assert least <= name_similarity(one, two) <= most


@given(st.sampled_from(GIVEN), st.sampled_from(FAMILY), st.sampled_from(GIVEN), st.sampled_from(FAMILY))
def test_likeness_is_mutual_and_full_only_for_the_same_name(given_one, family_one, given_two, family_two):
    one, two = f"{given_one} {family_one}", f"{given_two} {family_two}"
    assert name_similarity(one, two) == name_similarity(two, one)
    assert (name_similarity(one, two) == 100) == (
        name_key(given_one, family_one) == name_key(given_two, family_two)
    )
    assert 0 <= name_similarity(one, two) <= 100
