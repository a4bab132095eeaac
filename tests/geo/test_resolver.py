"""What people write for a place: one subdistrict, those it can mean, or nothing; never a guess."""

import json

import pytest
from django.core.management import call_command
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.models import Area
from geo.resolver import find, get_index, resolve
from geo.resolver.index import nicknames
from geo.resolver.keys import key
from geo.resolver.slips import near
from tests.factories.geo import area

pytestmark = pytest.mark.django_db

ONE = {
    # as the sheets have it
    "ต.ท่าขอนยาง อ.กันทรวิชัย จ.มค.": "440404",
    "เต่าเล่า/บางซ้าย/อยุธยา": "141303",
    "ควนเมา-รัษฎา-ตรัง": "920901",
    "ทต.พนม จ.สฎ.": "841001",
    "บางเจ้าฉ่า": "150414",
    "ม.๒ ต.เต่าเล่า อ.บางซ้าย จ.อยุธยา": "141303",
    "ทต.ท่าขอนยาง กันทรวิชัย สารคาม": "440404",
    "ศาลากลางบ้าน ต.ท่าขอนยาง": "440404",
    "ต.ควนเมา อ.รัษฎา จ.ตรัง": "920901",
    "ตำบล: ท่าขอนยาง อำเภอ: กันทรวิชัย จังหวัด: มหาสารคาม": "440404",
    # codes
    "302101": "302101",
    "๓๐๒๑๐๑": "302101",
    "TH302101": "302101",
    "302101.0": "302101",
    "440404 ต.ท่าขอนยาง": "440404",
    # English
    "Pak Chong, Nakhon Ratchasima": "302101",
    "pak chong nakhon ratchasima": "302101",
    "Pakchong, Korat": "302101",
    "tambon Pak Chong, amphoe Pak Chong, changwat Nakhon Ratchasima": "302101",
    "Tha Khon Yang Subdistrict, Kantharawichai District, Maha Sarakham Province": "440404",
    "Talat, Muang, Maha Sarakham": "440101",
    # spacing, prefixes, order, numbers and postcodes around
    "ต. ท่าขอนยาง  อ. กันทรวิชัย  จ. มหาสารคาม": "440404",
    "ต.ท่าขอนยางอ.กันทรวิชัยจ.มหาสารคาม": "440404",
    "ตำบลท่าขอนยางอำเภอกันทรวิชัยจังหวัดมหาสารคาม": "440404",
    "จ.มหาสารคาม อ.กันทรวิชัย ต.ท่าขอนยาง": "440404",
    "เต่าเล่าบางซ้ายอยุธยา": "141303",
    "123/4 หมู่ที่ 5 ตำบลท่าขอนยาง อำเภอกันทรวิชัย จังหวัดมหาสารคาม 44150": "440404",
    "อบต.ท่าขอนยาง": "440404",
    "ต.ท่าช้าง 14110": "150605",
    "ต.ตลาด อ.เมือง จ.มหาสารคาม": "440101",
    "ตลาด เมือง มหาสารคาม": "440101",
    "ต.ในเมือง อ.เมืองฯ จ.ขอนแก่น": "400101",
    "แขวงบางนาใต้ เขตบางนา กทม.": "104703",
    "ต.ละงู จ.สต.": "910502",
    "บ้านดอน ท่าขอนยาง กันทรวิชัย": "440404",
    "ท่าขอนยาง (Tha Khon Yang)": "440404",
    # names with marks in them
    "ต.จ.ป.ร. อ.กระบุรี จ.ระนอง": "850406",
    "แป-ระ/ท่าแพ/สตูล": "910402",
    # abolished, with one that followed
    "แขวงบางซื่อ เขตดุสิต": "102901",
    "ต.บึงกาฬ อ.บึงกาฬ จ.หนองคาย": "380101",
    # a mark that with the name is another name
    "ต.ลาดใหญ่\nอ.เมืองสมุทรสงคราม": "750103",
    # slips of the finger
    "ต.ทาขอนยาง อ.กันทรวิชัย จ.มค.": "440404",
    "ต.ท่าขอนยัง อ.กันทรวิชัย จ.มหาสารคาม": "440404",
    "ท่าขอนยงา กันทรวิชัย": "440404",
    "เต่าเหล่า/บางซ้าย/อยุธยา": "141303",
    "ต.ท่าขอนยาง อ.กันทรวิชัญ จ.มค.": "440404",
    "ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคราม": "440404",
    "เเขวงบางนาใต้ เขตบางนา": "104703",
    "บางเจาฉ่า": "150414",
    "Pak Chomg, Nakhon Ratchasima": "302101",
}


