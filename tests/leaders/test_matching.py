"""Who may be the same person: a whole roster compared, and the same found by an index."""

from hypothesis import given
from hypothesis import strategies as st

from leaders.matching import Roster, likeliest, likeliest_in
from leaders.models import Person
from thai.names import name_key

# Few letters, so that names come near to each other: sounds, marks, a missing family name, one word for two.
_PARTS = ["สม", "ชาย", "หญิง", "ชัย", "ไชย", "ศรี", "สรี", "พร", "พรรณ", "น์", "ใจ", "ดี", " ", "รัก", "บ้าน", "นาง"]
NAMES = st.lists(st.sampled_from(_PARTS), min_size=1, max_size=4).map("".join).map(str.strip)
PHONES = st.sampled_from(["", "0810000001", "0810000002"])
PEOPLE = st.lists(st.tuples(NAMES.filter(bool), NAMES, PHONES), max_size=25)


def persons(rows: list[tuple[str, str, str]]) -> list[Person]:
    """Persons as they would be on record, numbered from 1."""
    return [
        Person(pk=pk, given_name=first, family_name=last, phone=phone, name_key=name_key(first, last))
        for pk, (first, last, phone) in enumerate(rows, start=1)
    ]


@given(PEOPLE, NAMES, NAMES, PHONES)
def test_the_index_finds_whom_a_look_at_everybody_finds(rows, first, last, phone):
    everybody = persons(rows)
    half = len(everybody) // 2
    rosters = [Roster(everybody[: half + 2]), Roster(everybody[half:])]
    assert likeliest_in(rosters, first, last, phone) == likeliest(everybody, first, last, phone)


@given(PEOPLE.filter(bool), st.tuples(NAMES.filter(bool), NAMES, PHONES), st.data())
def test_somebody_changed_is_found_as_they_are_now(rows, changed, data):
    everybody = persons(rows)
    roster = Roster(everybody)
    roster.likely(*rows[0])
    at = data.draw(st.integers(0, len(rows) - 1))
    everybody[at] = persons([*rows[:at], changed])[-1]
    roster.add(everybody[at])
    for first, last, phone in (*rows, changed):
        assert likeliest_in([roster], first, last, phone) == likeliest(everybody, first, last, phone)


def test_namesakes_come_in_the_order_of_the_record():
    rows = [("มะลิ", "งามตา", ""), ("กล้า", "ทดสอบ", ""), ("มะลิ", "งามตา", "")]
    roster = Roster(reversed(persons(rows)))
    assert [person.pk for person in roster.named(name_key("มะลิ", "งามตา"))] == [1, 3]
    assert roster.named(name_key("คนอื่น", "")) == []
