"""What two records say about being one person, and whether the ones that may be are compared at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaders.choices import Reason, Sex, Verdict
from leaders.pairing import MOST_IN_BUCKET, Traits, keys, pairs, traits, weigh

HERE, BESIDE, NEXT, FAR = "440501", "440502", "440101", "500101"
SOMEBODY = {"given": "สมศักดิ์", "family": "พรหมมา", "places": [HERE]}


def person(key: int = 1, **fields) -> Traits:
    told = SOMEBODY | fields
    return traits(key, told.pop("given"), told.pop("family"), **told)


def verdict(**fields) -> Verdict:
    """Of somebody and somebody with other ``fields``; those that begin with my_ are the first one's."""
    mine = {name.removeprefix("my_"): value for name, value in fields.items() if name.startswith("my_")}
    theirs = {name: value for name, value in fields.items() if not name.startswith("my_")}
    return weigh(person(1, **mine), person(2, **theirs)).verdict


@pytest.mark.parametrize(
    ("given", "family"),
    [
        ("สมสักดิ์", "พรหมมา"),
        ("สมศักดิ", "พรหมมา"),
        ("สมศักดิ์", "พรมมา"),
        ("สม ศักดิ์", "พรหมมา"),
        ("นายสมศักดิ์", "พรหมมา"),
        ("ผญ.สมศักดิ์", "พรหมมา"),
        ("สมศักดิ์ (ต้อม)", "พรหมมา"),
        ("สมศักดิ์", "พหรมมา"),
    ],
)
class TestSpelling:
    def test_is_asked_about_in_one_subdistrict(self, given, family):
        assert verdict(given=given, family=family) is Verdict.ASK

    def test_is_as_good_as_certain_with_a_phone_and_a_year(self, given, family):
        same = {"phone": "0810000001", "birth_year": 1966}
        mine = {f"my_{name}": value for name, value in same.items()}
        assert verdict(given=given, family=family, **same, **mine) is Verdict.SAME


class TestVariants:
    @pytest.mark.parametrize(
        ("one", "two"),
        [
            ("ศรีนวล", "สีนวน"), ("พรรณี", "พันนี"), ("ทรงศรี", "ซงสี"), ("ณัฐ", "นัท"), ("จันทร์ดี", "จันดี"),
            ("ใจดี", "ไจดี"), ("ธรรมรัตน์", "ทำมะรัตน์"), ("อารี", "อาลี"), ("วรรณา", "วันนา"), ("บุญญา", "บุนยา"),
        ],
    )  # fmt: skip
    def test_names_said_alike(self, one, two):
        assert verdict(my_given=one, given=two) is not Verdict.NO

    @pytest.mark.parametrize(
        ("one", "two"), [("สมชาย", "สมหญิง"), ("มาลี", "มานะ"), ("วิชัย", "วันดี"), ("บุญมี", "บุญส่ง")]
    )
    def test_brothers_and_sisters_are_others(self, one, two):
        assert verdict(my_given=one, given=two) is Verdict.NO
        assert verdict(my_given=one, given=two, my_birth_year=1966, birth_year=1970) is Verdict.NO

    def test_a_nickname_in_the_place_of_a_name(self):
        found = weigh(person(1, nickname="ต้อม"), person(2, given="ต้อม"))
        assert (found.verdict, found.reasons[0]) == (Verdict.ASK, Reason.NICKNAME)

    def test_without_a_family_name(self):
        assert verdict(family="") is Verdict.ASK
        assert verdict(family="", places=[BESIDE]) is Verdict.NO