@pytest.mark.parametrize("text", ONE)
def test_what_means_one_subdistrict(text):
    assert find(text).codes == (ONE[text],)


SEVERAL = {
    "104701": {"104702", "104703"},
    "แขวงบางนา เขตบางนา กรุงเทพฯ": {"104702", "104703"},
    "บางนา": {"141505", "104702", "104703"},
    "Pak Chong": {"302101", "670313", "700202"},
    "Bang Sai, Ayutthaya": {"140401", "141301"},
    "ต.ในเมือง จ.นคร": {"300101", "301501", "480101", "800101"},
}


@pytest.mark.parametrize("text", SEVERAL)
def test_what_can_mean_several(text):
    found = set(find(text).codes)
    assert found >= SEVERAL[text]
    assert len(found) <= len(SEVERAL[text]) + 2


def test_a_name_in_ten_places_gives_ten():
    for text in ("ท่าช้าง", "ต.ท่าช้าง", "ตำบลท่าช้าง"):
        candidates = resolve(text).candidates
        assert len(candidates) == 10
        assert {place.name_th for place in candidates} == {"ท่าช้าง"}


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("", None),
        ("-", None),
        ("ไม่ระบุ", None),
        ("ต.ไม่มีจริง", None),
        ("100599", None),
        ("999999", None),
        ("นคร", None),
        ("เกาะสีชัง อุบลราชธานี", None),
        ("จ.มหาสารคาม", "44"),
        ("อยุธยา", "14"),
        ("โคราช", "30"),
        ("ลำพูน", "51"),
        ("44", "44"),
    ],
)
def test_what_means_no_subdistrict(text, within):
    found = resolve(text)
    assert found.candidates == []
    assert (found.within.code if found.within else None) == within
    assert found.text == text


@pytest.mark.parametrize(
    "text", ["อ.กันทรวิชัย", "กันทรวิชัย มหาสารคาม", "4404", "Kantharawichai District", "กันทรวิชัย/กันทรวิชัย"]
)
def test_a_district_alone_lists_its_subdistricts(text):
    found = resolve(text)
    assert found.within.code == "4404"
    assert {place.district.code for place in found.candidates} == {"4404"}
    assert len(found.candidates) == 10


@pytest.mark.parametrize(
    ("text", "among"),
    [
        ("ต.ท่าขอนยาง อ.เมือง จ.มหาสารคาม", {"440404", "440101"}),
        ("ต.ท่าขอนยาง อ.กันทรวิชัย จ.ขอนแก่น", {"440404"}),
        ("ต.ท่าขอนยาง จ.ขอนแก่น", {"440404"}),
        ("ต.ท่าขอนยาง อ.ไม่มีจริง จ.มค.", {"440404"}),
        ("ต.ไม่มีจริง อ.กันทรวิชัย จ.มค.", {"440404"}),
        ("ต.ท่าขอนยาง ต.ขามเรียง อ.กันทรวิชัย", {"440404", "440406"}),
        ("302101 ต.ท่าขอนยาง", {"302101", "440404"}),
        ("เขาใหญ่ ปากช่อง โคราช", {"302101", "302102"}),
        ("Khao Yai, Pak Chong, Nakhon Ratchasima", {"302101", "302102"}),
        ("หัวลำ หนองพันทา", {"160706", "380302"}),
        ("ล้อมแรด บ้านโป่ง ลำปาง", {"520503", "520801"}),
        ("แม่ตืน/อมก๋อย/เชียงใหม่", {"501801", "501804"}),
    ],
)
def test_parts_that_contradict_each_other_are_listed_not_settled(text, among):
    codes = find(text).codes
    assert len(codes) > 1
    assert among <= set(codes)


def test_an_exact_name_goes_before_a_slip():
    found = find("ต.ท่าตูม จ.มหาสารคาม")
    assert found.exact
    assert {area(code).name_th for code in found.codes} == {"ท่าตูม"}
    assert not find("ต.ท่าตุม อ.เมือง จ.มหาสารคาม").exact


def test_a_hint_settles_between_several_but_overrules_nothing():
    province = area("30")
    assert find("ท่าช้าง", hint=province).codes == ("303202",)
    assert find("ท่าช้าง", hint=area("NE")).codes == ("303202", "343202")
    assert find("ท่าช้าง", hint=area("TH")).codes == find("ท่าช้าง").codes
    assert find("ต.ท่าขอนยาง อ.กันทรวิชัย จ.มค.", hint=province).codes == ("440404",)
    assert find("ลำพูน", hint=area("84")).codes == ("841204",)
    assert len(find("ท่าช้าง", hint=area("44")).codes) == 10


def test_the_answer_has_names_without_further_queries(django_assert_num_queries):
    get_index()
    with django_assert_num_queries(1):
        (found,) = resolve("ต.ท่าขอนยาง").candidates
        assert found.full_name == "ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม"
        assert found.region.name_th == "ภาคตะวันออกเฉียงเหนือ"


def current_subdistricts():
    return Area.objects.current().level("subdistrict").with_ancestors()


def test_every_subdistrict_is_found_by_its_own_full_name():
    for place in current_subdistricts():
        found = find(place.full_name)
        assert (found.codes, found.exact) == ((place.code,), True), place.full_name


def test_every_english_full_name_is_found_and_alone_where_it_is_unique():
    with override("en"):
        names = {place.code: place.full_name for place in current_subdistricts()}
    seen = list(names.values())
    shared = {name for name in seen if seen.count(name) > 1} if len(set(seen)) < len(seen) else set()
    assert len(shared) == 2
    for code, name in names.items():
        codes = find(name).codes
        assert code in codes, name
        assert len(codes) == 1 or name in shared, name


def test_every_subdistrict_is_found_by_its_names_joined_in_any_way():
    for number, place in enumerate(current_subdistricts()):
        glue = ("/", "-", " ", ", ", "")[number % 5]
        text = glue.join([place.name_th, place.district.name_th, place.province.name_th])
        assert find(text).codes == (place.code,), text


def test_every_district_is_found_by_its_own_full_name():
    for place in Area.objects.current().level("district").with_ancestors():
        found = find(place.full_name)
        assert found.within == place.code, place.full_name
        assert set(found.codes) == set(get_index().below[place.code])


def test_every_abbreviation_names_its_one_province():
    rows = nicknames()
    official = [(code, word) for code, word, kind in rows if kind == "abbreviation"]
    assert {code for code, _word in official} == set(get_index().districts_below)
    for code, word in official:
        assert get_index().provinces[key(word)] == (code,)
        assert find(f"จ.{word}.").within == code


letters = st.characters(min_codepoint=0x0E01, max_codepoint=0x0E3A)
WORDS = (
    "ต. อ. จ. เขต แขวง ทต. เทศบาลเมือง / - , ( ) ม.๒ 44150 104701 ท่าขอนยาง กันทรวิชัย มค. เมือง อยุธยา ปากช่อง บางนา"
    " Pak Chong District ฯ"
)
pieces = st.sampled_from([" ", *WORDS.split()])


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(st.one_of(pieces, letters), max_size=12).map("".join)))
def test_any_text_has_an_answer(text):
    found = resolve(text)
    codes = [place.code for place in found.candidates]
    assert len(codes) == len(set(codes))
    assert all(place.abolished_on is None and place.level == "subdistrict" for place in found.candidates)