class TestSameName:
    def test_alone_is_a_question_even_in_one_team(self):
        found = weigh(person(1, team=1), person(2, team=1))
        assert (found.verdict, found.reasons) == (Verdict.ASK, (Reason.NAME, Reason.TEAM))

    @pytest.mark.parametrize("more", [{"birth_year": 1966}, {"phone": "0810000001"}, {"nickname": "ต้อม"}])
    def test_with_something_beside_it_is_certain(self, more):
        assert verdict(**more, **{f"my_{name}": value for name, value in more.items()}) is Verdict.SAME

    @pytest.mark.parametrize(
        ("more", "found"),
        [
            ({}, Verdict.NO),
            ({"birth_year": 1966}, Verdict.ASK),
            ({"phone": "0810000001"}, Verdict.SAME),
            ({"nickname": "ต้อม"}, Verdict.NO),
        ],
    )
    def test_of_another_province_needs_a_phone_or_a_year(self, more, found):
        both = more | {f"my_{name}": value for name, value in more.items()}
        assert verdict(places=[FAR], **both) is found

    def test_a_space_within_a_letter_is_a_slip_and_divides_no_name(self):
        whole, torn = traits(1, "พิชญ์ใจ", "เนตรดี"), traits(2, "พ ิชญ์ใ จ", "เ นตรดี")
        assert (whole.given, whole.family) == (torn.given, torn.family)

    def test_a_near_name_of_another_province_is_asked_about_for_its_phone_and_never_sure(self):
        far = {"given": "สมสักดิ์", "places": [FAR], "birth_year": 1966, "my_birth_year": 1966}
        assert verdict(**far) is Verdict.NO
        assert verdict(**far, phone="0810000001", my_phone="0810000001") is Verdict.ASK

    def test_years_apart_or_another_sex_are_doubts(self):
        apart = {"my_birth_year": 1950, "birth_year": 1975}
        other = {"my_sex": Sex.MALE, "sex": Sex.FEMALE}
        assert verdict(**apart) is verdict(**other) is Verdict.ASK
        assert verdict(**apart, **other) is Verdict.NO
        assert Reason.OTHER_YEAR in weigh(person(1, birth_year=1950), person(2, birth_year=1975)).reasons


NAMES = st.lists(
    st.sampled_from(
        ["สม", "ชาย", "ศรี", "สรี", "พร", "พรรณ", "น์", "ใจ", "ดี", " ", "รัก", "นาง", "(นก)", "ร์", "ั", "์"]
    ),
    max_size=4,
).map("".join)
PEOPLE = st.builds(
    traits,
    st.integers(1, 10**6),
    NAMES,
    NAMES,
    nickname=st.sampled_from(["", "นก", "แดง"]),
    phone=st.sampled_from(["", "0810000001", "0810000002"]),
    birth_year=st.sampled_from([None, 1950, 1951, 1960]),
    sex=st.sampled_from(Sex.values),
    places=st.lists(st.sampled_from([HERE, BESIDE, NEXT, FAR]), max_size=2),
    address=st.sampled_from(["", "12 หมู่ 4"]),
    team=st.sampled_from([None, 1, 2]),
)


@given(PEOPLE, PEOPLE)
def test_which_comes_first_makes_no_difference(one, two):
    assert weigh(one, two) == weigh(two, one)
    assert weigh(one, two).score <= 100


@given(st.lists(PEOPLE, max_size=12, unique_by=lambda one: one.key))
def test_pairs_are_those_that_share_a_key_and_are_not_others(people):
    found = {frozenset((one.key, two.key)): likeness for one, two, likeness in pairs(people)}
    for at, one in enumerate(people):
        for two in people[at + 1 :]:
            likeness = weigh(one, two)
            told = set(keys(one)) & set(keys(two)) and likeness.verdict is not Verdict.NO
            assert found.get(frozenset((one.key, two.key))) == (likeness if told else None)


def test_only_pairs_with_somebody_fresh_are_told():
    people = [person(key, birth_year=1966) for key in (1, 2, 3)]
    told = {frozenset((one.key, two.key)) for one, two, _ in pairs(people, fresh=[3])}
    assert told == {frozenset((1, 3)), frozenset((2, 3))}


def test_an_offices_number_makes_no_crowd_of_pairs():
    crowd = [
        person(key, given=f"ก{key}", family=f"ข{key}", phone="0430000000")
        for key in range(MOST_IN_BUCKET + 1)
    ]
    assert not list(pairs(crowd))