NOTATIONS = (
    "ต.{s} อ.{d} จ.{p}", "ต. {s} อ. {d} จ. {p}", "ตำบล{s} อำเภอ{d} จังหวัด{p}", "ต.{s}อ.{d}จ.{p}",
    "{s}/{d}/{p}", "{s} - {d} - {p}", "{s}, {d}, {p}", "{s} ({d}) {p}", "จ.{p} อ.{d} ต.{s}",
    "ม.๒ ต.{s} อ.{d} จ.{p}", "99/1 หมู่ 4 ต.{s}\nอ.{d}\nจ.{p}", "อบต.{s} อ.{d} จ.{p}",
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(data=st.data(), notation=st.sampled_from(NOTATIONS), doubled=st.booleans())
def test_a_subdistrict_is_found_in_any_of_its_notations(data, notation, doubled):
    codes = sorted(code for code in get_index().current if len(code) == 6 and not code.startswith("10"))
    place = area(data.draw(st.sampled_from(codes)))
    written = notation.format(s=place.name_th, d=place.district.name_th, p=place.province.name_th)
    written = written.replace(" ", "\u00a0 ") if doubled else written
    assert find(written).codes == (place.code,), written


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_slip_leads_to_no_other_subdistrict_of_the_district(data):
    index = get_index()
    code = data.draw(st.sampled_from(sorted(index.current & {c for c in index.current if len(c) == 6})))
    place = area(code)
    at = data.draw(st.integers(0, len(place.name_th) - 1))
    written = place.name_th[:at] + data.draw(letters) + place.name_th[at + 1 :]
    found = find(f"ต.{written} อ.{place.district.name_th} จ.{place.province.name_th}")
    if len(found.codes) == 1 and found.codes != (code,):
        # Then what was written is nearer to that other name, or is that name.
        other = area(found.codes[0])
        assert near(key(written), [key(place.name_th), key(other.name_th)], beyond=2)[0][1] == key(
            other.name_th
        )


def test_a_long_text_is_read_in_its_beginning():
    assert find("ต.ท่าขอนยาง อ.กันทรวิชัย จ.มค. " + "ก" * 100_000).codes == ("440404",)


def test_the_command_prints_json(capsys):
    call_command("resolve_place", "Pak Chong, Nakhon Ratchasima", format="json")
    answer = json.loads(capsys.readouterr().out)
    assert answer["text"] == "Pak Chong, Nakhon Ratchasima"
    assert answer["candidates"] == [
        {
            "code": "302101",
            "name_th": "ปากช่อง",
            "name_en": "Pak Chong",
            "district": "ปากช่อง",
            "province": "นครราชสีมา",
            "full_name": "ต.ปากช่อง อ.ปากช่อง จ.นครราชสีมา",
        }
    ]


def test_the_command_prints_lines_and_says_when_there_is_none(capsys):
    call_command("resolve_place", "ต.ท่าช้าง", within="30")
    assert capsys.readouterr().out == "303202  ต.ท่าช้าง อ.เฉลิมพระเกียรติ จ.นครราชสีมา\n"
    call_command("resolve_place", "ต.ไม่มีจริง")
    assert "No subdistrict found." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "at_odds"),
    [
        ("ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม", False),
        ("ต.ท่าขอนยาง อ.เมือง จ.มหาสารคาม", True),
        ("ต.โพนทอง อ.เชียงยืน จ.สฎ.", True),
        ("อ.เชียงยืน จ.มหาสารคาม", False),
        ("อ.เชียงยืน จ.สฎ.", True),
        ("โพนทอง", False),
        ("440404 ต.ขามเรียง", True),
        ("ต.ท่าขอนยางค์", False),
        ("ต.ท่าขอนยาง และ ต.โพนทอง", True),
        ("ต.และ อ.ทุ่งช้าง", False),
    ],
)
def test_parts_that_contradict_are_told(text, at_odds):
    assert resolve(text).at_odds == at_odds


def test_two_places_joined_by_and_are_both_candidates():
    codes = {area.code for area in resolve("ต.ท่าขอนยาง และ ต.โพนทอง").candidates}
    assert {"440404", "440511"} <= codes
    assert resolve("ต.และ อ.ทุ่งช้าง จ.น่าน").area.full_name == "ต.และ อ.ทุ่งช้าง จ.น่าน"
